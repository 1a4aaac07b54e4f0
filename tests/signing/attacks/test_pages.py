"""Where something changed after a signature, as the specialist's report tells it."""

from __future__ import annotations

import pytest

from signing.verify import verify
from tests import pki
from tests.pki import NOW, a_pdf
from tests.signing.attacks.corpus import FILES
from tests.signing.attacks.entry import everyday, judged
from tests.signing.attacks.honest import BOX, both, leader, seal


def pages_of(pdf: bytes) -> list[tuple[int, ...]]:
    return [one.pages_after for one in verify(pdf, everyday(), NOW).signatures]


@pytest.mark.parametrize(
    "name",
    [
        "after: text drawn over it",
        "after: text replaced",
        "after: annotation: stamp",
        "after: content stream",
        "after: font replaced",
        "after: page rotated",
        "after: field filled",
        "after: picture of a field swapped",
        "shadow: page replaced",
        "sneaky signature over the page",
    ],
)
def test_page_that_was_changed_without_leave_is_named(name: str) -> None:
    seen = [one.pages_after for one in judged(FILES[name]).signatures if one.reason == "changed_after_signing"]
    assert seen
    assert set(seen) == {(1,)}


def test_new_page_is_named() -> None:
    assert judged(FILES["after: page added"]).signatures[-1].pages_after == (2,)


def test_only_the_changed_one_of_many_pages_is_named() -> None:
    assert pages_of(pki.overlaid(both(a_pdf(pages=12)))) == [(1,), (1,)]


def test_visible_seal_is_told_with_its_page() -> None:
    assert pages_of(seal(leader(a_pdf(pages=3)), box=BOX)) == [(1,), ()]


def test_filled_number_is_told_with_its_page() -> None:
    assert judged(FILES["number filled in between"]).signatures[0].pages_after == (1,)


@pytest.mark.parametrize("name", ["leader and seal", "archive timestamp", "validation data", "twelve pages"])
def test_what_nobody_sees_changes_no_page(name: str) -> None:
    assert {one.pages_after for one in judged(FILES[name]).signatures} == {()}
