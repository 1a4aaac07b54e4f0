"""Mails, replies, delegations and time in any order: the invariants of facts/reliability.md (e) hold after each."""
