"""From lines people or programmes read in two ways (Composition Kills, 5.1-5.3; RFC 5322, 3.4)."""

from __future__ import annotations

from base64 import b64encode

from tests.mailbot.workflow.senders.attacks.kit import (
    EVIL,
    NOT_THE_PERSON,
    NOT_VOUCHED,
    Attack,
    from_line,
    on_top,
    replaced,
    sent,
)
from tests.story.town import DEPUTY, HEAD, OFFICER

WORD = f"=?utf-8?B?{b64encode(HEAD.encode()).decode()}?="


def line(name: str, text: str, reason: str = NOT_THE_PERSON) -> Attack:
    return Attack(name, from_line(text), reason)


def address(name: str, written: str, reason: str = NOT_THE_PERSON) -> Attack:
    return line(name, f"From: {written}", reason)


ATTACKS = [
    address("another domain", "chutich@xa.example.vn"),
    address("domain with a tail", "chutich@xa.example.evil.example"),
    address("subdomain", "chutich@mail.xa.example"),
    address("parent domain", "chutich@example"),
    address("display name spoof", f'"{HEAD}" <{EVIL}>'),
    address("display name of the head", "Tran Quoc Bao <bao@xa.example>"),
    address("display name with both", f'"Chủ tịch <{HEAD}>" <{EVIL}>'),
    address("display name encoded", f"=?utf-8?Q?chutich=40xa=2Eexample?= <{EVIL}>"),
    address("display name that turns the line round", f"\u202eelpmaxe.ax@hcituhc\u202c <{EVIL}>"),
    address("another person of the house", DEPUTY),
    address("officer in the head's thread", OFFICER),
    address("plus address", "chutich+x@xa.example"),
    address("dotted", "chu.tich@xa.example"),
    address("capital local part", "ChuTich@xa.example"),
    address("Cyrillic letter in the name", "сhutich@xa.example"),
    address("Cyrillic letter in the domain", "chutich@xа.example"),
    address("accent in the domain", "chutich@xá.example"),
    address("accent in the domain, as in DNS", "chutich@xn--x-hga.example"),
    address("wide at sign", "chutich＠xa.example"),
    address("invisible letter", "chu\u200btich@xa.example"),
    address("soft hyphen", "chu\u00adtich@xa.example"),
    address("NUL in the address", "chutich\x00@xa.example"),
    address("NUL ends the domain", "chutich@xa.example\x00.evil.example"),
    address("comment before the domain", "chutich(x)@evil.example"),
    address("comment holds the address", f"({HEAD}) {EVIL}"),
    address("comment never ends", f"{EVIL} ({HEAD}"),
    address("5,000 comments", f"{'(' * 5000}{HEAD}"),
    address("quoted local part", '"chutich"@xa.example'),
    address("quoted pair", "chu\\tich@xa.example"),
    address("quoted address as local part", f'"{HEAD}"@evil.example'),
    address("trailing dot", "chutich@xa.example."),
    address("literal domain", "chutich@[192.0.2.1]"),
    address("no domain", "chutich"),
    address("no local part", "@xa.example"),
    address("two at signs", "chutich@xa.example@evil.example"),
    address("route", f"<@evil.example:{HEAD}>"),
    address("route through us", f"<@xa.example,@b.example:{EVIL}>"),
    address("group", f"Lanh dao: {HEAD};", NOT_VOUCHED),
    address("group of strangers named like us", f"{HEAD}: {EVIL};"),
    address("group of nobody, then us", f"undisclosed:;, {HEAD}", NOT_VOUCHED),
    address("empty group", "undisclosed-recipients:;"),
    address("nested brackets", f"<<{HEAD}>>"),
    address("two brackets, ours first", f"<{HEAD}><{EVIL}>"),
    address("two brackets, ours last", f"<{EVIL}><{HEAD}>"),
    address("address after the bracket", f"<{EVIL}> {HEAD}"),
    address("bracket never closed", f"{EVIL} <{HEAD}", NOT_VOUCHED),
    address("two addresses", f"{HEAD}, {EVIL}"),
    address("two addresses, ours last", f"{EVIL}, {HEAD}"),
    address("two addresses with a semicolon", f"{HEAD}; {EVIL}"),
    address("two addresses with a space", f"{HEAD} {EVIL}"),
    address("the same address twice", f"{HEAD}, {HEAD}"),
    address("space inside the address", "chutich @ xa.example.evil.example"),
    address("address encoded", WORD),
    address("address encoded in brackets", f"<{WORD}>"),
    address("address encoded, then another", f"{WORD},{EVIL}"),
    address("address encoded with the end of the line", f"=?utf-8?Q?{HEAD.replace('@', '=40')}=0D=0AFrom:?= <{EVIL}>"),
    address("nobody at all", ""),
    address("null", "<>"),
    line("no From", "X-From: chutich@xa.example"),
    line("two From lines, ours first", f"From: {HEAD}\r\nFrom: {EVIL}"),
    line("two From lines, ours last", f"From: {EVIL}\r\nFrom: {HEAD}"),
    line("two From lines, one in capitals", f"FROM: {EVIL}\r\nfrom: {HEAD}"),
    line("folded between two addresses", f"From: {HEAD},\r\n {EVIL}"),
    line("space before the colon", f"From : {HEAD}\r\nFrom: {EVIL}"),
    line("line begins with a space", f"From: {EVIL}\r\n From: {HEAD}", NOT_VOUCHED),
    line("From of the envelope", f"From {HEAD} Fri Nov 20 08:00:00 2026\r\nFrom: {EVIL}"),
    line("Sender is the head", f"From: {EVIL}\r\nSender: {HEAD}"),
    line("Reply-To is the head", f"From: {EVIL}\r\nReply-To: {HEAD}"),
    line("Resent-From is the head", f"From: {EVIL}\r\nResent-From: {HEAD}"),
    line("X-Original-From is the head", f"From: {EVIL}\r\nX-Original-From: {HEAD}"),
    line("Return-Path is the head", f"From: {EVIL}\r\nReturn-Path: <{HEAD}>"),
    line("sent by another on the head's behalf", f"From: {HEAD}\r\nSender: {OFFICER}", NOT_VOUCHED),
    line("sent on behalf by nobody", f"From: {HEAD}\r\nSender: <>", NOT_VOUCHED),
    line("an old mail of the head sent again by another", f"From: {HEAD}\r\nResent-From: {EVIL}", NOT_VOUCHED),
    line("sent again, says only the day", f"From: {HEAD}\r\nResent-Date: Fri, 20 Nov 2026 08:00:00 +0700", NOT_VOUCHED),
    Attack("From of a part only", replaced(f"From: {HEAD}\r\n".encode(), b""), NOT_THE_PERSON),
    Attack("From smuggled behind a bare CR", on_top(f"X-A: a\rFrom: {EVIL}"), NOT_THE_PERSON),
    Attack("To twice", on_top("To: vanban@tan-phu.example"), NOT_VOUCHED),
    Attack("Content-Type twice", on_top("Content-Type: text/plain; charset=utf-8"), NOT_VOUCHED),
    Attack("from ourselves", sent(sender="vanban@tan-phu.example"), "sent_by_ourselves"),
]
