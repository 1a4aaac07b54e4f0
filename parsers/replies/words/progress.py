"""How far the work has come, told by who does it: "đang trình ký", "chưa xong vì thiếu số liệu", "thứ Năm em nộp".

Such words give nobody work or power, so they are kept as they stand; but every part of them must be of this kind, and a
word of giving, wishing or asking leaves the whole to the ordinary grammar.
"""

from __future__ import annotations

import re

from parsers.vietnamese.fold import fold, has_marks

_ME = (
    r"(?:nhưng |tuy nhiên |song )?(?:(?:dạ|vâng|rõ|báo cáo|thưa|kính thưa)"
    r" ?(?:anh|chị|sếp|thủ trưởng|lãnh đạo|thầy|cô|chú|bác)?[,:]? ){0,3}(?:em (?:xin )?báo cáo:? )?"
)
_WHO = r"(?:em|e|phòng em|bên em|chúng em|tụi em|bọn em|đơn vị em|tổ em|khoa em|con|cháu)"
_WE = 3 * rf"(?:(?:{_WHO}|tôi|phòng|đơn vị|phòng tôi|bên tôi|việc này|vụ này|nội dung này|hồ sơ|văn bản|dự thảo) )?"
_REST = r"(?: [^\s,.;:?!]+)*"
_DAY = (
    r"(?:sáng|chiều|tối|trưa|(?:(?:sáng|chiều|trưa|tối|đầu|cuối|giữa) )*(?:hôm nay|nay|mai"
    r"|ngày mai|mốt|ngày kia|tuần này|tuần sau|tuần tới|sang tuần|tháng này|tháng sau"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])"
    r"(?: tuần (?:này|sau|tới))?|t[2-7]"
    r"|(?:ngày )?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|trong (?:hôm nay|ngày mai|tuần này|tuần|ngày)|cuối tuần|đầu tuần))"
)
_ENDS = (
    r"(?:làm xong|xong|nộp|gửi|gởi|trình|báo cáo|hoàn thành|hoàn tất|trả lời|xử lý xong|xử lý|làm|có kết quả"
    r"|có báo cáo|có số liệu)"
)
_PART = (
    r"(?:một phần|một nửa|bước đầu|cơ bản|sơ bộ|(?:được )?(?:khoảng |hơn |gần )?\d{1,2} ?%"
    r"|(?:được )?\d+ ?/ ?\d+(?: [^\s,.;:?!]+){0,3}|phần (?!việc được giao|mềm)[^,.;:?!]+)"
)
_DOES = r"(?:xong|hoàn thành|hoàn tất|làm|làm xong|làm được|xử lý|thực hiện|triển khai|giải quyết|rà soát|đạt)"
_GOING = (
    r"(?:ở chỗ|xin ý kiến|lấy ý kiến|làm việc|theo dõi|theo sát|tập hợp|gấp rút|tích cực|khẩn trương|tập trung|tiếp tục"
    r"|chờ|đợi|trình|làm|xử lý|triển khai|thực hiện|soạn|tham mưu|tổng hợp|rà|kiểm tra|xác minh|phối hợp|liên hệ|vướng"
    r"|hoàn thiện|hoàn tất|hoàn chỉnh|chuẩn bị|nghiên cứu|dự thảo|giải quyết|thu thập|đối chiếu|cập nhật|xây dựng|viết"
    r"|lập|in|đo|khảo sát|thẩm định|thẩm tra|nhập|gom|bổ sung|sửa|chỉnh|hỏi|tìm|gọi|trao đổi|vận động|tiến hành|lo|coi"
    r"|xem|dò|tính|ráp|thống nhất|tháo gỡ|khắc phục|điều tra|thi công|lắp|phúc đáp|trả lời|báo cáo|giám định|phát hành"
    r"|scan|phô tô|photo|thống kê|đôn đốc|niêm yết|đóng dấu|ký|duyệt|số hóa|nghiệm thu|phân tích|đánh giá|kê khai)"
    r"(?![^\s,.;:?!])"
)
_UNDER_WAY = (
    rf"{_WE}(?:vẫn |hiện |còn |mới )*đang {_GOING}{_REST}",
    rf"{_WHO} (?:vẫn |hiện |còn |mới )*đang (?!họp|bận|nghỉ|ốm|đi|ở|bệnh|học|trong|có\b|là\b|lúc)[^\s,.;:?!]+{_REST}",
    rf"(?:sáng nay |chiều nay )?{_WHO} (?:xin phép (?:anh |chị )?)?(?:sẽ |cố gắng |cố |dự kiến )*{_DAY}"
    rf" (?:sẽ |mới |thì )*{_ENDS}{_REST}",
    rf"(?:xin phép (?:anh |chị |sếp )?)?{_DAY},? {_WHO} (?:xin |sẽ |mới )*{_ENDS}{_REST}",
    rf"{_WHO} (?:xin |sẽ |cố gắng |sẽ cố gắng |cố )+{_ENDS}{_REST}",
    rf"{_WHO} {_ENDS} (?:trong |vào |trước )?{_DAY}",
    rf"(?:{_WHO} )?(?:dự kiến|khoảng|chắc|chắc phải|có lẽ)(?: khoảng| đến| sang)? {_DAY} (?:{_WHO} )?(?:sẽ |mới )*"
    rf"{_ENDS}{_REST}",
    rf"(?:sẽ )?xong (?:trong |vào )?{_DAY} ạ",
    rf"{_DAY} xong ạ",
    rf"sẽ (?:làm )?xong (?:trong |vào |trước )?{_DAY}",
    rf"{_WE}(?:còn|hiện|vẫn)(?: còn)? (?:chờ|đợi|vướng) [^\s,.;:?!]+{_REST}",
    rf"{_WHO} (?:còn |vẫn )*(?:chờ|đợi|vướng|thiếu) [^\s,.;:?!]+{_REST}",
    rf"để {_WHO} (?:xem|kiểm tra|làm|xử lý|rà|rà soát|hỏi|gọi|tìm hiểu|nghiên cứu){_REST}",
)
_BESIDE = (
    rf"{_WE}(?:vẫn |hiện |cũng )*chưa (?:làm |xử lý |thực hiện )?(?:xong|hoàn thành|làm được"
    rf"|triển khai được|có (?:kết quả|kết luận|số liệu|phản hồi|trả lời|văn bản|thông tin|hồi âm|gì mới)"
    rf"|nhận được|gặp được|liên hệ được|đủ số liệu|đủ hồ sơ)"
    rf"{_REST}",
    rf"{_WHO} (?:vẫn |hiện |cũng )*chưa (?:kịp|trình|nộp|gửi|làm|soạn|tổng hợp|đi|họp|hỏi){_REST}",
    rf"{_WE}(?:mới |đã )?{_DOES} {_PART}",
    rf"(?:phần|phần việc) (?:của )?{_WHO} (?:đã )?xong",
    rf"xong phần (?:của |việc của )?{_WHO}",
    rf"{_WE}đã trình [^,.;:?!]+ (?:ký|duyệt|phê duyệt|xem|cho ý kiến)",
    rf"(?:cơ bản|phần lớn|hầu hết) (?:đã )?xong{_REST}",
    r"(?:dạ|vâng|ok|rõ)(?: dạ| vâng)?(?: ạ| anh| chị| sếp| thầy| cô)*",
    rf"{_WE}(?:mới |cũng )?đã [^\s,.;:?!]+{_REST}",
    rf"{_WE}(?:làm |cơ bản )*xong(?: rồi)?",
    rf"{_WE}(?:vẫn |hiện |còn )*chưa (?:trình|nộp|gửi|ký|phát hành|đóng dấu|nghiệm thu){_REST}",
    rf"{_WHO} (?:đã )?(?:đọc|xem|nắm|rõ|hiểu)(?: rồi| được rồi)?",
    r"(?:nhưng |tuy nhiên )?(?:còn |đang |vẫn )*(?:chờ|đợi|vướng|thiếu) [^\s,.;:?!]+" + _REST,
    r"còn (?:phần|bản|mỗi|lại)" + _REST,
    r"(?:vì|do|tại|bởi) [^\s,.;:?!]+" + _REST,
    r"(?:mong |xin )?(?:anh|chị|sếp|thầy|cô)? ?thông cảm",
    r"(?:em )?(?:xin lỗi|cảm ơn|cám ơn)" + _REST,
    rf"(?:khi nào |khi )?(?:xong|có kết quả|có số liệu)(?: thì)? (?:{_WHO} )?(?:sẽ )?(?:báo|báo cáo|gửi){_REST}",
    rf"(?:{_WHO} )?(?:sẽ|xin) (?:báo cáo|báo|gửi|trình){_REST}",
    rf"{_WHO} (?:đã )?nhận (?:được |việc |rồi|được rồi)*",
    rf"{_WHO} quên(?: mất)?",
)
_HANDED_IN = (
    rf"(?:{_WHO}|phòng|đơn vị) (?:xin |kính )?(?:gửi|trình|nộp|báo cáo){_REST}",
    rf"(?:việc này |nội dung này |vụ này )?(?:{_WHO}|phòng|tôi)(?: đã)? [^\s,.;:?!]+{_REST} rồi",
    rf"(?:kết quả|văn bản|báo cáo|file|tài liệu|biên bản|hồ sơ) (?:đã |như |gửi |đính )?[^\s,.;:?!]+{_REST}",
    r"(?:xong|hoàn thành|hoàn tất)(?: 100 ?%| trước hạn| từ [^,.;:?!]+)?",
    rf"(?:anh|chị|sếp|lãnh đạo) xem (?:file|bản|phụ lục|đính kèm){_REST}",
    rf"không (?:có|phát hiện|thấy) [^\s,.;:?!]+{_REST}",
    r"đúng như [^,.;:?!]+",
    rf"coi như xong{_REST}",
)
_NO_REPORT = (
    r"\b(?:giao|chuyển|phân công|đề nghị|yêu cầu|nhờ|gia hạn|trả lại|chuyển trả|hoàn trả|hủy|huỷ|thu hồi|rút|nếu|hoặc"
    r"|nhầm|thẩm quyền|đồng ý|nhất trí|giúp|cần|mời|cử|lùi|dời|khất|kéo dài|trừ|hãy"
    r"|(?<!chắc )(?<!đang )(?<!còn )phải|đi|nhé|nha|gì(?! mới)|(?<!khi )nào|được không|sao|hả|hay"
    r"|đâu|ai|à|ư|chứ|thêm|không biết|hỗ trợ|rồi (?:báo|gửi|trình|giao|mới)|thì(?! (?:em|báo))"
    r"|tiếp nhận và|anh xem|chị xem|kết thúc|đóng|tạm dừng|dừng)\b"
    r"|\bxin (?!lỗi|phép|ý kiến|báo cáo|cảm ơn|gửi|trình)|\bđể (?:anh|chị)\b|\bcho (?:em|phép|tôi|phòng)\b"
    r"|\?|\bchưa\s*(?:anh|chị|em|ạ)?[.!]*$"
)
_LONGEST = 400
"""Characters; who writes more than that tells more than how far the work is."""
_END = r"(?:[ ,]+(?:ạ|anh|chị|sếp|thầy|cô|a|rồi|nữa))*"


def _either(pattern: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(pattern), re.compile(fold(pattern))


_CORE = _either("|".join(f"{_ME}(?:{one}){_END}" for one in _UNDER_WAY))
_ANY = _either("|".join(f"{_ME}(?:{one}){_END}" for one in (*_UNDER_WAY, *_BESIDE)))
_TOLD = _either("|".join(f"{_ME}(?:{one}){_END}" for one in (*_UNDER_WAY, *_BESIDE, *_HANDED_IN)))
_NOT = (re.compile(_NO_REPORT), re.compile(fold(_NO_REPORT.replace("|à|ư|", "|")) + r"|\bchua\b.* a$"))
"""Without marks a last `a` may be the polite `ạ`; only behind `chưa` is it as likely a question."""
_PARTED = _either(r"\s*[,;:]\s+|\s*[.!]\s+|\n+|\s+(?=(?:nhưng|tuy nhiên|vì|do(?! dự)|còn (?:chờ|đợi|vướng|phần))\b)")


def is_progress(text: str) -> bool:
    """Whether the whole text tells how far its writer has come, and nothing else."""
    return any(_CORE[plain].fullmatch(part) for plain, part in _parts(text, _ANY))


def is_report(text: str) -> bool:
    """Whether it tells what was done, so that one may ask only whether that was all of it."""
    return bool(_parts(text, _TOLD))


def _parts(text: str, known: tuple[re.Pattern[str], re.Pattern[str]]) -> list[tuple[bool, str]]:
    """The parts of a text of which every one is known, each with whether it has no marks; none when one is not."""
    plain = not has_marks(text)
    words = text.lower().strip(" .!…,;\n")
    if len(words) > _LONGEST or _NOT[plain].search(words):
        return []
    parts = [(plain, part.strip()) for part in _PARTED[plain].split(words) if part.strip()]
    return parts if all(known[plain].fullmatch(part) for _, part in parts) else []
