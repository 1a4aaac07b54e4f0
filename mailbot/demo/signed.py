"""Documents with signatures in every state: good ones, half ones, and ones that must be caught."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from mailbot.assets import Font, font_bytes
from mailbot.demo.authority import Party
from mailbot.demo.documents import Drawn, Ink, draw
from mailbot.demo.keyring import Keyring
from mailbot.demo.paper import scan, word
from mailbot.demo.papers import issuer_of, paper
from mailbot.demo.pictures import seal, signature
from signing.sign import Stamp, sign


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are made: whose keys there are and what time it is (aware, local)."""

    keyring: Keyring
    now: datetime
    _made: dict[str, bytes] = field(default_factory=dict)

    def fully(self, key: str) -> bytes:
        """Signed by the leader, then sealed by the agency (Decree 30/2020, Article 5); asked again, the same file."""
        if key not in self._made:
            drawn, agency = self._drawn(key), issuer_of(key)
            self._made[key] = self._seal(self._person(drawn, key), drawn, key, self.keyring.seal(agency))
        return self._made[key]

    def stamped(self, key: str) -> bytes:
        """The same with a trusted timestamp on the seal."""
        drawn, agency = self._drawn(key), issuer_of(key)
        keyring = self.keyring
        return sign(
            self._person(drawn, key),
            keyring.authority.signing_key(keyring.seal(agency)),
            self.now,
            field="CoQuan",
            stamp=_stamp(drawn, key),
            timestamper=keyring.authority.timestamper(self.now),
        )

    def personal(self, key: str) -> bytes:
        """Signed by the leader alone: the agency's seal is missing."""
        return self._person(self._drawn(key), key)

    def altered(self, key: str) -> bytes:
        """Changed by one letter after both had signed; the page still looks the same."""
        return self.fully(key).replace(b"ReportLab Generated", b"ReportLab generated", 1)

    def revoked(self, key: str) -> bytes:
        """Sealed with a certificate that had been revoked."""
        drawn = self._drawn(key)
        return self._seal(self._person(drawn, key), drawn, key, self.keyring.revoked)

    def unknown(self, key: str) -> bytes:
        """Sealed under an authority that is not among the trusted roots."""
        drawn = self._drawn(key)
        return self._seal(drawn.pdf, drawn, key, self.keyring.stranger)

    def scanned(self, key: str) -> bytes:
        """Signed with a pen, stamped, and put on the scanner."""
        agency = issuer_of(key)
        return scan(paper(key, self.now.date()), Ink(signature(agency.leader), seal(*agency.seal_text)))

    def typed(self, key: str) -> bytes:
        """A Word file."""
        return word(paper(key, self.now.date()))

    def _drawn(self, key: str) -> Drawn:
        return draw(paper(key, self.now.date()))

    def _person(self, drawn: Drawn, key: str) -> bytes:
        agency = issuer_of(key)
        stamp = Stamp(
            drawn.signature_box, font_bytes(Font.SANS), picture=signature(agency.leader), page=drawn.page
        )  # fmt: skip
        party = self.keyring.person(agency)
        return sign(drawn.pdf, self.keyring.authority.signing_key(party), self.now, field="LanhDao", stamp=stamp)

    def _seal(self, pdf: bytes, drawn: Drawn, key: str, party: Party) -> bytes:
        signing_key = self.keyring.authority.signing_key(party)
        return sign(pdf, signing_key, self.now, field="CoQuan", stamp=_stamp(drawn, key))


def _stamp(drawn: Drawn, key: str) -> Stamp:
    picture = seal(*issuer_of(key).seal_text)
    return Stamp(drawn.seal_box, font_bytes(Font.SANS), picture=picture, page=drawn.page)
