"""What later revisions of a PDF may change after a signature, and what they did change."""

from __future__ import annotations

from collections.abc import Iterator

from pyhanko.pdf_utils.form_tools import enumerate_fields_in
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffPolicy,
    DiffResult,
    DSSCompareRule,
    ModificationLevel,
    ObjectStreamRule,
    StandardDiffPolicy,
    SuspiciousModification,
    XrefStreamRule,
)
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

BETWEEN = DEFAULT_DIFF_POLICY
"""Before a later signature: that signature, and fields filled in (the number and date of issue, facts: domain §3.2)."""
AFTER = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),  # type: ignore[no-untyped-call]  # pyHanko
        *(
            rule.as_qualified(ModificationLevel.LTA_UPDATES)
            for rule in (XrefStreamRule(), ObjectStreamRule(), DSSCompareRule())
        ),
    ],
    form_rule=None,
)
"""After the last signature: validation data only (ETSI EN 319 142-1, 5.4.2), nothing anybody could see."""


class Sealed(DiffPolicy):
    """Revisions up to the last signature may sign and fill in empty fields; those after it may add nothing visible."""

    def __init__(self, last_signed: int) -> None:
        self.last_signed = last_signed

    def apply(
        self,
        old: HistoricalResolver,
        new: HistoricalResolver,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult:
        rules = BETWEEN if new.revision <= self.last_signed else AFTER
        result = rules.apply(old, new, field_mdp_spec, doc_mdp)
        _forbid_overwriting(old, new, result.changed_form_fields)
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


def describe(reader: PdfFileReader, result: DiffResult) -> Iterator[str]:
    """Codes of what legitimate later revisions did, for people to see."""
    seals = _values(reader.get_historical_resolver(reader.xrefs.total_revisions - 1), "/Sig").keys()
    if result.changed_form_fields & seals:
        yield "signed_again"
    if result.changed_form_fields - seals:
        yield "fields_filled"
    if result.modification_level is not ModificationLevel.NONE and not result.changed_form_fields:
        yield "validation_data_added"


def _forbid_overwriting(old: HistoricalResolver, new: HistoricalResolver, names: set[str]) -> None:
    """Filling in what was left open is office practice; replacing what a leader has signed is not."""
    texts_before, texts_after = _values(old, "/Tx"), _values(new, "/Tx")
    for name in names - _values(new, "/Sig").keys():
        if name not in texts_after:
            raise SuspiciousModification(f"field {name} is no text field")
        if texts_before.get(name):
            raise SuspiciousModification(f"field {name} was filled before and replaced")


def _values(resolver: HistoricalResolver, kind: str) -> dict[str, str]:
    """Field name -> value ("" when empty) in one revision."""
    try:
        listed = resolver.root["/AcroForm"]["/Fields"]
    except KeyError:
        return {}
    found = enumerate_fields_in(listed, refs_seen=set(), target_field_type=kind)  # type: ignore[no-untyped-call]  # pyHanko
    return {str(name): "" if value is None else str(value) for name, value, _ref in found}
