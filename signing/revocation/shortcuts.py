"""pyHanko asks our lists through their index, believes a signature on a list once for all documents, and understands
"revoked, but later".

It searches 100 000 entries in 0.3 s, for each signature again. Upstream is where the index belongs;
`tests/signing/revocation/` compares both and fails when the originals change. When an original is not the one known
here, it stays in place.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable
from datetime import datetime
from typing import Final, cast

from asn1crypto import x509
from asn1crypto.crl import CertificateList
from asn1crypto.keys import PublicKeyInfo
from pyhanko_certvalidator._state import ValProcState
from pyhanko_certvalidator.revinfo import validate_crl, validate_ocsp
from pyhanko_certvalidator.revinfo.archival import OCSPContainer

from signing.asn1 import encode
from signing.revocation.lists import RevocationList

Found = tuple[datetime | None, object]
"""When and why a certificate was revoked; twice None when it is not on the list."""

KNOWN: Final = {
    "find_cert_in_list": "440272e218a4c3f6565008bdf7b147ee3af144e1b2cd330ee66dfe9e98d3b336",
    "_verify_crl_signature": "db4fb398274dc4fd657eef1f4951899323179d6089e9fb11bb03580a0bb6bfa6",
    "_check_ocsp_status": "59a25f4ccaab2c61ba9dfde4d45d57d7f0538eaf293555e0e689554394c0895f",
}
"""SHA-256 of the source of the originals these shortcuts were written for (pyhanko-certvalidator 0.33.0)."""

original_find: Final = cast(Callable[..., Found], validate_crl.find_cert_in_list)
original_status: Final = cast(Callable[..., bool], validate_ocsp._check_ocsp_status)
original_verify: Final = cast(Callable[..., None], validate_crl._verify_crl_signature)


def find_in_list(
    certificate: x509.Certificate, issuer: x509.Name, listed: CertificateList, authority: x509.Name
) -> Found:
    """pyHanko's `find_cert_in_list`, which is asked only about certificates that are there, and sees only those."""
    if not isinstance(listed, RevocationList) or not isinstance(certificate, x509.Certificate):
        return original_find(certificate, issuer, listed, authority)
    if not listed.may_name(certificate.serial_number):
        return None, None
    entries = listed.entries(certificate.serial_number)
    short = listed if entries is None else {"tbs_cert_list": {"revoked_certificates": entries}}
    return original_find(certificate, issuer, short, authority)


def verify_signature(listed: CertificateList, key: PublicKeyInfo, validator: object) -> None:
    """pyHanko's `_verify_crl_signature`, once for each list and key instead of once for each document."""
    if not isinstance(listed, RevocationList):
        original_verify(listed, key, validator)
        return
    der = encode(key)
    if not listed.was_signed_with(der):
        original_verify(listed, key, validator)
        listed.remember_signer(der)


def check_status(ocsp_response: OCSPContainer, proc_state: ValProcState, control_time: datetime | None) -> bool:
    """pyHanko's `_check_ocsp_status`, which is undecided about certificates revoked after the time in question.

    The answer tells when it happened (RFC 6960, 4.2.1), so it was not revoked before; lists are read that way too.
    """
    if original_status(ocsp_response, proc_state, control_time):
        return True
    single = ocsp_response.extract_single_response()
    return control_time is not None and single is not None and single["cert_status"].name == "revoked"


def apply() -> None:
    """Put the shortcuts in place of the originals they were written for; repeating it changes nothing."""
    if is_known(original_find):
        validate_crl.find_cert_in_list = find_in_list  # type: ignore[assignment]  # on purpose
    if is_known(original_status):
        validate_ocsp._check_ocsp_status = check_status
    if is_known(original_verify):
        validate_crl._verify_crl_signature = verify_signature  # type: ignore[assignment]  # on purpose


def is_known(original: Callable[..., object]) -> bool:
    """True when the source of `original` is the one its shortcut was written for."""
    try:
        source = inspect.getsource(original)
    except OSError:
        return False
    return KNOWN.get(original.__name__) == hashlib.sha256(source.encode()).hexdigest()
