"""`mailbot reply` as contracts.md has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mailbot.cli.reply import command
from mailbot.letters.words import reasons
from parsers.model import Verb
from parsers.sender.authentication import authenticated_from
from tests.parsers.replysentences import ASKED
from tests.parsers.sender.test_authentication import DMARC, SERVER, mail

CORPUS = Path(__file__).parents[2] / "corpus" / "replies"
PEOPLE = """
agency = "UBND phường An Bình"
[[unit]]
name = "Phòng Nội vụ"
aliases = ["P.NV"]
[[unit]]
name = "Phòng Kinh tế"
[[person]]
name = "Nguyễn Văn An"
position = "Chuyên viên"
unit = "Phòng Nội vụ"
email = "an@x.gov.vn"
[[person]]
name = "Lê Văn An"
unit = "Phòng Kinh tế"
"""


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.toml"
    path.write_text(PEOPLE, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def answers(people: Path, *files: Path) -> list[dict[str, object]]:
    result = run("--people", people, "--today", "2026-11-23", "--json", *files)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


def text_file(folder: Path, text: str) -> Path:
    path = folder / "reply.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_reply_mail_gives_text_and_directive(people: Path) -> None:
    (answer,) = answers(people, CORPUS / "apple-1.eml")
    assert answer["text"] == "Đồng ý. Giao phòng Nội vụ chủ trì, báo cáo trước 28/11."
    assert "đã viết:" in str(answer["elided"])
    assert answer["directive"] == {
        "verb": "assign",
        "detail": None,
        "lead": ["Phòng Nội vụ"],
        "co_handlers": [],
        "inform": [],
        "sharing": [],
        "follow": [],
        "due_on": "2026-11-28",
        "from_on": None,
        "note": answer["text"],
    }
    assert (answer["questions"], answer["question_codes"], answer["automatic"]) == ([], [], None)


def test_fresh_words_alone_are_read(people: Path, tmp_path: Path) -> None:
    (answer,) = answers(people, text_file(tmp_path, "\ufeffP.NV xử lý trong tuần\r\n"))
    assert answer["text"] == "P.NV xử lý trong tuần"
    assert (answer["elided"], answer["confidence"]) == ("", 1.0)
    directive = answer["directive"]
    assert isinstance(directive, dict)
    assert (directive["lead"], directive["due_on"]) == (["Phòng Nội vụ"], "2026-11-27")


@pytest.mark.parametrize(
    ("words", "verb", "detail"),
    [
        ("Giao Phòng Nội vụ xử lý", "assign", None),
        ("Để biết", "inform", None),
        ("Đồng ý", "agree", None),
        ("Không thuộc thẩm quyền, trả lại", "return", None),
        ("Hủy", "undo", None),
        ("Xin gia hạn đến 04/12", "extend", None),
        ("Đang xử lý", "in_progress", None),
        ("Đã hoàn thành", "done", None),
        ("Xin ý kiến Phòng Kinh tế", "opinion", None),
        ("Thu hồi việc đã giao cho Phòng Kinh tế", "undo", "recall"),
        ("Hoàn thành nhầm, đề nghị mở lại", "undo", "reopen"),
        ("Ủy quyền cho Nguyễn Văn An xử lý từ 24/11 đến 27/11", "assign", "delegate"),
    ],
)
def test_verb_is_one_of_the_contract_and_detail_says_which(
    people: Path, tmp_path: Path, words: str, verb: str, detail: str | None
) -> None:
    (answer,) = answers(people, text_file(tmp_path, words))
    directive = answer["directive"]
    assert isinstance(directive, dict)
    assert (directive["verb"], directive["detail"]) == (verb, detail)
    assert "Hiểu là: " in run("--people", people, "--today", "2026-11-23", text_file(tmp_path, words)).stdout


def test_every_other_verb_needs_a_letter_of_ours_to_be_said() -> None:
    asked_by_a_letter = {"help", "grant", "decline", "opine", "end_round", "pause_digest", "resume_digest"}
    of_the_contract = {"assign", "inform", "agree", "return", "undo", "extend", "in_progress", "done", "opinion"}
    finer = {"recall", "reopen", "delegate"}
    assert set(Verb) == of_the_contract | finer | asked_by_a_letter


def test_ambiguous_name_is_asked_with_numbered_choices(people: Path, tmp_path: Path) -> None:
    (answer,) = answers(people, text_file(tmp_path, "Giao anh An xử lý"))
    assert answer["directive"] is None
    assert answer["question_codes"] == ["ambiguous_name"]
    assert "1. Nguyễn Văn An, Chuyên viên, Phòng Nội vụ; 2. Lê Văn An, Phòng Kinh tế" in str(answer["questions"])
    assert [reading["lead"] for reading in answer["readings"]] == [["Nguyễn Văn An"], ["Lê Văn An"]]  # type: ignore[attr-defined]  # JSON


def test_bad_file_does_not_stop_the_next(people: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\xff\xfe\xff")
    files = (tmp_path / "missing.eml", broken, CORPUS / "marker.eml")
    missing, unreadable, read = answers(people, *files)
    assert missing["error"]["code"] == "file_unreadable"  # type: ignore[index]  # JSON
    assert unreadable["error"]["code"] == "not_utf8"  # type: ignore[index]  # JSON
    assert read["text"] == "Đồng ý"
    assert [answer["file"] for answer in (missing, unreadable, read)] == [str(file) for file in files]


def test_every_corpus_mail_gets_one_object(people: Path) -> None:
    files = sorted(CORPUS.glob("*.eml"))
    found = answers(people, *files)
    assert [answer["text"] for answer in found] == [file.with_suffix(".txt").read_text("utf-8") for file in files]


def test_people_file_is_optional(tmp_path: Path) -> None:
    result = run("--json", text_file(tmp_path, "Đồng ý"))
    assert json.loads(result.stdout)["directive"]["verb"] == "agree"


@pytest.mark.parametrize("content", ["[[unit]", "[[unit]]\nalias = 1", "unit = 3", '[[person]]\nposition = "CT"'])
def test_wrong_people_file_is_wrong_usage(tmp_path: Path, content: str) -> None:
    people = tmp_path / "people.toml"
    people.write_text(content, encoding="utf-8")
    assert run("--people", people, text_file(tmp_path, "Đồng ý")).exit_code == 2


def test_wrong_usage_exits_with_two(tmp_path: Path) -> None:
    assert run().exit_code == 2
    assert run("--today", "hôm nay", text_file(tmp_path, "Đồng ý")).exit_code == 2


def test_people_read_plain_vietnamese(people: Path, tmp_path: Path) -> None:
    result = run("--people", people, "--today", "2026-11-23", text_file(tmp_path, "Giao P.NV xử lý trước 25/11"))
    assert "Hiểu là: Giao xử lý\n  Chủ trì: Phòng Nội vụ\n  Thời hạn: 2026-11-25" in result.stdout
    asked = run("--people", people, text_file(tmp_path, "Không giao P.NV"))
    assert "Phải hỏi lại:" in asked.stdout


def test_every_question_and_sender_verdict_has_a_sentence() -> None:
    codes = {code for _, code in ASKED} | {"empty_reply", "doubtful_quote", "too_long"}
    codes |= {authenticated_from(mail(DMARC), SERVER).reason, authenticated_from(mail(), SERVER).reason}
    assert codes <= set(reasons())
