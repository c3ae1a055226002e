"""Inspections rest on a power: who agrees on them says which.

A power of supervision is given for a purpose, and may not be used for another (Awb 3:3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from governance.base.errors import N_, Complaint
from governance.commitments.kinds.rules import number, told
from governance.library.forms import Value

NO_BASIS = N_("Say on which legal basis these inspections are carried out.")


def complaints(extra: Mapping[str, Value]) -> Iterator[Complaint]:
    """What is wrong with the enforcement, by field."""
    if number(extra, "inspections") and not told(extra, "legal_basis"):
        yield Complaint("legal_basis", NO_BASIS)
