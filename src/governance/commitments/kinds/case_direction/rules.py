"""Who directs is replaced by another function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from governance.base.errors import N_, Complaint
from governance.commitments.kinds.rules import told
from governance.library.forms import Value

SAME = N_("Name another function than the one that directs.")


def complaints(extra: Mapping[str, Value]) -> Iterator[Complaint]:
    """What is wrong with the direction, by field."""
    director, deputy = told(extra, "director"), told(extra, "deputy")
    if director and director.casefold() == deputy.casefold():
        yield Complaint("deputy", SAME)
