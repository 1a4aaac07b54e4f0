"""What later revisions may do to the document security store (ETSI EN 319 142-1, 5.4.2): anything, as nobody sees it.

pyHanko lets entries of /VRI be added and never changed; Acrobat writes them all anew whenever it adds validation data.
Whether something else hides among them is what matters: each must look like validation data, and an object that exists
already may be rewritten only where nothing but the store leads to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyhanko.pdf_utils import misc
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, PdfObject
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.diff_analysis.commons import assert_not_stream, compare_key_refs
from pyhanko.sign.diff_analysis.constants import VRI_KEY_PATTERN
from pyhanko.sign.diff_analysis.rules.form_field_rules import _validate_dss_substructure
from pyhanko.sign.diff_analysis.rules_api import Context, ReferenceUpdate, WhitelistRule

STREAMS: Final = frozenset({"/Certs", "/CRLs", "/OCSPs"})
STORE_KEYS: Final = STREAMS | {"/Type", "/VRI"}
ENTRY_STREAMS: Final = frozenset({"/Cert", "/CRL", "/OCSP"})
ENTRY_KEYS: Final = ENTRY_STREAMS | {"/Type", "/TU", "/TS"}


class ValidationData(WhitelistRule):
    """Every object of the new store, each for the one way that leads to it. Raises SuspiciousModification."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[ReferenceUpdate]:
        place = Context.from_absolute(old, RawPdfPath("/Root", "/DSS"))
        before, after = yield from misc.map_with_return(
            compare_key_refs("/DSS", old, old.root, new.root), ReferenceUpdate.curry_ref(context_checked=place)
        )
        if after is None:
            return
        store = _known(_checked(after), STORE_KEYS)
        earlier = before if isinstance(before, DictionaryObject) else _nothing()
        yield from _validate_dss_substructure(old, new, earlier, store, STREAMS, is_vri=False, context=place)
        if "/VRI" in store:
            yield from _entries(old, new, store.raw_get("/VRI"), place.descend("/VRI"))


def _entries(
    old: HistoricalResolver, new: HistoricalResolver, listed: PdfObject, place: Context
) -> Iterator[ReferenceUpdate]:
    """Of each signature its own certificates, lists and answers, whatever was there before."""
    yield from _link(listed, place)
    table = _checked(_object(listed))
    for key in table:
        if not VRI_KEY_PATTERN.fullmatch(key):
            raise SuspiciousModification(f"VRI key {key} is not formatted correctly")
        entry, here = table.raw_get(key), place.descend(key)
        yield from _link(entry, here)
        inside = _known(_checked(_object(entry)), ENTRY_KEYS)
        yield from _validate_dss_substructure(old, new, _nothing(), inside, ENTRY_STREAMS, is_vri=True, context=here)
        if "/TS" in inside:
            yield from _link(inside.raw_get("/TS"), here.descend("/TS"))


def _checked(part: PdfObject | None) -> DictionaryObject:
    assert_not_stream(part)  # type: ignore[no-untyped-call]  # pyHanko
    if not isinstance(part, DictionaryObject):
        raise SuspiciousModification("this is no validation data")
    return part


def _known(part: DictionaryObject, keys: frozenset[str]) -> DictionaryObject:
    if not keys.issuperset(part):
        raise SuspiciousModification("there is more than validation data")
    return part


def _link(part: PdfObject, place: Context) -> Iterator[ReferenceUpdate]:
    if isinstance(part, IndirectObject):
        yield ReferenceUpdate(part.reference, context_checked=place)


def _object(part: PdfObject) -> PdfObject:
    found: PdfObject = part.get_object()  # type: ignore[no-untyped-call]  # pyHanko
    return found


def _nothing() -> DictionaryObject:
    return DictionaryObject()  # type: ignore[no-untyped-call]  # pyHanko
