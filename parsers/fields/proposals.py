"""A better abstract for one that says nothing, in the document's own words (Cao Bằng 192/QĐ-UBND, Article 6.1a).

"V/v mời họp" → what about, when, where, under whose chair; "V/v báo cáo", "V/v thực hiện Công văn số 12/UBND-VX" → the
matter the first sentences name. A person takes it or leaves it: it never becomes the abstract by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.fields.abstracts import is_vague
from parsers.model import Meeting
from parsers.pages.pagetext import squeeze

_LINES = 40
_LONGEST, _SHORTEST = 300, 12
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+(?=\W*[A-ZÀ-ỸĐ])|(?:như sau|sau đây|cụ thể)\s*[:.]")
_SKIPPED = re.compile(
    r"^(?:Kính (?:gửi|thưa)|Căn cứ|Nơi nhận|\d+\s*[.)]|[IVX]+\s*\.|-|\+|Thời gian|Địa điểm|Chủ trì|Thành phần)", re.I
)
_MATTER = re.compile(r"\b(?:về việc|về|nội dung|để (?:bàn|thảo luận|thống nhất)(?: về)?)\s+(?P<matter>[^;:]{8,260})")
_END = re.compile(
    r"[,.]\s+(?:(?:UBND|HĐND|Ủy ban|Uỷ ban|Sở|Bộ|Văn phòng|Phòng|Ban|Cục|Chi cục|Trường|Trung tâm|Công an|Đảng ủy"
    r"|Công ty|Hội đồng|Bệnh viện|Thuế|Kho bạc|Chủ tịch|Giám đốc)\b"
    r"|(?:kính|xin|đề nghị|trân trọng|yêu cầu|báo cáo|thông báo)\b).*$",
    re.S,
)
_TOPIC = re.compile(r"^[-+*\s]*Nội dung(?: cuộc họp| họp| làm việc)?\s*:\s*(?P<matter>.{8,260})$", re.I | re.M)


def proposal(abstract: str | None, body: Sequence[str], meeting: Meeting | None) -> str | None:
    """What the abstract could say; None when it says enough, or the document offers nothing better."""
    if abstract is None or not is_vague(abstract):
        return None
    matter = _matter(body)
    told = [f"{abstract.strip(' .')}: {matter}" if matter else abstract, *_when_and_where(meeting)]
    found = squeeze("; ".join(part for part in told if part))[:_LONGEST]
    return found if found != squeeze(abstract) else None


def _matter(body: Sequence[str]) -> str | None:
    """The first thing a line "Nội dung:" or a sentence of the opening paragraph says it is about."""
    lines = [line.strip() for line in body[:_LINES]]
    named = _TOPIC.search("\n".join(lines))
    if named:
        return _bare(named["matter"])
    for sentence in _sentences(lines):
        for found in _MATTER.finditer(sentence):
            matter = _bare(_END.sub("", found["matter"]))
            if matter and not is_vague(matter):
                return matter
    return None


def _sentences(lines: Sequence[str]) -> list[str]:
    """Sentences of running text, lines joined; labels, bases and addressees left out."""
    paragraphs: list[str] = []
    for line in lines:
        if not line or _SKIPPED.match(line):
            paragraphs.append("")
        elif paragraphs and paragraphs[-1] and not paragraphs[-1].endswith((".", ";", ":")):
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
    return [part for text in paragraphs if text for part in _SENTENCE_END.split(text) if part]


def _bare(text: str) -> str | None:
    words = squeeze(text).strip(" .,;:-")
    return words if len(words) >= _SHORTEST else None


def _when_and_where(meeting: Meeting | None) -> list[str]:
    if meeting is None:
        return []
    hour = f"{meeting.starts:%H giờ %M} " if meeting.starts else ""
    return [
        f"{hour}ngày {meeting.day:%d/%m/%Y}" if meeting.day else "",
        f"tại {meeting.place}" if meeting.place else "",
        f"{meeting.chair} chủ trì" if meeting.chair else "",
    ]
