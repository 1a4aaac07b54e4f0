"""Which earlier documents a document recalls, repeals, replaces or amends (Decree 30/2020, Articles 18 and 18.4b)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from parsers.fields.dates import printed_date
from parsers.fields.numbers import numbers_in
from parsers.model import Change, ChangeKind, DocumentKind
from parsers.pages.pagetext import UPPER, squeeze, words_of

MOST = 20
"""Documents one document may change; longer lists are annexes a person reads."""
_VERBS = {
    ChangeKind.RECALL: r"thu hồi|(?:h[uủ][yỷ](?: bỏ)?,?\s+(?:và\s+)?)?không (?:sử dụng|thực hiện theo)",
    ChangeKind.REPEAL: r"(?:bãi|h[uủ][yỷ]) bỏ|h[uủ][yỷ]|(?:ngừng|chấm dứt) hiệu lực(?: thi hành)?|dừng thực hiện",
    ChangeKind.REPLACE: r"(?:h[uủ][yỷ](?: bỏ)?,? và )?thay (?:thế(?: cho)?|cho)",
    ChangeKind.AMEND: r"đính chính|sửa đổi(?:\s*(?:,|và)\s*bổ sung)?|bổ sung|điều chỉnh(?:\s*(?:,|và)\s*bổ sung)?"
    r"|thay đổi|hoãn|lùi|dời|cập nhật(?:\s*(?:,|và)\s*thay thế)?",
}
_WORDS = (
    *("thu hồi", "không sử dụng", "không thực hiện", "bỏ", "hủy", "huỷ", "ngừng hiệu lực", "chấm dứt hiệu lực"),
    *("dừng thực hiện", "thay thế", "thay cho", "đính chính", "sửa đổi", "bổ sung", "điều chỉnh", "thay đổi", "hoãn"),
    *("cập nhật", "lùi", "dời"),
)
_VERB = "|".join(f"(?P<{kind.value}>{verb})" for kind, verb in _VERBS.items())
_KINDS = "|".join(sorted({"Văn bản", "Lịch công tác", *(kind.value for kind in DocumentKind)}, key=len, reverse=True))
_PART = (
    r"(?:(?:toàn bộ|một phần|một số|các|nội dung|điều|khoản|điểm|mục|tại|của|và|nội dung tại|ban hành kèm theo"
    r"|theo(?=\s+Giấy mời)|hiệu lực|thi hành|phụ lục|kèm theo|thời gian|địa điểm|thành phần|tổ chức|tham dự|dự họp|lịch"
    r"|cuộc họp|họp|hội nghị|thể thức|kỹ thuật trình bày|sai sót|số liệu|ngày ban hành|ngày tháng"
    r"|\d+[a-z]?|quy chế|quy định)[ ,(]+){0,10}"
)
_TARGET = rf"(?:{_VERB})\s+{_PART}(?:{_KINDS})\s+(?:số\s*:?\s*)?(?=\d)"
_TITLE = re.compile(
    rf"^(?:(?:Thông báo|Quyết định|Công văn|Công điện)\s+)?(?:V/v|Về việc|việc)?\s*[:.]?\s*"
    rf"(?:đề nghị\s+(?=không|dừng|ngừng)|gửi\s+(?=(?:bổ sung|thay thế|đính chính)\s+(?:phụ lục|nội dung)))?{_TARGET}",
    re.I,
)
_SENT_AGAIN = re.compile(
    rf"^(?:(?:V/v|Về việc|việc)\s+)?(?:gửi|phát hành)\s+lại\s+(?:{_KINDS})\s+(?:số\s*:?\s*)?(?=\d)"
    r"(?=[^()]*\((?:để\s+)?thay\b)",
    re.I,
)
"""Sent again under its number: "gửi lại Kế hoạch số 45/KH-UBND (thay thế bản gửi ngày …)"."""
_ASIDE = re.compile(rf"^(?:(?!\d\s*[/-]\s*(?-i:[{UPPER}]))[^()])*\(\s*{_TARGET}", re.I)
"""Behind a subject that names no other document: "… (thay thế Thông báo số 3/TB-UBND)"."""
_UNNAMED = re.compile(
    r"^(?:(?:Thông báo|Quyết định|Công văn)\s+)?(?:(?:V/v|Về việc|việc)\s+)?(?:gửi nhầm|(?:xin\s+)?(?:thu hồi"
    r"|đính chính|h[uủ][yỷ](?: bỏ)?|thay thế|không sử dụng)(?:,? (?:và )?(?:thu hồi|đính chính|thay thế))?)"
    r"\s+(?:nội dung |một số nội dung |các |số liệu |sai sót |phụ lục )?(?:văn bản|công văn|giấy mời|thông báo|báo cáo"
    r"|kế hoạch|tờ trình|quyết định|công điện|tài liệu|bản)\b(?!.*\d/)"
    r"|\(\s*(?:bản này |văn bản này )?(?:để )?thay (?:thế |cho )+(?:bản|văn bản|file|tệp|công văn|báo cáo|tài liệu)\b",
    re.I,
)
"""Says that an earlier document no longer counts, and not which; to send again says it only with "(thay thế bản …)"."""
_MISTAKEN = re.compile(
    rf"\b(?:tại|trong)\s+(?:{_KINDS})\s+(?:số\s*:?\s*)?(?=\d)(?=[^.;]*\b(?:sai sót|sơ suất|nhầm))", re.I
)
"""Under the subject "đính chính văn bản": where the mistake stands."""
_BY_US = re.compile(
    rf"(?:^|[.;]\s+)(?:Nay,?\s+)?(?P<who>(?-i:[{UPPER}])[^.;:,\d]{{2,70}}?)\s+(?:xin\s+|trân trọng\s+)?"
    r"(?:(?:thông báo|quyết định)\s+(?:việc\s+)?)?"
    rf"(?:đề nghị\s+[^.;:,\d]{{2,50}}?(?=\s(?:không|dừng|h[uủ][yỷ]|ngừng)))?\s*{_TARGET}",
    re.I,
)
_SPELT = {"ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "uỷ": "ủy"}
_SELF = rf"(?:{_KINDS})\s+này(?:\s+có hiệu lực[^.;]{{0,80}}?)?[ ,]*(?:và\s+)?(?:được\s+)?"
_OPERATIVE = re.compile(
    rf"(?:{_SELF}|(?:^|[.;]\s+)(?=(?-i:[A-ZĐ]))"
    rf"|(?:^|[.;:]\s*)(?:Điều\s+\d+\s*[.:]\s*|Nay\s+|[-+]\s*|\d+\s*[.)]\s*)(?:quyết định\s+)?){_TARGET}",
    re.I,
)
_CITED = re.compile(r"^\s*(?:Căn cứ|Theo|Xét|Thực hiện)\b.*$", re.M)
_STOP = re.compile(r"[.;](?:\s|$)|\s(?=(?:Căn cứ|Điều \d|Lý do|được thay|bằng)\b)")
_OF = re.compile(r"^[\s\S]{0,60}?\bcủa\s+(?P<who>[^,.;()]{2,80}?)(?=\s*(?:về|ban hành|[,.;()]|$))", re.I)
_SELF_NAMED = re.compile(r"^(?:chúng tôi|cơ quan|đơn vị|chính mình)\b", re.I)
_REACH = 400
"""Characters behind the verb that can still name its documents."""


def changes_in(abstract: str | None, body: str, issuers: Sequence[str] = ()) -> tuple[Change, ...]:
    """Changes announced by the abstract or ordered in the body; what only cites a change of others gives none.

    `issuers`: the agency above and the issuer; a sentence in which the issuer itself acts on its own papers counts too.
    """
    title = squeeze(abstract or "")
    lower = body.lower()
    # Most documents change nothing, and the pattern is slow: words first.
    text = squeeze(_CITED.sub("", body)) if any(word in lower for word in _WORDS) else ""
    found = [one for shape in (_TITLE, _ASIDE) for one in _announced(shape, title)]
    found += [one for sent in _SENT_AGAIN.finditer(title) for one in _targets(ChangeKind.REPLACE, title[sent.end() :])]
    found += [*_announced(_OPERATIVE, text), *_by_us(text, issuers)]
    if not found and "đính chính" in title.lower() and changes_unnamed(title):
        found = [one for said in _MISTAKEN.finditer(text) for one in _targets(ChangeKind.AMEND, text[said.end() :])]
    return tuple({(one.kind, one.notation): one for one in reversed(found)}.values())[::-1][:MOST]


def changes_unnamed(abstract: str | None) -> bool:
    """The abstract recalls, corrects or replaces an earlier document without its number."""
    return bool(_UNNAMED.search(squeeze(abstract or "")))


def _announced(pattern: re.Pattern[str], text: str) -> Iterator[Change]:
    for found in pattern.finditer(text):
        yield from _targets(_kind(found), text[found.end() : found.end() + _REACH])


def _by_us(text: str, issuers: Sequence[str]) -> Iterator[Change]:
    """What the issuer does in a sentence of its own: "UBND xã thông báo thu hồi Thông báo số …"."""
    own, whole = _spelt(" ".join(issuers[-1:])), _spelt(" ".join(issuers))
    for found in _BY_US.finditer(text) if own else ():
        who = _spelt(found["who"])
        if who <= own or own <= who <= whole:
            told = _targets(_kind(found), text[found.end() : found.end() + _REACH])
            yield from (one for one in told if one.issuer is None or _spelt(one.issuer) <= whole)


def _spelt(agency: str) -> frozenset[str]:
    return frozenset(part for word in words_of(agency) for part in _SPELT.get(word, word).split())


def _kind(found: re.Match[str]) -> ChangeKind:
    return next(kind for kind in ChangeKind if found[kind.value])


def _targets(kind: ChangeKind, behind: str) -> Iterator[Change]:
    stop = _STOP.search(behind)
    named = behind[: stop.start()] if stop else behind
    numbers = numbers_in(named)
    for at, printed in enumerate(numbers):
        end = numbers[at + 1].start if at + 1 < len(numbers) else len(named)
        told = named[printed.end : end]
        # A number further on may be what the changed document was about.
        if at and not re.search(r"(?:,|và|;)[^,;]{0,30}$", named[numbers[at - 1].end : printed.start]):
            return
        yield Change(kind, printed.notation, printed.number.number, printed.number.symbol, _dated(told), _issuer(told))


def _dated(told: str) -> date | None:
    return printed_date(told[:60])


def _issuer(told: str) -> str | None:
    found = _OF.match(told)
    return found["who"].strip() if found and not _SELF_NAMED.match(found["who"]) else None
