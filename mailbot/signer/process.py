"""The signer process: reads the keys, answers requests, does nothing else."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import resource
import signal
import socket
import threading
from collections.abc import Callable
from enum import Enum
from multiprocessing.connection import Connection
from typing import NoReturn

from mailbot.domain.codec import dumps, loads
from mailbot.signer.keys import Keys
from mailbot.signer.requests import Answer, KeyCard, KeyPlace, Kind, Request
from signing.errors import SigningError
from signing.seal.letters import sign_entity, sign_status

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_MCL_CURRENT_AND_FUTURE = 3
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


class Memory(Enum):
    """Whether the kernel may write the keys to the swap area."""

    LOCKED = "locked"
    SWAPPABLE = "swappable"


class Desk:
    """One asker's pipe, the keys, and what may be done with them."""

    def __init__(self, pipe: Connection, keys: Keys, memory: Memory) -> None:
        self._pipe, self._keys, self._memory = pipe, keys, memory
        self._jobs: dict[Kind, Callable[[Request, bytes], bytes]] = {
            Kind.DESCRIBE: self._describe,
            Kind.ENTITY: lambda asked, entity: sign_entity(entity, self._keys.of(asked.agency_id), asked.at),
            Kind.STATUS: lambda asked, status: sign_status(status, self._keys.of(asked.agency_id), asked.at),
            Kind.SEAL: self._seal,
        }

    def serve(self) -> None:
        """Answer until the other end closes. A surprise ends the dialogue, and the asker begins another."""
        with self._pipe, contextlib.suppress(EOFError, ConnectionError):
            while True:
                asked, content = loads(Request, self._pipe.recv_bytes()), self._pipe.recv_bytes()
                try:
                    self._say(Answer.DONE, self._jobs[asked.kind](asked, content))
                except SigningError as error:
                    self._say(Answer.REFUSED, error.code.encode())

    def _say(self, answer: Answer, content: bytes) -> None:
        self._pipe.send_bytes(answer.value.encode())
        self._pipe.send_bytes(content)

    def _describe(self, asked: Request, _content: bytes) -> bytes:
        key = self._keys.of(asked.agency_id)
        place = self._keys.places[asked.agency_id]
        card = KeyCard(key.certificate.hex(), bool(place.module), self._memory is Memory.LOCKED, bool(place.picture))
        return dumps(card).encode()

    def _seal(self, asked: Request, pdf: bytes) -> bytes:
        from mailbot.signer.sealing import seal  # a second of loading that letters do not need

        key, place = self._keys.of(asked.agency_id), self._keys.places[asked.agency_id]
        return seal(asked, pdf, key, place.picture, self._ask_for_stamp)

    def _ask_for_stamp(self, question: bytes) -> bytes:
        """Whoever asked for the signature has the network."""
        self._say(Answer.STAMP, question)
        return self._pipe.recv_bytes()


def main(descriptor: int) -> None:
    """Serve whoever started this process, over the socket inherited as `descriptor`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent; its end closes the socket
    memory = close_doors()
    pipe = Connection(descriptor)
    keys = Keys(loads(dict[str, KeyPlace], pipe.recv_bytes()))
    cut_network(keys)
    Desk(pipe, keys, memory).serve()


def serve_socket(listener: socket.socket, keys: Keys) -> NoReturn:
    """Serve everybody who may open the socket, each in a thread, until the process is ended."""
    memory = close_doors()
    cut_network(keys)
    while True:
        asker, _ = listener.accept()
        desk = Desk(Connection(asker.detach()), keys, memory)
        threading.Thread(target=desk.serve, daemon=True).start()


def close_doors() -> Memory:
    """No core, no ptrace and no /proc/PID/mem for others of the same user."""
    logging.disable(logging.CRITICAL)  # libraries would log names and addresses
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    for name in [n for n in os.environ if n not in ("PATH", "LANG", "LC_ALL", "TZ", "SOFTHSM2_CONF")]:
        del os.environ[name]
    _soft, hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    if hard != resource.RLIM_INFINITY:
        return Memory.SWAPPABLE  # with a limit, some later allocation would fail
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (hard, hard))
    return Memory.LOCKED if libc.mlockall(_MCL_CURRENT_AND_FUTURE) == 0 else Memory.SWAPPABLE


def cut_network(keys: Keys) -> None:
    """None is needed, unless a token is reached over it."""
    if any(place.module for place in keys.places.values()):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)  # unprivileged; refused on some hosts
