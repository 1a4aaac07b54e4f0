"""The child's side: take one job at a time from the pipe, answer with JSON or bytes, hold no secrets."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import logging
import os
import resource
import signal
from datetime import datetime
from multiprocessing.connection import Connection

from mailbot.children import own, proving, tasks
from mailbot.children.copies import CopyRequest, QuestionRequest, TokenRequest
from mailbot.children.requests import (
    FileRequest,
    JudgeRequest,
    OpenRequest,
    PiecesRequest,
    ReplayRequest,
    ReplyRequest,
    TrustFiles,
    Understanding,
    UnderstandRequest,
)
from mailbot.children.specialist import ChangeRequest, ViewRequest
from mailbot.domain.codec import dumps, loads, prepare
from parsers.errors import ParseError
from parsers.model import ParsedMail

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_PR_SET_NO_NEW_PRIVS = 38
_GARBAGE_THRESHOLD = 20_000
"""Objects between two searches for cycles: a PDF makes ten thousands that live as long as the job."""


def serve(pipe: Connection, memory_bytes: int, cpu_seconds: int, trust_json: bytes) -> None:
    """Answer jobs until the pipe closes. An exception that is not a ParseError ends the process on purpose."""
    _drop_powers(memory_bytes)
    trust = loads(TrustFiles, trust_json)
    gc.freeze()
    gc.set_threshold(_GARBAGE_THRESHOLD)
    gc.enable()
    with contextlib.suppress(EOFError):
        while True:
            name, header, content = pipe.recv_bytes().decode(), pipe.recv_bytes(), pipe.recv_bytes()
            _allow_cpu(cpu_seconds)
            answer = _answer(name, header, content, trust)
            pipe.send_bytes(answer[0])
            pipe.send_bytes(answer[1])


def _answer(name: str, header: bytes, content: bytes, trust: TrustFiles) -> tuple[bytes, bytes]:
    try:
        return b"ok", _JOBS[name](header, content, trust)
    except ParseError as error:
        return b"refused", error.code.encode()
    except MemoryError:
        return b"refused", b"child_memory"


def _warm(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    """What the first mail would have to wait for."""
    tasks.loaded_trust(trust)
    prepare(UnderstandRequest, Understanding)
    return b""


def _understand(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    return dumps(tasks.understand(loads(UnderstandRequest, header), trust, content)).encode()


def _judge_one(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    request = loads(JudgeRequest, header)
    return dumps(tasks.judge_one(request, trust, content)).encode()


def _reply(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    return dumps(tasks.understand_reply(loads(ReplyRequest, header), loads(ParsedMail, content))).encode()


def _picture(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    return tasks.picture(loads(FileRequest, header), content)


def _cut(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    return tasks.cut_file(loads(FileRequest, header), content)


def _pieces(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    return dumps(proving.pieces_of(loads(PiecesRequest, header), tasks.loaded_trust(trust))).encode()


def _judge_again(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    return dumps(proving.judge_again(loads(ReplayRequest, header), content)).encode()


def _judge_own(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    report = own.judge_own(content, tasks.loaded_trust(trust), datetime.fromisoformat(header.decode()))
    return dumps(report).encode()


def _lasting(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    return own.lasting(content, tasks.loaded_trust(trust), datetime.fromisoformat(header.decode()))


# What follows is rare: most children never need these modules, and all of them start faster without.


def _view(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import viewing

    return dumps(viewing.view(loads(ViewRequest, header), tasks.loaded_trust(trust), content)).encode()


def _change(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import viewing

    return viewing.change_picture(loads(ChangeRequest, header), content)


def _prepare_copy(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import archiving

    return dumps(archiving.prepare_copy(loads(CopyRequest, header), tasks.loaded_trust(trust), content)).encode()


def _judge_copy(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import archiving

    return dumps(archiving.judge_copy(loads(CopyRequest, header), tasks.loaded_trust(trust), content)).encode()


def _question(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import archiving

    return archiving.question(loads(QuestionRequest, header))


def _token(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import archiving

    return archiving.token(loads(TokenRequest, header))


def _open_locked(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import unlocking

    return dumps(unlocking.open_locked(loads(OpenRequest, header), content)).encode()


def _read_paper(header: bytes, content: bytes, trust: TrustFiles) -> bytes:
    from mailbot.children import papers

    return dumps(papers.read_paper(content)).encode()


_JOBS = {
    "warm": _warm, "understand": _understand, "judge_one": _judge_one, "reply": _reply, "picture": _picture,
    "cut": _cut,
    "pieces": _pieces, "judge_again": _judge_again, "judge_own": _judge_own, "lasting": _lasting, "view": _view,
    "change": _change, "prepare_copy": _prepare_copy, "judge_copy": _judge_copy, "question": _question,
    "token": _token, "read_paper": _read_paper, "open_locked": _open_locked,
}  # fmt: skip


def _drop_powers(memory_bytes: int) -> None:
    """Bound memory, files and processes; no network where the kernel lets us say so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)  # libraries would log names and addresses from the documents
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)  # unprivileged; refused on some hosts, where limits must do
    for name in [n for n in os.environ if n not in ("PATH", "LANG", "LC_ALL", "TZ")]:
        del os.environ[name]


def _allow_cpu(seconds: int) -> None:
    """The CPU limit counts from the start of the process: move it ahead of what is already used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
