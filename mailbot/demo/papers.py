"""The documents of the demonstration: words from papers.toml, made into specs for the day it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from mailbot.demo.commune import NEIGHBOURS, SCHOOL, STRANGER, Neighbour
from mailbot.demo.documents import DocumentSpec

SCHOOL_AS_ISSUER = Neighbour(
    "school", SCHOOL.name, "Ủy ban nhân dân xã Tân Phú", "THCSTP", "Tân Phú", SCHOOL.email,
    "Tạ Quang Hưng", ("HIỆU TRƯỞNG",), ("TRƯỜNG THCS TÂN PHÚ", "XÃ TÂN PHÚ"),
)  # fmt: skip
STRANGER_AS_ISSUER = Neighbour(
    "stranger", STRANGER.name, "", "DA", "Vĩnh Giang", STRANGER.email,
    "Kiều Thế Anh", ("GIÁM ĐỐC",), ("CÔNG TY CP DỊCH VỤ SỐ ĐÔNG Á", "VĨNH GIANG"),
)  # fmt: skip
ISSUERS = {one.key: one for one in (*NEIGHBOURS, SCHOOL_AS_ISSUER, STRANGER_AS_ISSUER)}


def issuer_of(key: str) -> Neighbour:
    """Who issues the paper of this name."""
    return ISSUERS[_table()[key]["issuer"]]


def paper(key: str, today: date) -> DocumentSpec:
    """One document as of `today`; it was issued on that day."""
    words, issuer = _table()[key], issuer_of(key)
    days = _Days(today)
    return DocumentSpec(
        issuer=issuer.name,
        parent=issuer.parent,
        number=words["number"],
        symbol=words["symbol"],
        place=issuer.place,
        issued_on=today,
        abstract=words["abstract"],
        body=tuple(line.format_map(days) for line in words["body"]),
        capacity=issuer.capacity,
        signatory=issuer.leader,
        kind=words.get("kind"),
        addressees=tuple(words.get("addressees", ())),
        recipients=tuple(words.get("recipients", ("Như trên;", "Lưu: VT."))),
        urgency=words.get("urgency"),
        secrecy=words.get("secrecy"),
    )


class _Days(Mapping[str, str]):
    """`in3` is the day three days from now, `today` is today, as written in a document."""

    def __init__(self, today: date) -> None:
        self._today = today

    def __getitem__(self, key: str) -> str:
        day = self._today + timedelta(days=int(key.removeprefix("in")) if key != "today" else 0)
        return f"{day:%d/%m/%Y}"

    def __iter__(self) -> Any:  # a Mapping must have it; nobody counts the days
        return iter(("today",))

    def __len__(self) -> int:
        return 1


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("mailbot.demo").joinpath("papers.toml").read_text(encoding="utf-8"))
