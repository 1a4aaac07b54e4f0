"""Form fields of one revision of a PDF, and what nobody may do to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyhanko.pdf_utils.form_tools import enumerate_fields_in
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, PdfObject, Reference
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import SuspiciousModification

SIGNATURE: Final = "/Sig"
TEXT: Final = "/Tx"
LARGEST_STAMP: Final = 595 * 842 / 4
"""Square points, a quarter of A4: seals and signatures are a hundredth (facts: domain §3.2); more hides the text."""


def fields(resolver: HistoricalResolver, kind: str) -> dict[str, DictionaryObject]:
    """The form fields of one kind in one revision."""
    try:
        listed = resolver.root["/AcroForm"]["/Fields"]
    except KeyError:
        return {}
    found = enumerate_fields_in(listed, refs_seen=set(), target_field_type=kind)  # type: ignore[no-untyped-call]  # pyHanko
    return {str(name): ref.get_object() for name, _value, ref in found}


def filled(resolver: HistoricalResolver, kind: str) -> dict[str, DictionaryObject]:
    return {name: field for name, field in fields(resolver, kind).items() if field.get("/V")}


def area(field: DictionaryObject) -> float:
    """Square points of the largest widget of a field; 0 for one that nobody sees."""
    return max(_area(widget) for widget in widgets(field))


def widgets(field: DictionaryObject) -> Iterator[DictionaryObject]:
    """The field itself and its kids, any of which may have a place on a page."""
    yield field
    for kid in field["/Kids"] if "/Kids" in field else ():  # noqa: SIM401  # get() would hand out a reference
        yield from widgets(kid.get_object())


def forbid_overwriting(old: HistoricalResolver, new: HistoricalResolver, names: set[str]) -> None:
    """Filling in what was left open is office practice; replacing what a leader has signed is not.

    Raises SuspiciousModification.
    """
    seals, before, after = fields(new, SIGNATURE), fields(old, TEXT), fields(new, TEXT)
    rewritten: set[Reference] = new.explicit_refs_in_revision()  # type: ignore[no-untyped-call]  # pyHanko
    for name in names - seals.keys():
        if name not in after:
            raise SuspiciousModification(f"field {name} is no text field")
        if name in before and before[name].get("/V") and not rewritten.isdisjoint(_parts(after[name])):
            raise SuspiciousModification(f"field {name} was filled before and replaced")


def forbid_cover(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """A new signature field shows a signature, and of that size: it is no canvas. Raises SuspiciousModification."""
    before = fields(old, SIGNATURE)
    for name, field in fields(new, SIGNATURE).items():
        if name in before:
            continue
        if area(field) > LARGEST_STAMP:
            raise SuspiciousModification(f"field {name} covers the page")
        if not field.get("/V") and any("/AP" in widget for widget in widgets(field)):
            raise SuspiciousModification(f"field {name} shows something and signs nothing")


def forbid_other_looks(old: HistoricalResolver, new: HistoricalResolver) -> None:
    """Signing programs add fonts and a default look (/DA) for themselves; those that were there stay what they were.

    So does what readers draw anew by themselves (/NeedAppearances; not to mention it means no: ISO 32000-1, 12.7.2).
    Raises SuspiciousModification.
    """
    before, after = _looks_of_form(old), _looks_of_form(new)
    if any(after.get(name) != look for name, look in before.items()) or _is_rebuilt(old) != _is_rebuilt(new):
        raise SuspiciousModification("a font or the default look of the form was replaced")


def forbid_all_but_stamps(old: HistoricalResolver, new: HistoricalResolver, names: set[str]) -> None:
    """After the last signature the fields `names` may change only by becoming invisible timestamps.

    Programs that stamp add a default look, which means nothing where no field shows a text.
    Raises SuspiciousModification.
    """
    stamps = {name for name, field in filled(new, SIGNATURE).items() if is_stamp(field) and not area(field)}
    shows_text = any(fields(new, kind) for kind in (TEXT, "/Ch", "/Btn"))
    if names - stamps or (shows_text and _looks_of_form(old) != _looks_of_form(new)):
        raise SuspiciousModification(f"revision {new.revision} is signed by nobody")


def is_stamp(field: DictionaryObject) -> bool:
    """A document timestamp (ETSI EN 319 142-1, 5.4.3), filled in."""
    return bool(field["/V"].get("/Type") == "/DocTimeStamp")


def _looks_of_form(resolver: HistoricalResolver) -> dict[tuple[str, str], PdfObject]:
    """Default look and resources of the form (ISO 32000-1, 12.7.2): kind and name -> what the name stands for."""
    if "/AcroForm" not in resolver.root:
        return {}
    form = resolver.root["/AcroForm"]
    looks: dict[tuple[str, str], PdfObject] = {("/DA", ""): form["/DA"]} if "/DA" in form else {}
    kinds = form["/DR"] if "/DR" in form else ()  # noqa: SIM401  # get() would hand out a reference
    for kind in kinds:
        group = kinds[kind]
        looks |= {(str(kind), str(name)): group.raw_get(name) for name in group if isinstance(group, DictionaryObject)}
    return looks


def _is_rebuilt(resolver: HistoricalResolver) -> bool:
    """Whether readers draw the fields of this revision anew from their values."""
    if "/AcroForm" not in resolver.root or "/NeedAppearances" not in resolver.root["/AcroForm"]:
        return False
    return bool(resolver.root["/AcroForm"]["/NeedAppearances"])


def _area(widget: DictionaryObject) -> float:
    place = widget["/Rect"] if "/Rect" in widget else ArrayObject()  # as above
    if len(place) != 4:
        return 0.0
    left, bottom, right, top = (float(number) for number in place)
    return abs(right - left) * abs(top - bottom)


def _parts(field: DictionaryObject) -> Iterator[Reference]:
    """What a field is made of: itself, its widgets and the pictures that show its value."""
    for widget in widgets(field):
        pictures = _looks(widget["/AP"]["/N"]) if "/AP" in widget else ()
        for part in (widget, *pictures):
            if isinstance(part.container_ref, Reference):
                yield part.container_ref


def _looks(appearance: PdfObject) -> Iterator[PdfObject]:
    """One picture, or one for each state of the field."""
    if type(appearance) is DictionaryObject:
        yield from (appearance[state] for state in appearance)
    yield appearance
