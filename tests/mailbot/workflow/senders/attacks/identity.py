"""Who wrote it: results of servers, forged, foreign, broken or about somebody else (RFC 8601; Composition Kills)."""

from __future__ import annotations

from tests.mailbot.workflow.senders.attacks.kit import NOT_VOUCHED, PASSED, Attack, sent, server
from tests.story.town import AUTHSERV, HEAD, OFFICER

FOREIGN = "mx.evil.example; dmarc=pass header.from=xa.example"
FAILED = f"{AUTHSERV}; dmarc=fail header.from=xa.example"


def headers(name: str, *results: str) -> Attack:
    """Authentication-Results headers, topmost first."""
    return Attack(name, sent(authentication=results), NOT_VOUCHED)


def other(name: str, header: str, value: str = PASSED) -> Attack:
    """No Authentication-Results, but something that looks like one."""
    return Attack(name, sent(authentication=(), headers=((header, value),)), NOT_VOUCHED)


ATTACKS = [
    headers("no Authentication-Results"),
    headers("foreign server vouches", FOREIGN),
    headers("forged result below a foreign one", FOREIGN, PASSED),
    headers("forged result below the trusted failure", FAILED, PASSED),
    headers("server name with a tail", f"{AUTHSERV}.evil.example; dmarc=pass header.from=xa.example"),
    headers("server name with a head", f"evil.{AUTHSERV}; dmarc=pass header.from=xa.example"),
    headers("server name in a comment", f"({AUTHSERV}) mx.evil.example; dmarc=pass header.from=xa.example"),
    headers(
        "server name as a value", f'mx.evil.example; x=pass reason="{AUTHSERV}"; dmarc=pass header.from=xa.example'
    ),
    headers("server name with a Cyrillic letter", "mx.x\u0430.example; dmarc=pass header.from=xa.example"),
    headers("no server name at all", "dmarc=pass header.from=xa.example"),
    headers("empty result", ""),
    headers("unclosed comment", f"{AUTHSERV}; dmarc=pass ("),
    headers("result of 40,000 letters", f"{AUTHSERV}; dmarc=pass ({'x' * 40_000}) header.from=xa.example"),
    headers("NUL in the domain of the result", f"{AUTHSERV}; dmarc=pass header.from=xa.example\x00.evil.example"),
    server("dmarc fails", "dmarc=fail header.from=xa.example"),
    server("dmarc none", "dmarc=none header.from=xa.example"),
    server("dmarc temperror", "dmarc=temperror header.from=xa.example"),
    server("dmarc best guess", "dmarc=bestguesspass header.from=xa.example"),
    server("dmarc for another domain", "dmarc=pass header.from=evil.example"),
    server("dmarc for a subdomain", "dmarc=pass header.from=a.xa.example"),
    server("dmarc for a domain around ours", "dmarc=pass header.from=xa.example.evil.example"),
    server("dmarc says no domain", "dmarc=pass"),
    server("dmarc names two domains", "dmarc=pass header.from=xa.example header.from=evil.example"),
    server("dmarc passes and fails", "dmarc=pass header.from=xa.example; dmarc=fail header.from=xa.example"),
    server(
        "dmarc passes twice for two domains", "dmarc=pass header.from=xa.example; dmarc=pass header.from=evil.example"
    ),
    server("pass in a comment", "none (dmarc=pass header.from=xa.example)"),
    server("pass in a reason", 'dmarc=fail reason="; dmarc=pass header.from=xa.example"'),
    server("pass in a quoted value", 'dmarc=fail header.from="x; dmarc=pass header.from=xa.example"'),
    server("domain hidden behind a bracket", "dmarc=pass header.from=xa.example(.evil.example"),
    server(
        "domain hidden behind a quote", "dkim=pass header.d=xa.example'.evil.example; spf=pass smtp.mailfrom=xa.example"
    ),
    server(
        "path hidden behind a bracket", "dkim=pass header.d=xa.example; spf=pass smtp.mailfrom=xa.example(@evil.example"
    ),
    server("dkim without spf", "dkim=pass header.d=xa.example"),
    server("spf without dkim", "spf=pass smtp.mailfrom=xa.example"),
    server("dkim of another, spf ours", "dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=xa.example"),
    server("dkim ours, spf of another", "dkim=pass header.d=xa.example; spf=pass smtp.mailfrom=evil.example"),
    server("dkim says only who, spf ours", "dkim=pass header.i=@xa.example; spf=pass smtp.mailfrom=xa.example"),
    server("spf of the greeting only", "dkim=pass header.d=xa.example; spf=pass smtp.helo=xa.example"),
    server("spf soft", "dkim=pass header.d=xa.example; spf=softfail smtp.mailfrom=xa.example"),
    server(
        "one dkim good, one bad",
        "dkim=pass header.d=xa.example; dkim=fail header.d=xa.example; spf=pass smtp.mailfrom=xa.example",
    ),
    server("arc alone", "arc=pass (i=1 dmarc=pass fromdomain=xa.example)"),
    server("reverse look-up alone", "iprev=pass policy.iprev=192.0.2.1"),
    server("another login", f"auth=pass smtp.auth={OFFICER}"),
    server("login without a domain", "auth=pass smtp.auth=chutich"),
    server("login with a tail", f"auth=pass smtp.auth={HEAD}.evil.example"),
    server("login failed", f"auth=fail smtp.auth={HEAD}"),
    server("two logins", f"auth=pass smtp.auth={HEAD} smtp.auth={OFFICER}"),
    server("login ours, dmarc fails", f"auth=pass smtp.auth={HEAD}; dmarc=fail header.from=xa.example"),
    Attack(
        "result with a space before the colon",
        sent(authentication=(), headers=(("Authentication-Results ", PASSED),)),
        "sender_not_authenticated",
    ),
    other("result under another name", "X-Authentication-Results"),
    other("result the way of ARC", "ARC-Authentication-Results", f"i=1; {PASSED}"),
    other("original result", "Authentication-Results-Original"),
    other("received SPF", "Received-SPF", "pass (mx.xa.example: domain of chutich@xa.example)"),
    other("a line that says it is safe", "X-Spam-Status", "No, tests=DKIM_VALID,SPF_PASS"),
    Attack(
        "result in the body",
        sent(authentication=(), words=f"Authentication-Results: {PASSED}\n\nGiao đ/c Nam."),
        NOT_VOUCHED,
    ),
]
