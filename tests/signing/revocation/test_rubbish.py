"""Whatever lies in a trust folder, reading it gives a value or BadCertificate, and the store without it."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from signing.cards import cards
from signing.errors import SigningError
from signing.lifetimes import certificates, lists, named_places, without_list
from signing.revocation.acceptance import accept_answer, accept_list
from signing.trust import forgiving_trust_store, read_answers, read_certificates, read_lists
from tests.pki import NOW, pki
from tests.signing.revocation.responder import answer, asked_seal, delegate


@cache
def genuine() -> tuple[bytes, ...]:
    own = pki().authority
    return own.root.der, own.sub.pem, *own.crls(NOW), answer(asked_seal()), answer(asked_seal(), signer=delegate())


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A genuine file with bytes changed, cut, doubled, or anything at all."""
    data = bytearray(draw(st.sampled_from(genuine())))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.integers(0, 8))
        data[at : at + gone] = draw(st.binary(max_size=8))
    return bytes(data) if draw(st.booleans()) else bytes(data[: draw(st.integers(0, len(data)))])


@settings(max_examples=300, deadline=None)
@given(damaged())
def test_reading_ends_in_a_value_or_in_our_error(data: bytes) -> None:
    for read in (read_certificates, read_lists, read_answers, cards):
        with contextlib.suppress(SigningError):
            read(data)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_a_store_with_rubbish_in_it_can_be_looked_at(data: bytes) -> None:
    own = pki().authority
    store = forgiving_trust_store(
        [own.root.pem, data], [own.sub.pem, data], [data], public_roots=[data], ocsps=[data], mirrored=[data]
    )
    assert store.roots
    for look in (certificates, lists, without_list, named_places):
        look(store)


@settings(max_examples=150, deadline=None)
@given(damaged())
def test_damaged_statements_are_refused_unless_nothing_signed_was_touched(data: bytes) -> None:
    own = pki().authority
    store = forgiving_trust_store([own.root.pem], [own.sub.pem])
    (about,) = read_certificates(asked_seal().der)
    with contextlib.suppress(SigningError):
        assert accept_list(data, store, NOW).this_update == NOW - timedelta(hours=1)
    with contextlib.suppress(SigningError):
        assert accept_answer(data, about, store, NOW).this_update == NOW - timedelta(hours=1)
