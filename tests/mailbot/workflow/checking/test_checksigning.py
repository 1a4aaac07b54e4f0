"""The signing key is opened, tried, and what is wrong with it said before a letter has to wait."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from mailbot.bootstrap import App
from mailbot.children.pool import Children
from mailbot.config.signing import SigningSettings
from mailbot.demo.authority import Party
from mailbot.domain.calendar import VIETNAM
from mailbot.letters.words import sentence
from mailbot.signer.client import Signer
from mailbot.workflow.checking.checksigning import check_signing
from mailbot.workflow.checking.findings import Finding, Grade
from tests.mailbot.seals import ADDRESS, NAME, TODAY, a_seal, lay_down
from tests.mailbot.workflow.desk import open_desk


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, shared_children: Children) -> Iterator[App]:
    """A commune that signs with what lies in its data directory."""
    here = tmp_path_factory.mktemp("office")
    made = open_desk(here, shared_children).app
    signing = SigningSettings(key_file=here / "seal.p12", password_file=here / "seal.password")
    agency = made.settings.agencies[0].model_copy(update={"signing": signing})
    made.settings = made.settings.model_copy(update={"agencies": (agency,)})
    yield made
    made.db.close()


def found(app: App, party: Party, *, password: bytes = b"bi mat", mode: int = 0o600) -> list[Finding]:
    signing = app.settings.agencies[0].signing
    assert signing is not None
    assert signing.key_file is not None
    here = signing.key_file.parent
    lay_down(here, party)
    (here / "seal.password").write_bytes(password)
    (here / "seal.p12").chmod(mode)
    app.signer = Signer(app.settings.key_places)
    try:
        return list(check_signing(app))
    finally:
        app.signer.close()


def words(finding: Finding) -> str:
    return sentence(finding.reason.code, finding.reason.values)


def test_good_key_is_named_with_its_end(app: App) -> None:
    end = TODAY + timedelta(days=400)
    (one,) = found(app, a_seal(not_after=end))
    assert one.grade is Grade.FINE
    assert f"“{NAME}”, còn hạn đến {end.astimezone(VIETNAM):%d/%m/%Y}. Khóa nằm trong tệp." in words(one)


@pytest.mark.parametrize(
    ("changes", "code", "grade"),
    [
        ({"not_after": TODAY - timedelta(days=1)}, "signing_certificate_expired", Grade.WRONG),
        ({"not_after": TODAY + timedelta(days=6)}, "signing_certificate_ends_soon", Grade.WRONG),
        ({"not_after": TODAY + timedelta(days=89)}, "signing_certificate_ends_soon", Grade.NOTICE),
        ({"not_after": TODAY + timedelta(days=91)}, "signing_fine", Grade.FINE),
        ({"email": "khac@xa.example"}, "signing_address_missing", Grade.WRONG),
        ({"email": ADDRESS.upper()}, "signing_fine", Grade.FINE),
        ({"key_usage": frozenset({"key_encipherment"})}, "signing_trial_refused", Grade.WRONG),
    ],
)
def test_certificate_is_read_and_tried(app: App, changes: dict[str, object], code: str, grade: Grade) -> None:
    (one,) = found(app, a_seal(**changes))  # type: ignore[arg-type]
    assert (one.reason.code, one.grade) == (code, grade)


def test_wrong_password_is_told(app: App) -> None:
    (one,) = found(app, a_seal(), password=b"sai")
    assert (one.reason.code, one.about) == ("key_unreadable", NAME)


def test_key_that_others_may_read_is_noticed(app: App) -> None:
    notice, fine = found(app, a_seal(), mode=0o640)
    assert (notice.reason.code, notice.grade) == ("key_file_open_to_others", Grade.NOTICE)
    assert fine.grade is Grade.FINE
