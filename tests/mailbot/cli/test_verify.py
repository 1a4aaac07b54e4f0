"""`mailbot verify`: one JSON object per FILE, in order, whatever the files are."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli.verify import command
from signing.judgement import MEANING
from tests import pki
from tests.pki import AGENCY, NOW
from tests.signing.revocation.responder import answer, asked_seal

AT = NOW.isoformat()
CONTRACT = {
    "file",
    "sha256",
    "verdict",
    "action",
    "indication",
    "sub_indication",
    "reason",
    "reason_vi",
    "signatures",
    "ms",
}
CONTRACT_SIGNATURE = {
    "field", "signer", "organisation", "role", "issuer", "indication", "sub_indication", "covers", "claimed_at",
    "proved_at", "time_source", "digest", "changes_after",
}  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the trust material and a few documents."""
    own = pki.pki()
    root_list, sub_list = own.authority.crls(NOW)
    contents = {
        "root.pem": own.authority.root.pem,
        "sub.der": own.authority.sub.der,
        "root.crl": root_list,
        "sub.crl": sub_list,
        "good.pdf": pki.signed_by_both(),
        "altered.pdf": pki.altered(pki.signed()),
        "foreign.pdf": pki.signed(party=own.foreign_seal),
        "plain.pdf": pki.a_pdf(),
        "good.eml": pki.mail(),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    """The command with the trust material of `place`; names of its files are made into paths."""
    trust = ("--trust", "root.pem", "--intermediate", "sub.der", "--crl", "root.crl", "--crl", "sub.crl")
    named = [str(place / one) if "." in one and not one.startswith("2026") else one for one in (*trust, *arguments)]
    return CliRunner().invoke(command, named)


def rows(result: Result) -> Iterator[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return (json.loads(line) for line in result.stdout.splitlines())


def test_each_file_gets_its_verdict_and_action_in_order(place: Path) -> None:
    names = ("good.pdf", "plain.pdf", "foreign.pdf", "altered.pdf", "good.eml")
    found = list(rows(run(place, "--at", AT, "--json", *names)))
    assert [Path(str(row["file"])).name for row in found] == list(names)
    assert [(row["verdict"], row["action"]) for row in found] == [
        ("valid", "register"),
        ("unsigned", "hold"),
        ("unproven", "hold"),
        ("invalid", "refuse"),
        ("valid", "register"),
    ]


def test_contract_fields_are_all_there(place: Path) -> None:
    (row,) = rows(run(place, "--at", AT, "--json", "good.pdf"))
    assert row.keys() >= CONTRACT
    assert isinstance(row["signatures"], list)
    assert all(one.keys() >= CONTRACT_SIGNATURE for one in row["signatures"])


def test_missing_file_is_told_and_does_not_stop_the_rest(place: Path) -> None:
    bad, good = rows(run(place, "--at", AT, "--json", "nowhere.pdf", "good.pdf"))
    said = "Không đọc được tệp: không có tệp hoặc thư mục này."
    assert bad["error"] == {"code": "file_unreadable", "message": said}
    assert good["verdict"] == "valid"


def test_without_roots_nothing_is_valid(place: Path) -> None:
    result = CliRunner().invoke(command, ["--json", "--at", AT, str(place / "good.pdf")])
    (row,) = rows(result)
    assert (row["verdict"], row["reason"]) == ("unproven", "unknown_authority")


def test_people_read_vietnamese(place: Path) -> None:
    result = run(place, "--at", AT, "good.pdf")
    assert "HỢP LỆ" in result.stdout
    assert AGENCY in result.stdout
    assert "20/11/2026 09:00" in result.stdout


def test_time_without_zone_is_vietnamese(place: Path) -> None:
    (row,) = rows(run(place, "--at", "2026-11-20T09:00:00", "--json", "good.pdf"))
    assert row["signatures"][0]["proved_at"] == "2026-11-20T09:00:00+07:00"  # type: ignore[index]


@pytest.mark.parametrize("arguments", [("--at", "yesterday", "good.pdf"), ("--policy", "none", "good.pdf"), ()])
def test_wrong_usage_exits_with_two(place: Path, arguments: tuple[str, ...]) -> None:
    assert run(place, *arguments).exit_code == 2


def test_unreadable_certificate_is_named_with_its_cure(place: Path) -> None:
    (place / "root.pem").write_bytes(b"rubbish")
    result = run(place, "good.pdf")
    assert result.exit_code == 2
    assert "root.pem" in result.stderr
    assert "PEM" in result.stderr


def test_every_reason_has_a_sentence() -> None:
    folder = files("mailbot.letters").joinpath("reasons")
    written = {
        code
        for file in folder.iterdir()
        if file.name.endswith(".toml")
        for code in tomllib.loads(file.read_text(encoding="utf-8"))
    }
    others = {"no_signature", "not_pdf", "not_signed_mail", "local_time_as_utc", "timestamp_unproven", "cannot_sign"}
    others |= {"words_outside_signature", "digest_named_otherwise"}
    assert written >= MEANING.keys() | others


def test_the_specialist_finds_chain_times_and_sources(place: Path) -> None:
    (row,) = rows(run(place, "--at", AT, "--json", "good.pdf"))
    details = row["details"]
    assert isinstance(details, dict)
    leader, seal = details["signatures"]
    assert seal["chain"][0]["subject"] == AGENCY
    assert [one["provenance"] for one in seal["chain"]] == ["", "", "official"]
    assert seal["chain"][0]["revocation"][0]["standing"] == "good"
    assert (leader["revision"], seal["revision"], details["revisions"]) == (2, 3, 3)


def test_an_ocsp_answer_nobody_can_read_is_named(place: Path) -> None:
    result = run(place, "--ocsp", "plain.pdf", "good.pdf")
    assert result.exit_code == 2
    assert "plain.pdf" in result.output


@pytest.mark.parametrize(
    ("option", "words"),
    [("--trust", "PEM hoặc DER"), ("--public", "PEM hoặc DER"), ("--crl", "PEM hoặc DER"), ("--ocsp", "DER")],
)
def test_an_unreadable_file_is_one_line_with_its_name_and_the_cure(place: Path, option: str, words: str) -> None:
    (place / "bad.bin").write_bytes(b"rubbish")
    told = run(place, option, "bad.bin", "good.pdf")
    (line,) = told.output.splitlines()
    assert told.exit_code == 2
    assert "bad.bin" in line and words in line


def test_a_public_root_makes_it_valid_but_not_official(place: Path) -> None:
    public = pki.pki().stranger
    for name, content in (("public.pem", public.root.pem), ("public-sub.pem", public.sub.pem)):
        (place / name).write_bytes(content)
    for name, content in zip(("p1.crl", "p2.crl"), public.crls(NOW), strict=True):
        (place / name).write_bytes(content)
    more = ("--public", "public.pem", "--intermediate", "public-sub.pem", "--crl", "p1.crl", "--crl", "p2.crl")
    (row,) = rows(run(place, *more, "--at", AT, "--json", "foreign.pdf"))
    assert (row["verdict"], row["action"], row["reason"]) == ("unproven", "hold", "valid_not_official")
    assert "công cộng" in str(row["reason_vi"])


def test_an_ocsp_answer_proves_what_no_list_does(place: Path) -> None:
    (place / "asked.pdf").write_bytes(pki.signed(party=asked_seal()))
    (place / "answer.der").write_bytes(answer(asked_seal()))
    words = ("--trust", "root.pem", "--intermediate", "sub.der", "--crl", "root.crl", "--at", AT, "--json")
    named = [str(place / one) if "." in one and not one.startswith("2026") else one for one in words]
    without = CliRunner().invoke(command, [*named, str(place / "asked.pdf")])
    with_it = CliRunner().invoke(command, [*named, "--ocsp", str(place / "answer.der"), str(place / "asked.pdf")])
    assert [row["reason"] for row in rows(without)] == ["revocation_unknown"]
    assert [row["verdict"] for row in rows(with_it)] == ["valid"]


def test_changed_pages_are_numbered_and_drawn_when_asked(place: Path) -> None:
    (place / "drawn.pdf").write_bytes(pki.overlaid(pki.signed()))
    folder = place / "hinh"
    drawn, good = rows(run(place, "--at", AT, "--json", "--pictures", str(folder), "drawn.pdf", "good.pdf"))
    details, quiet = drawn["details"], good["details"]
    assert isinstance(details, dict) and isinstance(quiet, dict)
    (change,) = details["changes"]
    (page,) = change["pages"]
    assert (change["after"], page["page"]) == ("Seal", 1)
    assert Path(page["picture"]).read_bytes().startswith(b"\x89PNG")
    assert 0 <= page["boxes"][0]["left"] < page["boxes"][0]["right"] <= 1
    assert [one["pages"] for one in quiet["changes"]] == [[]]
