"""Where an object is used is found alike, whatever the document is made of."""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NullObject,
    NumberObject,
    PdfObject,
    Reference,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError, PdfReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader

from signing.model import Verdict
from signing.speed import usages
from signing.verify import verify
from tests import pki
from tests.pki import incremented

Change = Callable[[IncrementalPdfFileWriter], None]


def dictionary(**entries: PdfObject) -> DictionaryObject:
    return DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def hung_to_root(key: str, make: Callable[[IncrementalPdfFileWriter], PdfObject]) -> Change:
    def change(writer: IncrementalPdfFileWriter) -> None:
        writer.root[pdf_name(key)] = make(writer)
        writer.update_root()

    return change


def outline(writer: IncrementalPdfFileWriter) -> PdfObject:
    """Five entries, each leading to the next, the one before and a page."""
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    items = [writer.add_object(dictionary(Dest=ArrayObject([page]))) for _ in range(5)]
    for before, after in itertools.pairwise(items):
        before.get_object()["/Next"] = after
        after.get_object()["/Prev"] = before
    return writer.add_object(dictionary(First=items[0], Last=items[-1]))


def structure(writer: IncrementalPdfFileWriter) -> PdfObject:
    """A structure tree with an index beside it, as word processors write it."""
    page = writer.root["/Pages"]["/Kids"].raw_get(0)
    root = writer.add_object(dictionary(Type=pdf_name("/StructTreeRoot")))
    words = [writer.add_object(dictionary(S=pdf_name("/P"), P=root, K=NumberObject(n), Pg=page)) for n in range(3)]
    part = writer.add_object(dictionary(Type=pdf_name("/StructElem"), P=root, K=ArrayObject([*words, dictionary()])))
    for word in words:
        word.get_object()["/P"] = part
    root.get_object()["/K"] = part
    root.get_object()["/ParentTree"] = dictionary(Nums=ArrayObject([NumberObject(0), ArrayObject(words)]))
    return root


def shared(writer: IncrementalPdfFileWriter) -> PdfObject:
    """A ladder: each step is reached in two ways, so that ways double from step to step."""
    step = writer.add_object(dictionary(Done=NullObject()))
    for _ in range(6):
        step = writer.add_object(dictionary(Left=step, Right=ArrayObject([step])))
    return step


def in_a_ring(writer: IncrementalPdfFileWriter) -> PdfObject:
    first, second = writer.add_object(dictionary()), writer.add_object(dictionary())
    first.get_object()["/Other"], second.get_object()["/Other"] = second, first
    return ArrayObject([first, second, writer.root["/Pages"].container_ref.get_object()["/Kids"]])


def many(writer: IncrementalPdfFileWriter) -> PdfObject:
    return ArrayObject([writer.add_object(NumberObject(n)) for n in range(70)])


def dangling(writer: IncrementalPdfFileWriter) -> PdfObject:
    return IndirectObject(4000, 0, writer)


def pages_twice(writer: IncrementalPdfFileWriter) -> None:
    kids = writer.root["/Pages"]["/Kids"]
    kids.append(kids.raw_get(0))
    writer.mark_update(writer.root["/Pages"].container_ref)


FILES: dict[str, Callable[[], bytes]] = {
    "plain": pki.a_pdf,
    "many pages": lambda: pki.a_pdf(pages=7),
    "form": lambda: pki.a_pdf(form=True),
    "form, filled": lambda: pki.filled(pki.a_pdf(form=True)),
    "signed": pki.signed,
    "signed by both": pki.signed_by_both,
    "validation data": lambda: pki.with_validation_data(pki.signed_by_both()),
    "annotated": lambda: pki.annotated(pki.signed()),
    "outline": lambda: incremented(pki.a_pdf(pages=2), hung_to_root("/Outlines", outline)),
    "structure": lambda: incremented(pki.a_pdf(), hung_to_root("/StructTreeRoot", structure)),
    "structure, signed": lambda: pki.signed(incremented(pki.a_pdf(), hung_to_root("/StructTreeRoot", structure))),
    "shared": lambda: incremented(pki.a_pdf(), hung_to_root("/PieceInfo", shared)),
    "ring": lambda: incremented(pki.a_pdf(), hung_to_root("/PieceInfo", in_a_ring)),
    "many": lambda: incremented(pki.a_pdf(), hung_to_root("/PieceInfo", many)),
    "dangling": lambda: incremented(pki.a_pdf(), hung_to_root("/PieceInfo", dangling)),
    "a page twice": lambda: incremented(pki.a_pdf(), pages_twice),
}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_usages_are_found_alike(make: Callable[[], bytes]) -> None:
    data = make()
    for revision in range(PdfFileReader(io.BytesIO(data)).xrefs.total_revisions):
        assert found(data, revision, usages.load_usages) == found(data, revision, usages.original_load)


def test_an_unused_object_has_no_usages() -> None:
    resolver = resolver_of(pki.a_pdf(), 0)
    usages.load_usages(resolver)
    assert resolver._get_usages_of_ref(Reference(4000, 0)) == set()


def test_questions_are_answered_one_by_one() -> None:
    resolver = resolver_of(FILES["many"](), 1)
    usages.load_usages(resolver)
    assert resolver._get_usages_of_ref(resolver.root_ref)
    assert len(resolver._indirect_object_access_cache) == 1


def ladder(steps: int, foot: Callable[[IncrementalPdfFileWriter], PdfObject]) -> bytes:
    """Each step leads to the next in two ways; so many steps are two to that power ways to the foot."""

    def make(writer: IncrementalPdfFileWriter) -> PdfObject:
        step = foot(writer)
        for _ in range(steps):
            step = writer.add_object(dictionary(Left=step, Right=step))
        return step

    return incremented(pki.a_pdf(), hung_to_root("/PieceInfo", make))


def first_page(writer: IncrementalPdfFileWriter) -> PdfObject:
    return writer.root["/Pages"]["/Kids"].raw_get(0)


def test_a_ladder_beside_the_way_costs_nothing() -> None:
    """Forty steps are more ways than the original could ever write down."""
    resolver = resolver_of(ladder(40, lambda writer: NullObject()), 1)
    usages.load_usages(resolver)
    assert len(resolver._get_usages_of_ref(resolver.root_ref)) == 1


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usages, "MOST_STEPS", 5000)


@pytest.mark.usefixtures("few_steps")
def test_a_ladder_on_the_way_is_refused() -> None:
    resolver = resolver_of(ladder(40, first_page), 1)
    usages.load_usages(resolver)
    page = resolver.root["/Pages"]["/Kids"].raw_get(0).reference
    with pytest.raises(PdfReadError, match="too many ways"):
        resolver._get_usages_of_ref(page)


@pytest.mark.parametrize("steps", [1, 6])
def test_a_low_ladder_is_walked_alike(steps: int) -> None:
    data = ladder(steps, first_page)
    assert found(data, 1, usages.load_usages) == found(data, 1, usages.original_load)


@pytest.mark.usefixtures("few_steps")
def test_a_document_with_a_ladder_gets_its_verdict() -> None:
    signed = pki.signed(ladder(40, first_page), pki.pki().leader, name="Leader")
    assert verify(pki.signed(signed), pki.pki().trust(), pki.NOW).verdict is Verdict.INVALID


def test_a_long_outline_does_not_exhaust_the_stack() -> None:
    def long(writer: IncrementalPdfFileWriter) -> PdfObject:
        after = writer.add_object(dictionary(Dest=ArrayObject([first_page(writer)])))
        for _ in range(1500):
            after = writer.add_object(dictionary(Next=after))
        return after

    resolver = resolver_of(incremented(pki.a_pdf(), hung_to_root("/Outlines", long)), 1)
    usages.load_usages(resolver)
    page = resolver.root["/Pages"]["/Kids"].raw_get(0).reference
    assert max(len(path) for path in resolver._get_usages_of_ref(page)) > 1500


def resolver_of(data: bytes, revision: int) -> HistoricalResolver:
    return PdfFileReader(io.BytesIO(data)).get_historical_resolver(revision)


def found(data: bytes, revision: int, load: Callable[[HistoricalResolver], None]) -> object:
    """Usages of every object, or why there are none."""
    resolver = resolver_of(data, revision)
    numbers = range(resolver.reader.trailer.raw_get("/Size") + 1)
    try:
        load(resolver)
        return {number: resolver._get_usages_of_ref(Reference(number, 0, resolver)) for number in numbers}
    except PdfError as error:
        return type(error), str(error)
