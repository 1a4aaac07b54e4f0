"""Inputs made to harm, beside those tests of single readers have; each is made when its test runs.

| class | here | elsewhere |
|---|---|---|
| zip | `zips.py` | `archives/test_zipped.py` (HOSTILE, slips), `mime/test_guard.py` (bombs) |
| XML | `markup.py` | `test_hostile_xml.py` |
| MIME depth and parts | `mimes.py` | `mime/test_guard.py` |
| PDF objects and streams | `pdfs.py` | `tests/documents/hostile.py` (OBJECTS) |
| fonts | `programs.py` | `tests/documents/hostile.py` (FONTS) |
"""
