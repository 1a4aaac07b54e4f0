"""Keys and seals of our own agency, laid down as an administrator would."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from mailbot.demo.authority import Party, signer
from tests.pki import pki

TODAY = datetime.now(UTC)
NAME = "Ủy ban nhân dân xã Tân Phú"
ADDRESS = "vanban@tan-phu.example"


def a_seal(*, email: str = ADDRESS, **changes: object) -> Party:
    """Valid today unless told otherwise."""
    ordinary = signer(pki().authority.seal(NAME, TODAY).certificate.subject, TODAY, email=email)
    return pki().authority.issue(replace(ordinary, **changes))  # type: ignore[arg-type]


def lay_down(here: Path, party: Party) -> None:
    """`seal.p12` and `seal.password`, for the owner alone."""
    locked = BestAvailableEncryption(b"bi mat")
    files = {
        "seal.p12": pkcs12.serialize_key_and_certificates(b"seal", party.key, party.certificate, None, locked),
        "seal.password": b"bi mat",
    }
    for name, content in files.items():
        (here / name).touch(mode=0o600)
        (here / name).chmod(0o600)
        (here / name).write_bytes(content)
