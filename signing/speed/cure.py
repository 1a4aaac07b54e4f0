"""What a cure is, and when it may take the place of its original."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Final

import asn1crypto
import pyhanko
import pyhanko_certvalidator
from asn1crypto.version import __version__ as asn1crypto_version
from pyhanko.version import __version__ as pyhanko_version
from pyhanko_certvalidator.version import __version__ as certvalidator_version

COMPARED: Final[Mapping[ModuleType, tuple[str, str]]] = {
    pyhanko: ("0.38.0", pyhanko_version),
    pyhanko_certvalidator: ("0.33.0", certvalidator_version),
    asn1crypto: ("1.5.1", asn1crypto_version),
}
"""Library -> the version whose source was read and compared, and the one installed."""


@dataclass(frozen=True, slots=True)
class Cure:
    """One function or method of a library and what takes its place."""

    library: ModuleType
    owner: object
    """The module or class it is looked up in."""
    name: str
    original: Callable[..., object]
    replacement: Callable[..., object]

    @property
    def is_known(self) -> bool:
        """True when the original is the one its replacement was compared with."""
        compared, installed = COMPARED[self.library]
        return compared == installed


def apply(cures: Iterable[Cure]) -> None:
    """Put the replacements in place; repeating it changes nothing."""
    for cure in cures:
        if cure.is_known:
            setattr(cure.owner, cure.name, cure.replacement)
