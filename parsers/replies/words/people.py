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
    ("văn", "phòng"): ("vp", "vphòng", "vphong"),
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
SCHOOLS: dict[Words, tuple[Words, ...]] = {
    ("mầm", "non"): (("mn",), ("mẫu", "giáo")),
    ("mẫu", "giáo"): (("mg",), ("mầm", "non")),
    ("tiểu", "học"): (("th",), ("cấp", "1")),
    ("th",): (("tiểu", "học"), ("cấp", "1")),
    ("thcs",): (("trung", "học", "cơ", "sở"), ("cấp", "2")),
    ("trung", "học", "cơ", "sở"): (("thcs",), ("cấp", "2")),
    ("thpt",): (("trung", "học", "phổ", "thông"), ("cấp", "3")),
    ("trung", "học", "phổ", "thông"): (("thpt",), ("cấp", "3")),
    ("ptdtbt",): (("bán", "trú"),),
    ("ptdtnt",): (("nội", "trú"),),
}
_FIELDS = """
    hạ tầng | nông nghiệp | nông thôn | lâm nghiệp | thủy sản | thủy lợi | chăn nuôi | trồng trọt | thú y |
    bảo vệ | môi trường | tài nguyên | đất đai | khoáng sản | biển | thông tin | truyền thông | văn hóa | thể
    thao | thể dục | du lịch | gia đình | công thương | công nghiệp | thương mại | dịch vụ | xây dựng | đô thị
    | kiến trúc | quy hoạch | giao thông | vận tải | giáo dục | đào tạo | y tế | dược | dân số | dân tộc | tôn
    giáo | tín ngưỡng | lao động | việc làm | thương binh | người có | bảo trợ | trẻ em | bình đẳng | tư pháp
    | pháp chế | hộ tịch | khoa học | công nghệ | đổi mới | chuyển đổi | số | tài chính | kế hoạch | kế toán |
    đầu tư | ngân sách | giá | quản lý | kỹ thuật | nghiệp vụ | tổng hợp | hành chính | quản trị | tổ chức |
    cán bộ | công chức | nội vụ | nội chính | kinh tế | xã hội | đối ngoại | ngoại vụ | biên giới | phát triển
    | hợp tác | an toàn | an ninh | trật tự | quân sự | chính trị | chính sách | thi đua | lưu trữ | văn thư |
    tiếp dân | tiếp công | một cửa | kiểm soát | kiểm tra | thanh tra | giám sát | giám định | thẩm định | đấu
    giá | phục vụ | hỗ trợ | cảnh sát | điều tra | phòng chống | phòng cháy | tuyên giáo | tuyên truyền | dân
    vận | công tác | đoàn thể | hội đồng | mặt trận | điều dưỡng | vật tư | trang thiết | dinh dưỡng | kiểm
    nghiệm | xét nghiệm | nội | ngoại | nhi | sản | mắt | răng | da liễu | đông y | thuế | kho bạc | hải quan
    | thống kê | bưu chính | viễn thông | báo chí | xuất bản | điện | nước | cấp nước | thoát nước | vệ sinh |
    mầm non | tiểu học | trung học | phổ thông | đại học | sinh viên | học sinh | khảo thí | dự án | đền bù |
    giải phóng | tái định | phong trào | nhân sự | lãnh đạo | nhà ở | thị trường | năng lượng | mỏ | cơ khí |
    địa chất | khí tượng | đo đạc | bản đồ | viễn thám
"""
UNIT_FIELDS: frozenset[Words] = frozenset(tuple(field.split()) for field in _FIELDS.split("|"))
"""How a field begins that a unit may be called after (`phòng kinh tế hạ tầng` is not `phòng kinh tế`)."""
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
ACTORS: tuple[Words, ...] = (
    ("đội",), ("hạt",), ("trạm",), ("hội",), ("đoàn", "thanh", "niên"), ("đoàn", "tn"), ("khoa",), ("trường",),
    ("quỹ",), ("chi", "nhánh"), ("đài",), ("cục",), ("chi", "cục"), ("thôn",), ("ấp",), ("bản",), ("xóm",),
    ("tổ",), ("kế", "toán"), ("thủ", "quỹ"), ("lái", "xe"), ("bí", "thư"), ("trưởng", "thôn"), ("trưởng", "ấp"),
    ("hiệu", "trưởng"), ("kho", "bạc"), ("kiểm", "lâm"), ("mttq",), ("mặt", "trận"), ("dân", "quân"),
    ("bộ", "phận"), ("địa", "chính"), ("tư", "pháp"), ("thuế",), ("hải", "quan"), ("bảo", "hiểm", "xã", "hội"),
    ("bhxh",), ("điện", "lực"), ("phòng",), ("trung", "tâm"), ("chi", "bộ"), ("công", "đoàn"), ("tổ", "trưởng"),
    ("văn", "thư"), ("bảo", "vệ"), ("ban", "quản", "lý"), ("ban", "chỉ", "đạo"),
)  # fmt: skip
"""How those begin who may be told to do something though no list has them."""
NO_ACTORS: tuple[Words, ...] = (
    ("hội", "nghị"), ("hội", "thảo"), ("hội", "đồng"), ("hội", "họp"), ("hội", "trường"), ("hội", "chợ"),
    ("hội", "thi"), ("đội", "ngũ"), ("thuế", "đất"), ("thuế", "suất"), ("thuế", "thu", "nhập"),
    ("phòng", "chống"), ("phòng", "cháy"), ("phòng", "ngừa"), ("phòng", "họp"), ("phòng", "học"),
    ("phòng", "khi"), ("phòng", "làm", "việc"), ("bản", "đồ"), ("bản", "vẽ"), ("bản", "án"), ("bản", "sao"),
    ("bản", "cam", "kết"), ("bản", "giấy"), ("bản", "cứng"), ("bản", "mềm"), ("bản", "chính"), ("bản", "gốc"),
    ("bản", "thảo"), ("bản", "tin"), ("bản", "kê"), ("bản", "kiểm", "điểm"), ("quỹ", "đất"), ("quỹ", "lương"),
    ("tổ", "chức"), ("trường", "hợp"), ("trường", "lớp"), ("trường", "học"), ("cục", "bộ"), ("khoa", "học"),
    ("bảo", "vệ", "môi", "trường"), ("bảo", "vệ", "rừng"), ("kế", "toán", "quý"), ("trạm", "biến", "áp"),
    ("quỹ", "khen", "thưởng"),
)  # fmt: skip
"""What begins like one of those and is a thing."""
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
    ("phó", "chi", "cục", "trưởng"): ("pcct", "p cct", "phó cct", "phó chi cục"),
    ("chi", "cục", "trưởng"): ("cct",),
    ("phó", "cục", "trưởng"): ("phó cục",),
    ("phó", "hiệu", "trưởng"): ("pht", "hiệu phó", "phó ht"),
    ("hiệu", "trưởng"): ("ht",),
    ("phó", "trưởng", "khoa"): ("ptk", "phó khoa"),
    ("trưởng", "khoa"): ("tk",),
    ("phó", "hạt", "trưởng"): ("hạt phó",),
    ("phó", "đội", "trưởng"): ("đội phó",),
    ("phó", "trạm", "trưởng"): ("trạm phó",),
    ("phó", "viện", "trưởng"): ("viện phó",),
    ("phó", "chỉ", "huy", "trưởng"): ("chỉ huy phó", "phó cht"),
    ("chỉ", "huy", "trưởng"): ("cht",),
    ("phó", "tổng", "giám", "đốc"): ("ptgđ", "phó tgđ"),
    ("kế", "toán", "trưởng"): ("ktt",),
}
