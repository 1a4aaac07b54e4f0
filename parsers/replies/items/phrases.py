"""The phrase of the tables in `words/` that stands at a place of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from parsers.replies.items.tokens import Token
from parsers.replies.words.deeds import DEEDS
from parsers.replies.words.doubts import DOUBTS
from parsers.replies.words.fields import FIELDS
from parsers.replies.words.orders import ORDERS
from parsers.replies.words.tags import Tag
from parsers.vietnamese.fold import fold, has_marks, same_word


def tag_at(tokens: Sequence[Token], start: int) -> tuple[Tag, int] | None:
    """The longest phrase at `start` with its length in tokens; of equals, the one spelled as written."""
    hits = [
        (len(words), is_spelled(words, tokens, start), -order, tag)
        for order, (words, tag) in enumerate(_LEXICON.get(fold(tokens[start].text), ()))
        if _fits(words, tokens, start)
    ]
    if not hits:
        return None
    length, _, _, tag = max(hits, key=lambda hit: hit[:3])
    return tag, length


def is_written_so(tokens: Sequence[Token], start: int) -> bool:
    """Whether the one word at `start` is in the tables with just the marks it has here."""
    word = tokens[start : start + 1]
    return any(len(words) == 1 and is_spelled(words, word, 0) for words, _ in _LEXICON.get(fold(word[0].text), ()))


def is_spelled(words: Sequence[str], tokens: Sequence[Token], start: int) -> bool:
    """Whether every mark is as in `words`; without, the writer may have left them out."""
    written = tokens[start : start + len(words)]
    return all(has_marks(word) == has_marks(token.text) for word, token in zip(words, written, strict=False))


def _fits(words: tuple[str, ...], tokens: Sequence[Token], start: int) -> bool:
    """One syllable alone must carry its marks when the writer types marks at all: `Nam` is not `nắm`.

    Nor is a capital letter inside a phrase a slip: `Để Nam` is not `để nắm`.
    """
    written = tokens[start : start + len(words)]
    if len(written) < len(words):
        return False
    if not all(same_word(token.text, word) for token, word in zip(written, words, strict=True)):
        return False
    if is_spelled(words, tokens, start) or not any(has_marks(token.text) and not token.is_capital for token in tokens):
        return True  # names get their marks even from who types none
    return len(words) > 1 and not any(token.text.istitle() and len(token.text) > 1 for token in written[1:])


def _lexicon() -> dict[str, list[tuple[tuple[str, ...], Tag]]]:
    table: dict[str, list[tuple[tuple[str, ...], Tag]]] = defaultdict(list)
    for tag, phrases in (*ORDERS.items(), (Tag.WORK, FIELDS), (Tag.WORK, DEEDS), *DOUBTS.items()):
        for phrase in phrases.split("|"):
            words = tuple(phrase.split())
            table[fold(words[0])].append((words, tag))
    return table


_LEXICON = _lexicon()
