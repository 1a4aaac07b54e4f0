"""What later revisions of a PDF may change after a signature, and what they did change."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    CatalogModificationRule,
    DiffPolicy,
    DiffResult,
    DocInfoRule,
    FieldComparisonContext,
    FieldMDPRule,
    FormUpdate,
    FormUpdatingRule,
    GenericFieldModificationRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from signing.cms import MALFORMED
from signing.fields import (
    SIGNATURE,
    TEXT,
    area,
    fields,
    filled,
    forbid_all_but_stamps,
    forbid_cover,
    forbid_other_looks,
    forbid_overwriting,
    is_stamp,
)
from signing.generations import names
from signing.pages import pages_changed, pages_showing
from signing.proofs import ValidationData

UNREADABLE: Final = (*MALFORMED, PdfError, zlib.error)
SHOWN: Final = frozenset({"visible_signature_added", "fields_filled"})

FORM_KEYS: Final = frozenset({"/Fields", "/DR", "/DA", "/NeedAppearances"})
"""What may differ in the form as a whole: its fields, and what programs add for themselves (`forbid_other_looks`)."""


class Touched(FieldMDPRule):
    """A rule about the fields that a revision rewrote; pyHanko's reports a field with an old picture every time."""

    def __init__(self, rule: FieldMDPRule) -> None:
        self.rule = rule

    def apply(self, context: FieldComparisonContext) -> Iterator[tuple[ModificationLevel, FormUpdate]]:
        rewritten: set[Reference] = context.new.explicit_refs_in_revision()  # type: ignore[no-untyped-call]  # pyHanko
        for level, update in self.rule.apply(context):
            if update.updated_ref in rewritten:
                yield level, update


def _policy(*more: FieldMDPRule) -> StandardDiffPolicy:
    rules = [SigFieldCreationRule(), Touched(SigFieldModificationRule()), *more]  # type: ignore[no-untyped-call]  # pyHanko
    return StandardDiffPolicy(
        global_rules=[
            CatalogModificationRule(),  # type: ignore[no-untyped-call]  # pyHanko
            *(
                rule.as_qualified(ModificationLevel.LTA_UPDATES)
                for rule in (
                    DocInfoRule(),
                    XrefStreamRule(),
                    ObjectStreamRule(),
                    ValidationData(),
                    MetadataUpdateRule(),  # type: ignore[no-untyped-call]  # pyHanko
                )
            ),
        ],
        form_rule=FormUpdatingRule(rules, FORM_KEYS),
        reject_object_freeing=False,  # `forbid_freeing` does, with one exception
    )


FILLING: Final = _policy(Touched(GenericFieldModificationRule()))
"""Until an agency's seal: signatures, and fields filled in (the number and date of issue, facts: domain §3.2)."""
SIGNING: Final = _policy()
"""After it: further signatures, e.g. of an agency that issues a certified copy (Decree 30/2020, Article 25).

After the last of them: validation data and timestamps (ETSI EN 319 142-1, 5.4.2 and 5.4.3), nothing to be seen.
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """Until which revision somebody took responsibility for what was added."""

    filling: int
    """The last one an agency sealed; for a seal its own: a sealed document is complete."""
    signing: int
    """The last one anybody signed. A timestamp is no signature: everybody can get one."""


class Sealed(DiffPolicy):
    """Number and date are filled in until the seal, signatures are added until the last; then only proofs follow."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        forbid_freeing(new)
        result = self._rules(new.revision).apply(old, new, field_mdp_spec, doc_mdp)
        forbid_other_looks(old, new)
        if new.revision > self.reach.signing:
            since = old if old.revision >= self.reach.signing else _at(new, self.reach.signing)
            later = result if since is old else SIGNING.apply(since, new)
            forbid_all_but_stamps(since, new, later.changed_form_fields)
        forbid_overwriting(old, new, result.changed_form_fields)
        forbid_cover(old, new)
        return result

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: int | HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        first = base_revision if isinstance(base_revision, int) else base_revision.revision
        base = reader.get_historical_resolver(first)
        level, changed = ModificationLevel.NONE, set[str]()
        for revision in range(first + 1, reader.xrefs.total_revisions):
            try:
                step = self.apply(base, reader.get_historical_resolver(revision), field_mdp_spec, doc_mdp)
            except SuspiciousModification as suspicion:
                return suspicion
            level = max(level, step.modification_level)
            changed |= step.changed_form_fields
        return DiffResult(level, changed)

    def _rules(self, revision: int) -> StandardDiffPolicy:
        return FILLING if revision <= self.reach.filling else SIGNING


def _at(resolver: HistoricalResolver, revision: int) -> HistoricalResolver:
    """The same file as it was then: what the last signer saw, not only the one whose signature is examined."""
    earlier: HistoricalResolver = resolver.reader.get_historical_resolver(revision)
    return earlier


@dataclass(frozen=True, slots=True)
class Changes:
    """What later revisions did, for people to see."""

    codes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    """Where it can be seen, from 1."""
    permitted: bool = True


def forbidden(reader: PdfFileReader, signed: int) -> Changes:
    """Where revisions after `signed` did what they may not."""
    try:
        return Changes(pages=pages_changed(reader, signed), permitted=False)
    except UNREADABLE:
        return Changes(permitted=False)


def allowed(reader: PdfFileReader, signed: int, result: DiffResult) -> Changes:
    """What legitimate revisions after `signed` did."""
    if signed == reader.xrefs.total_revisions - 1:
        return Changes()
    codes = tuple(_codes(reader, signed, result))
    return Changes(codes, pages_showing(reader, _shown(reader, signed, result)) if SHOWN.intersection(codes) else ())


def _shown(reader: PdfFileReader, signed: int, result: DiffResult) -> Iterator[DictionaryObject]:
    """Fields that look otherwise than when `signed` was."""
    then = reader.get_historical_resolver(signed)
    now = reader.get_historical_resolver(reader.xrefs.total_revisions - 1)
    old, new = filled(then, SIGNATURE), filled(now, SIGNATURE)
    yield from (new[name] for name in new.keys() - old.keys())
    yield from (field for name, field in fields(now, TEXT).items() if name in result.changed_form_fields)


def _codes(reader: PdfFileReader, signed: int, result: DiffResult) -> Iterator[str]:
    then = reader.get_historical_resolver(signed)
    now = reader.get_historical_resolver(reader.xrefs.total_revisions - 1)
    old, new = filled(then, SIGNATURE), filled(now, SIGNATURE)
    added = [new[name] for name in new.keys() - old.keys()]
    if any(not is_stamp(field) for field in added):
        yield "signed_again"
    if any(area(field) for field in added):
        yield "visible_signature_added"
    if result.changed_form_fields - new.keys() or filled(now, TEXT).keys() - filled(then, TEXT).keys():
        yield "fields_filled"
    if any(map(is_stamp, added)) or _proofs(then) != _proofs(now):
        yield "validation_data_added"


def _proofs(resolver: HistoricalResolver) -> dict[str, tuple[PdfObject, PdfObject]]:
    """What the document security store holds of each kind, and where."""
    if "/DSS" not in resolver.root:
        return {}
    store = resolver.root["/DSS"]
    parts = (store, store["/VRI"]) if "/VRI" in store else (store,)
    return {str(key): (part.raw_get(key), part[key]) for part in parts for key in part}


def forbid_freeing(new: HistoricalResolver) -> None:
    """Objects stay: a freed one is null to every reader (ISO 32000-1, 7.5.4). Raises SuspiciousModification."""
    freed = {ref.idnum for ref in new.refs_freed_in_revision()}  # type: ignore[no-untyped-call]  # pyHanko
    if not freed <= _never_used(new):
        raise SuspiciousModification(f"{sorted(freed)} were freed")


def _never_used(new: HistoricalResolver) -> frozenset[int]:
    """The number of the revision's own cross-reference stream, which iText calls free, where no table ever used it."""
    tables = new.reader.xrefs
    own = tables.get_xref_container_info(new.revision).stream_ref
    if own is None:
        return frozenset()
    here = tables.get_xref_data(new.revision)
    used = own.idnum in here.standard_xrefs or own.idnum in here.xrefs_in_objstm or here.hybrid is not None
    older = any(names(tables.get_xref_data(one), own.idnum) for one in range(new.revision))
    return frozenset() if used or older else frozenset({own.idnum})
