"""`mailbot verify` of files whose signature lies beside or around them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import pki
from tests.mailbot.cli.test_verify import AT, place, rows, run
from tests.signing.envelopes import pem, signature_of

FILE = b"a spreadsheet of some kind"

__all__ = ["place"]


def saved(place: Path, name: str, content: bytes) -> str:
    (place / name).write_bytes(content)
    return name


def verdict(place: Path, *arguments: str) -> tuple[object, object]:
    (row,) = rows(run(place, "--json", "--at", AT, *arguments))
    return row["verdict"], row["reason"]


def test_file_with_its_signature_beside_it_is_valid(place: Path) -> None:
    signature = saved(place, "so-lieu.xlsx.p7s", pem(signature_of(FILE)))
    assert verdict(place, "--detached", signature, saved(place, "so-lieu.xlsx", FILE)) == ("valid", "signature_valid")
    assert verdict(place, "so-lieu.xlsx") == ("unsigned", "not_pdf")


def test_changed_file_with_its_signature_beside_it_is_invalid(place: Path) -> None:
    signature = saved(place, "so-lieu.p7s", signature_of(FILE))
    assert verdict(place, "--detached", signature, saved(place, "so-lieu.xlsx", FILE + b"!")) == (
        "invalid",
        "altered_after_signing",
    )


def test_good_pdf_with_a_bad_signature_beside_it_is_invalid(place: Path) -> None:
    signature = saved(place, "x.p7s", signature_of(FILE))
    assert verdict(place, "--detached", signature, "good.pdf") == ("invalid", "altered_after_signing")


def test_file_inside_its_signature_is_valid_with_what_it_carries(place: Path) -> None:
    wrapped = signature_of(pki.signed_by_both(), detached=False)
    (row,) = rows(run(place, "--json", "--at", AT, saved(place, "van-ban.pdf.p7m", wrapped)))
    signatures = row["signatures"]
    assert isinstance(signatures, list)
    assert (row["verdict"], len(signatures)) == ("valid", 3)


def test_rubbish_called_a_signed_file_is_unproven(place: Path) -> None:
    assert verdict(place, saved(place, "x.p7m", b"rubbish")) == ("unproven", "unsupported_signature")


@pytest.mark.parametrize("files", [("good.pdf", "plain.pdf")])
def test_a_signature_file_belongs_to_one_file(place: Path, files: tuple[str, ...]) -> None:
    signature = saved(place, "x.p7s", signature_of(FILE))
    assert run(place, "--detached", signature, *files).exit_code == 2
