"""Replies by people who never heard of us: other languages, old programmes, rules and lists."""

from __future__ import annotations

import pytest

from parsers.replies.cutting.reply import cut_reply
from parsers.replies.replymail import SURE_ENOUGH

TAILS = {
    "gmail of 2012": "2012/5/17 Tom Baker <tom@example.com>\n\nWhich one?",
    "polish": "W dniu 05.03.2024 o 09:14, Tom Baker pisze:\nWhich one?",
    "polymail": "On Tue, Apr 11, 2017 at 10:07 PM Tom\n\n<\nmailto:Tom <tom@example.com>\n> wrote:\nWhich one?",
    "two stamped lines": "Date: Wed, 16 May 2012 00:15:02 -0600\nTo: joe@example.com\n\nWhich one?",
    "french form": "====\n\nMessage du : 12/12/2016\nDe : tom@example.com\nA : j@example.fr\nSujet : x\n\nWhich one?",
    "german closing": "Mit freundlichen Grüßen\n\nJoe Miller\nACME GmbH",
    "mailing list": "_______________________________________________\nusers mailing list\nusers@lists.example.org",
    "polish telephone": "Wysłane z iPhone'a",
    "turkish telephone": "iPhone'umdan gönderildi",
    "hungarian telephone": "iPhone-ról küldve",
    "korean telephone": "나의 iPhone에서 보냄",
    "hindi telephone": "मेरे iPhone से भेजा गया",
    "programme with its address": "Sent from Spark [https://sparkmailapp.com/source?from=signature]",
    "german ticket": "## Bitte antworten Sie oberhalb dieser Zeile ##\n\nIhre Anfrage wurde aktualisiert.",
    "bar": "| Which one?\n| Tell me soon.",
    "github": "—\nReply to this email directly, view it on GitHub, or unsubscribe.",
    "github of old": "---\nYou are receiving this because you are subscribed to this thread.",
    "listserv": "####################\n\nTo unsubscribe from the DEV-L list, click the following link:",
    "checked": "---\nThis email has been checked for viruses by Avast antivirus software.\nwww.avast.com",
    "zoho forward": "====== Forwarded message ======\nFrom: Tom <t@x.org>\nTo: joe@x.org\nSubject: x\n\nWhich one?",
    "forwarded by Apple": "Begin original message:\n\n> From: Tom <t@x.org>\n>\n> Which one?",
    "bugzilla": "You are receiving this mail because: You are watching all bug changes.",
    "forum": "---\nVisit Topic or reply to this email to respond.",
    "ruled disclaimer": "=========\nThis message contains confidential information.\n=========",
    "french disclaimer": "Ce message et ses pièces jointes peuvent contenir des informations confidentielles.",
    "advertised programme": "Sent from Mailspring (https://getmailspring.com/), the best free email app",
    "scanner": "Virus-free. www.example.com",
}


@pytest.mark.parametrize("tail", TAILS.values(), ids=TAILS)
def test_what_a_programme_adds_is_cut(tail: str) -> None:
    cut = cut_reply(f"Yes, go ahead.\n\nThe red one.\n\n{tail}\n")
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == ("Yes, go ahead.\n\nThe red one.", True)


def test_rule_between_sentences_ends_nothing() -> None:
    words = "First part is about the budget.\n\n---\n\nSecond part is about people."
    assert cut_reply(words).text == words


def test_rule_above_a_card_is_a_signature() -> None:
    assert cut_reply("Đồng ý.\n\n---\nNguyễn Văn Nam\nPhó Chủ tịch").text == "Đồng ý."


def test_answers_below_a_quote_keep_their_paragraphs() -> None:
    cut = cut_reply(
        "On 5 March 2024, at 9:14, Tom <t@example.com> wrote:\n> Which?\n\nRed.\n\nNot blue.\n\n> When?\n\nToday."
    )
    assert cut.text == "Red.\n\nNot blue.\nToday."
    assert cut.confidence < SURE_ENOUGH


def test_end_of_a_wrapped_quoted_line_is_quoted() -> None:
    long = "> a quoted line that was so long that the programme sent the end of it"
    cut = cut_reply(f"Fine.\n\nOn 5 March 2024, Tom <t@example.com> wrote:\n{long}\nto the next line\n> and went on\n")
    assert cut.text == "Fine."
    assert "to the next line" in cut.elided


def test_words_between_pointing_signs_are_no_quote() -> None:
    words = "Visit us.\n>>> http://example.com <<<\nSee you."
    assert cut_reply(words).text == words


def test_signature_below_a_quote_is_no_late_answer() -> None:
    cut = cut_reply(
        "Đồng ý.\n\nVào 09:14, Văn thư <v@x.vn> đã viết:\n> Kính gửi\n\n-- \nGửi từ thiết bị Android bằng K-9 Mail."
    )
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == ("Đồng ý.", True)


def test_attribution_without_a_time_outside_of_the_quote_belongs_to_it() -> None:
    cut = cut_reply("", "<p>Đồng ý.</p><p>Trích HT &lt;v@x.vn&gt;:</p><blockquote type='cite'>Kính gửi</blockquote>")
    assert (cut.text, cut.confidence >= SURE_ENOUGH) == ("Đồng ý.", True)


def test_sentence_that_begins_like_a_label_is_kept_above_a_header_block() -> None:
    cut = cut_reply(
        "To: everyone, it is Friday.\n\nFrom: Tom <t@x.org>\nSent: 5 March 2024 09:14\nTo: Joe\nSubject: x\n\nWhen?"
    )
    assert cut.text == "To: everyone, it is Friday."


def test_dashes_in_fenced_program_text_end_nothing() -> None:
    words = "Use this:\n\n```sql\n-- all users\nSELECT 1;\n--\nSELECT 2;\n```\n\nIt takes a second."
    assert cut_reply(words).text == words


def test_unclosed_fence_hides_no_signature() -> None:
    assert cut_reply("Fine.\n```\nx\n-- \nJoe Miller").text == "Fine.\n```\nx"


@pytest.mark.parametrize("mark", ["PS:", "P/S:", "P.S.", "Tái bút:", "TB:"])
def test_postscript_below_a_closing_belongs_to_the_words(mark: str) -> None:
    cut = cut_reply(f"It opens at nine.\n\nBest regards,\nTom\n\n{mark} bring cash.\n\nSent from my iPhone")
    assert cut.text == f"It opens at nine.\n\n{mark} bring cash."
    assert "Best regards,\nTom" in cut.elided


def test_academic_title_in_a_card_is_no_postscript() -> None:
    assert cut_reply("Đồng ý.\n\nTrân trọng,\nPGS.TS. Nguyễn Văn Nam\nTB Pháp chế").text == "Đồng ý."


def test_header_lines_in_fenced_program_text_are_words_but_not_sure() -> None:
    words = "My config:\n\n```yaml\nfrom: me@example.org\nto: you@example.org\nsubject: test\n```\n\nIt fails."
    cut = cut_reply(words)
    assert (cut.text, cut.confidence < SURE_ENOUGH) == (words, True)


def test_quote_between_two_lone_fences_is_never_taken_surely() -> None:
    cut = cut_reply("Fine.\n```\n\nOn 5 March 2024, at 9:14, Tom <t@example.com> wrote:\n> Give it to Joe.\n```\nx")
    assert cut.confidence < SURE_ENOUGH
