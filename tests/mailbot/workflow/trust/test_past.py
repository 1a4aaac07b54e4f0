"""A list every two weeks is kept, so that a document stamped in a certificate's life is proved after its end."""

from __future__ import annotations

from datetime import timedelta

from mailbot.bootstrap import whole_trust
from mailbot.children.store import store_of
from mailbot.storage import pastlists
from mailbot.workflow.trust.past import LONGEST, keep_lists
from signing.model import Verdict
from signing.verify import verify
from tests import pki
from tests.mailbot.workflow.desk import Desk
from tests.mailbot.workflow.trust.conftest import Open


def published(desk: Desk, days: float) -> None:
    """The authority's lists of that many days later lie in the folder, and the clock says so."""
    (folder,) = desk.app.settings.trust.crls
    desk.clock.now = pki.NOW + timedelta(days=days)
    for number, content in enumerate(pki.pki().authority.crls(desk.clock.now)):
        (folder / f"{number}.crl").write_bytes(content)
    keep_lists(desk.app)


def kept(desk: Desk) -> int:
    with desk.app.db.reading() as session:
        return len(pastlists.contents(session))


def test_one_list_of_each_authority_in_two_weeks(open_desk_trusting: Open) -> None:
    desk = open_desk_trusting()
    counts = []
    for days in (0, 1, 13.9, 14, 27, 28, 27 + LONGEST.days):
        published(desk, days)
        counts.append(kept(desk))
    assert counts == [2, 2, 2, 4, 4, 6, 4]


def test_a_kept_list_proves_what_todays_cannot(open_desk_trusting: Open) -> None:
    desk = open_desk_trusting()
    ending = pki.pki().variant(not_before=pki.NOW - timedelta(days=9), not_after=pki.NOW + timedelta(days=2))
    document = pki.signed(party=ending, stamped=True)
    published(desk, 1)
    before = whole_trust(desk.app.settings, desk.app.db)
    published(desk, 20)
    after = whole_trust(desk.app.settings, desk.app.db)
    assert (len(before.older), len(after.older)) == (0, 2)
    assert verify(document, store_of(after), desk.clock.now).verdict is Verdict.VALID
    today = verify(document, pki.pki().trust(at=desk.clock.now), desk.clock.now)
    assert (today.reason, today.values["expired_on"]) == ("revocation_forgotten", "22/11/2026")
