"""Changing rule tables: what is in force, what a draft would change, putting it in force, trying mails on it."""
