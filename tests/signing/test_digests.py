"""Several signatures of one file: each digest is that of its own ranges."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signing.digests import KNOWN, digests
from signing.pdf import Hole

PLACES = st.lists(st.integers(0, 300), min_size=3, max_size=3).map(sorted).map(lambda three: Hole(*three))


@given(st.binary(min_size=300, max_size=300), st.lists(PLACES, max_size=5))
def test_each_digest_leaves_out_its_own_hole_only(data: bytes, holes: list[Hole]) -> None:
    assert digests(data, holes, "sha256") == {
        hole: hashlib.sha256(data[: hole.before] + data[hole.after : hole.end]).digest() for hole in holes
    }


@pytest.mark.parametrize("algorithm", sorted(KNOWN))
def test_every_known_algorithm_is_itself(algorithm: str) -> None:
    hole = Hole(1, 2, 4)
    assert digests(b"abcd", [hole], algorithm)[hole] == hashlib.new(algorithm, b"acd").digest()
