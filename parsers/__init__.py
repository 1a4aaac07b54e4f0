"""What a mail or document contains: bytes in, frozen values out; no socket, no database."""
