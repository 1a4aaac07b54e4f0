"""Rows and their queries, noun by noun. Functions take a session and never commit."""
