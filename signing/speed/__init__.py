"""Cures for slow places of pyHanko, its validator and asn1crypto; each gives exactly what the original gives.

Upstream is where they belong (docs/upstream/). `tests/signing/speed/` compares each with its original; when a library
has another version than the one compared, its originals stay in place.
"""

from signing.speed.certificates import CERTIFICATES
from signing.speed.coroutines import run
from signing.speed.cure import Cure, apply
from signing.speed.names import NAMES
from signing.speed.objects import OBJECTS
from signing.speed.packed import PACKED
from signing.speed.revisions import REVISIONS
from signing.speed.strings import STRINGS
from signing.speed.tables import TABLES
from signing.speed.usages import USAGES

CURES: tuple[Cure, ...] = (*STRINGS, *OBJECTS, *TABLES, *PACKED, *REVISIONS, *USAGES, *CERTIFICATES, *NAMES)

apply(CURES)

__all__ = ["CURES", "run"]
