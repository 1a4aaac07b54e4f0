"""How long the trust store stays good, and what it lacks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from signing import lifetimes
from signing.trust import trust_store
from tests.pki import pki

NOW = datetime.now(UTC)


def test_every_authority_says_until_when() -> None:
    own = pki().authority
    store = trust_store([own.root.pem], [own.sub.pem], own.crls(NOW))

    assert len(lifetimes.certificates(store)) == 2
    assert all(one.until is not None and one.until > NOW and one.name for one in lifetimes.certificates(store))
    assert lifetimes.without_list(store) == ()


def test_of_one_issuer_only_the_newest_list_counts() -> None:
    own = pki().authority
    store = trust_store([own.root.pem], [own.sub.pem], [*own.crls(NOW), *own.crls(NOW - timedelta(days=400))])

    assert len(lifetimes.lists(store)) == 2
    assert all(one.until is not None and one.until > NOW for one in lifetimes.lists(store))


def test_authority_that_issues_needs_a_list() -> None:
    own = pki().authority
    below = lifetimes.without_list(trust_store([own.root.pem], [own.sub.pem]))
    alone = lifetimes.without_list(trust_store([own.root.pem]))

    assert len(below) >= 1
    assert len(alone) == 1


def test_public_authorities_need_no_list() -> None:
    own, public = pki().authority, pki().stranger
    store = trust_store([own.root.pem], [own.sub.pem, public.sub.pem], own.crls(NOW), public_roots=[public.root.pem])

    assert lifetimes.without_list(store) == ()


def test_places_of_lists_are_hints_from_our_own_certificates() -> None:
    own = pki().authority
    (place,) = lifetimes.named_places(trust_store([own.root.pem], [own.sub.pem]))

    assert place.startswith("http://pretend-ca.invalid/")
