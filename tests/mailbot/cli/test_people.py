"""`mailbot people unfreeze`: the administrator ends what "Không phải tôi" began."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.bootstrap import open_app
from mailbot.cli import main
from mailbot.cli.inbox import OPERATOR
from mailbot.config import load_settings
from mailbot.storage import people
from mailbot.workflow.accounts import Browser, accept_invitation, find_session, invite, log_in
from signing.cards import Card, cards
from tests.mailbot.cli.office import Office
from tests.pki import NOW, pki
from tests.services.migrated import prepare

ADDRESS = "chutich@xa.example"


def told(config: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["people", *words, "--config", str(config)])


def frozen_head(here: Path) -> Path:
    config = Office(here).write()
    prepare(load_settings(config))
    added = told(config, "add", "--name", "Trần Quốc Bảo", "--email", ADDRESS, "--role", "head")
    assert added.exit_code == 0, added.output
    app = open_app(load_settings(config))
    (agency_id,) = app.agencies
    with app.db.transaction() as session:
        person = people.find_by_email(session, agency_id, ADDRESS)
        assert person is not None
        people.freeze_mail(session, agency_id, person.id, frozen=True)
    app.close()
    return config


def test_frozen_person_is_marked_in_the_list_until_unfrozen(tmp_path: Path) -> None:
    config = frozen_head(tmp_path)
    assert "tạm khóa chỉ đạo qua thư" in told(config, "list").output
    assert "Đã mở lại chỉ đạo qua thư của Trần Quốc Bảo." in told(config, "unfreeze", ADDRESS).output
    assert "tạm khóa" not in told(config, "list").output


def test_an_administrator_ends_the_sessions_of_one_or_of_all(tmp_path: Path) -> None:
    config = frozen_head(tmp_path)
    for words in ((), (ADDRESS,)):
        app = open_app(load_settings(config))
        (agency_id,) = app.agencies
        token = invite(app, agency_id, 1, OPERATOR)[1]
        login = accept_invitation(app, token, "mưa rơi trên mái ngói cũ")
        cookies = [log_in(app, login, "mưa rơi trên mái ngói cũ", Browser("", "")).cookie for _ in range(2)]
        assert all(find_session(app, cookie) for cookie in cookies)
        assert told(config, "end-sessions", *words).output == "Đã kết thúc 2 phiên đăng nhập.\n"
        assert not any(find_session(app, cookie) for cookie in cookies)
        app.close()


def test_address_nobody_uses_is_told_in_one_line(tmp_path: Path) -> None:
    answer = told(frozen_head(tmp_path), "unfreeze", "ai@xa.example")
    assert answer.exit_code == 1
    assert answer.output.strip() == "Error: Chưa có người nào dùng địa chỉ ai@xa.example."


def pinning_office(here: Path) -> tuple[Path, Path, Card]:
    """The head is known, and a file with the head's certificate lies there."""
    config = frozen_head(here)
    party = pki().authority.person("Trần Quốc Bảo", "UBND xã", NOW, email=ADDRESS)
    file = here / "chutich.pem"
    file.write_bytes(party.pem)
    (card,) = cards(party.der)
    return config, file, card


def test_certificate_is_pinned_after_its_fingerprint_was_compared(tmp_path: Path) -> None:
    config, file, card = pinning_office(tmp_path)
    answer = told(config, "pin-certificate", ADDRESS, str(file), "--fingerprint", card.sha256.upper())
    assert answer.exit_code == 0, answer.output
    assert f"Địa chỉ:  {ADDRESS}" in answer.output
    (row,) = map(json.loads, told(config, "certificates", "--json").output.splitlines())
    assert (row["name"], row["sha256"]) == ("Trần Quốc Bảo", card.sha256)
    assert "Đã thôi công nhận" in told(config, "unpin-certificate", ADDRESS, card.sha256).output
    assert not told(config, "certificates").output


@pytest.mark.parametrize(("fingerprint", "words"), [("ab" * 32, "vân tay"), ("", "vân tay")])
def test_certificate_with_another_fingerprint_is_not_pinned(tmp_path: Path, fingerprint: str, words: str) -> None:
    config, file, _ = pinning_office(tmp_path)
    answer = told(config, "pin-certificate", ADDRESS, str(file), "--fingerprint", fingerprint or "00")
    assert answer.exit_code == 1
    assert words in answer.output.lower()
    assert not told(config, "certificates").output


def test_a_file_that_is_no_certificate_is_told_in_one_line(tmp_path: Path) -> None:
    config, file, _ = pinning_office(tmp_path)
    file.write_text("không phải chứng thư")
    answer = told(config, "pin-certificate", ADDRESS, str(file), "--fingerprint", "00")
    assert (answer.exit_code, len(answer.output.strip().splitlines())) == (1, 1)


def the_guides_people() -> str:
    """`nguoi.toml` as docs/quan-tri.md prints it."""
    guide = (Path(__file__).parents[3] / "docs" / "quan-tri.md").read_text(encoding="utf-8")
    return guide.partition("`nguoi.toml`:\n\n```toml\n")[2].partition("```")[0]


def test_the_people_of_the_guide_can_be_taken_in_as_printed(tmp_path: Path) -> None:
    config = Office(tmp_path).write()
    prepare(load_settings(config))
    (tmp_path / "nguoi.toml").write_text(the_guides_people(), encoding="utf-8")

    answer = told(config, "import", str(tmp_path / "nguoi.toml"))

    assert answer.exit_code == 0, answer.output
    known = told(config, "list").output
    assert all(role in known for role in ("head", "leader", "clerk", "unit_head", "administrator"))
    assert told(config, "invite", "quantri@xa.example").exit_code == 0


def test_a_file_with_a_fault_takes_nobody_in(tmp_path: Path) -> None:
    config = Office(tmp_path).write()
    prepare(load_settings(config))
    file = tmp_path / "nguoi.toml"
    file.write_text(the_guides_people().replace('leader = "phochutich@', 'leader = "ai-do@'), encoding="utf-8")

    answer = told(config, "import", str(file))

    assert answer.exit_code == 1
    assert "ai-do@xa.example" in answer.output
    assert told(config, "list").output.strip() == ""
