"""Examine the signatures of one open PDF, each step on its own, so that a bad signature still tells who made it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel, TimestampSignatureStatus

from signing import cms, pdf
from signing.changes import Changes, Reach, Sealed, allowed, forbidden
from signing.digests import KNOWN, digests
from signing.evidence.consulted import consulted
from signing.examined import Examined, Step, attempt, described, serials_of
from signing.holders import check_stamper
from signing.hybrid import last_hybrid
from signing.judgement import VALID, Refuted
from signing.model import Coverage, SignerRole, TimeSource
from signing.revocation.past import Brought, in_document
from signing.trust import TrustStore

USAGE = PdfSignatureStatus.default_usage_constraints()
"""nonRepudiation is required: a web server's certificate signs no documents."""
STAMP_USAGE = TimestampSignatureStatus.default_usage_constraints()
COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.WHOLE_FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}


class PdfExamination:
    """The steps, with what they share: one file, one trust store, one time of receipt."""

    def __init__(self, data: bytes, reader: PdfFileReader, trust: TrustStore, at: datetime) -> None:
        self.data = data
        self.reader = reader
        self.trust = trust
        self.at = at
        self.hybrid = last_hybrid(reader)
        self.last_end = -1
        self.reach = Reach(filling=-1, signing=-1)
        self.stamped: tuple[tuple[int, datetime], ...] = ()
        """End of what a trusted document timestamp covers, and its time."""

    def examine(self, fields: list[tuple[str, DictionaryObject]]) -> list[Examined]:
        """All signatures in the order they were made, document timestamps among them."""
        found = [self._described(name, obj) for name, obj in fields]
        self._digest(found)
        self.last_end = max((one.end for one in found), default=-1)
        self.reach = _reach(found)
        stamps = [
            self._through(one, self._intact_stamp, self._compared, self._lasting, self._stamped_by)
            for one in found
            if one.is_timestamp
        ]
        self.stamped = tuple((one.end, one.time.at) for one in stamps if one.finding is VALID and one.time)
        signatures = [
            self._through(one, self._intact, self._compared, self._lasting, self._timed, self._trusted, self._claimed)
            for one in found
            if not one.is_timestamp
        ]
        return sorted((*stamps, *signatures), key=lambda one: one.end)

    def _digest(self, found: list[Examined]) -> None:
        """Tell pyHanko the digests it would work out for each signature alone."""
        for algorithm in KNOWN:
            sources = {one.hole: one.source for one in found if one.hole and one.digest == algorithm and one.source}
            for hole, digest in digests(self.data, sources, algorithm).items():
                sources[hole].external_digests[algorithm] = digest

    def _through(self, examined: Examined, *steps: Step) -> Examined:
        if examined.source is None:
            return examined
        for step in steps:
            examined = attempt(step, examined)
        return examined

    def _described(self, name: str, obj: DictionaryObject) -> Examined:
        examined = Examined(name=name, at=self.at)
        for step in (lambda one: replace(one, source=pdf.embedded(self.reader, name, obj)), self._named, self._placed):
            examined = attempt(step, examined)
        return examined

    def _named(self, one: Examined) -> Examined:
        if one.source is None:
            return one
        certs = cms.embedded_certificates(one.source)
        certificate = certs.signer_cert
        claimed = one.source.self_reported_timestamp
        rests_on = consulted(self.trust, one.source.pkcs7_content, certificate)
        named = replace(one, digest=one.source.md_algorithm, evidence=rests_on, **described(certificate))
        named = replace(named, serials=serials_of(certs))
        return replace(named, claimed_at=claimed.replace(tzinfo=claimed.tzinfo or UTC) if claimed else None)

    def _placed(self, one: Examined) -> Examined:
        if one.source is None:
            return one
        placed = replace(one, hole=pdf.hole_of(self.data, one.source), revision=one.source.signed_revision)
        return replace(placed, covers=COVERAGE.get(one.source.evaluate_signature_coverage(), Coverage.PARTIAL))

    def _intact(self, one: Examined) -> Examined:
        source = _source(one)
        if source.sig_object_type != "/Sig" or source.signed_data["encap_content_info"]["content"].native is not None:
            raise Refuted("signature_malformed")
        cms.check_attributes(source.signed_data, str(source.sig_object["/SubFilter"]))
        cms.check_integrity(source.signed_data, cms.embedded_certificates(source).signer_cert, source.compute_digest())
        return one

    def _intact_stamp(self, one: Examined) -> Examined:
        source = _source(one)
        cms.check_stamp_integrity(source.signed_data, source.compute_digest, self.trust, self.at)
        return one

    def _compared(self, one: Examined) -> Examined:
        source = _source(one)
        if one.covers is Coverage.PARTIAL:
            raise Refuted("not_whole_file")
        if one.revision <= self.hybrid:
            # What word processors write lies before every signature; what is hidden later may be so on purpose.
            raise Refuted("pdf_irregular")
        filling = one.revision if one.subject.role is SignerRole.ORGANISATION else self.reach.filling
        source.compute_integrity_info(diff_policy=Sealed(replace(self.reach, filling=filling)))  # type: ignore[no-untyped-call]  # pyHanko
        if one.covers is Coverage.WHOLE_FILE:
            return replace(one, changes=Changes())
        result = source.diff_result
        if isinstance(result, DiffResult) and source.summarise_integrity_info()["docmdp_ok"]:
            return replace(one, changes=allowed(self.reader, one.revision, result))
        return replace(one, changes=forbidden(self.reader, one.revision))

    def _lasting(self, one: Examined) -> Examined:
        """What came after it was allowed, after the last signature only proofs, and nothing hides among them."""
        if one.changes is None:
            return one  # already refuted: they could not be compared
        if not one.changes.permitted:
            raise Refuted("changed_after_signing")
        last = one.end == self.last_end and one.covers is not Coverage.WHOLE_FILE
        if last and not (one.changes.codes and _ends_cleanly(self.data)):
            raise Refuted("not_whole_file")
        among_proofs = one.revision >= self.reach.signing
        if among_proofs and not pdf.names_all_after(self.data, self.reader, one.end, one.revision):
            raise Refuted("not_whole_file")
        return one

    def _timed(self, one: Examined) -> Examined:
        time = cms.proved_time(_source(one).signed_data, self.trust, self.at)
        later = [at for end, at in self.stamped if end > one.end]
        if time.source is TimeSource.RECEIPT and later:
            time = replace(time, at=min(later), source=TimeSource.TIMESTAMP)
        return replace(one, time=time)

    def _trusted(self, one: Examined) -> Examined:
        source, moment = _source(one), one.time.at if one.time else self.at
        certs = cms.embedded_certificates(source)
        return one.resting_on(cms.check_signer(source.signed_data, certs, self.trust, moment, USAGE, self._brought))

    def _stamped_by(self, one: Examined) -> Examined:
        source = _source(one)
        certs = cms.embedded_certificates(source)
        told = cms.check_signer(source.signed_data, certs, self.trust, self.at, STAMP_USAGE, self._brought)
        one = one.resting_on(told)
        time = cms.stamp_time(source.signed_data, self.at)
        check_stamper(certs.signer_cert, time.at)
        return replace(one, time=time)

    def _brought(self) -> Brought:
        return in_document(self.reader)

    def _claimed(self, one: Examined) -> Examined:
        proved = one.time or cms.ProvedTime(self.at, TimeSource.RECEIPT)
        return replace(one, notes=cms.check_claim(one.claimed_at, proved))


def _reach(found: list[Examined]) -> Reach:
    signed = [one for one in found if not one.is_timestamp]
    sealed = [one for one in signed if one.subject.role is SignerRole.ORGANISATION]
    last_seal, last = (max((one.revision for one in some), default=-1) for some in (sealed, signed))
    return Reach(filling=last_seal, signing=last)


def _source(one: Examined) -> EmbeddedPdfSignature:
    if one.source is None:
        raise Refuted("signature_malformed")
    return one.source


def _ends_cleanly(data: bytes) -> bool:
    """Nothing follows the last end-of-file mark but one line end."""
    return data[data.rfind(b"%%EOF") + len(b"%%EOF") :] in (b"", b"\n", b"\r\n", b"\r")
