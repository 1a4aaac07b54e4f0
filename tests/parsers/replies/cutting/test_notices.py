"""What machines and lawyers add below a reply is none of its words, wherever it stands."""

from __future__ import annotations

import pytest

from parsers.replies.cutting.reply import cut_reply

WORDS = "Giao Văn phòng chủ trì, tham mưu trả lời trước 28/11."
QUOTE = "> Kính gửi đồng chí\n> Giao Phòng Nội vụ chủ trì."
NOTICES = (
    "LƯU Ý: Thư điện tử này và các tệp đính kèm chứa thông tin mật. Nếu bạn không phải là người nhận, vui lòng xóa.",
    "Nội dung email này có thể chứa thông tin bảo mật. Nếu Quý vị nhận nhầm thư này, xin vui lòng xóa thư.",
    "Vui lòng cân nhắc môi trường trước khi in thư này.",
    "Email đã được quét virus bởi Bkav Mail Gateway.",
    "Thư điện tử này đã được kiểm tra vi-rút bằng phần mềm chống vi-rút Avast. www.avast.com",
    "Khuyến cáo: Không gửi thông tin bí mật nhà nước qua thư điện tử.",
    "Virus-free.www.avast.com",
    "This message (including any attachments) may contain confidential information. If you received it in error,"
    " please delete it.",
)


@pytest.mark.parametrize("notice", NOTICES)
@pytest.mark.parametrize("signed", ["", "Trân trọng,\nNguyễn Văn Thành\nChủ tịch UBND xã\n\n"])
def test_a_notice_is_cut_with_the_signature_above_it(notice: str, signed: str) -> None:
    for text in (f"{WORDS}\n\n{signed}{notice}", f"{WORDS}\n\n{signed}{notice}\n\n{QUOTE}"):
        cut = cut_reply(text)
        assert cut.text == WORDS
        assert cut.confidence >= 0.5


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_below_the_quote_is_no_answer_to_it(notice: str) -> None:
    """Gateways add it at the very end; a colleague measured that such agencies were asked back every time."""
    plain = f"{WORDS}\n\nVào T2, 23 thg 11, 2026 lúc 08:15 Văn thư <vt@xa.example> đã viết:\n{QUOTE}\n\n{notice}"
    page = (
        f"<div>{WORDS}</div><div class=gmail_quote><div class=gmail_attr>Văn thư đã viết:</div>"
        f"<blockquote>Giao Phòng Nội vụ chủ trì.</blockquote></div><br><p>{notice}</p>"
    )
    for text, html in ((plain, None), ("", page), (plain, page)):
        cut = cut_reply(text, html)
        assert cut.text == WORDS
        assert cut.confidence >= 0.5
        assert notice[:12] in cut.elided


@pytest.mark.parametrize("answer", ["Đồng ý.", "Không đồng ý, xem lại.", "Giao Phòng Kinh tế."])
def test_an_answer_below_the_quote_is_never_taken_for_a_notice(answer: str) -> None:
    page = f"<div>{WORDS}</div><blockquote>Giao Phòng Nội vụ chủ trì.</blockquote><p>{answer}</p>"
    assert cut_reply("", page).confidence < 0.5
    assert cut_reply(f"{WORDS}\n\n{QUOTE}\n\n{answer}").confidence < 0.5


def test_a_rule_that_stood_above_the_notice_goes_with_it() -> None:
    assert cut_reply(f"{WORDS}\n--\n\n{NOTICES[0]}").text == WORDS


@pytest.mark.parametrize("line", ["Đã gửi từ Yahoo Mail cho iPhone", "Yahoo Mail: Tìm kiếm, Sắp xếp, Chinh phục"])
def test_lines_of_devices_are_cut(line: str) -> None:
    assert cut_reply(f"{WORDS}\n\n{line}").text == WORDS
