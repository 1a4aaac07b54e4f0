"""winmail.dat files of tnefparse (koodaamo/tnefparse, tests/examples): the same attachments under the same names."""

from __future__ import annotations

import pytest

from parsers.archives.tnef import Tnef
from parsers.mime.guard import MailLimits
from tests.external.repositories import files

_NAMES = {
    "IPM-DistList": ["Untitled Attachment"],
    "MAPI_ATTACH_DATA_OBJ": ["VIA_Nytt_1402.doc", "VIA_Nytt_1402.pdf", "VIA_Nytt_14021.htm"],
    "MAPI_OBJECT": ["Untitled_Attachment"],
    "bad_checksum": ["image001.png"],
    "body": [],
    "data-before-name": ["AUTOEXEC.BAT", "CONFIG.SYS", "boot.ini"],
    "garbage-at-end": [],
    "long-filename": ["allproductsmar2000.dat"],
    "missing-filenames": ["generpts.src", "TechlibDEC99.doc", "TechlibDEC99-JAN00.doc", "TechlibNOV99.doc"],
    "multi-value-attribute": ["208225__5_seconds__Voice_Mail.mp3"],
    "one-file": ["AUTHORS"],
    "two-files": ["AUTHORS", "README"],
    "umlaut": ["TBZ PARIV GmbH.jpg", "image003.jpg", "UmlautAnhang-äüö.txt"],
    "unicode-mapi-attr-name": ["spaconsole2.cfg", "image001.png", "image002.png", "image003.png"],
    "unicode-mapi-attr": ["example.dat"],
}
"""What its own tests expect."""


@pytest.mark.parametrize(("name", "names"), _NAMES.items())
def test_attachments_are_those_of_tnefparse(name: str, names: list[str]) -> None:
    content = files("koodaamo/tnefparse", "tests/examples")[f"tests/examples/{name}.tnef"]
    stream = Tnef(content, MailLimits())
    assert [member.path for member in stream.members(10_000_000)] == names
    assert stream.note is None
