"""OCSP (RFC 6960): the question about one certificate, and the answers of its authority as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from asn1crypto import ocsp
from asn1crypto.x509 import Certificate

from signing.asn1 import decode, encode

MOST_ANSWERS: Final = 1000
"""In one response; authorities give one, a hostile file would cost time."""


def question(certificate: Certificate, issuer: Certificate) -> bytes:
    """The request body (DER) about `certificate`, which `issuer` issued; no nonce, so that answers may be prepared.

    RFC 5019, 2.1.1: one certificate, SHA-1 in the identifier (it only names, it proves nothing).
    """
    named = {
        "hash_algorithm": {"algorithm": "sha1"},
        "issuer_name_hash": issuer.subject.sha1,
        "issuer_key_hash": issuer.public_key.sha1,
        "serial_number": certificate.serial_number,
    }
    body = {"tbs_request": {"request_list": [{"req_cert": named}]}}
    return encode(ocsp.OCSPRequest(body))  # type: ignore[no-untyped-call]  # asn1crypto


def read_answer(der: bytes) -> ocsp.OCSPResponse:
    """One successful basic response, parsed to the end. Raises ValueError, TypeError."""
    response = decode(ocsp.OCSPResponse, der)
    status = response["response_status"].native
    if status != "successful":
        raise ValueError(f"the responder says {status}")
    if response["response_bytes"]["response_type"].native != "basic_ocsp_response":
        raise ValueError("not a basic OCSP response")
    if not 0 < len(_body(response)["responses"]) <= MOST_ANSWERS:
        raise ValueError("no answers, or too many")
    response.native  # noqa: B018  # asn1crypto parses lazily: reading is the check
    return response


def singles(response: ocsp.OCSPResponse) -> Iterator[ocsp.SingleResponse]:
    """What it says about each certificate."""
    yield from _body(response)["responses"]


def serials(response: ocsp.OCSPResponse) -> tuple[int, ...]:
    """Serial numbers of the certificates it speaks about."""
    return tuple(one["cert_id"]["serial_number"].native for one in singles(response))


def is_about(single: ocsp.SingleResponse, certificate: Certificate, issuer: Certificate) -> bool:
    """True when it names this certificate of this issuer (RFC 6960, 4.1.1)."""
    named = single["cert_id"]
    digest = named["hash_algorithm"]["algorithm"].native
    if digest not in ("sha1", "sha256"):
        return False
    return (named["serial_number"].native, named["issuer_name_hash"].native, named["issuer_key_hash"].native) == (
        certificate.serial_number,
        getattr(issuer.subject, digest),
        getattr(issuer.public_key, digest),
    )


def _body(response: ocsp.OCSPResponse) -> ocsp.ResponseData:
    found: ocsp.ResponseData = response["response_bytes"]["response"].parsed["tbs_response_data"]
    return found
