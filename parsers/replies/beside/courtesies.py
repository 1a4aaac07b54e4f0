"""The order inside its courtesies: no greeting line above it, no "gấp:", thanks or particles around it.

Courtesies order nothing, but their marks tell nothing about how the order itself is typed ("nhé" behind a line without
marks), and whole sentences (`corrections.py`, `answers.py`) must not fail for a "giúp anh". A greeting that names
anybody stays: "Chào Nam, em xử lý" calls who is to act.
"""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold, tidy

_ANYBODY = (
    r"(?:anh|chi|em|a|c|e|cac|ca|nha|moi nguoi|ban|dong chi|d/c|lanh dao|sep|van thu|van phong|vp|vtlt|bo phan"
    r"|tiep nhan|quy|co quan|buoi|sang|chieu|toi|ngay|tat ca|vao|nhieu|nhe|nha|/|&|va|dear|all|team|everyone)"
)
_GREETING = re.compile(
    rf"^(?:(?:da|em|kinh)[ ,]+)*(?:chao|thua|gui(?= (?:a|anh|c|chi|quy|lanh dao|sep|cac)\b)|dear|hi|hello)"
    rf"(?:[ ,/&]+{_ANYBODY})*\s*[,.:!]*\s*\n+"
)
_HURRY = re.compile(
    r"^(?:(?:rat|viec|hoa toc|thuong khan|khan cap|khan|gap|urgent)\s*)+[:!]+\s*|^(?:da|vang)\s*[,.]\s*"
)
_THANKS = re.compile(
    r"(?<=[\w)])\s*[.,;!\n]\s*(?:(?:xin|tran trong|chan thanh|rat|anh|chi|em|toi|minh)\s+)*"
    r"(?:cam on|thanks?|thank you|tks|thks|thanks and regards|tran trong|than ai|than men|kinh thu|kinh chao"
    r"|best regards|kind regards|regards|brgds|br)"
    rf"(?:[ ,]+{_ANYBODY}|[ ,]+(?:lam|truoc|rat|so|much|you|va kinh chao|[.!]))*\s*[.,!]*\s*$"
)
_PARTICLES = re.compile(
    r"(?<=\w)\s+(?:(?:nhé|nhá|nha|nhe|nghen|nhen|ạ)(?:\s+(?:anh|chị|em|các em|cả nhà|a|e|c|đ/c|đồng chí))?"
    r"|(?:giúp|giùm|dùm|hộ|cho)\s+(?:anh|chị|tôi|em|mình|tui|chú|bác|cô|cháu|con)(?:\s+(?:cái|với|nhé|nha|ạ))*)\s*[.!…]*\s*$",
    re.IGNORECASE,
)


_WORDS = """
    cam on chan thanh rat nhieu nhe nha nhen nghen a anh chi em c e cac d/c dc dong ca moi nguoi phong co quan ban sep
    lanh dao da vang chuc mung nam moi vui ve cuoi tuan suc khoe ngay buoi sang chieu toi tot hanh phuc gia dinh xin
    chao kinh thanks thank you tks thks so much nhan duoc roi thu mail email van vb tin thong bac chu trong
"""
_POLITE_WORDS = frozenset(_WORDS.split())
_POLITE = re.compile(r"\b(?:cam on|thanks?|tks|thks|chuc|nhan duoc|da nhan|nhan roi|chao)\b")
_YES = re.compile(
    r"(?:(?:da|vang|ro|em|e|chau)\s*[,.]?\s*)*(?:vang|ro)(?: (?:roi|a|anh|chi|sep|ah|thua anh|thua chi))*\W*"
)
"""Heard, and no more: `Rõ`, `Vâng anh`, `Em rõ rồi ạ`."""


def is_courtesy(text: str) -> bool:
    """Whether the whole answer thanks, wishes or acknowledges and says nothing else: it orders and asks nothing."""
    folded = fold(tidy(text))
    words = re.findall(r"[^\W\d_]+(?:/c)?|\d+|\?", folded)
    if _YES.fullmatch(folded.strip()) and "?" not in folded:
        return True
    return bool(words) and set(words) <= _POLITE_WORDS and _POLITE.search(folded) is not None


def without_courtesies(text: str) -> str:
    """The words without what is only polite around them, runs of spaces made one; all of them when nothing else is."""
    words = re.sub(r"[ \t]+", " ", tidy(text)).strip()
    words = re.sub(r" ?\n ?", "\n", words)
    before = ""
    while before != words:
        before = words
        words = _peeled(words)
    return words


def _peeled(words: str) -> str:
    for opening in (_GREETING, _HURRY):
        match = opening.match(fold(words))
        words = words[match.end() :] if match and match.end() < len(words) else words
    match = _THANKS.search(fold(words))
    words = words[: match.start()].rstrip() if match else words
    match = _PARTICLES.search(words)
    return words[: match.start()].rstrip() if match and match.start() else words
