"""Attacks on the shape of the file: forged dictionaries (USF), ranges, wrapping (SWA), polyglots, bombs, actions."""

from __future__ import annotations

from functools import partial

from tests import pki
from tests.pki import a_pdf, incremented
from tests.signing.attacks import rawpdf
from tests.signing.attacks.entry import Entry
from tests.signing.attacks.honest import both, leader, seal
from tests.signing.attacks.shapes import (
    DAMAGED,
    IRREGULAR,
    MALFORMED,
    PARTIAL,
    STRUCTURE,
    TAGGED,
    attach,
    bomb,
    circular_pages,
    contents,
    covering,
    edited,
    encrypted_afterwards,
    headed,
    hidden_after,
    hybrid,
    many_fields,
    many_objects,
    nested,
    noise,
    open_with,
    packed,
    previous_of_itself,
    ranged,
    repeated,
    ring_of_fields,
    saved,
    sealed,
    with_fields,
    with_object,
    word,
)

STRUCTURES: dict[str, Entry] = {
    # Universal signature forgery: the dictionary is broken so that a careless reader verifies nothing.
    "USF: no contents": Entry(lambda: edited(b"/Contents <", b"/Xontents <"), MALFORMED),
    "USF: empty contents": Entry(lambda: contents(b"<>"), MALFORMED),
    "USF: contents of one zero": Entry(lambda: contents(b"<00>"), MALFORMED),
    "USF: contents are a number": Entry(lambda: contents(b"0"), MALFORMED),
    "USF: contents are null": Entry(lambda: contents(b"null"), MALFORMED),
    "USF: contents are a name": Entry(lambda: contents(b"/Chu"), MALFORMED),
    "USF: contents are a reference": Entry(lambda: contents(b"4 0 R"), MALFORMED),
    "USF: no range": Entry(lambda: edited(b"/ByteRange", b"/BiteRange"), "no_signature"),
    "USF: range misspelled by escape": Entry(lambda: edited(b"/ByteRange [0 1", b"/Byte#52ange ["), "no_signature"),
    "USF: range is null": Entry(lambda: ranged(b"null"), MALFORMED),
    "USF: range is empty": Entry(lambda: ranged(b"[]"), PARTIAL),
    "USF: range is a name": Entry(lambda: ranged(b"/Chu"), MALFORMED),
    "USF: range of zeros": Entry(lambda: ranged(b"[0 0 0 0]"), PARTIAL),
    "USF: range of one byte": Entry(lambda: ranged(b"[0 1]"), PARTIAL),
    "USF: negative range": Entry(lambda: ranged(b"[0 -10 20 -5]"), PARTIAL),
    "USF: range beyond the file": Entry(lambda: ranged(b"[0 10 20 9999999]"), PARTIAL),
    "USF: range of strings": Entry(lambda: ranged(b"[(0) (1) (2) (3)]"), PARTIAL),
    "USF: range of a very large number": Entry(lambda: ranged(b"[0 10 20 99999999999999999]"), PARTIAL),
    "USF: no subfilter": Entry(lambda: edited(b"/SubFilter", b"/SubFilzer"), "unsupported_signature"),
    "USF: unknown subfilter": Entry(lambda: edited(b"/ETSI.CAdES.detached", b"/ETSI.Khac"), "unsupported_signature"),
    "USF: adbe.pkcs7.sha1": Entry(lambda: edited(b"/ETSI.CAdES.detached", b"/adbe.pkcs7.sha1"), "weak_algorithm"),
    "USF: adbe.x509.rsa_sha1": Entry(lambda: edited(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1"), "weak_algorithm"),
    "USF: calls itself a timestamp": Entry(lambda: edited(b"/Type /Sig", b"/Type /Sog"), MALFORMED),
    # The range, truly signed.
    "range begins late": Entry(lambda: covering(lambda a, b, e: (1, a - 1, b, e - b)), PARTIAL),
    "range ends early": Entry(lambda: covering(lambda a, b, e: (0, a, b, e - b - 1)), PARTIAL),
    "range skips the last line": Entry(lambda: covering(lambda a, b, e: (0, a, b, e - b - 6)), PARTIAL),
    "hole begins early": Entry(lambda: covering(lambda a, b, e: (0, a - 40, b, e - b)), PARTIAL),
    "hole ends late": Entry(lambda: covering(lambda a, b, e: (0, a, b + 40, e - b - 40)), PARTIAL),
    "hole without brackets": Entry(lambda: covering(lambda a, b, e: (0, a + 1, b - 1, e - b + 1)), PARTIAL),
    "hole moved to the front": Entry(lambda: covering(lambda a, b, e: (0, a - 9, b - 9, e - b + 9)), PARTIAL),
    "three stretches": Entry(lambda: covering(lambda a, b, e: (0, 9, 9, a - 9, b, e - b)), PARTIAL),
    "one stretch": Entry(lambda: covering(lambda a, b, e: (0, a)), PARTIAL),
    "two holes": Entry(lambda: covering(lambda a, b, e: (0, 300, 500, a - 500, b, e - b)), PARTIAL),
    "stretches overlap": Entry(lambda: covering(lambda a, b, e: (0, b, a, e - a)), PARTIAL),
    "hole over the page": Entry(lambda: covering(lambda a, b, e: (0, 200, 400, e - 400)), PARTIAL),
    # Wrapping and moving.
    "SWA: room in the hole": Entry(lambda: pki.wrapped(sealed()), DAMAGED),
    "SWA: words behind the signature in the hole": Entry(lambda: edited(b"00>", b"4F>"), MALFORMED),
    "SWA: letters that are no hex": Entry(lambda: edited(b"0000>", b"zzzz>"), MALFORMED),
    "transplanted signature": Entry(
        lambda: pki.transplanted(seal(a_pdf(text="BAN KHAC")), seal(a_pdf())), "altered_after_signing"
    ),
    "transplanted, the leader's into the seal": Entry(
        lambda: pki.transplanted(leader(a_pdf(text="BAN KHAC")), seal(a_pdf())), "altered_after_signing"
    ),
    "ISA: bytes appended": Entry(lambda: sealed() + b"% them", PARTIAL),
    "ISA: one line end appended": Entry(lambda: sealed() + b"\n", PARTIAL),
    "ISA: objects without table": Entry(
        lambda: sealed() + b"\n4 0 obj\n" + rawpdf.text("999") + b"\nendobj\n", PARTIAL
    ),
    "ISA: objects and trailer without table": Entry(
        lambda: sealed() + b"\n4 0 obj\n" + rawpdf.text("999") + b"\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n",
        DAMAGED,
    ),
    "ISA: a whole file behind it": Entry(lambda: sealed() + rawpdf.document(), "no_signature"),
    "altered: letter on the page": Entry(lambda: sealed().replace(b"Chi 100", b"Chi 900"), "altered_after_signing"),
    "altered: name of the reason": Entry(
        lambda: edited(b"/Filter /Adobe.PPKLite", b"/Filter /Adobe.PPKLitf"), "altered_after_signing"
    ),
    "altered: under both signatures": Entry(
        lambda: both(rawpdf.document()).replace(b"Chi 100", b"Chi 900"), "altered_after_signing"
    ),
    "altered: time in the dictionary": Entry(
        lambda: edited(b"/M (D\\0722026", b"/M (D\\0722016"), "altered_after_signing"
    ),
    # More documents than one in a file.
    "hybrid cross-reference": Entry(hybrid, IRREGULAR),
    "hybrid: part of the page": Entry(
        lambda: seal(word({30: b"4 0 R"}, {3: rawpdf.BASE[3].replace(b"4 0 R", b"[4 0 R 30 0 R]")})), IRREGULAR
    ),
    "hybrid: layers": Entry(
        lambda: seal(
            word(
                {30: b"<< /OCGs [] /D << >> >>"},
                {1: b"<< /Type /Catalog /Pages 2 0 R /OCProperties 30 0 R >>"},
            )
        ),
        IRREGULAR,
    ),
    "hybrid: another font": Entry(lambda: seal(word({5: rawpdf.BASE[5].replace(b"Helvetica", b"Symbol")})), IRREGULAR),
    "hybrid: structure that is also a font": Entry(
        lambda: seal(word(STRUCTURE, {**TAGGED, 3: rawpdf.BASE[3].replace(b"5 0 R", b"31 0 R")})), IRREGULAR
    ),
    "hybrid: catalogue": Entry(
        lambda: seal(word({30: b"[ ]"}, {1: rawpdf.BASE[1].replace(b">>", b"/Names 30 0 R >>")})), IRREGULAR
    ),
    "hybrid after the seal": Entry(hidden_after, IRREGULAR),
    "polyglot: GIF": Entry(lambda: b"GIF89a\n" + sealed(), IRREGULAR),
    "polyglot: GIF, offsets mended": Entry(lambda: headed(b"GIF89a;\n"), IRREGULAR),
    "polyglot: ZIP in front": Entry(lambda: headed(b"PK\x03\x04" + bytes(26) + b"\n"), IRREGULAR),
    "polyglot: HTML in front": Entry(lambda: headed(b"<html><script>1</script><!--\n"), IRREGULAR),
    "polyglot: ZIP behind": Entry(lambda: sealed() + b"PK\x05\x06" + bytes(18), PARTIAL),
    "polyglot: header after the first kilobyte": Entry(lambda: headed(b"%" + b" " * 1100 + b"\n"), "not_pdf"),
    "no PDF": Entry(lambda: b"Kinh gui /ByteRange", "not_pdf"),
    "nothing at all": Entry(lambda: b"", "not_pdf"),
    "Word document": Entry(lambda: b"PK\x03\x04[Content_Types].xml", "not_pdf"),
    "noise": Entry(partial(noise, 50_000), "not_pdf"),
    "noise with a header": Entry(lambda: rawpdf.HEAD + noise(50_000) + b"/ByteRange", DAMAGED),
    "header alone": Entry(lambda: rawpdf.HEAD + b"/ByteRange", DAMAGED),
    "not signed": Entry(rawpdf.document, "no_signature"),
    "picture of a signature": Entry(lambda: rawpdf.document({4: rawpdf.text("Da ky so")}), "no_signature"),
    "timestamp alone": Entry(lambda: pki.with_document_timestamp(a_pdf(), pki.pki().authority), "no_signature"),
    "cut in half": Entry(lambda: sealed()[: len(sealed()) // 2], "no_signature"),
    "cut in the last quarter": Entry(lambda: both()[: len(both()) * 3 // 4], IRREGULAR),
    "cut before the last line": Entry(lambda: sealed()[:-6], DAMAGED),
    "begins in the middle": Entry(lambda: rawpdf.HEAD + sealed()[500:], DAMAGED),
    "zeros in the middle": Entry(lambda: sealed()[:200] + bytes(300) + sealed()[500:], DAMAGED),
    # Too much of something.
    "17 signatures": Entry(lambda: repeated(17), "too_many_signatures"),
    "25 signatures": Entry(lambda: sealed() + b"\n/ByteRange" * 24, "too_many_signatures"),
    "66 revisions": Entry(lambda: saved(66), "too_many_revisions"),
    "17 fields for one signature": Entry(many_fields, "too_many_signatures"),
    "66 revisions in disguise": Entry(lambda: saved(66, b"%tartxref"), "too_many_revisions"),
    "70 words like an end of a revision": Entry(lambda: sealed() + b"\nstartxref" * 70, "too_many_revisions"),
    "fields are a number": Entry(lambda: with_fields(b"5"), "no_signature"),
    "field among its own parts": Entry(ring_of_fields, DAMAGED),
    "60 MB of zeros behind it": Entry(lambda: sealed() + bytes(59_000_000), IRREGULAR),
    "one long line behind it": Entry(lambda: sealed() + b"A" * 4_000_000 + b"%%EOF", IRREGULAR),
    "two thousand spaces behind it": Entry(lambda: sealed() + b" " * 2000, IRREGULAR),
    "over 60 MB": Entry(lambda: sealed() + bytes(60 * 1024 * 1024), "too_large"),
    "object stream of 300 MB": Entry(bomb, IRREGULAR),
    "deep arrays": Entry(lambda: nested(5000), MALFORMED),
    "circular pages": Entry(circular_pages, MALFORMED),
    "cross-reference ring": Entry(previous_of_itself, DAMAGED),
    # Passwords and things that act.
    "password": Entry(pki.encrypted, "encrypted"),
    "encrypted afterwards": Entry(encrypted_afterwards, DAMAGED),
    "JavaScript on opening": Entry(lambda: seal(incremented(a_pdf(), open_with)), active=("javascript",)),
    "JavaScript": Entry(lambda: with_object(b"<< /S /JavaScript /JS (app.alert(1)) >>"), active=("javascript",)),
    "JavaScript, escaped": Entry(lambda: with_object(b"<< /S /J#61v#61Script /JS (1) >>"), active=("javascript",)),
    "JavaScript in a rendition": Entry(lambda: with_object(b"<< /S /Rendition /JS (1) >>"), active=("javascript",)),
    "JavaScript in an object stream": Entry(lambda: packed(b"<< /S /JavaScript /JS (1) >>"), active=("javascript",)),
    "JavaScript in an object stream with much between": Entry(
        lambda: packed(b"<< /S /JavaScript /JS (1) >>", head=b"/Type /ObjStm " + b" " * 600), active=("javascript",)
    ),
    "JavaScript in an object stream with an escaped name": Entry(
        lambda: packed(b"<< /S /JavaScript /JS (1) >>", head=b"/Type /Obj#53tm "), active=("javascript",)
    ),
    "JavaScript in an object stream in hex": Entry(
        lambda: packed(b"<< /S /JavaScript /JS (1) >>", filters=b"/Filter /ASCIIHexDecode "), active=("javascript",)
    ),
    "JavaScript in an object stream beside the table": Entry(
        lambda: seal(word({30: b"<< /S /JavaScript /JS (1) >>"})), active=("javascript",)
    ),
    "Launch": Entry(lambda: with_object(b"<< /S /Launch /F (cmd.exe) >>"), active=("launch",)),
    "stream of an embedded file": Entry(lambda: with_object(b"<< /Type /EmbeddedFile >>"), active=("embedded_file",)),
    "list of embedded files": Entry(lambda: with_object(b"<< /EmbeddedFiles 4 0 R >>"), active=("embedded_file",)),
    "file in the file opened": Entry(lambda: with_object(b"<< /S /GoToE >>"), active=("external_reference",)),
    "embedded file": Entry(lambda: seal(incremented(a_pdf(), attach)), active=("embedded_file",)),
    "XFA": Entry(lambda: with_object(b"<< /XFA [(template) 4 0 R] >>"), active=("xfa",)),
    "another file opened": Entry(lambda: with_object(b"<< /S /GoToR /F (a.pdf) >>"), active=("external_reference",)),
    "form sent away": Entry(
        lambda: with_object(b"<< /S /SubmitForm /F (http://gian.vn) >>"), active=("external_reference",)
    ),
    "data imported": Entry(lambda: with_object(b"<< /S /ImportData /F (a.fdf) >>"), active=("external_reference",)),
    "film": Entry(lambda: with_object(b"<< /Subtype /RichMedia >>"), active=("embedded_file",)),
    "JavaScript, not signed": Entry(
        lambda: rawpdf.document({6: b"<< /S /JavaScript /JS (1) >>"}), "no_signature", active=("javascript",)
    ),
    "JavaScript, altered": Entry(
        lambda: with_object(b"<< /S /JavaScript /JS (1) >>").replace(b"Chi 100", b"Chi 900"),
        "altered_after_signing",
        active=("javascript",),
    ),
}

HARMLESS: dict[str, Entry] = {
    "structure tree as Word hides it": Entry(lambda: both(word(STRUCTURE, TAGGED))),
    "structure tree as Word hides it, validation data": Entry(
        lambda: pki.with_validation_data(both(word(STRUCTURE, TAGGED))), notes=frozenset({"validation_data_added"})
    ),
    "16 signatures": Entry(lambda: repeated(16)),
    "64 revisions": Entry(lambda: saved(63)),
    "10 000 objects": Entry(many_objects),
}
"""Just within the limits."""
