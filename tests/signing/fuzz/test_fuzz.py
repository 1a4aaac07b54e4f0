"""A short look in every test run, ten minutes in the soak; what was ever found stays here as a file."""

from __future__ import annotations

import random
import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.signing.fuzz.damage import KINDS, Edit, damaged, some_edits
from tests.signing.fuzz.judge import SEEDS, complaint, seed

FOUND = Path(__file__).parent / "found"
SOAK_SECONDS = 600
MOST_MEMORY = 512 * 1024
"""Kilobytes of the whole process."""
EDITS = st.lists(
    st.builds(
        Edit,
        kind=st.sampled_from(sorted(KINDS)),
        place=st.floats(0, 1, exclude_max=True),
        choice=st.integers(0, 2**32 - 1),
    ),
    min_size=1,
    max_size=6,
)


@given(name=st.sampled_from(SEEDS), edits=EDITS)
@settings(max_examples=150, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_damaged_files_get_a_verdict_and_never_a_better_one(name: str, edits: list[Edit]) -> None:
    assert complaint(name, damaged(seed(name), edits)) == ""


@pytest.mark.parametrize("file", sorted(FOUND.glob("*.bin")), ids=lambda file: file.stem)
def test_what_was_found_once_is_mended(file: Path) -> None:
    name = "mail: signed" if file.stem.startswith("mail") else "written by hand"
    assert complaint(name, file.read_bytes()) == ""


@pytest.mark.soak
def test_ten_minutes_of_damage(tmp_path_factory: pytest.TempPathFactory) -> None:
    chance, wrong, tried = random.Random(), list[str](), 0
    kept = tmp_path_factory.mktemp("findings")
    until = time.monotonic() + SOAK_SECONDS
    while time.monotonic() < until:
        name, tried = chance.choice(SEEDS), tried + 1
        data = damaged(seed(name), some_edits(chance))
        try:
            said = complaint(name, data)
        except Exception as error:  # noqa: BLE001 - the very thing that is looked for
            said = repr(error)
        if said:
            wrong.append(f"{said}: {_keep(kept, name, data)}")
    assert wrong == []
    assert tried > 1000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MOST_MEMORY


def _keep(folder: Path, name: str, data: bytes) -> Path:
    kind = "mail" if name.startswith("mail") else "pdf"
    file = folder / f"{kind}-{len(list(folder.iterdir()))}.bin"
    file.write_bytes(data)
    return file
