"""Names of authorities as people know them."""

from __future__ import annotations

from asn1crypto.x509 import Name


def shown_name(name: Name) -> str:
    """The common name, else the unit, else the organisation, else everything."""
    values = name.native
    for key in ("common_name", "organizational_unit_name", "organization_name"):
        if isinstance(values.get(key), str):
            return str(values[key])
    return str(name.human_friendly)
