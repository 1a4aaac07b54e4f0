"""`mailbot demo`: the pretend commune with its mail servers around the real daemon and the real portal."""

from __future__ import annotations

import secrets
import shutil
import smtplib
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from mailbot.bootstrap import open_app, prepare
from mailbot.config import Settings, load_settings
from mailbot.daemon.service import serve
from mailbot.demo.commune import AGENCY_NAME, OFFICIAL_MAILBOX
from mailbot.demo.keyring import Keyring
from mailbot.demo.scenario import DemoLetter, letters
from mailbot.demo.servers import DemoServers, Ports
from mailbot.demo.signed import Desk
from mailbot.demo.story import Line, Teller, Tone
from mailbot.demo.world import LOGINS, MAILBOX_ID, Places, new_passwords, seed, write_files, write_key
from mailbot.storage.database import Database
from mailbot.workflow.arrival.store import go_live

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LOOK_SECONDS = 0.4
Say = Callable[[Line], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """What the threads beside the system need."""

    keyring: Keyring
    ports: Ports
    passwords: Mapping[str, str]
    settings: Settings
    say: Say
    ended: threading.Event


def run_demo(root: Path, port: int, say: Say) -> None:
    """Set the stage below `root`, then run until SIGINT or SIGTERM; raises ConfigurationError."""
    places = Places(root.absolute())
    shutil.rmtree(places.root / "run", ignore_errors=True)
    places.mail.mkdir(parents=True)
    keyring = Keyring.open(places.authority, datetime.now(HANOI).replace(microsecond=0))
    write_key(places, keyring)
    passwords = new_passwords()
    servers = DemoServers(passwords, places.mail)
    ports = servers.start()
    try:
        _play(
            places,
            Stage(keyring, ports, passwords, _settings(places, ports, port, passwords, say), say, threading.Event()),
        )
    finally:
        servers.stop()


def free_port(wanted: int) -> int:
    """The wanted port on loopback, or another when it is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wanted


def _settings(places: Places, ports: Ports, wanted: int, passwords: dict[str, str], say: Say) -> Settings:
    port = free_port(wanted)
    if port != wanted:
        say(Line(Tone.WAITING, f"Cổng {wanted} đang có chương trình khác dùng; cổng văn thư chạy ở cổng {port}."))
    write_files(places, ports, port, passwords)
    return load_settings(places.config)


def _play(places: Places, stage: Stage) -> None:
    logins = {login: secrets.token_urlsafe(6) for login in LOGINS}
    _prepare(stage.settings, logins)
    _welcome(places, stage, logins)
    beside = [threading.Thread(target=work, args=(stage,), daemon=True) for work in (_send_letters, _tell)]
    for thread in beside:
        thread.start()
    try:
        serve(stage.settings, places.config, with_portal=True)
    finally:
        stage.ended.set()
        for thread in beside:
            thread.join()
    stage.say(Line(Tone.PLAIN, "Đã dừng bản trình diễn."))


def _prepare(settings: Settings, logins: Mapping[str, str]) -> None:
    prepare(settings)
    app = open_app(settings)
    try:
        with app.db.transaction() as session:
            seed(session, logins)
        go_live(app, MAILBOX_ID)
    finally:
        app.close()


def _welcome(places: Places, stage: Stage, logins: Mapping[str, str]) -> None:
    lines = [
        f"Bản trình diễn mailbot: {AGENCY_NAME}, hộp thư {OFFICIAL_MAILBOX}",
        f"Cổng văn thư: http://127.0.0.1:{stage.settings.portal.port}",
        *(f"  Đăng nhập: {login:<10} mật khẩu: {password}" for login, password in logins.items()),
        "  (Bản trình diễn không hỏi mã trên điện thoại; hệ thống thật luôn hỏi.)",
        f"Dữ liệu: {places.root / 'run'} (làm mới mỗi lần chạy). Dừng bằng Ctrl-C.",
        "",
    ]
    for words in lines:
        stage.say(Line(Tone.PLAIN, words))


def _send_letters(stage: Stage) -> None:
    """The story, each letter in its time, by real SMTP as its sender."""
    begun = time.monotonic()
    for letter in letters(Desk(stage.keyring, datetime.now(HANOI).replace(microsecond=0))):
        if stage.ended.wait(max(0.0, begun + letter.after_seconds - time.monotonic())):
            return
        _send(stage, letter)


def _send(stage: Stage, letter: DemoLetter) -> None:
    try:
        with smtplib.SMTP("127.0.0.1", stage.ports.smtp, timeout=20) as smtp:
            if letter.sender:
                smtp.login(letter.sender, stage.passwords[letter.sender])
            smtp.sendmail(letter.sender, [OFFICIAL_MAILBOX], letter.content)
    except (smtplib.SMTPException, OSError) as error:
        stage.say(Line(Tone.BAD, f"Không gửi được thư trình diễn “{letter.title_vi}”: {error}"))


def _tell(stage: Stage) -> None:
    """Look at the tables a few times a second and say what is new."""
    db, teller = Database(stage.settings.database_url), Teller()
    try:
        while not stage.ended.wait(LOOK_SECONDS):
            with db.reading() as session:
                news = list(teller.news(session))
            for line in news:
                stage.say(line)
    finally:
        db.close()
