"""What an object refers to, told from its bytes alone, without making a value of every word in it.

Only objects of ordinary shape are told: a dictionary or array not too deep, no name twice, a stream of the length it
says, all of it as pyHanko would read it without complaint. Of any other nothing is told.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

Key: TypeAlias = tuple[int, int]
"""Number and generation of an object."""

DEEPEST: Final = 6
"""Containers within one another."""
SPACE: Final = rb"[ \n\r\t\f\x00]*+"
END: Final = rb"(?=[ \r\n\t/\[\]<>()])"
NAME: Final = rb"/[A-Za-z0-9_+.:*,-]{1,60}+" + END
WORDS: Final = (
    NAME,
    rb"[1-9][0-9]{0,7}+ [0-9]{1,5}+ R" + END,
    rb"[+-]?[0-9]{1,9}+" + END + rb"(?!\s+[0-9]+\s+R)",
    rb"\((?:[^()\\]++|\\(?:[0-3][0-7]{2}|[nrtbf()\\]))*+\)",
    rb"<[0-9A-Fa-f]*+>",
    rb"[+-]?[0-9]{0,9}\.[0-9]{1,9}+" + END,
    rb"(?:true|false|null)" + END,
)
"""As in `signing.speed.objects`."""
WORD: Final = rb"(?:" + rb"|".join(WORDS) + rb")"
ARRAY: Final = re.compile(rb"\[(?:" + SPACE + WORD + rb")*+" + SPACE + rb"\]")
DICTIONARY: Final = re.compile(rb"<<(?:" + SPACE + NAME + SPACE + WORD + rb")*+" + SPACE + rb">>")
OBJECT: Final = re.compile(
    rb"([0-9]{1,10}) ([0-9]{1,5}) obj((?:" + SPACE + rb"(?:<<|>>|[\[\]]|" + WORD + rb"))++)" + SPACE
    + rb"(?:endobj" + SPACE + rb"(?=[^%])|(stream\r?\n))"
)  # fmt: skip
LONG: Final = re.compile(rb"<(?<!<<)[0-9A-Fa-f]{40,}+>|\[[0-9. \r\n]{40,}+\]")
"""A signature, or the widths of a font: a fifth of the time would go into looking for references in them."""
NAMES: Final = re.compile(rb"/[A-Za-z0-9_+.:*,-]+")
LENGTH: Final = re.compile(rb"/Length ([0-9]{1,9})" + END)
AFTER_STREAM: Final = re.compile(SPACE + rb"endstream" + SPACE + rb"endobj" + SPACE + rb"(?=[^%])")
PARENT: Final = re.compile(rb"/Parent" + SPACE + rb"[1-9][0-9]{0,7} [0-9]{1,5} R" + END)
LINKS: Final = re.compile(rb"[1-9](?<!\w[1-9])(?:[0-9]{0,7}+) [0-9]{1,5} R" + END)
"""Begins with the digit itself, the boundary is looked for behind it: so the search skips whatever is no digit."""


def links_of(data: bytes, place: int, own: Key) -> list[Key] | None:
    """What the object `own`, written at `place`, refers to, but for its parent; None when that cannot be told so."""
    found = OBJECT.match(data, place)
    if found is None or (int(found[1]), int(found[2])) != own:
        return None
    body = LONG.sub(_emptied, found[3])
    names = NAMES.findall(body)
    if len(set(names)) != len(names) or not _is_container(body):
        return None
    if found[4] and not _is_stream(data, found.end(), body):
        return None
    others = PARENT.sub(b" null ", body) if b"/Parent" in body else body
    return [_key(link) for link in LINKS.findall(others)]


def _emptied(long: re.Match[bytes]) -> bytes:
    return long[0][:1] + long[0][-1:]


def _key(link: bytes) -> Key:
    number, generation, _ = link.split(b" ")
    return int(number), int(generation)


def _is_container(body: bytes) -> bool:
    """The innermost containers are words to those around them; in the end there is one."""
    for _ in range(DEEPEST):
        body = DICTIONARY.sub(b" null ", ARRAY.sub(b" null ", body))
        if body.split() == [b"null"]:
            return True
    return False


def _is_stream(data: bytes, begin: int, body: bytes) -> bool:
    """The dictionary itself, not one inside it, says the length, and the stream has it."""
    length = LENGTH.search(body)
    if length is None or b"(" in body or not body.lstrip().startswith(b"<<"):
        return False
    before = body[: length.start()]
    is_own = before.count(b"<<") - before.count(b">>") == 1
    return is_own and AFTER_STREAM.match(data, begin + int(length[1])) is not None
