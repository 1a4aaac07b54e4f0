"""Who a certificate speaks for: a person, an agency, or nobody we can name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from asn1crypto.x509 import Certificate

from signing.model import SignerRole

AGENCY_WORDS = (
    "uy ban nhan dan",
    "ubnd",
    "hoi dong nhan dan",
    "hdnd",
    "van phong",
    "so",
    "bo",
    "phong",
    "ban",
    "cuc",
    "tong cuc",
    "chi cuc",
    "vu",
    "vien",
    "vien kiem sat",
    "toa an",
    "trung tam",
    "truong",
    "benh vien",
    "thanh tra",
    "kho bac",
    "bao hiem xa hoi",
    "cong an",
    "co quan",
    "hoc vien",
    "dai hoc",
    "tinh uy",
    "huyen uy",
    "thanh uy",
    "dang uy",
    "mat tran to quoc",
    "lien doan lao dong",
    "hoi",
    "doan thanh nien",
    "doan dai bieu",
    "doan tncs",
    "cong ty",
    "tap doan",
    "ngan hang",
    "chinh phu",
    "quoc hoi",
)
"""How the names of agencies begin, accents folded; people are not called so, but for the three below."""
ALSO_SURNAMES = {"vu": "vụ", "truong": "trường", "hoi": "hội"}
"""Folded word -> the agency word; with accents only that one counts (Vũ, Trương are people)."""
LONGEST_PERSON = 4
"""Without accents `Vu` begins an agency only when more words follow than a person has."""
TAX_CODE = re.compile(r"\b(?:MST[:\s-]*)?(\d{10}(?:-\d{3})?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a certificate says about its holder."""

    name: str
    """Common name."""
    organisation: str
    """The agency: the common name of a seal, else O, else OU; empty when none is named."""
    role: SignerRole
    tax_code: str = ""
    email: str = ""


def subject_of(certificate: Certificate) -> Subject:
    """Read the holder from the subject and the alternative names. Raises ValueError on a malformed certificate."""
    parts = _parts(certificate.subject.native)
    name = parts.get("common_name", "")
    role = role_of(name, parts.get("organization_name", ""), parts.get("organizational_unit_name", ""))
    above = parts.get("organization_name", "") or parts.get("organizational_unit_name", "")
    return Subject(
        name=name,
        organisation=name if role is SignerRole.ORGANISATION else above,
        role=role,
        tax_code=_tax_code(parts),
        email=email_of(certificate),
    )


def email_of(certificate: Certificate) -> str:
    """The first mail address (SAN rfc822Name, else subject), lower case; empty when none is named."""
    return next(iter(emails_of(certificate)), "")


def emails_of(certificate: Certificate) -> tuple[str, ...]:
    """Every mail address the certificate stands for (RFC 8550, section 3), lower case."""
    names = certificate.subject_alt_name_value or ()
    addresses = [str(name.native).lower() for name in names if name.name == "rfc822_name"]
    inside = _parts(certificate.subject.native).get("email_address", "").lower()
    return tuple(dict.fromkeys([*addresses, *([inside] if inside else [])]))


def role_of(name: str, organisation: str, unit: str = "") -> SignerRole:
    """A seal's CN is the agency itself; a person's CN is a name with an agency beside it (facts: domain §3.2)."""
    if not name:
        return SignerRole.UNKNOWN
    folded = fold(name)
    if folded in (fold(organisation), fold(unit)) or _reads_as_agency(name):
        return SignerRole.ORGANISATION
    looks_like_name = 2 <= len(folded.split()) <= 6 and not any(c.isdigit() for c in folded)
    return SignerRole.PERSON if looks_like_name else SignerRole.UNKNOWN


def fold(text: str) -> str:
    """Lower case without accents, single spaces: G1 certificates have no accents, G2 ones do."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+", " ", letters).split())


def _reads_as_agency(name: str) -> bool:
    folded = fold(name)
    first = folded.split(" ", 1)[0]
    if first in ALSO_SURNAMES and not _means_agency(name, ALSO_SURNAMES[first]):
        return False
    return any(folded == start or folded.startswith(start + " ") for start in AGENCY_WORDS)


def _means_agency(name: str, word: str) -> bool:
    composed = unicodedata.normalize("NFC", name).casefold()
    if composed.isascii():
        return len(composed.split()) > LONGEST_PERSON
    return composed.startswith(word + " ")


def _parts(native: Mapping[str, object]) -> dict[str, str]:
    """Attribute -> text; of a repeated attribute the first (RFC 4514 order: the most specific comes last)."""
    return {key: str(value[-1] if isinstance(value, list) else value).strip() for key, value in native.items()}


def _tax_code(parts: Mapping[str, str]) -> str:
    for key in ("user_id", "0.9.2342.19200300.100.1.1", "serial_number", "organization_identifier"):
        found = TAX_CODE.search(parts.get(key, ""))
        if found:
            return found.group(1)
    return ""
