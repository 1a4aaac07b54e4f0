"""`mailbot sign`: seal documents with the agency's key."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from mailbot.bootstrap import App
from mailbot.cli.common import agency_of, app_of, with_config
from mailbot.domain.errors import MailbotError
from mailbot.letters.words import sentence
from mailbot.signer.requests import Look, Mark
from mailbot.workflow.sending.seal import Sealed, seal_document, seal_look


@click.command()
@with_config
@click.option("--agency", help="Mã cơ quan, khi cấu hình có nhiều cơ quan.")
@click.option(
    "--corner", metavar="WORDS", help="Ghi dòng này ở góc trên bên phải trang 1 thay cho hình dấu (phụ lục, bản sao)."
)
@click.option("--invisible", is_flag=True, help="Không hiện gì trên trang.")
@click.option(
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục ghi tệp đã ký; mặc định cạnh tệp gốc. Tên tệp thêm “.signed”.",
)
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một dòng JSON.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
def command(
    config: Path,
    agency: str | None,
    corner: str | None,
    invisible: bool,
    folder: Path | None,
    as_json: bool,
    files: tuple[Path, ...],
) -> None:
    """Ký số của cơ quan lên tệp PDF: hình dấu trùm một phần ba chữ ký của lãnh đạo, tên cơ quan và thời gian ký.

    Tệp gốc giữ nguyên; chỉ tệp qua được bước tự kiểm tra mới được ghi ra.
    """
    if corner and invisible:
        raise click.UsageError("--corner và --invisible không dùng cùng nhau.")
    with app_of(config) as app:
        agency_id = agency_of(app, agency)
        look = None if invisible else Look(Mark.CORNER, corner) if corner else seal_look(app, agency_id)
        rows = [_signed(app, agency_id, file, look, folder) for file in files]
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else _text(row))
    if any("error" in row for row in rows):
        raise SystemExit(1)


Row = dict[str, object]


def _signed(app: App, agency_id: str, file: Path, look: Look | None, folder: Path | None) -> Row:
    """One bad file never stops the ones after it."""
    target = (folder or file.parent) / f"{file.stem}.signed.pdf"
    if target.exists():
        return _refused(file, "output_exists", sentence("output_exists", {"path": str(target)}))
    try:
        sealed = seal_document(app, agency_id, file.read_bytes(), look)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as output:
            output.write(sealed.pdf)
    except MailbotError as error:
        return _refused(file, error.code, sentence(error.code, error.values))
    except OSError as error:
        why = {"file": str(file), "detail": f"{error.filename} ({error.strerror})"}
        return _refused(file, "file_unreadable", sentence("file_unreadable", why))
    return _done(app, agency_id, file, target, sealed)


def _refused(file: Path, code: str, message: str) -> Row:
    return {"file": str(file), "error": {"code": code, "message": message}}


def _done(app: App, agency_id: str, file: Path, target: Path, sealed: Sealed) -> Row:
    ours = sealed.report.signatures[-1]
    at: datetime = ours.proved_at
    values = {"agency": app.agencies[agency_id].name}
    return {
        "file": str(file),
        "output": str(target),
        "signer": ours.signer,
        "proved_at": at.isoformat(),
        "time_source": ours.time_source.value,
        "verdict": sealed.report.verdict.value,
        "message": sentence("signed_and_sealed", values),
    }


def _text(row: Row) -> str:
    error = row.get("error")
    if isinstance(error, dict):
        return f"✗ {row['file']}: {error['message']}"
    return f"✓ {row['output']}: {row['message']}"
