"""Files with two cross-references (ISO 32000-1, 7.5.8.4), as Microsoft Word writes them.

Programs from before 2003 follow the table alone and do not see what only the stream beside it names. Word names nothing
there but the structure tree, which is for screen readers; whatever else is hidden makes two documents of one file.
"""

from __future__ import annotations

from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader

from signing.speed.links import Key
from signing.speed.usages import Revision, key_of, references_in

STRUCTURE: Final = "/StructTreeRoot"


def last_hybrid(reader: PdfFileReader) -> int:
    """The last revision with two cross-references, from 0; -1 when there is none."""
    sections = range(reader.xrefs.total_revisions)
    return max((one for one in sections if reader.xrefs.get_xref_data(one).hybrid), default=-1)


def hides_structure_alone(reader: PdfFileReader) -> bool:
    """True when all programs see the same pages. Raises PdfError for a file that cannot be walked through."""
    hidden = _hidden(reader)
    if hidden is None:
        return False
    now = reader.get_historical_resolver(reader.xrefs.total_revisions - 1)
    catalogue = now.root
    if any(key_of(ref) in hidden for key, part in catalogue.items() if key != STRUCTURE for ref in references_in(part)):
        return False
    revision = Revision(now)
    users = revision.users(revision.structure())
    above = {*hidden, key_of(reader.root_ref)}
    return all(user in above for key in hidden for user in users.get(key, ()))


def _hidden(reader: PdfFileReader) -> set[Key] | None:
    """The objects that only streams beside tables name; None when table and stream disagree."""
    seen: dict[int, tuple[int, int]] = {}
    hidden: set[Key] = set()
    for number in range(reader.xrefs.total_revisions):
        section = reader.xrefs.get_xref_data(number)
        seen |= section.standard_xrefs
        beside = section.hybrid.xref_data if section.hybrid else None
        if beside is None:
            continue
        if any(seen.get(one, place) != place for one, place in beside.standard_xrefs.items()):
            return None
        if not seen.keys().isdisjoint(beside.xrefs_in_objstm):
            return None
        fresh = {one: place[0] for one, place in beside.standard_xrefs.items() if one not in seen}
        hidden |= {*fresh.items(), *((one, 0) for one in beside.xrefs_in_objstm)}
    return hidden
