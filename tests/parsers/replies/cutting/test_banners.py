"""Warnings of gateways above the words are cut, kept, and never hide an order."""

from __future__ import annotations

import pytest

from parsers.replies.cutting.reply import cut_reply

WORDS = "Giao Phòng Kinh tế chủ trì."
BANNERS = (
    "CAUTION: This email originated from outside of the organization. Do not click links or open attachments unless you"
    " recognize the sender and know the content is safe.",
    "CAUTION: This email originated from outside of the organization. Do not click links\n"
    "or open attachments unless you recognize the sender and know the content is safe.",
    "EXTERNAL EMAIL: Do not click any links or open any attachments unless you trust the sender.",
    "You don't often get email from chutich@xa.example. Learn why this is important",
    "CẢNH BÁO: Thư này được gửi từ bên ngoài tổ chức.\nKhông nhấp vào liên kết nếu không biết rõ người gửi.",
    "[EXTERNAL] Thư này đến từ ngoài cơ quan.",
    "Bạn không thường xuyên nhận email từ chutich@xa.example. Tìm hiểu tại sao điều này quan trọng",
    "[CẢNH BÁO: THƯ TỪ BÊN NGOÀI]",
    "WARNING: External email. Do not click links or open attachments unless you trust the sender.",
    "***Thư này đến từ Internet. Hãy cẩn trọng với liên kết và tệp đính kèm.***",
    "[EXTERNAL]",
    "[THƯ NGOÀI]",
    "Người gửi nằm ngoài tổ chức của bạn.",
)


@pytest.mark.parametrize("banner", BANNERS)
def test_a_warning_above_the_words_is_cut_and_kept(banner: str) -> None:
    for text, html in (
        (f"{banner}\n\n{WORDS}", None),
        (f"{banner}\n________________________________\n{WORDS}", None),
        ("", f"<table><tr><td>{banner}</td></tr></table><div>{WORDS}</div>"),
        (f"{banner}\n\n{WORDS}", f"<div>{banner}</div><hr><p>{WORDS}</p>"),
    ):
        cut = cut_reply(text, html)
        assert cut.text == WORDS
        assert cut.confidence >= 0.5
        assert banner.split(maxsplit=1)[0] in cut.elided


@pytest.mark.parametrize(
    "words",
    [
        "Thư này gửi từ ngoài cơ quan, giao Văn thư vào sổ.\nĐồng ý.",
        "This email is from outside, giao Văn thư vào sổ.\nĐồng ý.",
    ],
)
def test_a_warning_with_an_order_in_it_is_somebodys_words(words: str) -> None:
    assert cut_reply(words).text == words


@pytest.mark.parametrize(
    "words",
    ["Không nhấp vào liên kết trong công văn này.", "Gửi các đơn vị ngoài cơ quan để biết.", "Please handle it."],
)
def test_words_like_a_warning_are_words(words: str) -> None:
    assert cut_reply(words).text == words
