"""What a list or an answer calls revoked, told without judging anything."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from signing.revocation.answers import read_answer
from signing.revocation.lists import read_list
from signing.revocation.withdrawn import in_answer, on_list
from tests.pki import NOW, pki
from tests.signing.revocation.responder import Said, answer, asked_seal

REVOKED_AT = NOW - timedelta(days=2)


@pytest.mark.parametrize(("revoked_at", "found"), [(REVOKED_AT, 1), (None, 0)])
def test_an_answer_tells_since_when(revoked_at: datetime | None, found: int) -> None:
    serial = asked_seal().certificate.serial_number
    said = read_answer(answer(asked_seal(), Said(revoked_at=revoked_at)))
    assert list(in_answer(said, {serial})) == [(serial, REVOKED_AT)] * found
    assert list(in_answer(said, {serial + 1})) == []


def test_a_list_tells_of_those_asked_about_alone() -> None:
    serial = pki().revoked.certificate.serial_number
    listed = read_list(pki().authority.crls(NOW)[1])
    ((named, since),) = on_list(listed, {serial, 1})
    assert (named, since) == (serial, pki().authority.revoked[serial])
    assert list(on_list(listed, {1})) == []
