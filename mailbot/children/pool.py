"""The parent's side: a few children, one job each, killed from outside when a job takes too long."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from typing import TypeVar

from mailbot.children import entry
from mailbot.children.copies import CopyRequest, PreparedCopy, QuestionRequest, TokenRequest
from mailbot.children.preload import preloading
from mailbot.children.requests import (
    NONE_OPENED,
    FileRequest,
    JudgeRequest,
    OpenedCopies,
    OpenRequest,
    PaperReading,
    Pieces,
    PiecesRequest,
    ReplayRequest,
    ReplyRequest,
    TrustFiles,
    Understanding,
    UnderstandRequest,
    UnderstoodDocument,
    unread,
)
from mailbot.children.specialist import ChangeRequest, SpecialistView, ViewRequest
from mailbot.domain.codec import dumps, loads
from mailbot.domain.errors import MailbotError
from parsers.model import ParsedMail, ParsedReply
from signing.model import SignatureReport

T = TypeVar("T")

_JOBS_PER_CHILD = 2000
_GRACE_SECONDS = 5


class ChildFailed(MailbotError):
    """A child could not do its job: `child_died`, `child_timeout`, `child_memory`, or why the file was refused."""


class _Child:
    """One process with its pipe."""

    def __init__(self, memory_bytes: int, seconds: float, trust: TrustFiles) -> None:
        context = preloading()
        ours, theirs = context.Pipe()
        self.pipe: Connection = ours
        self.jobs = 0
        self.seconds = seconds
        self.process: ForkServerProcess = context.Process(
            target=entry.serve, args=(theirs, memory_bytes, int(seconds), dumps(trust).encode()), daemon=True
        )
        self.process.start()
        theirs.close()

    def run(self, name: str, header: bytes, content: bytes) -> bytes:
        """One job; raises ChildFailed."""
        self.jobs += 1
        try:
            for part in (name.encode(), header, content):
                self.pipe.send_bytes(part)
            if not self.pipe.poll(self.seconds):
                raise ChildFailed("child_timeout", seconds=f"{self.seconds:g}")
            status, answer = self.pipe.recv_bytes(), self.pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise ChildFailed("child_died") from error
        if status != b"ok":
            raise ChildFailed(answer.decode())
        return answer

    def kill(self) -> None:
        """End it, whatever it is doing."""
        self.pipe.close()
        self.process.kill()
        self.process.join(_GRACE_SECONDS)
        self.process.close()


class Children:
    """A bounded set of children shared by all threads; each takes one job at a time."""

    def __init__(
        self, count: int, memory_bytes: int, seconds: float, read_trust: Callable[[], TrustFiles] = TrustFiles
    ) -> None:
        self._memory_bytes, self._seconds = memory_bytes, seconds
        self._read_trust = read_trust
        self._trust = read_trust()
        self.trust_version = self._trust.version
        """Of what the children judge with."""
        self._idle: queue.Queue[_Child | None] = queue.Queue()
        self._closing = threading.Event()
        self.restarts = 0
        for _ in range(count):
            self._idle.put(None)  # started when first needed

    def warm_up(self) -> None:
        """Start every child now and let it read the trust store, so that the first mail does not wait for it."""
        for _ in range(self._idle.qsize()):
            with contextlib.suppress(ChildFailed):  # the mail that needs it will say so again
                self._run("warm", b"", b"")

    def understand(
        self, content: bytes, at: datetime, own_names: tuple[str, ...], opened: OpenedCopies = NONE_OPENED
    ) -> Understanding:
        """A whole mail; a document that kills a child is singled out, the rest of the mail is still understood."""
        request = UnderstandRequest(at, own_names, opened=opened)
        try:
            return loads(Understanding, self._run("understand", dumps(request).encode(), content))
        except ChildFailed:
            return self._understand_piecewise(content, request)

    def reply(self, mail: ParsedMail, request: ReplyRequest) -> ParsedReply:
        """What a reply orders."""
        return loads(ParsedReply, self._run("reply", dumps(request).encode(), dumps(mail).encode()))

    def picture(self, content: bytes, request: FileRequest) -> bytes:
        """One page as PNG."""
        return self._run("picture", dumps(request).encode(), content)

    def cut(self, content: bytes, request: FileRequest) -> bytes:
        """One attachment's bytes."""
        return self._run("cut", dumps(request).encode(), content)

    def open_locked(self, content: bytes, request: OpenRequest) -> Mapping[str, bytes]:
        """What a password opens in a mail: SHA-256 of each locked file to its bytes without it; raises ChildFailed."""
        return loads(OpenedCopies, self._run("open_locked", dumps(request).encode(), content)).contents()

    def read_paper(self, content: bytes) -> PaperReading:
        """The scan or photo of a paper as read; raises ChildFailed."""
        return loads(PaperReading, self._run("read_paper", b"", content))

    def pieces(self, digests: tuple[str, ...]) -> Mapping[str, bytes]:
        """Pieces of the trust store by SHA-256, as far as it still holds them."""
        found = loads(Pieces, self._run("pieces", dumps(PiecesRequest(digests)).encode(), b"")).found
        return {sha256: bytes.fromhex(content) for sha256, content in found.items()}

    def judge_again(self, content: bytes, request: ReplayRequest) -> SignatureReport:
        """The verdict on one file of a mail, from its evidence alone; raises ChildFailed."""
        return loads(SignatureReport, self._run("judge_again", dumps(request).encode(), content))

    def judge_own(self, content: bytes, at: datetime) -> SignatureReport:
        """The verdict on a letter or PDF that we signed, as if a stranger had sent it; raises ChildFailed."""
        return loads(SignatureReport, self._run("judge_own", at.isoformat().encode(), content))

    def lasting(self, pdf: bytes, at: datetime) -> bytes:
        """A PDF we signed with what its signatures rest on inside (PAdES B-LT); raises ChildFailed."""
        return self._run("lasting", at.isoformat().encode(), pdf)

    def view(self, content: bytes, request: ViewRequest) -> SpecialistView:
        """The signatures of one file of a mail, taken apart; raises ChildFailed."""
        return loads(SpecialistView, self._run("view", dumps(request).encode(), content))

    def change_picture(self, content: bytes, request: ChangeRequest) -> bytes:
        """One changed page before and after, as PNG; raises ChildFailed."""
        return self._run("change", dumps(request).encode(), content)

    def prepare_copy(self, pdf: bytes, request: CopyRequest) -> PreparedCopy:
        """A copy with room for a timestamp; raises ChildFailed."""
        return loads(PreparedCopy, self._run("prepare_copy", dumps(request).encode(), pdf))

    def question(self, request: QuestionRequest) -> bytes:
        """What to ask a time-stamping authority, DER; raises ChildFailed."""
        return self._run("question", dumps(request).encode(), b"")

    def token(self, request: TokenRequest) -> bytes:
        """The timestamp in its answer, DER; raises ChildFailed."""
        return self._run("token", dumps(request).encode(), b"")

    def judge_copy(self, pdf: bytes, request: CopyRequest) -> SignatureReport:
        """The verdict on a finished copy; raises ChildFailed."""
        return loads(SignatureReport, self._run("judge_copy", dumps(request).encode(), pdf))

    def refresh_trust(self) -> bool:
        """Read certificates and revocation lists again; True when they changed (children start anew)."""
        trust = self._read_trust()
        if trust == self._trust:
            return False
        self._trust, self.trust_version = trust, trust.version
        for _ in range(self._idle.qsize()):
            self._replace(self._idle.get())
        return True

    def close(self) -> None:
        """Kill every child that is not at work; those at work are daemons and end with us."""
        self._closing.set()
        while True:
            try:
                found = self._idle.get_nowait()
            except queue.Empty:
                return
            if found is not None:
                found.kill()

    def _understand_piecewise(self, content: bytes, request: UnderstandRequest) -> Understanding:
        unpack = replace(request, judge=False)
        bare = loads(Understanding, self._run("understand", dumps(unpack).encode(), content))
        documents = tuple(self._judge_alone(content, request, sha) for sha in bare.mail.documents)
        alone = ((annex, self._judge_alone(content, request, annex.sha256)) for annex in bare.annexes)
        annexes = (replace(a, report=one.report, rests_on=one.rests_on, policy=one.policy) for a, one in alone)
        return replace(bare, documents=documents, annexes=tuple(annexes))

    def _judge_alone(self, content: bytes, request: UnderstandRequest, sha256: str) -> UnderstoodDocument:
        job = JudgeRequest(request.at, request.own_names, sha256, request.opened)
        try:
            return loads(UnderstoodDocument, self._run("judge_one", dumps(job).encode(), content))
        except ChildFailed as error:
            return unread(sha256, error.code)

    def _run(self, name: str, header: bytes, content: bytes) -> bytes:
        worker = self._idle.get()
        trust = self._trust
        if worker is None:
            worker = _Child(self._memory_bytes, self._seconds, trust)
        try:
            answer = worker.run(name, header, content)
        except ChildFailed as error:
            if not _still_sound(error):
                self.restarts += 1
                self._replace(worker)
            else:
                self._idle.put(worker)
            raise
        if worker.jobs >= _JOBS_PER_CHILD or trust is not self._trust:
            self._replace(worker)
        else:
            self._idle.put(worker)
        return answer

    def _replace(self, worker: _Child | None) -> None:
        if worker is not None:
            worker.kill()
        self._idle.put(None)


def _still_sound(error: ChildFailed) -> bool:
    return error.code not in ("child_died", "child_timeout", "child_memory")
