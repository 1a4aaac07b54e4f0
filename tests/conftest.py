"""Fixtures for every test: the real services, and Hypothesis without chance or haste."""

import pytest
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

_LONGEST = (
    "tests/crash/", "tests/portal/every/", "tests/story/", "tests/portal/hostile/", "tests/portal/desk/test_keyboard",
    "tests/portal/test_browser", "tests/mailbot/storage/test_register", "tests/signing/attacks/test_corpus",
    "tests/signing/speed/test_equivalence", "tests/mailbot/workflow/chain/",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first: begun last, one of them would run on alone when all others have ended."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))
