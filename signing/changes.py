"""What later revisions of a PDF may change after a signature, and what they did change."""

from __future__ import annotations

from collections.abc import Iterator

from pyhanko.pdf_utils.form_tools import enumerate_fields_in
from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffPolicy,
    DiffResult,
    DocInfoRule,
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
            for rule in (DocInfoRule(), XrefStreamRule(), ObjectStreamRule(), DSSCompareRule())
        ),
    ],
    form_rule=None,
)
"""After the last signature: validation data only (ETSI EN 319 142-1, 5.4.2), nothing anybody could see.

`/Info` is no part of any page; writers put the time of the increment there.
"""


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


def describe(reader: PdfFileReader, signed: int, result: DiffResult) -> Iterator[str]:
    """Codes of what legitimate revisions after `signed` did, for people to see."""
    then = reader.get_historical_resolver(signed)
    now = reader.get_historical_resolver(reader.xrefs.total_revisions - 1)
    if _filled(now, "/Sig") - _filled(then, "/Sig"):
        yield "signed_again"
    if _filled(now, "/Tx") - _filled(then, "/Tx"):
        yield "fields_filled"
    if result.modification_level is ModificationLevel.LTA_UPDATES:
        yield "validation_data_added"


def _filled(resolver: HistoricalResolver, kind: str) -> set[str]:
    return {name for name, field in _fields(resolver, kind).items() if field.get("/V")}


def _forbid_overwriting(old: HistoricalResolver, new: HistoricalResolver, names: set[str]) -> None:
    """Filling in what was left open is office practice; replacing what a leader has signed is not."""
    seals, before, after = _fields(new, "/Sig"), _fields(old, "/Tx"), _fields(new, "/Tx")
    rewritten: set[Reference] = new.explicit_refs_in_revision()  # type: ignore[no-untyped-call]  # pyHanko
    for name in names - seals.keys():
        if name not in after:
            raise SuspiciousModification(f"field {name} is no text field")
        if name in before and before[name].get("/V") and not rewritten.isdisjoint(_parts(after[name])):
            raise SuspiciousModification(f"field {name} was filled before and replaced")


def _fields(resolver: HistoricalResolver, kind: str) -> dict[str, DictionaryObject]:
    """The form fields of one kind in one revision."""
    try:
        listed = resolver.root["/AcroForm"]["/Fields"]
    except KeyError:
        return {}
    found = enumerate_fields_in(listed, refs_seen=set(), target_field_type=kind)  # type: ignore[no-untyped-call]  # pyHanko
    return {str(name): ref.get_object() for name, _value, ref in found}


def _parts(field: DictionaryObject) -> Iterator[Reference]:
    """What a field is made of: itself, its widgets and the pictures that show its value."""
    kids = field["/Kids"] if "/Kids" in field else ()  # noqa: SIM401  # get() would hand out a reference
    for kid in kids:
        yield from _parts(kid.get_object())
    pictures = _looks(field["/AP"]["/N"]) if "/AP" in field else ()
    for part in (field, *pictures):
        if isinstance(part.container_ref, Reference):
            yield part.container_ref


def _looks(appearance: PdfObject) -> Iterator[PdfObject]:
    """One picture, or one for each state of the field."""
    if type(appearance) is DictionaryObject:
        yield from (appearance[state] for state in appearance)
    yield appearance
