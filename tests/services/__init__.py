"""Real servers for tests: Dovecot, PostgreSQL, an SMTP sink, and an IMAP server that misbehaves on request."""
