"""No more schools are reached than the area has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from governance.base.errors import N_, Complaint
from governance.commitments.kinds.rules import number
from governance.library.forms import Value

TOO_MANY = N_("The area has {most} schools, so no more can be reached.")


def complaints(extra: Mapping[str, Value]) -> Iterator[Complaint]:
    """What is wrong with the schools, by field."""
    reached, there = number(extra, "schools_reached"), number(extra, "schools_in_area")
    if reached is not None and there is not None and reached > there:
        yield Complaint("schools_reached", TOO_MANY, {"most": int(there)})
