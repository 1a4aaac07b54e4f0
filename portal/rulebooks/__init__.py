"""Quy tắc: the tables an administrator changes, what a change would do, and a place to try mails."""
