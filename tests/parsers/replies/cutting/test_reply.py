"""The fresh words of replies, by mail programme; quoted orders never come through."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.mail import parse_mail
from parsers.pages.htmltext import clean_html
from parsers.replies.cutting.reply import cut_reply
from parsers.replies.replymail import SURE_ENOUGH, read_reply
from tests.builders_mail import a_mail
from tests.parsers.replypeople import LAN, NAM, NV, PEOPLE, TODAY, is_weekday

CORPUS = Path(__file__).parents[3] / "corpus" / "replies"
DOUBTFUL = {"empty-reply", "gmail-bottom", "gmail-inline-hdr"}
WORDS = "Giao Phòng Nội vụ chủ trì."
OLD = "Giao Phòng Kinh tế xử lý trước 30/11."


@pytest.mark.parametrize("file", sorted(CORPUS.glob("*.eml")), ids=lambda file: file.stem)
def test_corpus_reply_is_cut_exactly(file: Path) -> None:
    mail = parse_mail(file.read_bytes())
    cut = cut_reply(mail.text, mail.html)
    assert cut.text == file.with_suffix(".txt").read_text(encoding="utf-8")
    assert (cut.confidence < SURE_ENOUGH) == (file.stem in DOUBTFUL)


def test_corpus_is_complete() -> None:
    assert len(list(CORPUS.glob("*.eml"))) == 37


BELOW = {
    "gmail vi": f"Vào Th 2, 23 thg 11, 2026 vào lúc 08:15 VPĐT <vp@x.gov.vn> đã viết:\n\n> {OLD}\n",
    "gmail vi wrapped": f"Vào Th 2, 23 thg 11, 2026 vào lúc 08:15 Ủy ban\nphường <vp@x.gov.vn> đã\nviết:\n> {OLD}",
    "gmail en": f"On Mon, Nov 23, 2026 at 8:15 AM VPĐT <vp@x.gov.vn> wrote:\n\n> {OLD}\n",
    "gmail en wrapped": f"On Mon, Nov 23, 2026 at 8:15 AM Văn phòng điện tử\n<vp@x.gov.vn> wrote:\n\n> {OLD}\n",
    "gmail forward": f"---------- Forwarded message ---------\nTừ: VP <vp@x.gov.vn>\nDate: Mon\nSubject: A\n\n{OLD}",
    "outlook en": f"From: VP <vp@x.gov.vn>\nSent: Monday, November 23, 2026 8:15 AM\nTo: A\nSubject: B\n\n{OLD}",
    "outlook vi": f"Từ: VP <vp@x.gov.vn>\nĐã gửi: Thứ Hai\nĐến: A\nCc: C\nChủ đề: B\n\n{OLD}",
    "outlook bold": f"*Từ:* VP <vp@x.gov.vn>\n*Đã gửi:* Thứ Hai\n*Đến:* A\n*Chủ đề:* B\n\n{OLD}",
    "outlook mobile": f"Get Outlook for iOS<https://aka.ms/o>\n{'_' * 32}\nFrom: V <v@x.vn>\nSent: M\nTo: A\n\n{OLD}",
    "outlook original": f"-----Original Message-----\nFrom: V\nSent: M\nTo: A\nSubject: B\n\n{OLD}",
    "thunderbird vi": f"Vào lúc 08:15 23/11/2026, Văn phòng điện tử đã viết:\n> {OLD}\n",
    "thunderbird vi, no date": f"Văn phòng điện tử đã viết:\n> {OLD}\n",
    "thunderbird en": f"On 23/11/2026 08:15, Văn phòng wrote:\n> {OLD}\n",
    "roundcube": f"Vào ngày 2026-11-23 08:15, Văn phòng viết:\n> {OLD}\n",
    "zimbra": f"----- Vào 23 Tháng mười một, 2026, lúc 8:15 SA, VP vp@x.gov.vn đã viết:\n\n{OLD}",
    "zimbra original": f"----- Thư gốc -----\nTừ: VP <vp@x.gov.vn>\nTới: A\nChủ đề: B\n\n{OLD}",
    "zimbra lower case": f"từ: VP <vp@x.gov.vn>\ntới: A\nchủ đề: B\nngày: hôm qua\n\n{OLD}",
    "apple vi": f"Vào 23 thg 11, 2026, lúc 08:15, VP <vp@x.gov.vn> đã viết:\n\n> {OLD}\n",
    "apple en": f"> On 23 Nov 2026, at 08:15, VP <vp@x.gov.vn> wrote:\n> \n> {OLD}\n",
    "apple forward": f"Bắt đầu thư được chuyển tiếp:\n\nTừ: VP <vp@x.gov.vn>\nChủ đề: A\nNgày: B\n\n{OLD}",
    "samsung": f"-------- Tin nhắn gốc --------\nTừ: VP <vp@x.gov.vn>\nNgày: 23/11\nTới: A\nChủ đề: B\n\n{OLD}",
    "yahoo": f"Vào Thứ Hai, 23 tháng 11, 2026 lúc 08:15:00 GMT+7, VP <vp@x.gov.vn> đã viết:\n\n{OLD}",
    "k-9": f"-------- Thư gốc --------\nTừ: VP <vp@x.gov.vn>\nĐã gửi: 23/11\nTới: A\nChủ đề: B\n\n{OLD}",
    "our marker": f"--- Trả lời phía trên dòng này ---\n{OLD}\n",
    "our marker, unaccented and quoted": f"> --- Tra loi phia tren dong nay ---\n> {OLD}\n",
    "old gmail": f"2026-11-23 8:15 GMT+07:00 VPĐT <vp@x.gov.vn>:\n\n> {OLD}\n",
    "old gmail, wrapped": f"2026-11-23 8:15 GMT+07:00 VPĐT <\nvp@x.gov.vn>:\n\n> {OLD}\n",
    "german": f"Am 23.11.2026 um 08:15 schrieb VP:\n> {OLD}\n",
    "french": f"De : VP <vp@x.gov.vn>\nEnvoyé : lundi 23 novembre 2026\nÀ : A\nObjet : B\n\n{OLD}",
    "russian": f"пн, 23 нояб. 2026 г. в 08:15, VP <vp@x.gov.vn>:\n\n> {OLD}\n",
    "danish": f"-------- Oprindelig besked --------\nFra: VP\n\n{OLD}",
    "no attribution": f"> {OLD}\n",
}


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_words_above_the_quote_are_fresh(below: str) -> None:
    cut = cut_reply(f"{WORDS}\n\n{below}")
    assert cut.text == WORDS
    assert OLD in cut.elided
    assert cut.confidence > SURE_ENOUGH


@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_quote_alone_gives_no_words(below: str) -> None:
    cut = cut_reply(below)
    assert (cut.text, cut.confidence) == ("", 0.0)


@pytest.mark.parametrize(
    "attribution",
    ["On Mon, Nov 23, 2026 at 8:15 AM VP <v@x.vn> wrote:", "Vào Th 2, 23 thg 11, 2026 lúc 08:15 VP <v@x.vn> đã viết:"],
)
def test_attribution_on_the_line_of_the_words_is_cut(attribution: str) -> None:
    for between in (" ", "--- "):
        cut = cut_reply(f"Đồng ý.\n{WORDS}{between}{attribution}\n> {OLD}")
        assert (cut.text, cut.confidence > SURE_ENOUGH) == (f"Đồng ý.\n{WORDS}", True)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_do_not_matter(ends: str) -> None:
    assert cut_reply(f"{WORDS}\n\n> {OLD}".replace("\n", ends)).text == WORDS


@pytest.mark.parametrize(
    "sign_off",
    [
        "-- \nNguyễn Văn A\nChủ tịch",
        "--\nNguyễn Văn A",
        "Trân trọng,\nNguyễn Văn A",
        "Trân trọng./.",
        "Best regards,\nA",
        "Đã gửi từ iPhone của tôi",
        "Sent from my iPhone",
        "Gửi từ Yahoo Mail trên Android",
        "Được gửi từ thiết bị Samsung Galaxy của tôi",
        "Tải Outlook cho Android<https://aka.ms/x>",
        "Gửi từ Zalo",
        "This e-mail and any attachments are confidential and may be privileged.",
        "Thông tin trong email này chỉ dành cho người nhận.",
    ],
)
def test_sign_off_is_cut_and_kept(sign_off: str) -> None:
    cut = cut_reply(f"{WORDS}\n\n{sign_off}\n")
    assert (cut.text, cut.elided) == (WORDS, sign_off.replace("-- ", "--"))
    assert cut.confidence > SURE_ENOUGH


@pytest.mark.parametrize(
    "text",
    [
        "Gửi từ nguồn ngân sách tỉnh cho Phòng Nội vụ.",
        "Từ: nguồn ngân sách tỉnh, cân đối 2 tỷ.\nGiao Sở TC.",
        "Đề nghị thực hiện:\nNgày: 25/11/2026\nGửi: Sở Tài chính",
        "Như tôi đã viết: giao Phòng Nội vụ.",
        "Trân trọng đề nghị Phòng Nội vụ xử lý.",
        "Kính chuyển Phòng Nội vụ.",
        "On time please: giao Phòng Nội vụ.",
    ],
)
def test_own_words_that_resemble_a_quote_stay(text: str) -> None:
    cut = cut_reply(text)
    assert (cut.text, cut.elided) == (text, "")
    assert cut.confidence > SURE_ENOUGH


@pytest.mark.parametrize(
    "text",
    [
        f"On Mon, Nov 23, 2026 VP <v@x.vn> wrote:\n> {OLD}\n\n{WORDS}",
        f"> {OLD}\n{WORDS}\n> Hạn 30/11\nĐồng ý.",
        f"Xem bên dưới.\nOn Mon, Nov 23, 2026 VP <v@x.vn> wrote:\n> {OLD}\n{WORDS}\n> Hạn",
        f"{WORDS}\nFrom: VP <vp@x.gov.vn>\n{OLD}",
        f"{WORDS}\nNgày: 1\nTới: A\nChủ đề: B\n{OLD}",
        f"{WORDS}\nTôi xem rồi, anh Nam hôm qua đã viết:\n{OLD}",
        f"Cảm ơn.\n--\n{WORDS}",
    ],
)
def test_doubt_whose_words_these_are_lowers_confidence(text: str) -> None:
    assert cut_reply(text).confidence < SURE_ENOUGH


QUOTED_HTML = {
    "gmail": f'<div class="gmail_quote"><div class="gmail_attr">On Mon:</div><blockquote>{OLD}</blockquote></div>',
    "outlook web": f'<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> VP</div><div>{OLD}</div>',
    "outlook web, nested": f'<div id="x_divRplyFwdMsg"><b>Từ:</b> VP</div><div>{OLD}</div>',
    "outlook desktop": f'<div style="border:none;border-top:solid #E1E1E1 1.0pt"><p>Từ: VP</p></div><p>{OLD}</p>',
    "zimbra": f'<hr id="zwchr"><div><b>Từ: </b>VP<br>{OLD}</div>',
    "thunderbird": f'<div class="moz-cite-prefix">On 23/11 VP wrote:</div><blockquote type="cite">{OLD}</blockquote>',
    "thunderbird forward": f'<div class="moz-forward-container">-------- Thư gốc --------<br>{OLD}</div>',
    "apple": f'<blockquote type="cite"><div>On 23 Nov 2026, VP wrote:</div>{OLD}</blockquote>',
    "yahoo": f'<div id="yahoo_quoted_123" class="yahoo_quoted">{OLD}</div>',
    "roundcube": f'<p id="reply-intro">On 2026-11-23 VP wrote:</p><blockquote type="cite">{OLD}</blockquote>',
    "hidden": f'<div style="display: none">{OLD}</div>',
    "hidden deeper": f'<span style="font-size:0px"><b>{OLD}</b></span>',
    "hidden white": f'<span style="color:#ffffff">{OLD}</span>',
    "script": f"<script>{OLD}</script><style>{OLD}</style>",
}


@pytest.mark.parametrize("quoted", QUOTED_HTML.values(), ids=QUOTED_HTML.keys())
def test_html_containers_are_cut(quoted: str) -> None:
    cut = cut_reply("", f"<html><head><title>{OLD}</title></head><body><div>{WORDS}</div>{quoted}</body></html>")
    assert cut.text == WORDS
    assert cut.confidence > SURE_ENOUGH


def test_html_knows_a_quote_the_plain_part_cannot_show() -> None:
    cut = cut_reply(f"{WORDS}\n\n{OLD}", f'<p>{WORDS}</p><div class="gmail_quote">{OLD}</div>')
    assert cut.text == WORDS
    assert cut.confidence > SURE_ENOUGH


def test_parts_that_disagree_are_doubtful() -> None:
    assert cut_reply(WORDS, f"<p>{OLD}</p>").confidence < SURE_ENOUGH
    assert cut_reply(f"{WORDS} {OLD}", f"<p>{WORDS}</p>").confidence < SURE_ENOUGH
    assert cut_reply(WORDS, f'<p>{WORDS}<span style="display:none">{OLD}</span></p>').text == WORDS


def test_words_after_an_html_quote_are_doubtful() -> None:
    assert cut_reply("", f"<blockquote>{OLD}</blockquote><p>{WORDS}</p>").confidence < SURE_ENOUGH


def test_words_below_a_ruled_line_are_doubtful() -> None:
    assert cut_reply("", f"<p>{WORDS}</p><hr><p>{OLD}</p>").confidence < SURE_ENOUGH
    assert cut_reply("", f"<p>{WORDS}</p><hr>").confidence > SURE_ENOUGH


def test_html_lines_and_paragraphs_are_kept() -> None:
    html = "<div>Đồng ý.</div><div><br></div><div>Giao <b>Phòng</b>\n Nội vụ.</div><p>Hạn: 25/11</p>"
    assert cut_reply("", html).text == "Đồng ý.\n\nGiao Phòng Nội vụ.\n\nHạn: 25/11"


def test_last_words_right_above_an_attribution_stay() -> None:
    last = "Ngày 27/11/2026 báo cáo tôi."
    cut = cut_reply(f"{WORDS}\n{last}\nOn Mon, Nov 23, 2026 at 8:15 AM A <a@b.vn> wrote:\n> {OLD}")
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == (f"{WORDS}\n{last}", True)


def test_order_that_names_an_address_and_a_time_is_no_attribution() -> None:
    words = "Giao Phòng Nội vụ trả lời a@b.vn trước 17:00 ngày 25/11/2026:\n- việc thứ nhất\n- việc thứ hai"
    assert cut_reply(words).text == words


def test_agreement_below_a_ruled_line_is_no_name_card() -> None:
    assert cut_reply(f"{WORDS}\n\n__________\nĐồng Ý").confidence < SURE_ENOUGH
    cut = cut_reply(f"{WORDS}\n\n__________\nLê Văn Bảy\n0912 345 678")
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == (WORDS, True)


def test_words_below_a_signature_container_are_not_late() -> None:
    signed = "<div id='composer_signature'>Gửi từ Galaxy</div>"
    assert cut_reply("", f"<div>{WORDS}</div>{signed}<blockquote>{OLD}</blockquote>").confidence >= SURE_ENOUGH
    assert cut_reply("", f"<blockquote>{OLD}</blockquote><div>{WORDS}</div>").confidence < SURE_ENOUGH


def test_broken_html_is_still_read() -> None:
    assert cut_reply("", f"<div><p>{WORDS}</b></div></p><<>").text.startswith(WORDS)
    assert cut_reply("", "<div>" * 3000 + WORDS).confidence < SURE_ENOUGH


@pytest.mark.parametrize(
    "text", ["\n" * 50_000, "> " * 50_000, "Từ: " * 20_000, "vào 1 " * 20_000, "a\n" * 50_000, "-" * 90_000]
)
@pytest.mark.timeout(20)
def test_hostile_text_is_cut_in_bounded_work(text: str) -> None:
    assert cut_reply(text, f"<p>{text}</p>").confidence <= 1


def reply(body: str, **extra: str) -> bytes:
    return a_mail(headers={"Subject": "Re: [Đến 153]", **extra}, body=body)


def test_reply_mail_gives_its_directive() -> None:
    read = read_reply(parse_mail(reply(f"{WORDS}\r\n\r\n> {OLD}\r\n")), PEOPLE, TODAY, is_weekday)
    assert read.directive is not None
    assert read.directive.lead == (NV,)
    assert (read.text, read.automatic, read.questions) == (WORDS, None, ())


@pytest.mark.parametrize(
    "headers",
    [{"Auto-Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return-Path": "<>"}, {"List-Id": "<a.b.c>"}],
)
def test_automatic_mail_orders_nothing_and_is_not_asked(headers: dict[str, str]) -> None:
    read = read_reply(parse_mail(reply(WORDS, **headers)), PEOPLE, TODAY, is_weekday)
    assert read.automatic is not None
    assert (read.directive, read.questions) == (None, ())


def test_quoted_order_is_never_obeyed() -> None:
    read = read_reply(parse_mail(reply(f"> {OLD}\r\n")), PEOPLE, TODAY, is_weekday)
    assert read.directive is None
    assert [question.code for question in read.questions] == ["empty_reply"]


def test_order_below_a_quote_is_asked_back() -> None:
    read = read_reply(parse_mail(reply(f"> {OLD}\r\n\r\n{WORDS}\r\n")), PEOPLE, TODAY, is_weekday)
    assert read.directive is None
    assert [question.code for question in read.questions] == ["doubtful_quote"]


@pytest.mark.parametrize("struck", ["<s>{}</s>", "<del>{}</del>", '<i style="text-decoration: line-through">{}</i>'])
def test_struck_words_are_not_said_and_make_doubtful(struck: str) -> None:
    page = f"<p>Giao Văn phòng xử lý</p><p>{struck.format('Giao Phòng Kinh tế')}</p>"
    cut = cut_reply("", clean_html(page))
    assert cut.text == "Giao Văn phòng xử lý"
    assert cut.confidence < SURE_ENOUGH


def test_struck_words_of_a_quote_tell_nothing() -> None:
    cut = cut_reply("", clean_html('<p>Đồng ý</p><div class="gmail_quote"><s>cũ</s> mới</div>'))
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == ("Đồng ý", True)


def test_calendar_written_out_is_nobodys_order() -> None:
    assert not cut_reply("BEGIN:VCALENDAR\nSUMMARY:Giao Phòng Kinh tế xử lý\nEND:VCALENDAR").text


def test_order_in_a_postscript_counts_like_the_words_above() -> None:
    words = "Giao chị Lan chủ trì.\r\n\r\nTrân trọng,\r\nHùng\r\n\r\nP/S: A Nam phối hợp nhé."
    read = read_reply(parse_mail(reply(words)), PEOPLE, TODAY, is_weekday)
    assert read.directive is not None
    assert (read.directive.lead, read.directive.co_handlers) == ((LAN,), (NAM,))
