"""X.509 names are prepared and compared alike."""

from __future__ import annotations

from asn1crypto import x509
from hypothesis import given
from hypothesis import strategies as st

from signing.speed import names

DISTINGUISHED = st.dictionaries(
    st.sampled_from(["common_name", "organization_name", "locality_name"]),
    st.sampled_from(["An", "AN", "an ", "Sở  Y tế", "sở y tế", "VN", "", "\ud7ff", "\u200b"]),
    min_size=1,
).map(x509.Name.build)


@given(DISTINGUISHED, DISTINGUISHED)
def test_distinguished_names_are_compared_alike(one: x509.Name, two: x509.Name) -> None:
    expected = prepared(lambda: names.original_equal(one.chosen, two.chosen))
    assert prepared(lambda: names.equal_names(one.chosen, two.chosen)) == expected
    assert prepared(lambda: names.equal_names(one.chosen, two.chosen)) == expected


def test_a_name_equals_no_other_thing() -> None:
    name = x509.Name.build({"common_name": "An"})
    assert not names.equal_names(name.chosen, "An")
    assert names.equal_names(name.chosen, x509.Name.build({"common_name": "AN "}).chosen)


def test_very_long_names_are_compared_each_time() -> None:
    before = names._equal.cache_info().currsize
    name = x509.Name.build({"common_name": "x" * names.LONGEST_RDNS}).chosen
    assert names.equal_names(name, name)
    assert names._equal.cache_info().currsize == before


@given(st.text(max_size=20))
def test_names_are_prepared_alike(name: str) -> None:
    assert prepared(lambda: names.prepare_name(None, name)) == prepared(lambda: names.original_prep(None, name))


def test_long_names_are_not_remembered() -> None:
    before = names._remembered.cache_info().currsize
    names.prepare_name(None, "x" * (names.LONGEST_NAME + 1))
    assert names._remembered.cache_info().currsize == before


def prepared(prepare) -> str:
    try:
        return prepare()
    except (ValueError, IndexError) as error:
        return repr(error)
