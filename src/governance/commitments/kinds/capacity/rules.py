"""No more municipalities are covered than the area has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from governance.base.errors import N_, Complaint
from governance.commitments.kinds.rules import number
from governance.library.forms import Value

TOO_MANY = N_("The area has {most} municipalities, so no more can be covered.")


def complaints(extra: Mapping[str, Value]) -> Iterator[Complaint]:
    """What is wrong with coverage and capacity, by field."""
    covered, there = number(extra, "covered"), number(extra, "municipalities")
    if covered is not None and there is not None and covered > there:
        yield Complaint("covered", TOO_MANY, {"most": int(there)})
