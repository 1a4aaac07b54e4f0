"""Turns of speech, without marks unless a mark tells them apart, that keep words from being a plain order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.vietnamese.fold import fold, has_marks, same_word

SUBJECT = re.compile(r"^(van|don|vu|chuyen|phan|khoan|mang|kien|phan anh|noi|viec|dot|truong|day|hai|ba|to|de)$")
"""First word of what an order is about: `vấn đề đất đai giao Nam xử lý`."""
OURSELVES = re.compile(r"(?:phong|don vi|ban|so|chi cuc|trung tam|to|bo phan|co quan|xa|phuong|khoa|tram|truong)$")
FREE_THEN = re.compile(
    r"9/\s*,?\s*(?:tinh|huyen|trung uong|thanh tra|kiem toan|hdnd|thanh pho|cap tren) (?:se |vao |ve |xuong )?[a-z]|"
    r"9/\s*,?\s*(?:anh|chi|toi|em|minh|chu tich|lanh dao|doan|ubnd)\s+"
    r"(?!can|phai|muon|lay|xem|ky|duyet|nop|trinh|bao cao|gui|nhan|hop|nghe|kiem tra|doc|co\b)[a-z]"
)
"""`ngày 27/11 anh đi được`: a day of somebody's, no limit."""
WORDED_QUESTION = re.compile(r"(?:^|\s)(?:à|ư|nhỉ|chứ|hử|hở|hả|nhể|chưa|vậy|hen|chớ)\s*(?=[.,;!…\n]|$)")
PLAIN_QUESTION = re.compile(r"\s(?:nhi|chu|ko|hok|khong|chua|vay|ha)\s*[.!…]*$")
DENIED = re.compile(r"\bđâu\b|\b(?:gì|nỗi gì) mà\b|\bdau(?: (?:em|anh|chi|a|ma [^.;\n]*))?\s*[.!…]*$")
"""`Đã xong đâu`, `duyệt gì mà duyệt`: what is said is denied."""
CHOICE = re.compile(r"\bhay (?:la )?(?:thoi|khong|chua|sao|the nao)\b")
EARLIER = re.compile(
    r"\b(?:hoi (?:nay|sang|chieu|truoc|dau)|(?:(?<!van )(?<!thong )(?<!bien )ban|vua|luc) nay|nay gio|vua roi"
    r"|moi (?:lan|khi)"
    r"|xua nay|truoc gio|lau nay"
    r"|(?:bua|hom|dot) (?:no|truoc|kia|qua|roi)|(?:sang|chieu|toi|dem|trua) qua"
    r"|(?:tuan|thang|nam|ky|lan) (?:truoc|ngoai|roi|qua)"
    r"|tu (?:hom|bua|tuan|thang|nam|dau|lau)\s+(?:qua|kia|no|truoc|ngoai|thang|nam|tuan))\b"
)
SOMETIME = re.compile(
    r"\b(?:(?:dip|(?<!lua )mua|nhung ngay|giai doan) 9/"
    r"|(?<!phoi hop )(?:hom|luc|khi|dip|dot|ky|bua) (?:nao|can|khac|sau|ranh|tien)|lan sau|dan dan|tu tu"
    r"|sau nay|ve sau|mai mot"
    r"|sau (?:khi|ngay|cuoc|buoi|hoi nghi|phien|chuyen|hop|tet|le|dot|ky|thang|tuan|\d)"
    r"|bat dau tu|(?<!dau )(?<!ke )tu (?:ngay|mung|thu|tuan|thang|mai|hom nay|sang mai|chieu|\d)"
    r"|den khi|am lich|luc nao|khi nao (?!xong))"
)
RECURRING = re.compile(
    r"\b(?:hang|moi|dinh ky) ?(?:ngay|tuan|thang|quy|thu)\b.*(?:9/|\bngay \d)"
    r"|(?:9/|\bngay \d).*\b(?:hang|moi|dinh ky) ?(?:tuan|thang|quy)\b|\bdinh ky\b.*(?:9/|\bngay \d)"
)
LIMIT = re.compile(
    r"\bt[2-7]\b|"
    r"\b(?:mot|hai|ba|bon|nam|\d{1,2}) (?:ngay|tuan|thang|hom|bua) (?:sau |nua )?(?:phai |la )?(?:bao cao|trinh"
    r"|nop|xong|gui|co|tra loi)\b|"
    r"\btrong (?:vong )?(?:nua|vai|it|may) (?:thang|ngay|tuan|hom)\b|"
    r"(?<![\w/])\d{1,2} ?(?:h|gio) ?(?:\d\d )?(?:(?:nay|mai|sang|trua|chieu|toi|hom) ?)*"
    r"(?:bao cao|nop|trinh|xong|gui)\b|"
    r"\b(?:truoc(?! *[,;])"
    r"(?! (?:cho (?:toi|anh|chi|em)|giup|day|mat|het|phap luat|do|nay|tien|khi|sau|toi|anh|chi|chu tich|ubnd"
    r"|lanh dao|hoi dong|hdnd|dan|uy ban|cong|san|sanh|nha|cua|tuoi|tinh hinh|thuc trang|dien bien|nguy co))"
    r"|(?:cham nhat|muon nhat|tre nhat|han chot|deadline|dead ?line|han (?:la|den|cuoi)|thoi han)"
    r"(?!(?: (?:hoan thanh|thuc hien|xu ly|giai quyet|bao cao|tra loi|gui|nop|trinh|xong|cuoi|cung|la|den|truoc|ngay))*"
    r" ?:? ?9/)"
    r"|(?<!dip )(?:cuoi|het|dau|giua|trong) (?:quy|ky|mua|nhiem ky|thang|tuan|nam)"
    r"(?! (?:truoc|qua|ngoai|kiem|lam|san|hop|cong)))\b"
)
BARE_LIMIT = re.compile(
    r"(?<!quyen )(?<!gia )(?<!dung )(?<!qua )(?<!gioi )(?<!ky )(?<!dai )(?<!ngan )(?<!thoi )(?<!kip )(?<!tre )"
    r"(?<!cham )\bhan\b"
    r"(?! (?:che|han|muc|ngach|9/))"
)
"""`hạn mốt`, `hạn quý I`: a limit was set, and no day was read."""
LATER = re.compile(
    r"\b(?:thang|quy|ky) (?:sau|toi)\b"
    r"|(?<!ke hoach )(?<!kiem tra )(?<!kinh phi )(?<!du toan )(?<!cho )"
    r"(?<!cua )(?<!nhiem vu )(?<!chi tieu )"
    r"\bnam (?:sau|toi)\b"
)
SUMMONS = re.compile(
    r"\b(?:len|sang|qua|vao|xuong|den) (?:phong|gap|cho) (?:toi|anh|chi|lam viec)\b|\bgap (?:toi|anh|chi)\b"
    r"|\b(?:len|sang|qua|vao|xuong|den) (?:day )?(?:lam viec|trao doi|bao cao|hop|ban|ngoi) (?:voi|cung|cho) "
    r"(?:toi|anh|chi|minh)\b"
    r"|\bgoi (?:lai )?(?:cho )?(?:anh|chi|toi|tui)\b"
)
"""`Mời anh Long lên phòng tôi`: somebody is called, and given nothing."""
OTHERS_TOO = re.compile(
    r"\bcac (?:phong|don vi|ban nganh|khoa)(?: ban| chuyen mon)?\s*(?:,|va)\s*"
    r"(?:phong|p|so|ban|cong an|ca|tram|trung tam|tt|vp|van phong|doi|bch)\b(?! ban| chuyen mon)|"
    r"(?:^|[.;,\n])\s*(?:cac|moi|tat ca cac|toan the|nhung)"
    r" (?:don vi|phong|ban|khoa|truong|tram|ap|bo phan|thon|to dan pho|dong chi|can bo)"
    r"(?: \w+){0,3} (?:bao cao|gui|nop|ra soat|cung cap|dang ky|tong hop|bo sung)\b"
)
"""Work for those whom no name stands for, beside that of somebody named."""
MUST = re.compile(
    r"\b(?:sang|trua|chieu|toi) (?:anh|chi|toi) (?:can|lay|nhan|ky|duyet|hop|di)\b|"
    r"\b(?:de|cho) kip\b|\bkip (?:hop|ky|gui|trinh|nop|bao cao|phien)\b"
    r"|\b(?:mai|mot|kia|sang|trua|chieu|toi) (?:la |thi )?(?:phai|can) (?!biet)"
)
"""`mai là phải có`: Mai is a name too, so the day was not read."""
CONCEDED = re.compile(r"\b(?:lam|giao|xu ly|cung|thi) duoc(?: roi)?\s*[.!…]*$")
"""`Nam làm cũng được`: nobody is told to."""
PERSONAL = re.compile(
    r"(?:vang|nghi|huu|hoc|cuoi|om|benh(?! nhan| vien| xa| dich| pham)|choi|du lich|kham benh|sinh con|thai san"
    r"|vien(?! chuc))\b"
    r"(?! quyet| dinh| su| sinh| phi| dan| tap)"
)
"""`Nam chuẩn bị nghỉ hưu`: told of a person, no task."""
JUDGED = re.compile(
    r"(?:uong|phi|tiec|au|do|toi|kem|tot|gioi|dung|chuan|on|muon"
    r"|tre(?! han| em| so sinh| mo coi| nho| vi thanh nien)|cham(?! han| tien do)|lau|mai(?! tang)|the(?! thuc"
    r"| che| hien| hanh| le)|vay|hong"
    r"|day(?! du)"
    r"|dau(?! gia| thau| tu| moi| vao| ra| nam| ky| cau| nguon| day)"
    r"|dai|kieu|nhu|som|hoai|suot|ca(?! nay| truc| benh| mo)|qua|that|xau|bay|hay|duoc|thieu|nham|lech|gi|nao)\b"
    r"|(?:cau tha|vong vo|linh tinh|lung tung|nua voi|qua loa|xuat sac|cham chap|lem nhem|hoi hot|bua bai)\b"
)
"""Behind a person's verb without a word of giving: said of work that was done."""
SENDS = re.compile(r"gui (?:cho )?(?:anh|chi|toi|em)\b")
"""Somebody is asked for a paper, which gives them no part of this document."""
ASIDE = re.compile(
    r"\b(?:(?<!sau )rieng(?! le)|mien(?! phi| giam| nui| bac| trung| tay| dich)|giu nguyen(?! hien trang)"
    r"|(?<!con )thieu(?! nhi| nien| sot| hut| nuoc| dien| dat)"
    r"|(?<!nuoc )ngoai(?! ra| troi| giao| ngu| dia| gio| nuoc| tinh| danh))\b"
    r"|[,;]\s*(?:bo|tru|khoi)\b(?! sung| tri| phieu| sot| qua| mon| phan| nhiem| cho\b)"
    r"|\b(?:gi|nao)\s*[.!…]*$"
)
"""Somebody set apart from the others, or a question without its sign (`giao Nam làm gì`)."""
RESERVED = re.compile(
    r"\b(?:(?:muc|diem|khoan|y|dieu) \d|de (?:tinh|xem|coi|hoi)"
    r"|chinh lai|viet lai|lam them|rut gon|can chinh|chinh|dieu kien"
    r"|nguyen tac|rieng|sau|phan (?!cong|anh|mem)|cai gi|lam lai|xem lai|duyet lai|tinh lai|sua|xem giup|cung duoc"
    r"|can (?!bo|cu|thiet)\w+|lam ro|bo sung|chinh sua|dieu chinh|hoan chinh"
    r"|de (?:anh|chi|toi|em|chieu|sang|mai|tuan)|(?:chieu|mai|toi) (?:anh|chi|toi) (?:xem|tinh|ban)|giu nguyen)\b"
    r"|\btu (?:thang|tuan|ngay|nam|quy|\d)"
)
"""An agreement that keeps something back."""
WHOSE = re.compile(
    r"(?:^|[.;\n])\W*(?:(?:day|cai nay|vu nay) )?(?:la )?(?:viec|phan viec|nhiem vu) cua (?!toi|anh |chi )"
)
"""`Việc của Trang, anh Khánh đôn đốc`: whose work it is, is said without a word of giving."""
AGREED_WITH = re.compile(
    r"^\W*(?:(?:toi|anh|chi) )?(?:dong y|nhat tri|thong nhat|ok) voi "
    r"(?!(?:de xuat|noi dung|y kien|tham muu|phuong an|du thao|to trinh|ke hoach|de nghi|cach)\b)"
)
"""`Nhất trí với VP trình`: whose proposal is agreed to is given no work by that."""
HEADING = re.compile(
    r"(?:toi )?(?:co )?(?:y kien|but phe|chi dao|huong (?:xu ly|giai quyet)|quan diem|giai quyet|xu ly|ghi|ket luan|re"
    r"|tra loi)"
    r"(?: chi dao| xu ly| giai quyet)?(?: cua (?:toi|minh))?(?: la)?(?: nhu sau)?$"
)
LEFT_OUT = re.compile(
    r"^\W*(?:bỏ (?!phiếu|sung|trống|ngỏ|túi|thầu)"
    r"|(?:hủy|huỷ) (?=.*[.,;] *\S)(?!thầu|hồ sơ|kết quả|quyết định|giấy|phôi|bỏ quyết))"
)
"""`Bỏ VP theo dõi, …`: with its mark; `bo` without it may be `bộ`."""
HEARSAY = re.compile(
    r"^\W*(?:theo\b[^,;.]*\bthi\b|nghe (?:noi|bao|dau|don)|hinh nhu|co le|chac la"
    r"|(?:toi|anh|chi|minh) (?:dinh|tuong)\b|hom (?:qua|kia|truoc)|mai mot|sap toi|(?:vi|tai|the) sao|sao\b|tuong\b"
    r"|(?:anh|chi|ong|ba|dong chi|d/c|a|c|em) (?:\w+ ){1,3}?(?:bao|noi|dan|nhan|ke)(?! (?:cao|voi|lai|cho)\b)\s)"
)
"""Words before an order that make all of it somebody else's, past or only meant; nothing behind them is a reason."""
REPORTED = re.compile(
    r"(?:^|[\n.;])\s*(?!toi )\w[^:\n.;]{0,40} (?:viet|noi|bao|nhan|hoi|ke|ghi|thua)(?: rang| la)?\s*:"
)
"""`Văn thư viết: giao Nam xử lý`: somebody else's words."""
OWN_REPORT = re.compile(
    r"^\W*(?:da |vang )?(?:phong|don vi|khoa|chung toi|chung em|em|ben em|phong em)(?: xin)?"
    r" (?:gui|trinh|nop|kinh gui|kinh trinh|bao cao|da gui|da trinh)\b"
)
"""`Phòng gửi báo cáo, đề nghị VP tổng hợp`: who works on it writes, and gives nobody work."""
WHEN = re.compile(
    r"\b(?:can|duoc|ranh|kip|xong|ban|thieu|ma|tien) thi\b|^thi\b|(?<!nay )(?<!do )(?<!kia )\bthi (?:giao"
    r"|chuyen|phan cong|nho)\b|^theo\b[^,;.]*\bthi\b"
)
UNDONE = re.compile(
    r"\b(?:con (?!gi)|dang|gan|sap|moi|se|phan (?!cong|anh|mem|hoi)|buoc dau|mot so|hau het|tam|thieu|vuong|do dang)"
    r"|\d\s*%|\bchi (?:xong|co|moi)\b"
    r"|\b(?:phai|co gang|co|can|nho|hay|de|mong) (?:lam )?(?:xong|hoan thanh)"
    r"|\b(?:xong|hoan thanh|hoan tat)(?: viec)? (?:du thao|ban thao|de cuong|phan tho)\b"
    r"|\b(?:xong|hoan thanh|hoan tat)"
    r" (?:viec|thi|som|dot|giai doan|buoc|di|ngay|nhanh|truoc|trong|roi (?:bao|gui|trinh))\b"
)
DIGEST = re.compile(r"(?:^|[;\n])[ \t]*\d{1,3}[ \t]+[^\W\d]")
GIVEN_LATER = re.compile(
    r"^\W*(?:(?:toi|anh|chi|chung toi) )?(?:du kien|du dinh|dinh(?! ky| huong)|tinh(?! gian))\b"
    r"[^,.:;\n]*\b(?:giao|phan cong|chuyen)\b"
    r"|(?<!truoc )(?<!trong )(?<!den )\b(?:(?:tuan|thang|quy|nam) (?:sau|toi)|mai|mot) ?,?"
    r" (?:(?:toi|anh|chi|moi|se|hay) )*(?:giao|phan cong|chuyen)\b"
)
"""A day on which work is to be given, not to be done by."""
CITED = re.compile(
    r"\b(?:viet|noi|bao|ghi|nhan|dan|chi dao|y kien|phat bieu|yeu cau)\s*(?:la|rang)?\s*[:,]?\s*[\"“«](?=[^\"”»]{3})"
)
"""What somebody else said; their words are left out, so what stands around must not become an order."""
LONGER = re.compile(
    r"\bthem\s+(?:(?!den|toi|sang|cuoi|het)\w+\s+){0,2}(?:ngay|tuan|thang)\b"
    r"|\b(?:gia han|lui(?:\s+han)?|keo dai)\s+(?:\w+\s+){0,2}(?<!thu )\d+\s+(?:ngay|tuan)\b"
)
LIMITED = re.compile(r"(?:han|truoc|cham nhat|muon nhat|xong)\b")
FIRST = re.compile(r"(?:xem|coi|doc) roi$|cho$")
"""Before the work itself: `coi rồi làm`, `cho đăng`."""
DEALING = re.compile(r"(?:lam viec|trao doi|lien he|ban)(?: voi)?$|gap$|du thao van ban$")
STANDING_IN = re.compile(r"thay(?: mat)?(?: cho)?$")

_SPELLINGS = """
    mai như cả bậy nào gì lệch âm ẩu ban báo bảo bận bệnh bổ bỏ bữa cần chậm chế chiều chỉ chỉnh chị cho chốt
    chuẩn chuyến chuyển chưa chứ cuối cuộc cùng cũng cưới dài dần dại dặn dịp dỡ dở gần gặp giao giỏi giờ giữa
    gọi hay hả hạn hết hoài hôm hồi hổng hỏi hỏng họ học họp hưu kém khác khoan khoản không khỏi kiểu kì kịp kỳ
    ký lâu lần lên lễ mà mấy miễn mốt mỗi mới mọi một muốn muộn mùa mùng nãy năm nghỉ ngoài ngoái nhầm nhất nhắn
    nhận nhỉ nhờ nhớ nó nói nọ nữa nửa ốm ổn phân phần phí qua quá quý rảnh riêng rồi sang sáng sắp sẽ sớm tạm
    tết tháng thật thế thiếu thì thứ tiếc tiện tôi tồi tối tốt tới trễ trong trưa trước trừ tuần từ uổng vài vào
    vắng vậy về viết viện vòng vướng vừa xấu xuống xưa đang đâu đây đầu đấy đến đó đỡ đợt đúng được đừng
"""
"""How words of these turns are spelled, and every spelling meant: `từ` is here, so `điện tử` is none; others count."""
_MEANT = frozenset(_SPELLINGS.split())
_TOLD_APART = frozenset(map(fold, _MEANT))


def says(turn: re.Pattern[str], words: str) -> bool:
    """Whether one of the turns of this module, written without marks, stands in `words`, marked or not."""
    return any(_is_spelled(words, match) for match in _found(turn, words))


def begins(turn: re.Pattern[str], words: str) -> bool:
    """Whether `words` begin with it."""
    match = turn.match(fold(words))
    return match is not None and _is_spelled(words, match)


def _found(turn: re.Pattern[str], words: str) -> Iterator[re.Match[str]]:
    folded, at = fold(words), 0
    while (match := turn.search(folded, at)) is not None:
        yield match
        at = match.start() + 1


def _is_spelled(words: str, match: re.Match[str]) -> bool:
    """Whole words, since a turn may end inside one: `dang` in `đăng`."""
    return all(
        not has_marks(word.group()) or _is_meant(word.group())
        for word in re.finditer(r"[^\W\d_]+", words)
        if word.start() < match.end() and match.start() < word.end()
    )


def _is_meant(word: str) -> bool:
    return fold(word) not in _TOLD_APART or any(same_word(word.lower(), one) for one in _MEANT)
