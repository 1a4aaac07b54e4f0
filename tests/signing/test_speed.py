"""Each shortcut gives what the original gives, and the originals are still the ones it was written for."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils.misc import PdfError

from signing import speed

STREAMS = st.one_of(
    st.binary(max_size=60).map(lambda raw: b"<" + raw.hex().encode() + b"> /Next"),
    st.text(alphabet="0123456789abcdefABCDEF \n\r\t\f\x00>%<g", max_size=40).map(lambda text: b"<" + text.encode()),
)


def test_originals_are_the_known_ones() -> None:
    """A new pyHanko or asn1crypto: compare the originals, then write their new digest into `KNOWN`."""
    assert speed.is_known(speed.original_hex)
    assert speed.is_known(speed.original_prep)


def test_changed_original_stays_in_place() -> None:
    def read_hex_string_from_stream() -> None:
        """Another pyHanko's."""

    assert not speed.is_known(read_hex_string_from_stream)


@given(STREAMS)
def test_hex_strings_are_read_alike(raw: bytes) -> None:
    assert outcome(speed.read_hex_string, raw) == outcome(speed.original_hex, raw)


@pytest.mark.parametrize("length", [speed.BLOCK - 2, speed.BLOCK - 1, speed.BLOCK, 3 * speed.BLOCK + 1])
def test_long_hex_strings_cross_blocks(length: int) -> None:
    raw = b"<" + b"A" * length + b">>"
    assert outcome(speed.read_hex_string, raw) == outcome(speed.original_hex, raw)


@given(st.text(max_size=20))
def test_names_are_prepared_alike(name: str) -> None:
    assert prepared(lambda: speed.prepare_name(None, name)) == prepared(lambda: speed.original_prep(None, name))


def test_long_names_are_not_remembered() -> None:
    before = speed._remembered.cache_info().currsize
    speed.prepare_name(None, "x" * (speed.LONGEST_NAME + 1))
    assert speed._remembered.cache_info().currsize == before


def test_waiting_for_the_network_is_refused() -> None:
    class Waiting:
        def __await__(self):
            yield None

    async def wait() -> None:
        await Waiting()

    with pytest.raises(RuntimeError):
        speed.run(wait())


def outcome(read, raw: bytes) -> tuple[object, ...]:
    stream = io.BytesIO(raw)
    try:
        value = read(stream)
    except PdfError as error:
        return type(error), str(error)
    return type(value), value.original_bytes, stream.tell()


def prepared(prepare) -> str:
    try:
        return prepare()
    except (ValueError, IndexError) as error:
        return repr(error)
