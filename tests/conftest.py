"""Fixtures for every test: the real services."""

pytest_plugins = [
    "tests.services.dovecot",
    "tests.services.postgres",
    "tests.services.smtpsink",
    "tests.services.fakeimap",
]
