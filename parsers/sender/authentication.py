"""Whether the trusted server vouches for the sender: Authentication-Results (RFC 8601), topmost header only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parsers.model import DkimResult, DkimVerdict, ParsedMail
from parsers.sender.authresults import Result, Unreadable, parse_results

_PLAIN_ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]+"
)
UNNAMED = "exchange"
"""Configured for servers that write their results without a name in front, as Exchange does."""
_UNNAMED = re.compile(r"\s*(?:spf|dkim|dmarc)=[a-z]+\b")
_GOOD = "pass"
_BAD = frozenset({"fail", "policy", "permerror"})
"""What a server looked at and disliked (RFC 8601, 2.7.1 and 2.7.2); `none`, `neutral`, `temperror` say nothing."""
_LONGEST = 16_384
_DOUBTS = ("repeated_headers", "sent_on_behalf", "resent", "senders_disagree", "bad_header")
"""Defects of a mail that leave open who wrote it, whatever the servers say of its From."""


@dataclass(frozen=True, slots=True)
class AuthVerdict:
    """Whether the From address is proved."""

    passed: bool
    method: str
    """`dmarc`, `dkim+spf`, `auth`, or `""` when nothing proved it."""
    reason: str
    """`sender_proved`, else the code of what is missing."""


def authenticated_from(mail: ParsedMail, authserv_id: str) -> AuthVerdict:
    """Judge the single From address by the topmost Authentication-Results of `authserv_id`.

    Any other header, duplicate results that do not all pass, and everything unreadable count as a failure. The
    server must remove headers with its own name that came from outside (RFC 8601, section 5).
    """
    sender = _single_sender(mail)
    if sender is None:
        return AuthVerdict(False, "", "sender_not_single")
    for defect in _DOUBTS:
        if defect in mail.defects:
            return AuthVerdict(False, "", defect)
    if not authserv_id or not mail.authentication_results:
        return AuthVerdict(False, "", "sender_unverified")
    results = _results(mail.authentication_results[0], authserv_id)
    if isinstance(results, str):
        return AuthVerdict(False, "", results)
    return _judge(results, sender)


def vouched_for(mail: ParsedMail, authserv_id: str, dkim: DkimVerdict) -> AuthVerdict:
    """The server's word and our own DKIM check together: either proves the sender, but neither may contradict.

    Our own check alone counts only where the server says nothing at all: what it saw and disliked stays disliked.
    """
    server = authenticated_from(mail, authserv_id)
    if dkim.result is DkimResult.FAIL:
        return AuthVerdict(False, "", dkim.code)
    if server.reason == "sender_unverified" and dkim.result is DkimResult.PASS:
        return AuthVerdict(True, "own-dkim", dkim.code)
    return server


def single_domain(mail: ParsedMail) -> str:
    """Domain of the one plain From address, lower case; empty when there is no such one."""
    return (_single_sender(mail) or "").rpartition("@")[2]


def _single_sender(mail: ParsedMail) -> str | None:
    """Exactly one From with one plain ASCII address; the display name proves nothing."""
    if len(mail.from_) != 1 or any("from" in defect for defect in mail.defects):
        return None
    mailbox = mail.from_[0].mailbox
    local, _, domain = mailbox.rpartition("@")
    address = f"{local}@{domain.lower()}"
    return address if _PLAIN_ADDRESS.fullmatch(address) else None


def _results(header: str, authserv_id: str) -> Sequence[Result] | str:
    if len(header) > _LONGEST or not header.isprintable():
        return "auth_results_unreadable"
    unnamed = authserv_id == UNNAMED and _UNNAMED.match(header) is not None
    try:
        parsed = parse_results(f"{UNNAMED}; {header}" if unnamed else header)
    except Unreadable:
        return "auth_results_unreadable"
    if parsed.authserv_id.lower() != authserv_id.lower():
        return "auth_results_foreign"
    return parsed.results


def _judge(results: Sequence[Result], sender: str) -> AuthVerdict:
    domain = sender.rpartition("@")[2]
    dkim, spf, auth = (_of(results, method) for method in ("dkim", "spf", "auth"))
    dmarc = [one for one in _of(results, "dmarc") if one.result != "none"]  # the domain has no policy: nothing is said
    if dmarc:
        passed = _all_pass(dmarc) and all(_domains(one, "header", "from") == {domain} for one in dmarc)
        return AuthVerdict(True, "dmarc", "sender_proved") if passed else AuthVerdict(False, "", "dmarc_failed")
    if auth:
        passed = _all_pass(auth) and all(_login(one) == sender for one in auth)
        return AuthVerdict(True, "auth", "sender_proved") if passed else AuthVerdict(False, "", "auth_failed")
    if any(one.result in _BAD for one in (*dkim, *spf)):
        return AuthVerdict(False, "", "dkim_spf_failed")
    if not dkim or not spf:
        return AuthVerdict(False, "", "sender_unverified")
    signed = _all_pass(dkim) and any(_domains(one, "header", "d") == {domain} for one in dkim)
    allowed = _all_pass(spf) and all(_domains(one, "smtp", "mailfrom") == {domain} for one in spf)
    if signed and allowed:
        return AuthVerdict(True, "dkim+spf", "sender_proved")
    return AuthVerdict(False, "", "dkim_spf_failed")


def _of(results: Iterable[Result], method: str) -> list[Result]:
    return [one for one in results if one.method == method]


def _all_pass(results: Sequence[Result]) -> bool:
    return all(one.result == _GOOD for one in results)


def _values(result: Result, kind: str, name: str) -> list[str]:
    return [one.value for one in result.properties if (one.type, one.name) == (kind, name)]


def _domains(result: Result, kind: str, name: str) -> set[str]:
    return {value.rpartition("@")[2].lower().rstrip(".") for value in _values(result, kind, name)}


def _login(result: Result) -> str | None:
    logins = _values(result, "smtp", "auth")
    if len(logins) != 1:
        return None
    local, _, domain = logins[0].rpartition("@")
    return f"{local}@{domain.lower()}"
