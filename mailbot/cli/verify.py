"""`mailbot verify`: what the signatures of PDF and S/MIME files prove; needs no configuration and no network."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from mailbot.cli.judging import Judge
from mailbot.cli.verdicts import VIETNAM, Row, details_row, verdict_lines, verdict_row
from mailbot.letters.words import sentence
from signing.detached import read_signature
from signing.errors import BadCertificate
from signing.evidence.detailed import Details
from signing.model import SignatureReport
from signing.trust import TrustStore, read_answers, read_certificates, read_lists, trust_store
from signing.verify import POLICIES

EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Looked:
    """One file with what was found, or the error that kept us from looking."""

    file: Path
    sha256: str
    report: SignatureReport | None
    ms: float
    details: Callable[[], Row] = dict
    """For the specialist; asked for only where it is shown."""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is done with every file."""

    judge: Judge
    show: Callable[[Looked], str]
    pictures: Path | None


class Unusable(click.ClickException):
    """A certificate, list or answer that cannot be used: wrong usage, told in one line."""

    exit_code = 2


class Instant(click.ParamType[datetime]):
    """An ISO 8601 time; without a zone it is Vietnamese."""

    name = "ISO8601"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            when = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} không phải là thời gian ISO 8601.", param, ctx)
        return when if when.tzinfo else when.replace(tzinfo=VIETNAM)


@click.command(
    help="Kiểm tra chữ ký số của tệp PDF hoặc thư S/MIME (.eml). Với --replay: kiểm tra lại văn bản đã lưu từ chứng cứ."
)
@click.option("--trust", "roots", multiple=True, type=EXISTING, metavar="CERT", help="Chứng thư gốc được tin cậy.")
@click.option(
    "--public", multiple=True, type=EXISTING, metavar="CERT", help="Chứng thư gốc công cộng: không đủ để vào sổ."
)
@click.option("--intermediate", "below", multiple=True, type=EXISTING, metavar="CERT", help="Chứng thư trung gian.")
@click.option("--crl", "crls", multiple=True, type=EXISTING, metavar="FILE", help="Danh sách thu hồi.")
@click.option("--ocsp", "ocsps", multiple=True, type=EXISTING, metavar="FILE", help="Trả lời OCSP.")
@click.option(
    "--detached", multiple=True, type=EXISTING, metavar="FILE", help="Tệp chữ ký số rời (.p7s, .sig) của FILE duy nhất."
)
@click.option("--at", type=Instant(), default=None, help="Thời điểm nhận văn bản; mặc định là bây giờ.")
@click.option("--policy", type=click.Choice(sorted(POLICIES)), default="default", help="Chính sách kiểm tra.")
@click.option(
    "--replay",
    is_flag=True,
    help="FILE là văn bản đã lưu (mã số, số đến/năm, SHA-256 hoặc bản sao của tệp): kết luận lại "
    "chỉ từ chứng cứ lưu kèm, không dùng mạng.",
)
@click.option(
    "--config", "-c", type=click.Path(path_type=Path, dir_okay=False), default="mailbot.toml",
    envvar="MAILBOT_CONFIG", show_default=True, help="Tệp cấu hình, chỉ dùng với --replay.",
)  # fmt: skip
@click.option("--agency", default=None, help="Cơ quan, chỉ dùng với --replay khi có nhiều cơ quan.")
@click.option(
    "--pictures", type=click.Path(path_type=Path, file_okay=False), default=None, metavar="DIR",
    help="Với --json: vẽ những trang nhìn thấy thay đổi sau từng chữ ký vào thư mục này, ghi số trang vào details.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Mỗi tệp một dòng JSON.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
def command(
    roots: tuple[Path, ...],
    public: tuple[Path, ...],
    below: tuple[Path, ...],
    crls: tuple[Path, ...],
    ocsps: tuple[Path, ...],
    detached: tuple[Path, ...],
    at: datetime | None,
    policy: str,
    replay: bool,
    config: Path,
    agency: str | None,
    pictures: Path | None,
    as_json: bool,
    files: tuple[str, ...],
) -> None:
    """Print one result per FILE, in order; a bad FILE never stops the ones after it."""
    if replay:
        _replay(config, agency, files, as_json=as_json)
        return
    if detached and len(files) > 1:
        raise click.UsageError("--detached đi với đúng một FILE.")
    beside = tuple(read_signature(path.read_bytes(), path.name) for path in detached)
    trust = _trust(roots, public, below, crls, ocsps)
    judge = Judge(trust, at or datetime.now(UTC), POLICIES[policy], beside)
    bench = Bench(judge, _json if as_json else _text, pictures)
    for file in files:
        click.echo(_shown(Path(file), bench))


def _replay(config: Path, agency: str | None, documents: tuple[str, ...], *, as_json: bool) -> None:
    from mailbot.cli.replaying import replay_all  # opens a database: only when asked

    if not replay_all(config, agency, documents, as_json=as_json):
        raise SystemExit(1)


def _trust(
    roots: tuple[Path, ...],
    public: tuple[Path, ...],
    below: tuple[Path, ...],
    crls: tuple[Path, ...],
    ocsps: tuple[Path, ...],
) -> TrustStore:
    return trust_store(
        _read(roots, read_certificates),
        _read(below, read_certificates),
        _read(crls, read_lists),
        public_roots=_read(public, read_certificates),
        ocsps=_read(ocsps, read_answers),
    )


def _read(paths: tuple[Path, ...], read: Callable[[bytes], object]) -> list[bytes]:
    """Each file is tried alone, so that the one line can name the bad one and the cure."""
    contents = [path.read_bytes() for path in paths]
    for path, content in zip(paths, contents, strict=True):
        try:
            read(content)
        except BadCertificate as error:
            raise Unusable(f"{path}: {sentence(error.code)}") from error
    return contents


def _shown(file: Path, bench: Bench) -> str:
    """What is printed about one file; one that cannot be read is told in the same form."""
    started = time.perf_counter()
    try:
        data = file.read_bytes()
    except OSError as error:
        why = sentence("file_unreadable", {"detail": error.strerror or ""})
        return bench.show(Looked(file, "", None, 0.0, error=why))
    judged = bench.judge.judge(file, data)
    sha256 = hashlib.sha256(data).hexdigest()
    ms = (time.perf_counter() - started) * 1000
    return bench.show(Looked(file, sha256, judged.report, ms, lambda: _details(file, data, judged.take_apart(), bench)))


def _details(file: Path, data: bytes, details: Details, bench: Bench) -> Row:
    row = details_row(details)
    if bench.pictures is not None:
        from mailbot.cli.changes import changes_row  # draws pages: only when asked

        row["changes"] = changes_row(data, details, bench.pictures, file.stem)
    return row


def _json(looked: Looked) -> str:
    row: Row = {"file": str(looked.file)}
    if looked.report is None:
        row["error"] = {"code": "file_unreadable", "message": looked.error}
    else:
        row |= {"sha256": looked.sha256, **verdict_row(looked.report), "ms": round(looked.ms, 1)}
        row["details"] = looked.details()
    return json.dumps(row, ensure_ascii=False)


def _text(looked: Looked) -> str:
    if looked.report is None:
        return f"{looked.file}: {looked.error}"
    return "\n".join(verdict_lines(str(looked.file), looked.report))
