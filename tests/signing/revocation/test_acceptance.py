"""What a server sends replaces nothing unless an authority of ours signed it and it is of today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from mailbot.demo.authority import Party
from signing.errors import SigningError
from signing.revocation.acceptance import accept_answer, accept_list
from signing.trust import TrustStore, read_certificates, trust_store
from tests.pki import NOW, pki
from tests.signing.revocation.responder import Said, answer, asked_seal, delegate, padded, refusal


def store() -> TrustStore:
    own = pki().authority
    return trust_store([own.root.pem], [own.sub.pem])


def refused_list(data: bytes) -> str:
    with pytest.raises(SigningError) as raised:
        accept_list(data, store(), NOW)
    return raised.value.code


def refused_answer(data: bytes) -> str:
    (about,) = read_certificates(asked_seal().der)
    with pytest.raises(SigningError) as raised:
        accept_answer(data, about, store(), NOW)
    return raised.value.code


def test_a_list_of_our_authority_is_accepted() -> None:
    said = accept_list(pki().authority.crls(NOW)[1], store(), NOW)
    assert said.authority == "CA giả lập Chính phủ - cơ quan Nhà nước"
    assert (said.this_update, said.next_update) == (NOW - timedelta(hours=1), NOW + timedelta(days=30))


def test_a_list_of_somebody_else_is_not() -> None:
    assert refused_list(pki().stranger.crls(NOW)[1]) == "revocation_wrong_issuer"


def test_a_list_with_one_bit_changed_is_not() -> None:
    data = bytearray(pki().authority.crls(NOW)[1])
    data[-1] ^= 1
    assert refused_list(bytes(data)) == "revocation_forged"


@pytest.mark.parametrize("data", [b"", b"<html>", b"0\x00"])
def test_something_else_is_no_list(data: bytes) -> None:
    assert refused_list(data) == "crl_unreadable"


def test_a_certificate_is_no_list() -> None:
    assert refused_list(pki().authority.root.der) == "crl_unreadable"


def test_a_list_is_believed_until_its_next_update() -> None:
    published = NOW - timedelta(days=30)
    assert accept_list(pki().authority.crls(published)[1], store(), NOW).next_update == NOW
    assert refused_list(pki().authority.crls(published - timedelta(seconds=1))[1]) == "revocation_stale"


def test_a_list_from_the_future_is_refused_beyond_what_clocks_differ() -> None:
    hour = timedelta(hours=1)  # the pretend authority dates its lists an hour back
    assert accept_list(pki().authority.crls(NOW + hour + timedelta(minutes=5))[1], store(), NOW)
    late = pki().authority.crls(NOW + hour + timedelta(minutes=5, seconds=1))[1]
    assert refused_list(late) == "revocation_from_future"


@pytest.mark.parametrize("by", [lambda: None, delegate], ids=["authority", "delegate"])
def test_an_answer_of_our_authority_or_its_delegate_is_accepted(by: Callable[[], Party | None]) -> None:
    (about,) = read_certificates(asked_seal().der)
    said = accept_answer(answer(asked_seal(), signer=by()), about, store(), NOW)
    assert said.next_update == NOW - timedelta(hours=1) + timedelta(days=7)


def test_an_answer_signed_with_pss_is_accepted() -> None:
    (about,) = read_certificates(asked_seal().der)
    said = padded(answer(asked_seal()), pki().authority.sub)
    assert accept_answer(said, about, store(), NOW).next_update == NOW - timedelta(hours=1) + timedelta(days=7)


def test_an_answer_signed_with_pss_by_another_key_is_forged() -> None:
    assert refused_answer(padded(answer(asked_seal()), pki().leader)) == "revocation_forged"


def test_an_answer_without_end_is_believed_for_a_day() -> None:
    (about,) = read_certificates(asked_seal().der)
    endless = Said(at=NOW - timedelta(days=1), lasting=None)
    assert accept_answer(answer(asked_seal(), endless), about, store(), NOW).next_update == NOW
    older = Said(at=NOW - timedelta(days=1, seconds=1), lasting=None)
    assert refused_answer(answer(asked_seal(), older)) == "revocation_stale"


def test_an_answer_signed_by_a_mere_signer_is_forged() -> None:
    assert refused_answer(answer(asked_seal(), signer=pki().leader)) == "revocation_forged"


def test_an_answer_about_another_certificate_is_refused() -> None:
    assert refused_answer(answer(pki().seal)) == "revocation_wrong_issuer"


def test_an_answer_from_the_future_is_refused() -> None:
    assert refused_answer(answer(asked_seal(), Said(at=NOW + timedelta(hours=1)))) == "revocation_from_future"


def test_a_responder_that_refuses_has_not_answered() -> None:
    assert refused_answer(refusal()) == "ocsp_unreadable"
