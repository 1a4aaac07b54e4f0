"""Reads mails one after the other and prints what each cost; run as a program of its own, under a memory limit."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from parsers.mail import parse_mail


def main(folder: Path) -> None:
    """One line of JSON a file: name, processor seconds, peak memory so far in KiB, what was seen."""
    for path in sorted(folder.iterdir()):
        started = time.process_time()
        mail = parse_mail(path.read_bytes())
        cost = time.process_time() - started
        peak = _peak()
        report = mail.report.recipient if mail.report else None
        line = {"file": path.name, "seconds": cost, "peak": peak, "automatic": mail.automatic, "recipient": report,
                "defects": mail.defects, "limits": mail.limits_hit, "attachments": len(mail.attachments)}  # fmt: skip
        sys.stdout.write(json.dumps(line) + "\n")


def _peak() -> int:
    """KiB since this program began; ru_maxrss would count the parent, from which it was forked, too."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
