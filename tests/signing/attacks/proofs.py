"""Validation data written anew by a later program, as Acrobat does; and what somebody hides among it."""

from __future__ import annotations

from functools import cache

from tests.signing.attacks import people, rawpdf
from tests.signing.attacks.entry import Entry, Make
from tests.signing.attacks.honest import seal
from tests.signing.attacks.increments import CHANGED, EVIL, plain
from tests.signing.attacks.pen import autograph

KEY = b"/" + b"A" * 40
TOLD = frozenset({"validation_data_added"})


def certificate() -> bytes:
    return rawpdf.stream(people.seal().der)


def with_store(sealed: bytes, store: bytes, objects: rawpdf.Objects | None = None) -> bytes:
    """The catalogue names a document security store, beside new `objects`."""
    root = rawpdf.root_of(sealed)
    catalogue = rawpdf.object_in(sealed, root).rstrip()[:-2] + b" /DSS " + store + b" >>"
    return rawpdf.increment(sealed, {root: catalogue, **(objects or {})})


@cache
def proved() -> tuple[bytes, int]:
    """Sealed, with validation data; the numbers of certificate, table and entry follow one another."""
    sealed = plain()
    first = rawpdf.size_of(sealed)
    store = b"<< /Certs [%d 0 R] /VRI %d 0 R >>" % (first, first + 1)
    table, entry = b"<< %s %d 0 R >>" % (KEY, first + 2), b"<< /Cert [%d 0 R] >>" % first
    return with_store(sealed, store, {first: certificate(), first + 1: table, first + 2: entry}), first


def rewritten_entry() -> bytes:
    pdf, first = proved()
    new = rawpdf.size_of(pdf)
    entry = b"<< /Cert [%d 0 R %d 0 R] /TU (D:20261120090000Z) >>" % (first, new)
    return rawpdf.increment(pdf, {first + 2: entry, new: certificate()})


def rewritten_table() -> bytes:
    pdf, first = proved()
    new = rawpdf.size_of(pdf)
    return rawpdf.increment(pdf, {first + 1: b"<< %s %d 0 R >>" % (KEY, new), new: b"<< /Cert [%d 0 R] >>" % first})


def store_anew(words: bytes) -> bytes:
    """The table spelled out in the catalogue instead, or not at all."""
    pdf, first = proved()
    root = rawpdf.root_of(pdf)
    catalogue = rawpdf.object_in(pdf, root).replace(b"/VRI %d 0 R" % (first + 1), words % {b"first": first})
    return rawpdf.increment(pdf, {root: catalogue})


def with_table(table: bytes, objects: rawpdf.Objects | None = None) -> Make:
    """Sealed, with validation data, and the table written anew."""

    def make() -> bytes:
        pdf, first = proved()
        return rawpdf.increment(pdf, {first + 1: table, **(objects or {})})

    return make


def shared(store: bytes) -> bytes:
    """An empty part of the page is named as validation data, and then written anew with words."""
    page = rawpdf.BASE[3].replace(b"/Contents 4 0 R", b"/Contents [4 0 R 6 0 R]")
    sealed = seal(rawpdf.document({3: page, 6: rawpdf.stream(b"")}))
    return rawpdf.increment(with_store(sealed, store), {6: EVIL})


def shared_entry() -> bytes:
    """The same with a dictionary the page uses."""
    page = rawpdf.BASE[3].replace(b"/Font <<", b"/Properties << /P 6 0 R >> /Font <<")
    sealed = seal(rawpdf.document({3: page, 6: b"<< /Type /VRI >>"}))
    return rawpdf.increment(with_store(sealed, b"<< /VRI << %s 6 0 R >> >>" % KEY), {6: b"<< /Cert [] >>"})


REWRITTEN: dict[str, Entry] = {
    "validation data: entry written anew": Entry(rewritten_entry, notes=TOLD),
    "validation data: table written anew": Entry(rewritten_table, notes=TOLD),
    "validation data: table in the catalogue": Entry(
        lambda: store_anew(b"/VRI << " + KEY + b" << /Cert [%(first)d 0 R] >> >>"), notes=TOLD
    ),
    "validation data: without table": Entry(lambda: store_anew(b""), notes=TOLD),
    "validation data: written anew in between": Entry(
        lambda: autograph(rewritten_entry(), people.other_agency(), field="Other"), notes=TOLD
    ),
}
HIDING: dict[str, Entry] = {
    "validation data: page as entry": Entry(
        with_table(b"<< %s 3 0 R >>" % KEY, {3: rawpdf.BASE[3].replace(b"595", b"200")}), CHANGED
    ),
    "validation data: page rewritten as entry": Entry(
        with_table(b"<< %s 3 0 R >>" % KEY, {3: b"<< /Cert [] >>"}), CHANGED
    ),
    "validation data: content as timestamp": Entry(with_table(b"<< %s << /TS 4 0 R >> >>" % KEY, {4: EVIL}), CHANGED),
    "validation data: content as certificate": Entry(
        with_table(b"<< %s << /Cert [4 0 R] >> >>" % KEY, {4: EVIL}), CHANGED
    ),
    "validation data: more words": Entry(with_table(b"<< %s << /AP << >> >> >>" % KEY), CHANGED),
    "validation data: number as entry": Entry(with_table(b"<< %s 7 >>" % KEY), CHANGED),
    "validation data: array as table": Entry(with_table(b"[ ]"), CHANGED),
    "validation data: stream as table": Entry(with_table(rawpdf.stream(b"BT ET")), CHANGED),
    "validation data: name of no signature": Entry(with_table(b"<< %sB << /Cert [] >> >>" % KEY), CHANGED),
    "validation data: more words in the store": Entry(
        lambda: with_store(plain(), b"<< /Certs [] /AcroForm << >> >>"), CHANGED
    ),
    "validation data: part of the page, certificate": Entry(lambda: shared(b"<< /Certs [6 0 R] >>"), CHANGED),
    "validation data: part of the page, timestamp": Entry(
        lambda: shared(b"<< /VRI << %s << /TS 6 0 R >> >> >>" % KEY), CHANGED
    ),
    "validation data: resource of the page as entry": Entry(shared_entry, CHANGED),
}
