"""Names of Vietnamese agencies taken apart: the office, and the places it serves, whatever the spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from mailbot.domain.folding import fold

CONNECTORS = frozenset({"va", "cua", "thuoc", "nuoc", "chxhcn"})
"""Words that are there or not: `Sở Giáo dục - Đào tạo`, `Sở Giáo dục và Đào tạo`."""
PHRASES: Mapping[str, tuple[str, ...]] = {
    # The chairman's telegrams and the standing board's letters bear the seal of the committee and the council.
    "ubnd": (
        *("uy ban nhan dan", "uy ban nd", "ub nhan dan", "ub nd"),
        *("chu tich uy ban nhan dan", "chu tich ubnd"),
    ),
    "hdnd": ("hoi dong nhan dan", "hoi dong nd", "thuong truc hoi dong nhan dan", "thuong truc hdnd"),
    "tp": ("thanh pho", "t p"),
    "tx": ("thi xa", "t x"),
    "thitran": ("thi tran",),
    "dackhu": ("dac khu",),
    "vp": ("van phong",),
    "tinhuy": ("tinh uy",),
    "thanhuy": ("thanh uy",),
    "huyenuy": ("huyen uy",),
    "tinhdoan": ("tinh doan",),
    "thanhdoan": ("thanh doan",),
    "gddt": ("giao duc dao tao", "gd dt", "giao duc dt"),
    "tnmt": ("tai nguyen moi truong", "tn mt", "tai nguyen mt"),
    "nnmt": ("nong nghiep moi truong", "nn mt", "nong nghiep mt"),
    "nnptnt": ("nong nghiep phat trien nong thon", "nn ptnt", "nong nghiep ptnt"),
    "khdt": ("ke hoach dau tu", "kh dt"),
    "khcn": ("khoa hoc cong nghe", "kh cn"),
    "tttt": ("thong tin truyen thong", "tt tt"),
    "vhttdl": ("van hoa the thao du lich", "vh tt dl", "vhtt dl", "van hoa tt dl"),
    "vhtt": ("van hoa the thao", "vh tt"),
    "gtvt": ("giao thong van tai", "gt vt"),
    "ldtbxh": (
        "lao dong thuong binh xa hoi",
        "ld tb xh",
        "ld tbxh",
        "lao dong tb xh",
        "lao dong tbxh",
        "ldtb xh",
        "lao dong tb xa hoi",
        "ld tb xa hoi",
    ),
    "vhxh": ("van hoa xa hoi", "vh xh"),
    "mttq": ("mat tran to quoc viet nam", "mat tran to quoc", "mttq viet nam", "mttqvn"),
    "kbnn": ("kho bac nha nuoc",),
    "nhnn": ("ngan hang nha nuoc",),
    "bhxh": ("bao hiem xa hoi",),
    "tand": ("toa an nhan dan", "toa an nd"),
    "vksnd": ("vien kiem sat nhan dan", "vien ksnd"),
    "ldld": ("lien doan lao dong",),
    "lhpn": ("lien hiep phu nu",),
    "thcs": ("trung hoc co so",),
    "thpt": ("trung hoc pho thong",),
    "hcm": ("ho chi minh",),
    "bql": ("ban quan ly",),
    "bcd": ("ban chi dao",),
    "bch": ("ban chap hanh",),
}
"""One spelling of what people abbreviate in many ways, accents folded and connectors left out."""
KINDS = ("xa", "phuong", "thitran", "dackhu", "huyen", "quan", "tx", "tp", "tinh")
"""Words a place begins with, from the smallest to the largest."""
LOCAL = frozenset(KINDS) - {"tp", "tinh"}
NOT_A_PLACE = {
    "xa": ({"hoi", "vien"}, {"tac", "hop"}),
    "quan": ({"su", "doi", "khu", "ly", "he", "tri", "chung", "y", "uy"}, {"co", "hai", "bao", "le", "truyen", "canh"}),
    "phuong": ({"phap", "an", "tien"}, {"dia", "song", "da"}),
    "tinh": ({"nguyen", "hinh"}, {"tu"}),
}
"""Kind -> words after it, and before it, that show it is part of another word (`xã hội`, `cơ quan`, `địa phương`)."""
UNDER_A_PROVINCE = ("so ", "tinhuy", "tinhdoan")
"""Offices of which a province has one: `Sở Y tế Sóc Trăng` needs no `tỉnh`."""
ABOVE = frozenset({"ubnd", "hdnd", "hdnd ubnd", ""})
"""Offices that stand in another's name only to say whose it is: `Sở Y tế - UBND tỉnh Sóc Trăng`."""
GENERIC = ABOVE | {"so", "phong", "ban", "vp", "truong", "tinhuy", "thanhuy", "huyenuy", "cuc", "chi cuc", "trung tam"}
"""Names that say nothing without a place."""
_KEPT = 20_000
"""Names remembered: agencies write again and again."""
_SEPARATORS = re.compile(r"\s+[-–—/|]\s*|\s*[,;(]\s*|\s*[-–—/|]\s+")
"""Dashes as people type them; a hyphen inside a word joins."""
_PHRASE = {phrase: short for short, phrases in PHRASES.items() for phrase in phrases}
_PHRASE_PATTERN = re.compile(rf"\b(?:{'|'.join(sorted(_PHRASE, key=len, reverse=True))})\b")


@dataclass(frozen=True, slots=True)
class Name:
    """An agency's name: `Sở Y tế tỉnh Sóc Trăng` is office `so y te` of `tinh` `soc trang`."""

    office: str
    places: tuple[tuple[str, str], ...] = ()
    """(kind, name), from the smallest to the largest."""

    @property
    def generic(self) -> bool:
        """It could be anybody: `Ủy ban nhân dân` of no place."""
        return not self.places and self.office in GENERIC

    @property
    def local(self) -> bool:
        """Of a commune, ward or district: such names repeat from province to province."""
        return any(kind in LOCAL for kind, _place in self.places)

    def under(self, above: Name) -> Name:
        """The same with the places of the agency above it where it names none of that kind."""
        return replace(self, places=_ordered({**dict(above.places), **dict(self.places)}))


def plain(name: str) -> str:
    """Accents folded, connectors left out, abbreviations in one spelling."""
    words = " ".join(word for word in fold(name).split() if word not in CONNECTORS)
    short = _PHRASE_PATTERN.sub(lambda found: _PHRASE[found.group()], words)
    return short.replace("tphcm", "tp hcm")


@lru_cache(maxsize=_KEPT)
def readings(name: str) -> tuple[Name, ...]:
    """What a name can mean: as a whole, or as an office with the agencies above it (`Sở Y tế - UBND tỉnh X`)."""
    whole = parse(name)
    parts = [parse(part) for part in _SEPARATORS.split(name) if fold(part)]
    own = [part for part in parts if part.office not in ABOVE]
    if len(parts) < 2 or len(own) != 1:
        return (whole,)
    made = own[0]
    for above in parts:
        made = made.under(above)
    return (whole, made)


@lru_cache(maxsize=_KEPT)
def parse(name: str) -> Name:
    """One name without separators in it."""
    words = plain(name).split()
    starts = [at for at in range(len(words)) if _begins_place(words, at)]
    if not starts:
        return Name(" ".join(words))
    ends = [*starts[1:], len(words)]
    places = {words[a]: " ".join(words[a + 1 : b]) for a, b in zip(starts, ends, strict=True)}
    return Name(" ".join(words[: starts[0]]), _ordered(places))


def same(one: Name, other: Name) -> bool:
    """The same agency, as far as both say: equal office, no place of one kind with two names."""
    if _takes_no_kind(one) and _takes_no_kind(other) and _spelt_out(one) == _spelt_out(other):
        return True
    if one.office != other.office:
        return False
    if not one.places or not other.places:
        return True
    mine, theirs = dict(one.places), dict(other.places)
    smallest = {one.places[0][0], other.places[0][0]}
    common = mine.keys() & theirs.keys()
    return smallest <= common and all(mine[kind] == theirs[kind] for kind in common)


def _takes_no_kind(name: Name) -> bool:
    """`so y te soc trang` says what `so y te tinh soc trang` says."""
    return name.office.startswith(UNDER_A_PROVINCE) and all(kind in ("tinh", "tp") for kind, _place in name.places)


def _spelt_out(name: Name) -> str:
    return " ".join([name.office, *(place for _kind, place in name.places)])


def _begins_place(words: list[str], at: int) -> bool:
    if words[at] not in KINDS or at + 1 == len(words):
        return False
    after, before = NOT_A_PLACE.get(words[at], (set(), set()))
    return words[at + 1] not in after and (at == 0 or words[at - 1] not in before)


def _ordered(places: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((kind, places[kind]) for kind in KINDS if kind in places)
