"""Text is read right whatever its sender called it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.clean import clean_text
from parsers.mime.charset import decode, decode_raw, mend, mend_html
from parsers.vietnamese.legacy import from_windows
from tests.parsers.vietnamese import oldwriters

SENTENCE = "Kính gửi Ủy ban nhân dân xã, về việc tăng cường kiểm tra công tác tiêm chủng mở rộng năm học mới"
WRITERS = [oldwriters.viscii, oldwriters.abc, oldwriters.vni, oldwriters.windows_1258]
WRITER_NAMES = ["viscii", "abc", "vni", "windows-1258"]
LABELS = [None, "us-ascii", "iso-8859-1", "windows-1252", "utf-8", "x-unknown", "iso-8859-15", "koi8-r", "gb2312"]


def _plain(text: str) -> str:
    return clean_text(text).replace("ủy ban", "Ủy ban")  # ABC fonts have no capital Ủ


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("write", WRITERS, ids=WRITER_NAMES)
def test_wrongly_labelled_text_is_found_out(write: Callable[[str], bytes], label: str | None) -> None:
    text, doubtful = decode(write(SENTENCE), label)
    assert _plain(text) == SENTENCE
    assert doubtful


@pytest.mark.parametrize(
    ("write", "label"),
    [
        (oldwriters.viscii, "VISCII"),
        (oldwriters.viscii, "viscii1.1-1"),
        (oldwriters.abc, "x-viet-tcvn5712"),
        (oldwriters.abc, "TCVN5712-1:1993"),
        (oldwriters.vni, "x-viet-vni"),
        (oldwriters.windows_1258, "windows-1258"),
        (oldwriters.windows_1258, "CP1258"),
        (str.encode, "utf-8"),
    ],
)
def test_honest_labels_are_believed(write: Callable[[str], bytes], label: str) -> None:
    text, doubtful = decode(write(SENTENCE), label)
    assert _plain(text) == SENTENCE
    assert not doubtful


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1258", "viscii", "tcvn", "us-ascii", "utf-7", "zip"])
def test_utf8_is_utf8_whatever_it_is_called(label: str) -> None:
    assert decode(SENTENCE.encode(), label) == (SENTENCE, True)


@pytest.mark.parametrize("write", WRITERS, ids=WRITER_NAMES)
def test_old_text_copied_into_unicode_is_mended(write: Callable[[str], bytes]) -> None:
    shown = from_windows(write(SENTENCE))
    assert _plain(mend(shown)) == SENTENCE
    assert _plain(decode(shown.encode(), "utf-8")[0]) == SENTENCE


def test_doubly_encoded_text_is_mended() -> None:
    twice = from_windows(SENTENCE.encode()).encode()
    assert decode(twice, "utf-8") == (SENTENCE, True)


@pytest.mark.parametrize(
    "text",
    [
        "économie française, été à Genève où né",
        "schöne Grüße aus Köln für Müller",
        "mañana el niño pequeño está aquí",
        "São João não é português à mão",
        "Ærø på Færøerne",
        "née à côté où là été",
        "“Smart – quotes” © 2026 §5 ±3°",
    ],
)
@pytest.mark.parametrize("label", ["windows-1252", "utf-8"])
def test_other_languages_are_left_alone(text: str, label: str) -> None:
    assert decode(text.encode(label), label) == (text, False)


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("write", WRITERS, ids=WRITER_NAMES)
@pytest.mark.parametrize("words", ["Danh sách", "Sao lục", "QĐ khen thưởng.pdf", "Đơn vị Đắk Lắk", "Xin ý kiến"])
def test_few_words_are_enough_to_find_a_wrong_label(
    words: str, write: Callable[[str], bytes], label: str | None
) -> None:
    assert clean_text(decode(write(words), label)[0]).lower() == words.lower()


@pytest.mark.parametrize("label", ["koi8-r", "gb2312", "big5"])
def test_utf8_under_a_foreign_label_is_found_out(label: str) -> None:
    assert decode("Báo cáo nhanh".encode(), label)[0] == "Báo cáo nhanh"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Уважаемые коллеги, направляем письмо", "koi8-r"),
        ("附件是合同草案，请查收。", "gb2312"),
        ("添付ファイルをご確認ください", "shift_jis"),
        ("– — “hello” –", "windows-1252"),
        ("Où", "iso-8859-1"),
        ("Thaï", "iso-8859-1"),
    ],
)
def test_foreign_words_stay_what_they_are(text: str, label: str) -> None:
    assert decode(text.encode(label), label) == (text, False)


def test_cyrillic_is_left_alone() -> None:
    assert decode("Постановление".encode("koi8-r"), "koi8-r") == ("Постановление", False)


def test_one_odd_word_is_no_reason_to_doubt_a_label() -> None:
    assert decode("Quý Công ty".encode("cp1252"), "windows-1252")[1] is False
    assert decode(oldwriters.abc("gửi"), "iso-8859-1")[0] == "göi"


def test_slightly_damaged_utf8_stays_utf8() -> None:
    assert decode_raw(SENTENCE.encode() + b"\xe1\xbb") == SENTENCE + "\ufffd"


def test_entities_of_old_html_are_mended_but_markup_stays() -> None:
    page = "<p>Th&#173; m&ecirc;i häp b&#184;o c&#184;o vÒ viÖc thùc hiÖn &lt;b&gt; &amp;c</p>"
    assert mend_html(page) == "<p>Thư mời họp báo cáo về việc thực hiện &lt;b&gt; &amp;c</p>"


def test_html_in_unicode_keeps_its_entities() -> None:
    assert mend_html("<p>Về việc&nbsp;&eacute;</p>") == "<p>Về việc&nbsp;&eacute;</p>"


@given(st.binary(max_size=300), st.sampled_from([*LABELS, "viscii", "tcvn", "x-vni", "tcvn3", "utf-16", "big5"]))
def test_any_bytes_have_a_text(data: bytes, label: str | None) -> None:
    text, _ = decode(data, label)
    assert isinstance(text, str)
    assert isinstance(decode_raw(data), str)
    assert isinstance(mend_html(text), str)


def test_a_long_text_is_judged_by_its_beginning() -> None:
    data = oldwriters.abc(f"{SENTENCE}. " * 600)
    assert len(data) > 50_000
    text, doubtful = decode(data, "iso-8859-1")
    assert doubtful
    assert _plain(text).startswith(SENTENCE)
    assert _plain(decode_raw(data)).endswith(f"{SENTENCE}. ")
