"""Titles, headings of units and positions, with the short forms they are written in."""

from __future__ import annotations

Words = tuple[str, ...]

TITLES: frozenset[Words] = frozenset({
    ("anh",), ("chị",), ("ông",), ("bà",), ("em",), ("cô",), ("chú",), ("bác",), ("a",), ("c",), ("ô",), ("o",), ("b",),
    ("e",), ("đ/c",), ("đc",), ("đồng", "chí"), ("sếp",), ("bs",), ("ths",), ("ks",), ("cậu",), ("dì",),
    ("ds",), ("đd",), ("ys",), ("ktv",), ("gv",), ("thầy",), ("bscki",), ("bsckii",), ("ts",), ("pgs",), ("gs",),
})  # fmt: skip
GRADES: tuple[Words, ...] = (
    ("cán", "bộ"), ("công", "chức"), ("chuyên", "viên"), ("nhân", "viên"), ("viên", "chức"),
)  # fmt: skip
POSTS: tuple[Words, ...] = (
    ("địa", "chính"), ("tư", "pháp"), ("hộ", "tịch"), ("tư", "pháp", "hộ", "tịch"), ("kế", "toán"), ("thủ", "quỹ"),
    ("nội", "vụ"), ("văn", "thư"), ("nông", "nghiệp"), ("thú", "y"), ("khuyến", "nông"), ("môi", "trường"),
    ("lao", "động"), ("chính", "sách"), ("y", "tế"), ("dân", "số"), ("giáo", "dục"), ("văn", "hóa"), ("công", "nghệ"),
    ("một", "cửa"), ("pháp", "chế"), ("ngân", "sách"),
)  # fmt: skip
"""What an officer looks after, said behind the name; no word of them is work by itself, as `tổ chức` is."""
HEADINGS: dict[Words, tuple[str, ...]] = {
    ("văn", "phòng"): ("vp",),
    ("trung", "tâm"): ("tt",),
    ("chi", "cục"): ("cc",),
    ("công", "an"): ("ca",),
    ("bộ", "phận"): ("bp",),
    ("phòng",): ("p",),
    ("sở",): ("s",),
    ("ban", "chỉ", "huy"): ("bch",),
    ("ban",): (),
    ("tổ",): (),
    ("thanh", "tra"): (),
}
_ROOMS = ("phong", "van phong")
EVERYONE: dict[str, tuple[str, ...]] = {
    "cac phong": _ROOMS, "tat ca cac phong": _ROOMS, "toan bo cac phong": _ROOMS, "cac phong chuyen mon": ("phong",),
    "cac khoa": ("khoa",), "cac khoa phong": ("khoa", "phong"), "cac khoa , phong": ("khoa", "phong"),
    "cac phong ban": (), "cac phong , ban": (), "cac phong , ban , don vi": (), "cac phong , don vi": (),
    "cac phong ban don vi": (), "cac phong va don vi": (), "cac don vi": (), "tat ca cac don vi": (),
    "toan the don vi": (), "toan the cac don vi": (), "toan bo cac don vi": (), "cac don vi truc thuoc": (),
    "tat ca cac phong ban": (), "cac phong khac": _ROOMS, "cac phong con lai": _ROOMS, "cac don vi khac": (),
    "cac don vi con lai": (), "cac khoa khac": ("khoa",), "cac khoa con lai": ("khoa",),
}  # fmt: skip
"""Without marks: who all of them are, by the beginning of a unit's name; empty: every unit we have."""
POSITIONS: dict[Words, tuple[str, ...]] = {
    ("phó", "chủ", "tịch"): ("pct", "p ct", "phó ct", "p chủ tịch"),
    ("chủ", "tịch"): ("ct",),
    ("phó", "chánh", "văn", "phòng"): ("pcvp", "p cvp", "phó cvp", "pvp", "phó văn phòng", "phó vp"),
    ("chánh", "văn", "phòng"): ("cvp", "chánh vp"),
    ("phó", "trưởng", "phòng"): ("ptp", "p tp", "phó tp", "phó phòng", "phó p"),
    ("trưởng", "phòng"): ("tp",),
    ("phó", "giám", "đốc"): ("pgđ", "p gđ", "phó gđ"),
    ("giám", "đốc"): ("gđ",),
    ("phó", "bí", "thư"): ("pbt",),
    ("bí", "thư"): ("bt",),
    ("phó", "trưởng", "ban"): ("ptb", "phó ban"),
    ("trưởng", "ban"): ("tb",),
}
