"""What we sign ourselves is judged like a stranger's, and carries what proves it."""

from __future__ import annotations

import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from mailbot.children.own import judge_own, lasting
from parsers.errors import ParseError
from signing.model import Verdict
from tests.pki import NOW, a_pdf, altered, mail, pki, signed


def test_pdf_and_mail_are_each_judged_in_their_own_way() -> None:
    trust = pki().trust()
    assert judge_own(signed(), trust, NOW).verdict is Verdict.VALID
    assert judge_own(mail(), trust, NOW).verdict is Verdict.VALID
    assert judge_own(altered(signed()), trust, NOW).verdict is Verdict.INVALID
    assert judge_own(a_pdf(), trust, NOW).verdict is Verdict.UNSIGNED


def test_validation_data_is_added_behind_the_signature_and_leaves_it_valid() -> None:
    """PAdES B-LT (ETSI EN 319 142-1, 5.4): certificates and lists of signer and time-stamping authority."""
    before = signed(stamped=True)
    after = lasting(before, pki().trust(), NOW)
    assert after.startswith(before)
    store = PdfFileReader(io.BytesIO(after)).root["/DSS"]
    own = pki().authority
    inside = {bytes(one.get_object().data) for one in (*store["/Certs"], *store["/CRLs"])}
    assert {own.root.der, own.sub.der, *own.crls(NOW)} <= inside
    assert judge_own(after, pki().trust(), NOW).verdict is Verdict.VALID


def test_rubbish_is_refused() -> None:
    with pytest.raises(ParseError):
        lasting(b"%PDF-1.7 rubbish", pki().trust(), NOW)
