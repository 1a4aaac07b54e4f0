"""Proving who wrote a reply: pinned certificates, and how many orders one sender or mailbox may give."""
