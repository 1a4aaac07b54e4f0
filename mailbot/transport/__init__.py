"""The wires: IMAP in, SMTP out, LMTP in, revocation lists."""
