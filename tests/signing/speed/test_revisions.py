"""Objects of an older revision are copied alike, and lead into that revision."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from signing.speed import revisions
from signing.speed.revisions import REVISIONS
from tests import pki
from tests.signing.speed.originals import put_back

FILES = {"signed by both": pki.signed_by_both, "form, filled": lambda: pki.filled(pki.a_pdf(form=True))}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_objects_are_copied_alike(make: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    data = make()
    cured = seen(data)
    put_back(monkeypatch, REVISIONS)
    assert seen(data) == cured


def test_an_object_without_a_place_is_left_to_the_original() -> None:
    resolver = PdfFileReader(io.BytesIO(pki.a_pdf())).get_historical_resolver(0)
    with pytest.raises(Exception, match="No container reference"):
        revisions.subsume(resolver, DictionaryObject())


def seen(data: bytes) -> list[object]:
    resolver = PdfFileReader(io.BytesIO(data)).get_historical_resolver(1)
    size = resolver.reader.trailer.raw_get("/Size")
    refs = [Reference(number, 0, resolver) for number in range(1, size)]
    known = [ref for ref in refs if resolver.reader.xrefs.get_historical_ref(ref, 1) is not None]
    return [shown(resolver(ref), resolver) for ref in known]


def shown(obj: PdfObject, resolver: HistoricalResolver) -> object:
    place = (type(obj), obj.container_ref)
    if isinstance(obj, DictionaryObject):
        assert obj.container_ref.pdf is resolver
        entries = {key: shown(value, resolver) for key, value in obj.items()}
        return place, entries, getattr(obj, "_encoded_data", None)
    if isinstance(obj, ArrayObject):
        return place, [shown(one, resolver) for one in list.__iter__(obj)]
    if isinstance(obj, IndirectObject):
        assert obj.reference.pdf is resolver
        return obj.idnum, obj.generation
    return place, str(obj)
