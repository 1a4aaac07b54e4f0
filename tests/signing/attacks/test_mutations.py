"""Take any one rule out of our judgement, and the corpus notices: no rule is there in vain, none is untested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.policy_decl import AcceptAllAlgorithms, RevocationCheckingPolicy

from signing import active, chain, changes, cms, examine, fields, holders, judgement, pdf, smime
from signing.model import SignatureReport
from tests.signing.attacks.corpus import FILES
from tests.signing.attacks.entry import Entry, alarmed, forget, judge, judged
from tests.signing.attacks.mutants import Mutant, sites

IN_DEPTH: Mapping[str, str] = {
    "signing.examine:_source#1": "tells mypy what `_through` has made sure of",
    "signing.mime:decoded#1": "what cannot be decoded is no signature either",
    "signing.pdf:hole_of#1[1]": "pyHanko's coverage says the same",
    "signing.pdf:hole_of#2": "pyHanko's coverage says the same of impossible numbers",
    "signing.pdf:hole_of#3[0]": "implied by the third alternative",
    "signing.pdf:hole_of#3[1]": "implied by the third alternative",
    "signing.pdf:hole_of#3[2]": "nothing but the signature is a hex string of just this length",
}
"""Alarms another one backs up, with the reason: belt and braces where a mistake would be a forgery accepted."""
ENOUGH = 12
ANY_USE = KeyUsageConstraints(key_usage=set())
SOFT = replace(chain.REVOCATION, revocation_checking_policy=RevocationCheckingPolicy.from_legacy("soft-fail"))
TABLES: Mapping[str, tuple[object, str, object]] = {
    "between: quadding": (changes, "FILLING", DEFAULT_DIFF_POLICY),
    "after: field filled, another signer on top": (changes, "SIGNING", changes.FILLING),
    "sneaky signature over the page": (fields, "LARGEST_STAMP", float("inf")),
    "claims next week": (cms, "CLOCK_GRACE", cms.CLOCK_GRACE * 10_000),
    "claims seven and a half hours ahead": (cms, "VIETNAM_OFFSET", cms.VIETNAM_OFFSET * 2),
    "PAdES without its certificate attribute": (cms, "PADES", "/x"),
    "SHA-1": (cms, "CMS_ALGORITHMS", CMSAlgorithmUsagePolicy.lift_policy(AcceptAllAlgorithms())),
    "no lists": (chain, "REVOCATION", SOFT),
    "revoked, stamped before": (chain, "REVOCATION", replace(chain.REVOCATION, retroactive_revinfo=False)),
    "digital signature only": (examine, "USAGE", ANY_USE),
    "archive timestamp": (examine, "STAMP_USAGE", ANY_USE),
    "mail: key exchange only": (smime, "USAGE", ANY_USE),
    "for code by extended usage": (holders, "OTHER_USES", frozenset()),
    "elliptic curve of 224 bits": (holders, "SMALLEST_CURVE", 0),
    "USF: adbe.pkcs7.sha1": (pdf, "OUTDATED_FORMATS", frozenset()),
    "USF: unknown subfilter": (pdf, "KNOWN_FORMATS", pdf.KNOWN_FORMATS | {"/ETSI.Khac"}),
}
"""A rule that is a value: the file that needs it, where it is, and what it is loosened to."""


@pytest.fixture(autouse=True, scope="module")
def everything_judged() -> None:
    """Before anything is taken out."""
    for entry in FILES.values():
        judged(entry)


@pytest.mark.parametrize("mutant", [one for site in sites() for one in site.mutants()], ids=str)
def test_every_alarm_is_needed(mutant: Mutant, monkeypatch: pytest.MonkeyPatch) -> None:
    witnesses = alarmed.get((str(mutant.site.module.__file__), mutant.site.line), [])
    monkeypatch.setattr(mutant.function, "__code__", mutant.code)
    if str(mutant) in IN_DEPTH:
        assert not _noticed(witnesses[:ENOUGH])
    else:
        assert _noticed(witnesses)


@pytest.mark.parametrize("name", TABLES)
def test_every_value_is_needed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, word, loose = TABLES[name]
    monkeypatch.setattr(place, word, loose)
    assert _noticed([FILES[name]])


@pytest.mark.parametrize("code", [code for code in judgement.MEANING if code != "signature_valid"])
def test_every_meaning_is_needed(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    witnesses = [entry for entry in FILES.values() if entry.reason == code]
    monkeypatch.setitem(judgement.MEANING, code, judgement.MEANING["signature_valid"])
    assert _noticed(witnesses)


@pytest.mark.parametrize("word", active.CODES)
def test_every_word_of_active_content_is_needed(word: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(active.CODES, word)
    assert _noticed([entry for entry in FILES.values() if entry.active])


def test_reasons_of_depth_are_about_alarms_that_exist() -> None:
    assert IN_DEPTH.keys() <= {str(one) for site in sites() for one in site.mutants()}


def _noticed(entries: Sequence[Entry]) -> bool:
    """Something else is said about one of them, or nothing any more."""
    return any(_says(entry) != _essence(judged(entry)) for entry in reversed(entries))


def _says(entry: Entry) -> object:
    try:
        return _essence(judge(entry))
    except Exception:  # noqa: BLE001 - a broken judgement is noticed, too
        return None
    finally:
        forget()


def _essence(report: SignatureReport) -> object:
    told = [(one.reason, one.changes_after, one.notes) for one in report.signatures]
    return report.verdict, report.reason, report.active_content, told
