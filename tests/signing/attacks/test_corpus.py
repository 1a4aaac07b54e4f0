"""Every file of the corpus gets the verdict, the code and the sentence it must get; honest files get in."""

from __future__ import annotations

import string

import pytest

from mailbot.letters.words import sentence
from signing.judgement import MEANING
from signing.model import Indication, SignatureReport, Verdict
from tests.signing.attacks.corpus import FILES, HONEST_FILES, MAILS, PDFS
from tests.signing.attacks.entry import VERDICTS, judged
from tests.signing.attacks.sentences import SENTENCES

PDFS_WANTED, MAILS_WANTED, HONEST_WANTED = 120, 30, 50
INDICATIONS = {
    Verdict.VALID: Indication.TOTAL_PASSED,
    Verdict.UNPROVEN: Indication.INDETERMINATE,
    Verdict.INVALID: Indication.TOTAL_FAILED,
    Verdict.UNSIGNED: None,
}


@pytest.mark.parametrize("name", FILES)
def test_verdict_code_and_sentence(name: str) -> None:
    entry = FILES[name]
    report = judged(entry)
    told = {code for one in report.signatures for code in (*one.notes, *one.changes_after)}
    assert (report.verdict, report.reason) == (entry.verdict, entry.reason)
    assert sentence(report.reason, report.values) == _sentence(report)
    assert not any("…" in sentence(one.reason, one.words) for one in report.signatures)
    assert entry.notes <= told
    assert report.active_content == entry.active


def test_every_verdict_has_its_indication() -> None:
    for report in map(judged, FILES.values()):
        assert report.indication is INDICATIONS[report.verdict]
        assert (report.sub_indication is None) == (report.verdict in (Verdict.VALID, Verdict.UNSIGNED))


def test_nothing_hostile_is_accepted() -> None:
    hostile = [name for name in FILES if name not in HONEST_FILES]
    assert [name for name in hostile if _accepted(judged(FILES[name]))] == []


def test_at_least_98_of_100_honest_files_are_accepted() -> None:
    accepted = [name for name in HONEST_FILES if _accepted(judged(FILES[name]))]
    assert len(accepted) >= 0.98 * len(HONEST_FILES)


def test_corpus_is_large_enough() -> None:
    assert len(PDFS) >= PDFS_WANTED
    assert len(MAILS) >= MAILS_WANTED
    assert len(HONEST_FILES) >= HONEST_WANTED


def test_verdict_follows_from_the_code_as_written_here() -> None:
    failed = {code for code, (indication, _sub) in MEANING.items() if indication is Indication.TOTAL_FAILED}
    assert failed == {code for code, verdict in VERDICTS.items() if verdict is Verdict.INVALID}


def _accepted(report: SignatureReport) -> bool:
    """Active content is a reason to hold, whoever signed it (rules.acceptance)."""
    return report.verdict is Verdict.VALID and not report.active_content


def _sentence(report: SignatureReport) -> str:
    """Every value it needs is there and says something."""
    words = SENTENCES[report.reason]
    used = {field for _text, field, _spec, _conversion in string.Formatter().parse(words) if field}
    return words.format_map({field: report.values[field] or "?" for field in used})
