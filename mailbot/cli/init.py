"""`mailbot init`: ask, try everything, write mailbot.toml."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib.resources import files
from itertools import count
from pathlib import Path
from string import Template
from typing import Any

import click

from mailbot.bootstrap import prepare
from mailbot.cli.check import show_findings, text_of
from mailbot.cli.common import plain_errors, with_config
from mailbot.config import MailboxSettings, Security, Settings, settings_from
from mailbot.daemon.watch import imap_settings
from mailbot.daemon.workers import smtp_settings
from mailbot.domain.calendar import VIETNAM
from mailbot.domain.errors import ConfigurationError, MailbotError
from mailbot.domain.folding import fold
from mailbot.workflow.checking.check import check_imap, check_smtp
from mailbot.workflow.checking.findings import Finding, Grade, Part, looked
from mailbot.workflow.checking.probe import probe

IMAP_PORTS = {"tls": 993, "starttls": 143, "plain": 143}
SMTP_PORTS = {"tls": 465, "starttls": 587, "plain": 25}
KINDS = click.Choice([kind.value for kind in Security])
NEXT = """Đã ghi {config} và tạo cơ sở dữ liệu. Việc tiếp theo:
  1. mailbot people import …   nhập danh sách thủ trưởng, văn thư, quản trị, đơn vị
  2. mailbot trust add …       thêm chứng thư gốc, trung gian; điền crl_urls trong {config}
  3. mailbot check             kiểm tra lại mọi thứ
  4. mailbot run               chạy ở chế độ chỉ đọc: xem thư 30 ngày gần nhất, không làm gì
  5. mailbot inbox list        hệ thống sẽ làm gì với từng thư
  6. mailbot go                bắt đầu làm thật
Cổng văn thư chạy cùng mailbot run; mời quản trị vào: mailbot people invite ĐỊA-CHỈ-THƯ"""


@dataclass(frozen=True, slots=True)
class Given:
    """The options; None is asked for."""

    agency_name: str | None
    agency_id: str | None
    organ_id: str
    address: str | None
    user: str | None
    password_file: Path | None
    imap_host: str | None
    imap_security: str | None
    imap_port: int | None
    smtp_host: str | None
    smtp_security: str | None
    smtp_port: int | None
    smtp_user: str | None
    """"" is no login."""
    ca_file: Path | None
    data_dir: str


@click.command()
@with_config
@click.option("--agency-name", help="Tên cơ quan, như ghi trên văn bản.")
@click.option("--agency-id", help="Mã ngắn của cơ quan (chữ thường, gạch nối).")
@click.option("--organ-id", default="", help="Mã định danh của cơ quan (QCVN 102).")
@click.option("--address", help="Địa chỉ hộp thư công vụ.")
@click.option("--user", help="Tên đăng nhập; mặc định là địa chỉ.")
@click.option("--password-file", type=click.Path(path_type=Path, exists=True), help="Tệp đã có mật khẩu.")
@click.option("--imap-host", help="Máy chủ IMAP.")
@click.option("--imap-security", type=KINDS)
@click.option("--imap-port", type=int)
@click.option("--smtp-host", help="Máy chủ gửi thư.")
@click.option("--smtp-security", type=KINDS)
@click.option("--smtp-port", type=int)
@click.option("--smtp-user", help='Tên đăng nhập gửi thư nếu khác; để trống ("") là không đăng nhập.')
@click.option("--ca-file", type=click.Path(path_type=Path, exists=True), help="Chứng thư gốc riêng của máy chủ thư.")
@click.option("--data-dir", default="data", show_default=True, help="Thư mục dữ liệu.")
@click.option("--wait", "patience", type=float, default=60, show_default=True, help="Số giây chờ thư thử.")
@click.option("--no-try", is_flag=True, help="Ghi cấu hình mà không thử kết nối.")
@click.option("--force", is_flag=True, help="Ghi đè tệp cấu hình đã có.")
def command(config: Path, no_try: bool, force: bool, patience: float, **given: Any) -> None:
    """Thiết lập lần đầu: hỏi hộp thư, thử IMAP và SMTP, tự gửi một thư thử, ghi mailbot.toml."""
    if config.exists() and not force:
        raise click.ClickException(f"Đã có {config}; muốn ghi đè thì thêm --force.")
    answers = _answers(Given(**given))
    with plain_errors(), _secret(config, answers.password_file) as password_file:
        text = _toml(answers, password_file)
        settings = settings_from(tomllib.loads(text), config.absolute().parent)
        if not no_try and not show_findings(_tries(settings, patience), text_of):
            raise click.ClickException("Chưa ghi cấu hình. Sửa theo gợi ý rồi chạy lại, hoặc thêm --no-try.")
        prepare(settings)
        _write(config, text, 0o640)
    click.echo(NEXT.format(config=config))


def _answers(given: Given) -> Given:
    """Everything not given as an option is asked, with the likeliest answer offered."""
    name = given.agency_name or click.prompt("Tên cơ quan (như ghi trên văn bản)")
    address = given.address or click.prompt("Địa chỉ hộp thư công vụ")
    imap_host = given.imap_host or click.prompt("Máy chủ IMAP", default=f"mail.{address.rpartition('@')[2]}")
    imap_security = given.imap_security or click.prompt("Bảo mật IMAP", type=KINDS, default="tls")
    smtp_host = given.smtp_host or click.prompt("Máy chủ gửi thư (SMTP)", default=imap_host)
    smtp_security = given.smtp_security or click.prompt("Bảo mật SMTP", type=KINDS, default="tls")
    user = given.user or click.prompt("Tên đăng nhập", default=address)
    return replace(
        given,
        agency_name=name,
        agency_id=given.agency_id or click.prompt("Mã ngắn của cơ quan", default=_slug(name)),
        address=address,
        user=user,
        imap_host=imap_host,
        imap_security=imap_security,
        imap_port=given.imap_port or click.prompt("Cổng IMAP", type=int, default=IMAP_PORTS[imap_security]),
        smtp_host=smtp_host,
        smtp_security=smtp_security,
        smtp_port=given.smtp_port or click.prompt("Cổng SMTP", type=int, default=SMTP_PORTS[smtp_security]),
        smtp_user=user if given.smtp_user is None else given.smtp_user,
    )


def _slug(name: str) -> str:
    short = fold(name).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    return short.replace(" ", "-")[:40].strip("-") or "co-quan"


@contextmanager
def _secret(config: Path, given: Path | None) -> Iterator[Path]:
    """The password's file: the one named, or a new one only we can read; taken away again when the set-up fails."""
    if given is not None:
        yield given.absolute()
        return
    path = _unused(config.absolute().parent / "secrets")
    password = click.prompt("Mật khẩu hộp thư (không hiện ra)", hide_input=True)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(path, password + "\n", 0o600)
    try:
        yield path
    except (click.ClickException, click.Abort, MailbotError):
        path.unlink(missing_ok=True)
        raise


def _unused(directory: Path) -> Path:
    """Never over the password a running configuration uses."""
    names = (f"vanban{f'-{number}' if number else ''}.password" for number in count())
    return next(directory / name for name in names if not (directory / name).exists())


def _toml(answers: Given, password_file: Path) -> str:
    template = Template(files("mailbot.data").joinpath("mailbot-toml.txt").read_text(encoding="utf-8"))
    imap = _server(answers.imap_host, answers.imap_port, answers.imap_security, answers, answers.user, password_file)
    smtp = _server(
        answers.smtp_host, answers.smtp_port, answers.smtp_security, answers, answers.smtp_user, password_file
    )
    return template.substitute(
        today=datetime.now(VIETNAM).strftime("%d/%m/%Y"),
        data_dir=_quoted(answers.data_dir),
        agency_id=_quoted(answers.agency_id or ""),
        agency_name=_quoted(answers.agency_name or ""),
        organ_id=_quoted(answers.organ_id),
        address=_quoted(answers.address or ""),
        imap=imap,
        smtp=smtp,
    )


def _server(
    host: str | None, port: int | None, security: str | None, answers: Given, user: str | None, password_file: Path
) -> str:
    rows = [f"host = {_quoted(host or '')}", f"port = {port}", f"security = {_quoted(security or '')}"]
    if security == Security.PLAIN.value:
        rows.append("insecure = true   # chỉ chấp nhận với chính máy này")
    if user:
        rows += [f"user = {_quoted(user)}", f"password_file = {_quoted(str(password_file))}"]
    if answers.ca_file is not None:
        rows.append(f"ca_file = {_quoted(str(answers.ca_file.absolute()))}")
    return "\n".join(rows)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's (toml.io, string)."""
    return json.dumps(text, ensure_ascii=False)


def _tries(settings: Settings, patience: float) -> Iterator[Finding]:
    """IMAP, SMTP, then a mail to ourselves; each step only after the one before it worked."""
    _, box = next(settings.mailboxes())
    steps = (
        (Part.IMAP, partial(_imap, box)),
        (Part.SMTP, partial(_smtp, box)),
        (Part.MAIL, partial(_mail, box, patience)),
    )
    for part, step in steps:
        finding = looked(part, step)
        yield finding
        if finding.grade is Grade.WRONG:
            return


def _imap(box: MailboxSettings) -> Finding:
    return check_imap(box.address, imap_settings(box))


def _smtp(box: MailboxSettings) -> Finding:
    return check_smtp(box.address, smtp_settings(box))


def _mail(box: MailboxSettings, patience: float) -> Finding:
    click.echo(f"Đang gửi thư thử tới {box.address} và chờ thư về ", nl=False)
    try:
        return probe(
            box.address,
            imap_settings(box),
            smtp_settings(box),
            datetime.now(UTC),
            patience,
            lambda: click.echo(".", nl=False),
        )
    finally:
        click.echo()


def _write(path: Path, text: str, mode: int) -> None:
    """Whole or not at all, never readable by others meanwhile."""
    temporary = path.with_name(f".{path.name}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise ConfigurationError("directory_unwritable", path=str(path.parent), why=error.strerror or "") from error
