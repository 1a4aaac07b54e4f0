"""The fresh words of a reply, cut from quotes, forwarded parts, signatures and disclaimers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.replies.cutting.banners import banner_length
from parsers.replies.cutting.damage import undamaged
from parsers.replies.cutting.oldsigns import with_quote_signs
from parsers.replies.cutting.quotes import find_quote, is_quoted, looks_quoted, opener_length
from parsers.replies.cutting.replyhtml import HtmlParts, split_html
from parsers.replies.cutting.signoff import farewell_length, hides_orders, postscript_at, sign_off_at
from parsers.vietnamese.fold import tidy

SURE = 0.95
PLAIN = 0.9
HTML_ONLY = 0.8
DOUBTFUL = 0.4
MIXED = 0.3

_SHARED = re.compile(
    r"^(?![ \t]*[>-])([^\n]{0,200}?[\w.,!?])[ \t-]{1,12}"
    r"(?=(?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b|Vào (?:Th|CN|lúc|ngày|\d))[^\n]{6,160}(?:wrote|viết):[ \t]*$)",
    re.MULTILINE,
)
"""An attribution on the line of the last fresh words: some programmes lose the line end between them."""
_SPREAD = re.compile(r"\n\n?<[ \t]?\n(mailto:[^\n]{3,160})\n> ?(?=wrote:)")
"""A sender spread over lines inside an attribution (Polymail); its last line has a quote sign that is none."""
_VIETNAMESE = re.compile(r"[đĐơƠưƯạ-ỹẠ-Ỹ]")
"""In a Vietnamese thread "Best regards" and a name are a signature; strangers' programs count them as words."""
_SIGNED_TOP = re.compile(r"\A\s*-----BEGIN PGP SIGNED MESSAGE-----\n(?:Hash: [^\n]+\n)?\s*\n")
_LONG = 60
_LINK = re.compile(r"^ ?\(https?://[^\s()]+\)[ >]*$")
_BARE = re.compile(r"^\s*[-_=*~#—]*\s*$")
_RULED = re.compile(r"^_{8,}$", re.MULTILINE)
"""A ruled line between words: below it often stands somebody else's mail."""


@dataclass(frozen=True, slots=True)
class CutReply:
    """Fresh words and what was cut off."""

    text: str
    elided: str
    confidence: float
    """0..1; below 0.5 nothing may be acted on: it is not sure whose words these are."""


def cut_reply(text: str, html: str | None = None) -> CutReply:
    """The fresh words of a reply. Two readings (plain part, HTML part) that disagree give a confidence below 0.5."""
    text = _SIGNED_TOP.sub("", undamaged(tidy(text)))
    plain = _cut_text(text)
    if html is None or not html.strip():
        return plain
    parts = split_html(undamaged(tidy(html)))
    rich = _cut_html(parts)
    if not text.strip() or _squeeze(text) == _squeeze(parts.fresh + parts.quoted):
        return rich
    return _reconcile(plain, rich)


def _cut_html(parts: HtmlParts) -> CutReply:
    cut = _cut_text(parts.fresh)
    elided = _join((cut.elided, parts.quoted))
    if not cut.text:
        return CutReply("", elided, 0.0)
    return CutReply(cut.text, elided, min(cut.confidence, DOUBTFUL) if parts.doubtful else cut.confidence)


def _reconcile(plain: CutReply, rich: CutReply) -> CutReply:
    """HTML knows its quotes by container, so it may cut more than the plain part, never other words."""
    fresh, meant = _squeeze(plain.text), _squeeze(rich.text)
    if fresh == meant:
        best = plain if plain.text.count("\n") >= rich.text.count("\n") else rich
        return CutReply(best.text, best.elided or rich.elided, min(plain.confidence, rich.confidence))
    extra = fresh[len(meant) :]
    if meant and fresh.startswith(meant) and extra in _squeeze(rich.elided):
        return CutReply(rich.text, rich.elided, min(HTML_ONLY, rich.confidence))
    return CutReply(rich.text, rich.elided, min(MIXED, rich.confidence))


def _cut_text(text: str) -> CutReply:
    lines = with_quote_signs(_SHARED.sub(r"\1\n", _SPREAD.sub(r" <\1> ", text))).split("\n")
    warned = banner_length(lines)
    banner, lines = lines[:warned], lines[warned:]
    start = find_quote(lines)
    top = lines if start is None else lines[:start]
    below = [] if start is None else lines[start:]
    late = _late_words(below)
    fresh, sign_off = _without_sign_off(top)
    is_last = top[len(fresh) :] == sign_off
    said = farewell_length(sign_off) if is_last and not _VIETNAMESE.search(text) else 0
    fresh, sign_off = [*fresh, *sign_off[:said]], sign_off[said:]
    answered, late_sign_off = _without_sign_off(["", *(line for line, wrapped in late if not wrapped)])
    answered = answered[1:]
    words = _join((_block(fresh), _block(answered)))
    elided = _join(
        (_block(banner), _block(sign_off), _block([line for line in below if line not in answered or not line.strip()]))
    )
    sure = PLAIN if start is None else SURE
    if answered or any(wrapped for _, wrapped in late):
        sure = MIXED
    elif looks_quoted(words) or _RULED.search(words) or hides_orders([*sign_off, *late_sign_off]):
        sure = DOUBTFUL
    return CutReply(words, elided, sure if words else 0.0)


def _late_words(below: Sequence[str]) -> list[tuple[str, bool]]:
    """Words below or between quoted lines with the blank lines among them; True for the end of a quoted line
    and for the attribution of the next quote.

    Only quote signs can tell them apart.
    """
    body = below[opener_length(below, 0) :]
    if not any(is_quoted(line) for line in body[:3]):
        return []
    late: list[tuple[str, bool]] = []
    start = 0
    for fresh, run in itertools.groupby(zip(("", *body), body, strict=False), lambda pair: not is_quoted(pair[1])):
        if fresh:
            start = len(late)
            late += _inside([(line, _is_wrapped(before, line)) for before, line in run])
        else:
            late[start:] = _until_opener(late[start:])
    return late


def _until_opener(block: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Words between two quotes: the attribution of the lower one is marked as no words of the writer."""
    end = find_quote([*(line for line, _ in block), ">"])
    return [(line, wrapped or (end is not None and index >= end)) for index, (line, wrapped) in enumerate(block)]


def _inside(block: Sequence[tuple[str, bool]]) -> Sequence[tuple[str, bool]]:
    """Without the blank lines at both ends."""
    written = [index for index, (line, _) in enumerate(block) if line.strip()]
    return block[written[0] : written[-1] + 1] if written else ()


def _is_wrapped(before: str, line: str) -> bool:
    """A long quoted line whose end slipped to the next one, without its quote sign."""
    ends = line[:1].islower() and len(before) >= _LONG
    torn = "(http" in before and ")" in line and before.count("(") > before.count(")")
    return is_quoted(before) and not is_quoted(line) and (ends or torn or bool(_LINK.match(line)))


def _without_sign_off(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words and what stands below them; a signature that stood above a notice is seen once the notice is gone."""
    own, sign_off = _without_last_sign_off(lines)
    while sign_off and sign_off_at(_unruled(own)) is not None:
        rules = own[len(_unruled(own)) :]
        own, above = _without_last_sign_off(_unruled(own))
        sign_off = [*above, *rules, *sign_off]
    return own, sign_off


def _unruled(lines: Sequence[str]) -> list[str]:
    """Without blank lines and bare rules at the end, which belong to what stood below."""
    end = next((at for at in range(len(lines), 0, -1) if not _BARE.match(lines[at - 1])), 0)
    return list(lines[:end])


def _without_last_sign_off(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    index = sign_off_at(lines)
    if index is None:
        return list(lines), []
    own, sign_off = list(lines[:index]), list(lines[index:])
    after = postscript_at(lines, index)
    if after is None:
        kept = _unruled(own)
        ruled = any(line.strip() for line in own[len(kept) :])
        return (kept, [*own[len(kept) :], *sign_off]) if ruled else (own, sign_off)
    added, rest = _without_sign_off(lines[after:])
    return [*own, "", *added], [*lines[index:after], *rest]


def _block(lines: Sequence[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines).strip("\n")
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _join(parts: Sequence[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def _squeeze(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text)).casefold()
