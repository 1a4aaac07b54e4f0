"""Certificates of the pretend agencies, made on the first start and kept in a folder for the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from mailbot.demo.authority import Party, PretendAuthority
from mailbot.demo.commune import AGENCY_NAME, NEIGHBOURS, OFFICIAL_MAILBOX, STRANGER, Neighbour

REVOKED = "revoked"
_STRANGER_SEAL = "stranger-seal"
_OWN_SEAL = "own-seal"


@dataclass(frozen=True, slots=True)
class Keyring:
    """Everybody's keys; `parties` maps `snv-person`, `snv-seal`, `revoked`, `stranger-seal` to them."""

    authority: PretendAuthority
    parties: dict[str, Party]

    def person(self, agency: Neighbour) -> Party:
        return self.parties[f"{agency.key}-person"]

    def seal(self, agency: Neighbour) -> Party:
        return self.parties[f"{agency.key}-seal"]

    @property
    def revoked(self) -> Party:
        """A seal of the Department of Education that was revoked twenty days ago."""
        return self.parties[REVOKED]

    @property
    def stranger(self) -> Party:
        """The seal of a company under an authority nobody here trusts."""
        return self.parties[_STRANGER_SEAL]

    @property
    def own(self) -> Party:
        """The commune's seal, with the address its letters come from."""
        return self.parties[_OWN_SEAL]

    @classmethod
    def open(cls, folder: Path, now: datetime) -> Self:
        """What an earlier start left in `folder`, else new keys (about two seconds). Raises OSError, ValueError."""
        if (folder / "complete").exists():
            authority = PretendAuthority.load(folder, now)
            names = [path.stem for path in folder.glob("parties/*.pem")]
            return cls(authority, {name: _load(folder / "parties", name) for name in names})._with_own(folder, now)
        keyring = cls(*_create(now))
        keyring.authority.save(folder, now)
        for name, party in keyring.parties.items():
            _save(folder / "parties", name, party)
        (folder / "complete").touch()
        return keyring

    def _with_own(self, folder: Path, now: datetime) -> Self:
        """A folder of an earlier version holds no seal of our own."""
        if _OWN_SEAL not in self.parties:
            self.parties[_OWN_SEAL] = _own_seal(self.authority, now)
            _save(folder / "parties", _OWN_SEAL, self.own)
        return self


def _create(now: datetime) -> tuple[PretendAuthority, dict[str, Party]]:
    authority = PretendAuthority.create(now)
    parties: dict[str, Party] = {}
    for agency in NEIGHBOURS:
        parties[f"{agency.key}-person"] = authority.person(agency.leader, agency.name, now)
        parties[f"{agency.key}-seal"] = authority.seal(agency.name, now, email=agency.email)
    education = next(agency for agency in NEIGHBOURS if agency.key == "sgddt")
    parties[REVOKED] = authority.seal(education.name, now, email=education.email)
    authority.revoke(parties[REVOKED], now - timedelta(days=20))
    parties[_STRANGER_SEAL] = PretendAuthority.create(now, "CA dịch vụ số Đông Á").seal(STRANGER.name, now)
    parties[_OWN_SEAL] = _own_seal(authority, now)
    return authority, parties


def _own_seal(authority: PretendAuthority, now: datetime) -> Party:
    return authority.seal(AGENCY_NAME, now, email=OFFICIAL_MAILBOX)


def _save(folder: Path, name: str, party: Party) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    secret = folder / f"{name}.key"
    secret.touch(mode=0o600)
    secret.write_bytes(party.key_der)
    (folder / f"{name}.pem").write_bytes(party.pem)


def _load(folder: Path, name: str) -> Party:
    key = serialization.load_der_private_key((folder / f"{name}.key").read_bytes(), None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError(f"{name}.key holds no RSA key")
    return Party(x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes()), key)
