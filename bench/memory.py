"""(c) Memory of the whole system, idle and at work: PSS of daemon, children and portal together."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from bench.measure import MEBIBYTE, Figure, Result, peak_pss, pss, tree, tree_pss
from bench.papers import papers
from bench.stage import DECIDED, Stage, deliver
from tests.services.dovecot import DovecotServer
from tests.services.smtpsink import SmtpSink

MOST_MIB = 400.0
SETTLE_SECONDS = 8.0
PATIENCE = 600.0


def memory(count: int) -> Result:
    """One run: start, rest, read; then all mails of the road arrive, and the largest sum is kept."""
    made = papers(count)
    with (
        tempfile.TemporaryDirectory(prefix="mailbot-bench-") as here,
        DovecotServer.running() as dovecot,
        SmtpSink.running() as sink,
    ):
        user = dovecot.add_user()
        stage = Stage(Path(here), dovecot, sink, made.trust)
        stage.set_up([user])
        with stage.daemon() as process:
            time.sleep(SETTLE_SECONDS)
            idle, parts = tree_pss(process.pid), {each: pss(each) for each in tree(process.pid)}
            with peak_pss(process.pid) as peak:
                deliver(dovecot, user, made.mails())
                stage.wait(lambda: stage.count(DECIDED) >= count, PATIENCE, process)
    figures = (
        Figure("whole system, idle", idle / MEBIBYTE, "MiB", MOST_MIB),
        Figure("of this: the daemon itself", parts[process.pid] / MEBIBYTE, "MiB"),
        Figure("processes", len(parts), ""),
        Figure("whole system, largest under the road", peak[0] / MEBIBYTE, "MiB", MOST_MIB),
    )
    return Result("memory", "PSS of daemon, children and portal", figures, (f"{count} mails",))
