"""Lies in the habits of eight more servers: results of others, seals, lists, wrappers, holidays, gateways."""
# ruff: noqa: E501 - one lie a line

from __future__ import annotations

import base64

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.mailbot.workflow.senders.attacks.kit import (
    AUTOMATIC,
    EVIL,
    NOT_THE_PERSON,
    NOT_VOUCHED,
    ORDER,
    THANKS,
    UNCLEAR,
    Attack,
    from_line,
    hidden,
    replaced,
    sent,
    server,
)
from tests.mailbot.workflow.senders.attacks.machines import marked
from tests.mailbot.workflow.senders.attacks.unseen import body, parts, results, text
from tests.mailbot.workflow.senders.attacks.words import said
from tests.mailbot.workflow.senders.elsewhere import ELSEWHERE
from tests.story.town import AUTHSERV, HEAD, OFFICER

PASS = "dkim=pass header.d=xa.example; spf=pass smtp.mailfrom=xa.example; dmarc=pass header.from=xa.example"
TNEF = base64.b64encode(b"\x78\x9f\x3e\x22" + ORDER.encode("utf-16-le")).decode()


def boasted(name: str, *lines: str) -> Attack:
    """No results of ours: only what some server writes for itself, and anybody can write."""
    headers = tuple((line.partition(":")[0], line.partition(":")[2].strip()) for line in lines)
    return Attack(name, sent(authentication=(), headers=headers), NOT_VOUCHED)


def altered(name: str, which: int) -> Attack:
    """A mail a server signed and passed on; the words were exchanged on the way, its results are gone."""
    finish = ELSEWHERE[which].finish

    def make(letter: Letter) -> bytes:
        mail = finish(a_reply(letter, HEAD, THANKS, authentication=()), HEAD)
        kept = mail.replace(b"Authentication-Results: " + AUTHSERV.encode(), b"X-Results: " + AUTHSERV.encode())
        return kept.replace(THANKS.encode(), ORDER.encode())

    return Attack(name, make, NOT_VOUCHED)


def beside(name: str, head: str, content: str) -> Attack:
    """A greeting, and the order in a part that programmes show otherwise or not at all."""
    return body(name, parts("mixed", text(THANKS), f"{head}\n\n{content}"))


RESULTS = [
    results("Google's own results only", f"mx.google.com; {PASS}"),
    results("results without a server's name", PASS),
    results("results of an unknown version", f"{AUTHSERV} 2; {PASS}"),
    results("results of a version that is a word", f"{AUTHSERV} one; {PASS}"),
    results(
        "Exchange's composite alone",
        f"{AUTHSERV}; spf=fail smtp.mailfrom=xa.example; dkim=none; dmarc=fail action=none header.from=xa.example; compauth=pass reason=130",
    ),
    results(
        "a seal that passed, a policy that failed",
        f"{AUTHSERV}; arc=pass (i=1 spf=pass dkim=pass dmarc=pass fromdomain=xa.example); dmarc=fail header.from=xa.example",
    ),
    results(
        "policy passed in a comment",
        f"{AUTHSERV}; dmarc=fail (dmarc=pass header.from=xa.example) header.from=xa.example",
    ),
    results("policy of a longer domain", f"{AUTHSERV}; dmarc=pass header.from=xa.example.evil.example"),
    results("policy of two domains", f"{AUTHSERV}; dmarc=pass header.from=evil.example header.from=xa.example"),
    results(
        "a method that only sounds like one",
        f"{AUTHSERV}; x-dmarc=pass header.from=xa.example; dmarc-arc=pass header.from=xa.example",
    ),
    server("MDaemon: another login", f"auth=pass (login) smtp.auth={OFFICER}"),
    server("Axigen: no login", "dmarc=none header.from=xa.example; auth=none"),
    server("Exim: only the machine's name", "iprev=pass (mail.xa.example) smtp.remote-ip=192.0.2.25"),
    server(
        "Exim: path of another domain",
        "iprev=pass; spf=pass smtp.mailfrom=evil.example; dkim=pass header.d=xa.example; arc=none",
    ),
    server("Kerio: signed by another domain", "spf=pass smtp.mailfrom=xa.example; dkim=pass header.d=evil.example"),
    server("Kerio: path not quite allowed", "spf=softfail smtp.mailfrom=xa.example; dkim=pass header.d=xa.example"),
]
BOASTS = [
    boasted("Exchange: internal, it says", "X-MS-Exchange-Organization-AuthAs: Internal", "X-MS-Exchange-Organization-SCL: -1"),
    boasted("Exim: authenticated, it says", f"X-Authenticated-Sender: {HEAD}", f"X-Sender-Id: {HEAD}"),
    boasted("Kerio: logged in, it says", f"Received: from [10.0.0.9] (authenticated user {HEAD}) by mail.xa.example (Kerio Connect 10.0.6) with ESMTPSA"),
    boasted("MDaemon: arrived by login, it says", f"X-MDAuthenticated-Sender: {HEAD}", f"X-Envelope-From: {HEAD}"),
    boasted("Google: sealed, it says", "ARC-Seal: i=1; a=rsa-sha256; cv=none; d=google.com; s=arc; b=QUJD", f"ARC-Authentication-Results: i=1; {AUTHSERV}; {PASS}"),
    boasted("the firewall passed it, it says", "Received-SPF: pass (xa.example: allowed)", "X-DKIM: passed", "X-Barracuda-Status: clean"),
    *(altered(f"words exchanged behind {ELSEWHERE[which].name}", which) for which in (0, 1, 2, 4, 6)),
]  # fmt: skip
LISTS = [
    Attack(
        "sent through a list that writes itself",
        from_line("From: Tran Quoc Bao via Canbo <canbo@lists.xa.example>"),
        NOT_THE_PERSON,
    ),
    Attack("Google's original sender", from_line(f"From: {EVIL}\r\nX-Google-Original-From: {HEAD}"), NOT_THE_PERSON),
    Attack(
        "sent by a persona of Zimbra",
        from_line(f"From: {EVIL}\r\nX-Zimbra-Identity: {HEAD}\r\nReply-To: {HEAD}"),
        NOT_THE_PERSON,
    ),
    Attack(
        "redirected by Exchange",
        from_line(f"From: {HEAD}\r\nResent-From: {OFFICER}\r\nResent-To: vanban@tan-phu.example"),
        NOT_VOUCHED,
    ),
    marked("a group of Google", "List-ID", "<canbo.xa.example>"),
    marked("a list of mailman", "List-Post", "<mailto:canbo@lists.xa.example>"),
    marked("Zimbra on holiday", "Auto-Submitted", "auto-replied (zimbra; vacation)"),
    marked("Exchange's rules", "Auto-Submitted", "auto-generated (rule)"),
    marked("hMailServer on holiday", "Precedence", "Bulk"),
    Attack(
        "Outlook on holiday, in Vietnamese", replaced(b"Subject: Re:", "Subject: Trả lời tự động:".encode()), AUTOMATIC
    ),
]
PARTS = [
    beside("order in winmail.dat", 'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64', TNEF),
    beside("order in an invitation", "Content-Type: text/calendar; method=REQUEST; charset=utf-8", f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:{ORDER}\nEND:VEVENT\nEND:VCALENDAR"),
    beside("order in a business card", "Content-Type: text/vcard; charset=utf-8", f"BEGIN:VCARD\nNOTE:{ORDER}\nEND:VCARD"),
    beside("order in text/rtf", "Content-Type: text/rtf; charset=utf-8", "{\\rtf1 " + ORDER + "}"),
    beside("order in text/enriched", "Content-Type: text/enriched; charset=utf-8", f"<bold>{ORDER}</bold>"),
    beside("order in an attached page", 'Content-Type: text/html; charset=utf-8\nContent-Disposition: attachment; filename="y-kien.html"', f"<p>{ORDER}</p>"),
    said("order in a gateway's warning", f"CAUTION: This email originated from outside of the organization. {ORDER}\n\n{THANKS}"),
    said("order below a gateway's warning, in its lines", f"CAUTION: This email originated from outside of the organization.\nPlease {ORDER}\n\n{THANKS}"),
    said("order in a disclaimer", f"{THANKS}\n\nThông tin trong thư điện tử này là bảo mật. {ORDER}"),
    said("order in a virus scanner's line", f"{THANKS}\n\nThis email has been scanned by AVG. {ORDER}"),
    Attack("order in a warning's table", hidden(f"<table><tr><td>EXTERNAL EMAIL: {ORDER}</td></tr></table><p>{THANKS}</p>"), UNCLEAR),
]  # fmt: skip
ATTACKS = [*RESULTS, *BOASTS, *LISTS, *PARTS]
