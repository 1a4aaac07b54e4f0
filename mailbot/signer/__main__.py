"""`python -m mailbot.signer DESCRIPTOR`: how the daemon starts the process."""

from __future__ import annotations

import sys

from mailbot.signer.process import main

if __name__ == "__main__":
    main(int(sys.argv[1]))
