"""`mailbot dkim list|test`: the keys of mail servers kept in `[trust] dkim_keys`, and what they say of a mail."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from mailbot.bootstrap import domain_keys
from mailbot.cli.common import plain_errors, settings_of, with_config
from mailbot.letters.words import sentence
from parsers.errors import ParseError
from parsers.mail import parse_mail
from parsers.model import DkimResult, DomainKey
from parsers.sender.authentication import single_domain
from parsers.sender.dkimcheck import check_dkim, key_fault

_RESULTS = {DkimResult.PASS: "Đúng", DkimResult.FAIL: "SAI", DkimResult.NONE: "Không kết luận"}
Row = dict[str, object]
"""One line of JSON, built here and printed here."""


@click.group()
def command() -> None:
    """Khóa DKIM của máy chủ thư (mục [trust] dkim_keys): mỗi khóa một tệp tên <selector>._domainkey.<tên miền>."""


@command.command("list")
@with_config
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một dòng JSON.")
def list_(config: Path, as_json: bool) -> None:
    """Liệt kê khóa đã lưu; mã thoát 1 khi có tệp không dùng được."""
    settings = settings_of(config)
    with plain_errors():
        rows = [_row(path, key) for path, key in domain_keys(settings)]
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else f"{row['name']:<48} {row['message']}")
    if not rows and not as_json:
        click.echo("Chưa lưu khóa nào: hệ thống chỉ dựa vào kết quả xác thực do máy chủ thư ghi.", err=True)
    if any(row["fault"] for row in rows):
        raise SystemExit(1)


@command.command()
@with_config
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="In kết quả thành một dòng JSON.")
def test(config: Path, file: Path, as_json: bool) -> None:
    """Kiểm tra chữ ký DKIM của một thư (.eml) bằng các khóa đã lưu; mã thoát 0 khi đúng."""
    settings = settings_of(config)
    with plain_errors():
        keys = [key for _, key in domain_keys(settings) if isinstance(key, DomainKey)]
    content = file.read_bytes()
    domain = single_domain(parse_mail(content))
    verdict = check_dkim(content, domain, keys, datetime.now(UTC))
    answer = {"domain": domain, "result": verdict.result.value, "code": verdict.code, "selector": verdict.selector}
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        click.echo(f"{domain or '(không rõ người gửi)'}: {_RESULTS[verdict.result]}. {sentence(verdict.code)}")
    if verdict.result is not DkimResult.PASS:
        raise SystemExit(1)


def _row(path: Path, key: DomainKey | ParseError) -> Row:
    if isinstance(key, ParseError):
        return {"name": path.name, "fault": key.code, "message": sentence(key.code, {"detail": key.detail})}
    fault = key_fault(key)
    return {"name": key.name, "fault": fault, "message": sentence(fault) if fault else "dùng được"}
