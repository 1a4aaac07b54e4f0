"""The end of the agency's own signing certificate reaches the status page, and the administrator by letter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mailbot.children.pool import Children
from mailbot.config.signing import SigningSettings
from mailbot.letters.words import sentence
from mailbot.signer.client import Signer
from mailbot.workflow.checking.health import health
from mailbot.workflow.trust.watch import look
from tests.mailbot.seals import NAME, a_seal, lay_down
from tests.mailbot.workflow.desk import Desk, open_desk
from tests.mailbot.workflow.trust.test_watch import lists_good_at

OURS = a_seal()
ENDS = OURS.certificate.not_valid_after_utc


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, shared_children: Children) -> Iterator[Desk]:
    """A commune that signs; its signer runs through all tests below."""
    desk = open_desk(tmp_path_factory.mktemp("office"), shared_children)
    here = tmp_path_factory.mktemp("keys")
    lay_down(here, OURS)
    signing = SigningSettings(key_file=here / "seal.p12", password_file=here / "seal.password")
    agency = desk.app.settings.agencies[0].model_copy(update={"signing": signing})
    desk.app.settings = desk.app.settings.model_copy(update={"agencies": (agency,)})
    desk.app.signer = Signer(desk.app.settings.key_places)
    yield desk
    desk.app.signer.close()
    desk.app.db.close()


def letters_about(desk: Desk) -> list[str]:
    return [one.text for one in desk.letters("administrator-alert") if f"Chứng thư ký “{NAME}”" in one.text]


@pytest.mark.parametrize(
    ("left", "grade", "letters"),
    [
        (timedelta(days=90, seconds=1), "fine", 0),
        (timedelta(days=90), "notice", 1),
        (timedelta(days=31), "notice", 1),
        (timedelta(days=30), "notice", 2),
        (timedelta(days=8), "notice", 2),
        (timedelta(days=7, seconds=1), "notice", 3),
        (timedelta(days=7), "problem", 3),
        (timedelta(seconds=-1), "problem", 4),
    ],
)
def test_the_end_of_our_own_certificate_is_announced_once_for_each_step(
    office: Desk, left: timedelta, grade: str, letters: int
) -> None:
    lists_good_at(office, ENDS - left)
    look(office.app)
    look(office.app)
    seen = health(office.app)
    is_problem = any(one.code.startswith("signing_certificate") for one in seen.problems)
    is_notice = any(one.code.startswith("signing_certificate") for one in seen.notices)
    assert (is_problem, is_notice) == (grade == "problem", grade == "notice")
    assert len(letters_about(office)) == letters


def test_a_signer_that_cannot_say_is_a_notice_without_a_letter(tmp_path: Path, shared_children: Children) -> None:
    desk = open_desk(tmp_path, shared_children)
    signing = SigningSettings(key_file=tmp_path / "none.p12", password_file=tmp_path / "none.password")
    agency = desk.app.settings.agencies[0].model_copy(update={"signing": signing})
    desk.app.settings = desk.app.settings.model_copy(update={"agencies": (agency,)})
    desk.app.signer = Signer(desk.app.settings.key_places)
    try:
        look(desk.app)
        (found,) = [one for one in health(desk.app).notices if one.code == "signing_certificate_unknown"]
        assert sentence(found.code, found.values).endswith("tệp mật khẩu hoặc tệp chứng thư kèm theo.")
        assert desk.letters("administrator-alert") == ()
    finally:
        desk.app.signer.close()
        desk.app.db.close()


def test_an_agency_that_does_not_sign_has_no_certificate_to_watch(desk: Desk) -> None:
    look(desk.app)
    assert not [one for one in health(desk.app).notices if one.code.startswith("signing")]
