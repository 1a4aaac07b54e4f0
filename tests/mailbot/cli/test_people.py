"""`mailbot people unfreeze`: the administrator ends what "Không phải tôi" began."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from mailbot.bootstrap import open_app, prepare
from mailbot.cli import main
from mailbot.cli.inbox import OPERATOR
from mailbot.config import load_settings
from mailbot.storage import people
from mailbot.workflow.accounts import Browser, accept_invitation, find_session, invite, log_in
from tests.mailbot.cli.office import Office

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
