"""Keeps a revocation list of each authority every two weeks: years later it tells who was unrevoked at that time."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from mailbot.bootstrap import App, whole_trust
from mailbot.children.store import store_of
from mailbot.storage import pastlists
from mailbot.storage.pastlists import PastList
from signing.revocation.past import lists_made

PAUSE: Final = timedelta(days=14)
"""Between two kept lists of one authority."""
LONGEST: Final = timedelta(days=1200)
"""Certificates of signers last three years (`mailbot.demo.authority.SIGNER_LIFE`); older lists tell of none of them."""
MOST_BYTES: Final = 24 * 1024 * 1024
"""Of one authority: every child holds them in memory."""


def keep_lists(app: App) -> None:
    """Of the lists in the store those two weeks younger than the last one kept; those too old are let go."""
    now = app.clock()
    found = [PastList(*made) for made in lists_made(store_of(whole_trust(app.settings, app.db)))]
    with app.db.transaction() as session:
        for one in found:
            last = pastlists.last_kept(session, one.issuer)
            if one.made_at >= now - LONGEST and (last is None or one.made_at >= last + PAUSE):
                pastlists.keep(session, one)
                pastlists.forget(session, one.issuer, now - LONGEST, MOST_BYTES)
