"""Starting and stopping everything: workers, push intake, and the portal beside them."""

from __future__ import annotations

import contextlib
import gc
import logging
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from mailbot.bootstrap import App, only_process, open_app
from mailbot.config import Settings
from mailbot.daemon.loop import Worker, end_process
from mailbot.daemon.presence import Presence
from mailbot.daemon.workers import jobs
from mailbot.domain.errors import FsyncFailed, TemporaryError
from mailbot.failpoints import arm_from_environment
from mailbot.transport.wakeup import Wakeup
from mailbot.workflow.arrival.store import store_pushed

if TYPE_CHECKING:
    from mailbot.transport.lmtp import LmtpServer

log = logging.getLogger("mailbot")

_STOP_SECONDS = 10.0
_SWITCH_SECONDS = 0.0005
_GARBAGE_THRESHOLD = 20_000
_PORTAL_PAUSE = 5.0
"""Seconds between two starts of a portal that ends by itself."""


class Service:
    """A running system; `stop` gives unfinished work back."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._stop = threading.Event()
        self._wakeup = Wakeup()
        self._presence = Presence(app)
        self._workers: list[Worker] = []
        self._lmtp: LmtpServer | None = None

    def start(self) -> None:
        """Sign in, then start every worker."""
        self.app.signer.start()
        self._presence.enter()
        self._presence.take_over()
        threading.Thread(target=self.app.children.warm_up, daemon=True).start()
        self._workers = [Worker(self.app, job, self._stop) for job in jobs(self.app, self._presence, self._wakeup)]
        for worker in self._workers:
            worker.start()
        if self.app.settings.lmtp is not None:
            self._lmtp = _lmtp(self.app)
            self._lmtp.start()

    def stop(self) -> None:
        """Stop claiming, wait a little for what runs, sign out."""
        self._stop.set()
        self._wakeup.set()
        self.app.wake.nudge_all()
        if self._lmtp is not None:
            self._lmtp.stop()
        for worker in self._workers:
            worker.join(_STOP_SECONDS)
        with contextlib.suppress(TemporaryError):
            self._presence.leave()


def serve(settings: Settings, config: Path, *, with_portal: bool) -> None:
    """Run until SIGTERM or SIGINT; raises ConfigurationError before anything is started."""
    arm_from_environment()
    # The thread that notes a sent letter must not wait 5 ms for each of the others: a crash then sends it twice.
    sys.setswitchinterval(_SWITCH_SECONDS)
    lock = only_process(settings)
    app = open_app(settings)
    finished = threading.Event()

    def finish(_signal: int, _frame: FrameType | None) -> None:
        finished.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, finish)
    service = Service(app)
    service.start()
    # What lives now lives on: collecting it again and again cost a tenth of the time.
    gc.freeze()
    gc.set_threshold(_GARBAGE_THRESHOLD)
    gc.enable()
    log.info("started", extra={"node": app.node_id, "lock": lock is not None})
    portal = _start_portal(config) if with_portal else None
    try:
        while not finished.wait(1.0):
            if portal is not None and portal.poll() is not None and not finished.wait(_PORTAL_PAUSE):
                portal = _start_portal(config)  # it crashed: the pages come back by themselves
    finally:
        if portal is not None:
            portal.terminate()
            portal.wait(_STOP_SECONDS)
        service.stop()
        app.close()


def _start_portal(config: Path) -> subprocess.Popen[bytes]:
    """In a process of its own: it never holds the mailbox's password."""
    return subprocess.Popen([sys.executable, "-m", "portal", "--config", str(config)], start_new_session=True)


def _lmtp(app: App) -> LmtpServer:
    from mailbot.transport.lmtp import LmtpServer, LmtpSettings  # few take mail by push; all start faster without

    settings = app.settings.lmtp
    if settings is None:
        raise ValueError("no [lmtp] section")
    boxes = {mailbox.address.lower(): mailbox.id for _, mailbox in app.settings.mailboxes()}

    def store(recipient: str, content: bytes) -> None:
        try:
            store_pushed(app, boxes[_without_tag(recipient)], content)
        except FsyncFailed as error:
            end_process(error)

    where = LmtpSettings(settings.port, settings.host, app.settings.limits.message_bytes)
    return LmtpServer(where, store, lambda address: _without_tag(address) in boxes)


def _without_tag(address: str) -> str:
    """`vanban+token@x` is delivered to `vanban@x` (RFC 5233)."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"
