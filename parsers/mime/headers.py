"""Headers of a mail, read one by one so that a single odd one never costs the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from parsers.clean import clean_line
from parsers.mime.encodedwords import count_words, decode_words, unfold
from parsers.mime.guard import MailLimits
from parsers.model import Address, InnerMail

_ID = re.compile(r"<[^<>\s]{1,990}>")
_MAILBOX = re.compile(r"[^\s<>@\"(),:;\\\x00-\x1f\x7f]{1,64}@[^\s<>@\"(),:;\\\x00-\x1f\x7f]{1,253}")
_QUOTED_LOCAL = re.compile(r"\"[^\"\\\x00-\x1f\x7f]{1,64}\"@[^\s<>@\"(),:;\\\x00-\x1f\x7f]{1,253}")
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|[()<>,;:]|[^"()<>,;:]+')
_PLAIN = re.compile(r"[^<>,;:()]*(?:<[^<>,;:()]*>\s*)?")
_TRACE_LIMIT = 100
_ONCE = (
    "to", "cc", "sender", "reply-to", "in-reply-to", "references", "date",
    "mime-version", "content-type", "content-transfer-encoding",
)  # fmt: skip
"""Fields a mail has at most once (RFC 5322, 3.6; RFC 2045, 4): of two, each programme believes another."""
_FIRST_YEAR, _LAST_YEAR = 1995, 2080


class Headers:
    """The raw headers of one part, by lower-case name, in order, unfolded."""

    __slots__ = ("_values",)

    def __init__(self, part: Message) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in part.raw_items():
            self._values.setdefault(name.lower(), []).append(unfold(str(value)))

    def every(self, name: str) -> Sequence[str]:
        """All values of a header, topmost first."""
        return self._values.get(name, ())

    def first(self, name: str) -> str:
        """The topmost value, empty when there is none."""
        return next(iter(self.every(name)), "")

    def has(self, *names: str) -> bool:
        """Whether any of these headers is there."""
        return any(name in self._values for name in names)

    def __len__(self) -> int:
        return len(self._values)


def subject(headers: Headers, limits: MailLimits, limits_hit: list[str]) -> str:
    """The Subject for a reader, at most 2,000 characters."""
    value = headers.first("subject")
    if count_words(value) > limits.encoded_words:
        limits_hit.append("too_many_encoded_words")
    return decode_words(value, limits.encoded_words)[:2_000].strip()


def addresses(values: Sequence[str], limits: MailLimits, limits_hit: list[str]) -> tuple[Address, ...]:
    """Every address of these headers, groups dissolved; an unreadable one has an empty mailbox."""
    found: list[Address] = []
    for value in values:
        for chunk in _chunks(value, limits.addresses + 1):
            found.append(_address(chunk))
    if len(found) > limits.addresses:
        limits_hit.append("too_many_addresses")
    return tuple(found[: limits.addresses])


def message_ids(values: Sequence[str]) -> tuple[str, ...]:
    """Every `<…>` identifier, in order, at most 100."""
    found = [clean_line(item) for value in values for item in _ID.findall(value)]
    return tuple(dict.fromkeys(found))[:_TRACE_LIMIT]


def return_path(headers: Headers) -> str | None:
    """Address of the topmost Return-Path, `""` for the null path (RFC 5321 section 4.4)."""
    if not headers.has("return-path"):
        return None
    value = clean_line(headers.first("return-path")).strip("<> ")
    return mailbox_of(value) if value else ""


def date(headers: Headers, defects: list[str]) -> datetime | None:
    """The Date header as an aware time; None with a defect when it is absent, unreadable or absurd."""
    value = clean_line(headers.first("date"))[:200]
    if not value:
        defects.append("no_date")
        return None
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        defects.append("date_unreadable")
        return None
    if not _FIRST_YEAR <= moment.year < _LAST_YEAR:
        defects.append("date_absurd")
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def inner_mail(headers: Headers, path: str, limits: MailLimits) -> InnerMail:
    """Who wrote a mail that travels inside another one."""
    return InnerMail(
        path=path,
        from_=addresses(headers.every("from"), limits, []),
        subject=subject(headers, limits, []),
        date=date(headers, []),
        message_id=next(iter(message_ids(headers.every("message-id"))), None),
    )


def trace(headers: Headers, name: str) -> tuple[str, ...]:
    """Trace headers such as Received, topmost first, each on one line, at most 100."""
    return tuple(clean_line(value) for value in headers.every(name)[:_TRACE_LIMIT])


def sender_defects(headers: Headers, from_: Sequence[Address], sender: Sequence[Address]) -> list[str]:
    """What leaves open who wrote a mail (RFC 5322, 3.6: From exactly once; Sender and Resent-* name somebody else)."""
    found = []
    if not from_:
        found.append("no_from")
    if len(headers.every("from")) > 1 or len(from_) > 1:
        found.append("several_from")
    if any(not address.mailbox for address in from_) or (len(from_) == 1 and not _is_plain(headers.first("from"))):
        found.append("from_malformed")
    if len(headers.every("subject")) > 1:
        found.append("several_subjects")
    if len(headers.every("message-id")) > 1:
        found.append("several_message_ids")
    if any(len(headers.every(name)) > 1 for name in _ONCE):
        found.append("repeated_headers")
    if sender and [one.mailbox for one in sender] != [one.mailbox for one in from_]:
        found.append("sent_on_behalf")
    if headers.has("resent-from", "resent-sender", "resent-to", "resent-date"):
        found.append("resent")
    return found


def _is_plain(value: str) -> bool:
    """No group (RFC 6854), no route, nothing behind or around the brackets: what each programme reads alike."""
    bare = "".join("q" if word.startswith('"') else word for word in _uncommented(value))
    return _PLAIN.fullmatch(bare) is not None


def _uncommented(value: str) -> Iterator[str]:
    """Tokens outside of comments; one pass, no recursion (`((((` has killed better parsers). A comment left open
    gives one last `(`."""
    depth = 0
    for word in _TOKEN.findall(value):
        if word in "()":
            depth = max(depth + (1 if word == "(" else -1), 0)
        elif not depth:
            yield word
    if depth:
        yield "("


def _chunks(value: str, limit: int) -> list[list[str]]:
    """Tokens of each address, comments left out."""
    chunks: list[list[str]] = [[]]
    inside = open_comment = False
    for word in _uncommented(value):
        if word == "(":
            open_comment = True
            continue
        if word in "<>":
            inside = word == "<"
        if word == ":" and not inside:
            chunks[-1] = []
        elif word in ",;" and not inside:
            chunks.append([])
        else:
            chunks[-1].append(word)
        if len(chunks) > limit:
            break
    chunks = [chunk for chunk in chunks if "".join(chunk).strip()]
    return chunks or ([[value]] if value.strip() and open_comment else [])


def _address(tokens: list[str]) -> Address:
    if tokens.count("<") > 1:
        return Address("", decode_words("".join(tokens))[:200])
    if "<" not in tokens:
        return Address(mailbox_of("".join(tokens).strip()), "")
    start = tokens.index("<")
    end = tokens.index(">") if ">" in tokens else len(tokens)
    name = " ".join(_unquote(token) for token in tokens[:start])
    return Address(mailbox_of("".join(tokens[start + 1 : end]).strip()), decode_words(name)[:200])


def _unquote(token: str) -> str:
    if not token.startswith('"'):
        return token.strip()
    return re.sub(r"\\(.)", r"\1", token[1:].removesuffix('"'))


def mailbox_of(text: str) -> str:
    """`local@domain` as it is compared everywhere; empty when it is no plain address."""
    if not (_MAILBOX.fullmatch(text) or _QUOTED_LOCAL.fullmatch(text)):
        return ""
    local, _, domain = text.rpartition("@")
    cleaned = f"{local}@{_domain(domain)}"
    return cleaned if clean_line(cleaned) == cleaned else ""


def _domain(domain: str) -> str:
    """Lower case; a name with foreign letters in its punycode form, so that look-alikes are seen as such."""
    if domain.isascii():
        return domain.lower()
    try:
        written = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    named = [label.isascii() for label in domain.split(".")]
    kept = [not label.startswith("xn--") for label in written.split(".")]
    return written if named == kept else ""  # a wide letter or dot that would turn into a plain one
