"""`mailbot signer`: the process that holds the keys, run by a user of its own."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from mailbot.cli.common import plain_errors, settings_of, with_config
from mailbot.domain.errors import ConfigurationError
from mailbot.signer.keys import Keys
from mailbot.signer.process import serve_socket

_OWNER_AND_GROUP = 0o117
"""umask: whoever shares the socket's group may ask for signatures."""
_FIRST_INHERITED = 3


@click.command()
@with_config
def command(config: Path) -> None:
    """Chạy riêng tiến trình giữ khóa ký, nghe tại socket nêu trong mục [signer] (hoặc socket của systemd).

    Chạy bằng một người dùng riêng: chỉ người dùng này đọc được khóa.
    """
    with plain_errors():
        settings = settings_of(config)
        keys = Keys(settings.key_places())
        listener = _inherited() or _bound(settings.signer.socket)
    serve_socket(listener, keys)


def _inherited() -> socket.socket | None:
    """The socket systemd opened for us (sd_listen_fds(3)), None without."""
    if os.environ.get("LISTEN_PID") != str(os.getpid()) or os.environ.get("LISTEN_FDS") != "1":
        return None
    return socket.socket(fileno=_FIRST_INHERITED)


def _bound(path: Path | None) -> socket.socket:
    """Raises ConfigurationError `signer_socket_missing`, `signer_socket_unusable`."""
    if path is None:
        raise ConfigurationError("signer_socket_missing")
    listener = socket.socket(socket.AF_UNIX)
    before = os.umask(_OWNER_AND_GROUP)
    try:
        path.unlink(missing_ok=True)  # of a process that was killed; two at once are kept apart by their service
        listener.bind(str(path))
        listener.listen()
    except OSError as error:
        listener.close()
        raise ConfigurationError("signer_socket_unusable", path=str(path), why=error.strerror or "") from error
    finally:
        os.umask(before)
    return listener
