"""`mailbot sign` seals documents, timestamps them, and lets nothing out that its own judge refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from mailbot.assets import Font, font_bytes
from mailbot.cli import main
from mailbot.demo.authority import Party
from mailbot.demo.pictures import seal, signature
from signing.sign import Stamp, sign
from tests.mailbot.cli.office import Office
from tests.mailbot.seals import NAME, TODAY, a_seal, lay_down
from tests.pki import a_pdf, pki

SIGNING = '[agency.signing]\nkey_file = "seal.p12"\npassword_file = "seal.password"\nseal_picture = "seal.png"\n'


def an_office(here: Path, party: Party | None = None) -> Path:
    """Its configuration; the key and the picture of the seal lie beside it."""
    lay_down(here, party or a_seal())
    (here / "seal.png").write_bytes(seal("ỦY BAN NHÂN DÂN XÃ TÂN PHÚ", "TỈNH SÓC TRĂNG"))
    return Office(here, agency=SIGNING).furnish()


def a_letter(here: Path, name: str = "cong-van.pdf", *, signed: bool = True) -> Path:
    """A PDF, signed by the leader where people see it."""
    file, leader = here / name, pki().leader
    stamp = Stamp((388, 146, 513, 216), font_bytes(Font.SANS), picture=signature("Nguyễn Văn An"))
    pdf = sign(a_pdf(), pki().key(leader), TODAY, field="LanhDao", stamp=stamp) if signed else a_pdf()
    file.write_bytes(pdf)
    return file


def ran(config: Path, *words: str | Path) -> Result:
    return CliRunner().invoke(main, ["sign", "--config", str(config), "--json", *map(str, words)])


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_sealed_copy_lies_beside_the_untouched_original(tmp_path: Path) -> None:
    config, file = an_office(tmp_path), a_letter(tmp_path)
    before = file.read_bytes()
    (row,) = rows(ran(config, file))
    assert (row["verdict"], row["signer"], row["time_source"]) == ("valid", NAME, "receipt")
    assert file.read_bytes() == before
    assert Path(row["output"]).read_bytes().startswith(before)
    assert Path(row["output"]).name == "cong-van.signed.pdf"
    first = Path(row["output"]).read_bytes()
    assert rows(ran(config, file))[0]["error"]["code"] == "output_exists"
    assert Path(row["output"]).read_bytes() == first


def test_document_nobody_signed_visibly_is_refused_and_the_next_one_is_sealed(tmp_path: Path) -> None:
    config = an_office(tmp_path)
    result = ran(config, a_letter(tmp_path, "a.pdf", signed=False), tmp_path / "no.pdf", a_letter(tmp_path, "b.pdf"))
    codes = [row.get("error", {}).get("code") for row in rows(result)]
    assert codes == ["no_place_for_seal", "file_unreadable", None]
    assert result.exit_code == 1


def test_output_our_own_judge_refuses_is_not_written(tmp_path: Path) -> None:
    stranger = pki().stranger.seal(NAME, TODAY)
    result = ran(an_office(tmp_path, stranger), a_letter(tmp_path))
    assert rows(result)[0]["error"]["code"] == "own_output_not_valid"
    assert not list(tmp_path.glob("*.signed.pdf"))


def test_two_ways_to_show_it_exclude_each_other(tmp_path: Path) -> None:
    assert ran(an_office(tmp_path), "--corner", "PL", "--invisible", tmp_path / "a.pdf").exit_code == 2
