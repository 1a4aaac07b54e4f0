"""Fixtures for every test: the real services, and Hypothesis without chance or haste."""

from hypothesis import HealthCheck, settings

# A landing must not hang on the clock or on luck: always the same examples, as slow as a busy machine is.
settings.register_profile(
    "mailbot", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("mailbot")

pytest_plugins = [
    "tests.services.dovecot",
    "tests.services.postgres",
    "tests.services.smtpsink",
    "tests.services.fakeimap",
]
