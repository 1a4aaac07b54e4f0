"""One's own account: code after the password, second factor, sessions, password."""
