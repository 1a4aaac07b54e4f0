"""Three mail servers and what each does to a reply before mailbot sees it: trace lines, results, DKIM, lost addresses.

The habits are those seen in public mails of each kind; names and addresses are of our commune.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.mailbot.workflow.desk import Letter, a_reply
from tests.parsers.dkimmails import rsa_signer
from tests.story.town import AUTHSERV

Finish = Callable[[bytes, str], bytes]
"""What a server makes of a mail and its sender's address."""


@dataclass(frozen=True)
class Server:
    """A mail server by its habits."""

    name: str
    finish: Finish


def postfix(mail: bytes, sender: str) -> bytes:
    """Postfix with OpenDKIM and OpenDMARC: one result per milter, topmost the last that ran; signed on the way out."""
    domain = sender.partition("@")[2]
    trace = (
        f"Return-Path: <{sender}>\r\nDelivered-To: vanban@tan-phu.example\r\n"
        f"Received: from mail.{domain} (mail.{domain} [192.0.2.25])\r\n\t(using TLSv1.3 with cipher "
        f"TLS_AES_256_GCM_SHA384 (256/256 bits))\r\n\t(No client certificate requested)\r\n\tby {AUTHSERV} (Postfix) "
        "with ESMTPS id 4F1A2B3C4D\r\n\tfor <vanban@tan-phu.example>; Fri, 20 Nov 2026 08:00:02 +0700 (+07)\r\n"
        f"Authentication-Results: {AUTHSERV}; dmarc=pass (p=quarantine dis=none) header.from={domain}\r\n"
        f"Authentication-Results: {AUTHSERV}; spf=pass smtp.mailfrom={domain}\r\n"
        f"Authentication-Results: {AUTHSERV};\r\n\tdkim=pass (1024-bit key; unprotected) header.d={domain}\r\n"
        '\theader.i=@xa.example header.a=rsa-sha256 header.s=s2026 header.b="AbCdEfGh"\r\n'
    )
    return trace.encode() + rsa_signer().sign(mail, canon=(b"relaxed", b"simple"))


def exchange(mail: bytes, sender: str) -> bytes:
    """Exchange-like: one long result with its own words, thread and anti-spam lines, only some fields signed."""
    domain = sender.partition("@")[2]
    trace = (
        "Received: from SRV01.xa.example (10.0.0.5) by SRV02.xa.example (10.0.0.6)\r\n with Microsoft SMTP Server "
        "(version=TLS1_2, cipher=TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384) id\r\n 15.2.1544.4; "
        "Fri, 20 Nov 2026 08:00:01 +0700\r\n"
        f"Authentication-Results: {AUTHSERV}; spf=pass (sender IP is 192.0.2.25)\r\n smtp.mailfrom={domain}; dkim=pass "
        f"(signature was verified)\r\n header.d={domain}; dmarc=pass action=none\r\n header.from={domain}; "
        "compauth=pass reason=100\r\n"
        "X-MS-Exchange-Organization-AuthAs: Internal\r\nX-MS-Exchange-Organization-SCL: -1\r\n"
        "X-MS-Has-Attach:\r\nX-Auto-Response-Suppress: DR, OOF, AutoReply\r\nThread-Index: AdxYzAbCdEfGhIjKlMnOpQ==\r\n"
        "Thread-Topic: 153\r\nAccept-Language: vi-VN, en-US\r\nContent-Language: vi-VN\r\n"
    )
    names = ("from", "date", "subject", "message-id", "content-type", "mime-version")
    return trace.encode() + rsa_signer().sign(mail, names=names)


def zimbra(mail: bytes, sender: str) -> bytes:
    """Zimbra-like: several hops through amavis on one machine, no DMARC, DKIM and SPF in one result."""
    domain = sender.partition("@")[2]
    trace = (
        f"Return-Path: {sender}\r\nReceived: from mail.{domain} (LHLO mail.{domain}) (192.0.2.25) by\r\n "
        f"mail.{domain} with LMTP; Fri, 20 Nov 2026 08:00:03 +0700 (ICT)\r\n"
        "Received: from localhost (localhost [127.0.0.1])\r\n"
        f"\tby mail.{domain} (Postfix) with ESMTP id 1A2B3C4D5E;\r\n\tFri, 20 Nov 2026 08:00:03 +0700 (ICT)\r\n"
        f"X-Virus-Scanned: amavis at mail.{domain}\r\n"
        f"Authentication-Results: {AUTHSERV}; dkim=pass (1024-bit key) header.d={domain};\r\n spf=pass "
        f"smtp.mailfrom={domain}\r\nX-Originating-IP: [10.0.0.9]\r\n"
        "X-Mailer: Zimbra 8.8.15_GA_4717 (ZimbraWebClient - GC120 (Win)/8.8.15_GA_4717)\r\n"
    )
    return trace.encode() + rsa_signer().sign(mail)


SERVERS = (Server("Postfix", postfix), Server("Exchange", exchange), Server("Zimbra", zimbra))


def through(server: Server, letter: Letter, sender: str, words: str, **changes: object) -> bytes:
    """An honest reply as mailbot finds it in its mailbox."""
    return server.finish(a_reply(letter, sender, words, authentication=(), **changes), sender)  # type: ignore[arg-type]
