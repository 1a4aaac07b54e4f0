"""File names in every way programs write them (RFC 2231, RFC 2047, neither), in every encoding of Vietnamese."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from urllib.parse import quote_from_bytes

import pytest

from parsers.clean import clean_name
from parsers.mime.encodedwords import unfold
from parsers.mime.params import file_name, main_value, parameters
from tests.parsers.vietnamese import oldwriters

NAMES = (
    "Công văn số 12 về việc tăng cường kiểm tra.pdf",
    "Quyết định (bản cuối).pdf",
    "tên;có;chấm phẩy.pdf",
    "100% đúng kế hoạch.pdf",
    "Phụ lục 1, 2 & 3.pdf",
    "o'clock Việt Nam.pdf",
    "báo cáo=tháng.pdf",
    "thông_báo.tar.pdf",
)
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "windows-1258": oldwriters.windows_1258,
    "viscii": oldwriters.viscii,
    "x-viet-tcvn": oldwriters.abc,
    "x-viet-vni": oldwriters.vni,
    "iso-8859-1": str.encode,
}


def _written(label: str, raw: bytes) -> Iterator[str]:
    """The same name as mail programs write it; halves are cut wherever they fall."""
    half = len(raw) // 2
    whole, first, second = (quote_from_bytes(part, safe="") for part in (raw, raw[:half], raw[half:]))
    yield f"filename*={label}''{whole}"
    yield f"filename*={label.upper()}'vi'{whole}"
    yield f"filename*=\"{label}''{whole}\""
    yield f"filename*={label}''\"{whole}\""
    yield f"filename=x.pdf; filename*={label}''{whole}"
    yield f"filename*0*={label}''{first};\r\n filename*1*={second}"
    cut = whole.find("%") + 2
    yield f"filename*0*={label}''{whole[:cut]};\r\n filename*1*={whole[cut:]}"
    yield f"filename*1*={second};\r\n filename*0*={label}''{first}"
    for word in (_base64_word, _quoted_word):
        yield f'filename="{word(label, raw)}"'
        yield f"filename={word(label, raw)}"
        yield f'filename="{word(label, raw[:half])}\r\n {word(label, raw[half:])}"'
        yield f'filename*0="{word(label, raw)[:9]}"; filename*1="{word(label, raw)[9:]}"'


def _base64_word(label: str, raw: bytes) -> str:
    return f"=?{label}?B?{base64.b64encode(raw).decode()}?="


def _quoted_word(label: str, raw: bytes) -> str:
    safe = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return f"=?{label}?Q?{''.join(chr(c) if c in safe else f'={c:02X}' for c in raw)}?="


@pytest.mark.parametrize("label", ENCODINGS)
@pytest.mark.parametrize("name", NAMES)
def test_name_is_read_however_it_was_written(name: str, label: str) -> None:
    read = [clean_name(file_name(f"attachment; {one}", "")) for one in _written(label, ENCODINGS[label](name))]
    assert read == [name] * len(read)


@pytest.mark.parametrize("label", ["utf-8", "windows-1258", "x-viet-tcvn", "x-viet-vni"])
@pytest.mark.parametrize("name", [name for name in NAMES if ";" not in name])
def test_name_in_raw_bytes_is_read_without_any_label(name: str, label: str) -> None:
    raw = b'attachment; filename="' + ENCODINGS[label](name) + b'"'
    assert clean_name(file_name(unfold(raw.decode("ascii", "surrogateescape")), "")) == name


def test_name_of_the_type_is_used_when_the_disposition_has_none() -> None:
    assert file_name("attachment", "application/pdf; name*=utf-8''V%C4%83n.pdf") == "Văn.pdf"
    assert file_name('attachment; filename="a.pdf"', "application/pdf; name=b.pdf") == "a.pdf"


def test_main_value_stands_before_the_parameters() -> None:
    assert main_value("Text/Plain ; charset=utf-8") == "text/plain"
    assert parameters('text/plain; CHARSET="utf-8" ; format = flowed') == {"charset": "utf-8", "format": "flowed"}
