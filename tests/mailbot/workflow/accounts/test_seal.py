"""What is sealed is read only with the key it was sealed with."""

from __future__ import annotations

from mailbot.workflow.accounts.seal import opened, sealed

PURPOSE = b"test"


def test_sealed_seed_is_opened_with_its_key_and_purpose_alone() -> None:
    value = sealed(b"key", "JBSWY3DP", PURPOSE)
    assert opened(b"key", value, PURPOSE) == "JBSWY3DP"
    assert opened(b"another key", value, PURPOSE) is None
    assert opened(b"key", value, b"other") is None
    assert opened(b"key", "not sealed", PURPOSE) is None
    assert value != sealed(b"key", "JBSWY3DP", PURPOSE)
