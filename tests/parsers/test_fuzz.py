"""Whatever happens to a mail on its way, reading it ends with clean words, soon."""

from __future__ import annotations

import hashlib
import os
import random
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.files.unlocking import open_locked
from parsers.mail import DEFAULT_LIMITS, parse_mail
from tests.parsers.fuzzing import damaged, seeds

SEEDS = seeds()
CPU_SECONDS = 5.0
FINDINGS = Path(__file__).parents[2] / "build" / "fuzz" / "mail"
"""Mails that broke something; each belongs into a test of its own once it is mended."""


def _looked_at(content: bytes) -> None:
    started = time.process_time()
    mail = parse_mail(content)
    open_locked(content, DEFAULT_LIMITS, "mật khẩu", {})
    assert time.process_time() - started < CPU_SECONDS
    inner = [word for one in mail.inner for word in (one.subject, one.path)]
    shown = (mail.subject, mail.text, *inner, *(item.path for item in mail.attachments), *(a.name for a in mail.from_))
    for text in shown:
        assert unicodedata.is_normalized("NFC", text)
        assert not set(text) & set("\0\u202e\u200b\ufeff")
    assert all(len(item.content) == item.size for item in mail.attachments)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32), st.integers(1, 30))
def test_damaged_mail_ends_with_clean_words(seed: bytes, chance: int, changes: int) -> None:
    _looked_at(damaged(seed, random.Random(chance), changes))


@pytest.mark.soak
def test_ten_minutes_of_damage_find_nothing() -> None:
    seconds = float(os.environ.get("MAILBOT_FUZZ_SECONDS", "600"))
    until, chance = time.monotonic() + seconds, random.SystemRandom().randrange(2**32)
    dice, broken, count = random.Random(chance), 0, 0
    while time.monotonic() < until:
        content = damaged(dice.choice(SEEDS), dice, dice.randrange(1, 60))
        count += 1
        try:
            _looked_at(content)
        except (Exception, RecursionError):  # noqa: BLE001 - whatever it is, it is a finding
            broken += 1
            FINDINGS.mkdir(parents=True, exist_ok=True)
            (FINDINGS / f"{hashlib.sha256(content).hexdigest()[:16]}.eml").write_bytes(content)
    assert broken == 0, f"{broken} of {count} mails (dice {chance}), kept in {FINDINGS}"
