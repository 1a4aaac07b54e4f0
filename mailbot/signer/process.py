"""The signer process: reads the keys, answers one request at a time, does nothing else."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from mailbot.assets import Font, font_bytes
from mailbot.domain.codec import dumps, loads
from mailbot.signer.keys import Keys
from mailbot.signer.requests import Answer, KeyCard, KeyPlace, Kind, Look, Mark, Request
from signing.errors import SigningError
from signing.seal.letters import sign_entity, sign_status
from signing.seal.placing import Seal, over_signature, upper_right
from signing.seal.stamps import AskedStamper
from signing.sign import Stamp, sign

_CLONE_NEWNET = 0x40000000
_CLONE_NEWUSER = 0x10000000
_MCL_CURRENT_AND_FUTURE = 3
_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


class SignerProcess:
    """One pipe, the keys, and what may be done with them."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._locked = _close_doors()
        self._keys = Keys(loads(dict[str, KeyPlace], pipe.recv_bytes()))
        if not any(place.module for place in self._keys.places.values()):
            _cut_network()  # a token may be reached over it
        self._jobs: dict[Kind, Callable[[Request, bytes], bytes]] = {
            Kind.DESCRIBE: self._describe,
            Kind.ENTITY: lambda asked, entity: sign_entity(entity, self._keys.of(asked.agency_id), asked.at),
            Kind.STATUS: lambda asked, status: sign_status(status, self._keys.of(asked.agency_id), asked.at),
            Kind.SEAL: self._seal,
        }

    def serve(self) -> None:
        """Answer until the other end closes. A surprise ends the process, and the asker starts another."""
        with contextlib.suppress(EOFError):
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
        card = KeyCard(key.certificate.hex(), bool(place.module), self._locked, bool(place.picture))
        return dumps(card).encode()

    def _seal(self, asked: Request, pdf: bytes) -> bytes:
        key = self._keys.of(asked.agency_id)
        stamp = _stamp(asked.look, self._keys.places[asked.agency_id], pdf) if asked.look else None
        stamper = AskedStamper(self._ask_for_stamp) if asked.stamped else None
        # A file may be sealed more than once: after a correction, or as a copy.
        field = f"CoQuan-{asked.at:%Y%m%d%H%M%S}"
        return sign(pdf, key, asked.at, field=field, stamp=stamp, timestamper=stamper)

    def _ask_for_stamp(self, question: bytes) -> bytes:
        """Whoever asked for the signature has the network."""
        self._say(Answer.STAMP, question)
        return self._pipe.recv_bytes()


def main(descriptor: int) -> None:
    """Serve the socket inherited as `descriptor`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent; its end closes the socket
    SignerProcess(Connection(descriptor)).serve()


def _stamp(look: Look, place: KeyPlace, pdf: bytes) -> Stamp:
    if look.mark is Mark.CORNER:
        return upper_right(pdf, look.words, font_bytes(Font.SERIF))
    if not place.picture:
        raise SigningError("seal_picture_missing")
    try:
        picture = Path(place.picture).read_bytes()
    except OSError as error:
        raise SigningError("seal_picture_unreadable", place.picture) from error
    return over_signature(pdf, Seal(look.words, picture, look.millimetres, font_bytes(Font.SANS)))


def _close_doors() -> bool:
    """No core, no ptrace and no /proc/PID/mem for others of the same user; True when memory stays out of swap."""
    logging.disable(logging.CRITICAL)  # libraries would log names and addresses
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    for name in [n for n in os.environ if n not in ("PATH", "LANG", "LC_ALL", "TZ", "SOFTHSM2_CONF")]:
        del os.environ[name]
    _soft, hard = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    if hard != resource.RLIM_INFINITY:
        return False  # with a limit, some later allocation would fail
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (hard, hard))
    return bool(libc.mlockall(_MCL_CURRENT_AND_FUTURE) == 0)


def _cut_network() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)  # unprivileged; refused on some hosts
