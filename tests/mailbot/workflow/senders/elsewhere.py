"""Eight more mail servers and what each does to a reply: own results below, ARC, versions, folded lines.

The habits are those seen in public mails of each kind and in the makers' manuals; names and addresses are ours.
"""
# ruff: noqa: E501 - one header a line

from __future__ import annotations

from tests.mailbot.workflow.senders.servers import Server
from tests.parsers.dkimmails import rsa_signer
from tests.story.town import AUTHSERV

_DAY = "Fri, 20 Nov 2026 08:00:02 +0700"


def _signed(trace: str, mail: bytes) -> bytes:
    return trace.encode() + rsa_signer().sign(mail)


def _unsigned(trace: str, mail: bytes) -> bytes:
    return trace.encode() + mail


def _domain(sender: str) -> str:
    return sender.partition("@")[2]


def microsoft365(mail: bytes, sender: str) -> bytes:
    """Exchange Online: what its first hop thought stays below, without a server's name; sealed twice."""
    domain = _domain(sender)
    trace = (
        f"Authentication-Results: {AUTHSERV}; dkim=pass (2048-bit key) header.d={domain} header.i=@{domain}\r\n"
        f" header.a=rsa-sha256 header.s=selector1; spf=pass smtp.mailfrom={domain}; dmarc=pass\r\n"
        f" (policy=quarantine) header.from={domain}\r\n"
        "ARC-Seal: i=1; a=rsa-sha256; s=arcselector10001; d=microsoft.com; cv=none;\r\n b=QUJDRA==\r\n"
        "ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=microsoft.com;\r\n"
        " s=arcselector10001; h=From:Date:Subject:Message-ID; bh=QUJDRA==; b=QUJDRA==\r\n"
        f"ARC-Authentication-Results: i=1; mx.microsoft.com 1; spf=pass smtp.mailfrom={domain};\r\n"
        f" dmarc=pass action=none header.from={domain}; dkim=pass header.d={domain}; arc=none\r\n"
        f"authentication-results: dkim=none (message not signed)\r\n header.d=none;dmarc=none action=none "
        f"header.from={domain};\r\n"
        f"Received: from SG2PR01MB0001.apcprd01.prod.exchangelabs.com (2603:1096:4:ad::13) by\r\n TYZPR01MB0002 with "
        f"Microsoft SMTP Server (version=TLS1_2) id 15.20.8158.23; {_DAY}\r\n"
        "x-ms-publictraffictype: Email\r\nx-ms-office365-filtering-correlation-id: 1\r\n"
        "X-MS-Exchange-AntiSpam-MessageData-ChunkCount: 1\r\nX-Auto-Response-Suppress: DR, OOF, AutoReply\r\n"
    )
    return _signed(trace, mail)


def google(mail: bytes, sender: str) -> bytes:
    """Google Workspace: results of mx.google.com below ours, ARC beside."""
    domain = _domain(sender)
    told = (
        f"dkim=pass header.i=@{domain} header.s=s2026 header.b=AbCdEf12;\r\n       spf=pass (google.com: domain of "
        f"{sender} designates 209.85.220.41 as permitted sender) smtp.mailfrom={sender};\r\n       dmarc=pass "
        f"(p=QUARANTINE sp=QUARANTINE dis=NONE) header.from={domain}"
    )
    trace = (
        f"Authentication-Results: {AUTHSERV};\r\n       {told}\r\n"
        f"Received: from mail-sor-f41.google.com by {AUTHSERV} with ESMTPS id 4; {_DAY}\r\n"
        "X-Google-Smtp-Source: AGHT+IE\r\nX-Received: by 2002:a05:6a20:8408:b0:1e0 with SMTP id 1;\r\n"
        "        Thu, 19 Nov 2026 17:00:01 -0800 (PST)\r\n"
        "ARC-Seal: i=1; a=rsa-sha256; t=1795136401; cv=none; d=google.com; s=arc-20240605;\r\n        b=QUJDRA==\r\n"
        f"ARC-Authentication-Results: i=1; mx.google.com;\r\n       {told}\r\n"
        f"Authentication-Results: mx.google.com;\r\n       {told}\r\nX-Gm-Message-State: AOJu0Yz\r\n"
    )
    return _signed(trace, mail)


def zimbra10(mail: bytes, sender: str) -> bytes:
    """Zimbra 10: the version behind the server's name (RFC 8601, 2.2), one result a line."""
    domain = _domain(sender)
    trace = (
        f"Return-Path: {sender}\r\nAuthentication-Results: {AUTHSERV} 1;\r\n\tdkim=pass (2048-bit key) header.d={domain};\r\n"
        f"\tspf=pass smtp.mailfrom={domain};\r\n\tdmarc=pass (p=none dis=none) header.from={domain}\r\n"
        f"Received: from mail.{domain} (LHLO mail.{domain}) (192.0.2.25) by mail.{domain}\r\n with LMTP; {_DAY}\r\n"
        f"X-Virus-Scanned: amavis at mail.{domain}\r\nX-Originating-IP: [10.0.0.9]\r\n"
        "X-Mailer: Zimbra 10.0.9_GA_4667 (ZimbraWebClient - GC129 (Win)/10.0.9_GA_4667)\r\nThread-Index: AbCd\r\n"
    )
    return _signed(trace, mail)


def exim(mail: bytes, sender: str) -> bytes:
    """Exim 4: every method it knows in one line, the address of the machine among them."""
    domain = _domain(sender)
    trace = (
        f"Return-path: <{sender}>\r\nEnvelope-to: vanban@tan-phu.example\r\nDelivery-date: {_DAY}\r\n"
        f"Authentication-Results: {AUTHSERV};\r\n\tiprev=pass (mail.{domain}) smtp.remote-ip=192.0.2.25;\r\n"
        f"\tspf=pass smtp.mailfrom={domain};\r\n\tdkim=pass header.d={domain} header.s=s2026 header.a=rsa-sha256;\r\n"
        f"\tdmarc=pass header.from={domain};\r\n\tarc=none\r\n"
        f"Received: from mail.{domain} ([192.0.2.25])\r\n\tby {AUTHSERV} with esmtps (TLS1.3) tls "
        f"TLS_AES_256_GCM_SHA384\r\n\t(Exim 4.97)\r\n\tid 1tDxyz-0001Ab-2C; {_DAY}\r\n"
        f"X-Authenticated-Sender: {sender}\r\nX-Spam-Score: -1.9 (-)\r\n"
    )
    return _signed(trace, mail)


def hmailserver(mail: bytes, sender: str) -> bytes:
    """hMailServer writes no results at all: the signature is what is left to check."""
    domain = _domain(sender)
    trace = (
        f"Return-Path: {sender}\r\nReceived: from mail.{domain} (mail.{domain} [192.0.2.25])\r\n\tby {AUTHSERV} with "
        f"ESMTPSA\r\n\t(version=TLSv1.2 cipher=ECDHE-RSA-AES256-GCM-SHA384 bits=256)\r\n\t; {_DAY}\r\n"
        "X-hMailServer-ExternalAccount: no\r\nX-hMailServer-LoopCount: 1\r\n"
    )
    return _signed(trace, mail)


def mdaemon(mail: bytes, sender: str) -> bytes:
    """MDaemon: who logged in, then DMARC; a dozen lines of its own."""
    domain = _domain(sender)
    trace = (
        f"X-MDAV-Result: clean\r\nX-MDAV-Processed: {AUTHSERV}, {_DAY}\r\nAuthentication-Results: {AUTHSERV};\r\n"
        f"\tauth=pass (login) smtp.auth={sender}\r\nReceived: from mail.{domain} by {AUTHSERV} (MDaemon PRO v24.0.2)\r\n"
        f"\twith ESMTPSA id md5001.msg; {_DAY}\r\nX-MDRemoteIP: 10.0.0.9\r\nX-MDHelo: may-bao\r\n"
        f"X-MDArrival-Date: {_DAY}\r\nX-Return-Path: {sender}\r\nX-Envelope-From: {sender}\r\nX-MDCFSigsAdded: {domain}\r\n"
    )
    return _signed(trace, mail)


def kerio(mail: bytes, sender: str) -> bytes:
    """Kerio Connect: signs, says nothing of DMARC, marks its footer."""
    domain = _domain(sender)
    trace = (
        f"Return-Path: <{sender}>\r\nX-Spam-Status: No, hits=0.0 required=5.0\r\n\ttests=\r\nX-Footer: eGEuZXhhbXBsZQ==\r\n"
        f"Authentication-Results: {AUTHSERV}; spf=pass smtp.mailfrom={domain};\r\n\tdkim=pass header.d={domain}\r\n"
        f"Received: from [10.0.0.9] ([10.0.0.9])\r\n\t(authenticated user {sender})\r\n\tby mail.{domain} (Kerio Connect "
        f"10.0.6) with ESMTPSA;\r\n\t{_DAY}\r\nX-Mailer: Kerio Connect 10.0.6 (Web client)\r\n"
    )
    return _signed(trace, mail)


def axigen(mail: bytes, sender: str) -> bytes:
    """Axigen: unsigned inside the house; the server names the login."""
    domain = _domain(sender)
    trace = (
        f"Authentication-Results: {AUTHSERV};\r\n dmarc=none header.from={domain};\r\n auth=pass smtp.auth={sender}\r\n"
        f"Received: from mail.{domain} (localhost [127.0.0.1])\r\n by {AUTHSERV} (Axigen) with (TLSv1.3) ESMTPA id 0A1B2C;\r\n"
        f" {_DAY}\r\nX-AXIGEN-DK-Result: No records\r\nX-AxigenSpam-Level: 1\r\nX-CTCH-Error: Unable to connect\r\n"
    )
    return _unsigned(trace, mail)


ELSEWHERE = (
    Server("Microsoft 365", microsoft365),
    Server("Google Workspace", google),
    Server("Zimbra 10", zimbra10),
    Server("Exim", exim),
    Server("hMailServer", hmailserver),
    Server("MDaemon", mdaemon),
    Server("Kerio", kerio),
    Server("Axigen", axigen),
)
