"""What a signature proves: bytes and trust in, a frozen report out; no socket, no database."""
