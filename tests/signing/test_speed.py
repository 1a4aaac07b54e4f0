"""Each shortcut gives what the original gives, and the originals are still the ones it was written for."""

from __future__ import annotations

import io

import pytest
from asn1crypto import x509
from hypothesis import given
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError

from signing import speed

STREAMS = st.one_of(
    st.binary(max_size=60).map(lambda raw: b"<" + raw.hex().encode() + b"> /Next"),
    st.text(alphabet="0123456789abcdefABCDEF \n\r\t\f\x00>%<g", max_size=40).map(lambda text: b"<" + text.encode()),
)
ARRAYS = st.one_of(
    st.lists(st.from_regex(r"[0-9]{1,10}(\.[0-9]{0,10})?", fullmatch=True), max_size=12).map(
        lambda words: b"[ " + " ".join(words).encode() + b" ] endobj"
    ),
    st.text(alphabet="0123456789 .-+R\n\r\t\f\x0b[]/a", max_size=40).map(lambda text: b"[" + text.encode() + b"] "),
)
NAMES = st.one_of(
    st.text(alphabet="AbZ09_+-.#4", max_size=70).map(lambda text: b"/" + text.encode() + b" "),
    st.text(alphabet="Ab0 /<>[](){}%#\r\n\t\f\x00", max_size=20).map(lambda text: b"/" + text.encode()),
)
DISTINGUISHED = st.dictionaries(
    st.sampled_from(["common_name", "organization_name", "locality_name"]),
    st.sampled_from(["An", "AN", "an ", "Sở  Y tế", "sở y tế", "VN", "", "\ud7ff", "\u200b"]),
    min_size=1,
).map(x509.Name.build)


def test_originals_are_the_known_ones() -> None:
    """A new pyHanko or asn1crypto: compare the originals, then write their new digest into `KNOWN`."""
    assert speed.is_known(speed.original_hex)
    assert speed.is_known(speed.original_prep)


def test_every_shortcut_is_in_place() -> None:
    for original in (speed.original_array, speed.original_name, speed.original_equal):
        assert speed.is_known(original)
    assert generic.ArrayObject.read_from_stream is speed.read_array
    assert generic.NameObject.read_from_stream is speed.read_name
    assert x509.RDNSequence.__eq__ is speed.equal_names


@given(ARRAYS)
def test_arrays_are_read_alike(raw: bytes) -> None:
    assert read(speed.read_array, raw, generic.TrailerReference(None)) == read(
        speed.original_array, raw, generic.TrailerReference(None)
    )


@pytest.mark.parametrize("length", [speed.LONGEST_PEEK - 3, speed.LONGEST_PEEK - 2, speed.LONGEST_PEEK])
def test_long_arrays_are_read_alike(length: int) -> None:
    raw = b"[" + b"7 " * (length // 2) + b" " * (length % 2) + b"]"
    where = generic.TrailerReference(None)
    assert read(speed.read_array, raw, where) == read(speed.original_array, raw, where)


def test_numbers_know_where_they_stand() -> None:
    where = generic.TrailerReference(None)
    assert [number.get_container_ref() for number in speed.read_array(io.BytesIO(b"[1 2.5]"), where)] == [where, where]


@given(NAMES)
def test_names_in_files_are_read_alike(raw: bytes) -> None:
    assert read(speed.read_name, raw) == read(speed.original_name, raw)


@given(DISTINGUISHED, DISTINGUISHED)
def test_distinguished_names_are_compared_alike(one: x509.Name, two: x509.Name) -> None:
    expected = prepared(lambda: speed.original_equal(one.chosen, two.chosen))
    assert prepared(lambda: speed.equal_names(one.chosen, two.chosen)) == expected
    assert prepared(lambda: speed.equal_names(one.chosen, two.chosen)) == expected


def test_a_name_equals_no_other_thing() -> None:
    name = x509.Name.build({"common_name": "An"})
    assert not speed.equal_names(name.chosen, "An")
    assert speed.equal_names(name.chosen, x509.Name.build({"common_name": "AN "}).chosen)


def test_very_long_names_are_compared_each_time() -> None:
    before = speed._equal.cache_info().currsize
    name = x509.Name.build({"common_name": "x" * speed.LONGEST_RDNS}).chosen
    assert speed.equal_names(name, name)
    assert speed._equal.cache_info().currsize == before


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


def read(read_it, raw: bytes, *more: object) -> tuple[object, ...]:
    stream = io.BytesIO(raw)
    try:
        value = read_it(stream, *more)
    except (PdfError, ValueError, ArithmeticError) as error:
        return type(error), str(error)
    kinds = [type(item) for item in value] if isinstance(value, list) else []
    return type(value), repr(value), kinds, stream.tell()


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
