"""What must be right of an authority of an organisation. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from governance.base.errors import MISSING, N_, Complaint

_TWICE = N_("This organisation has an authority of this name already.")
USED = N_("An agreement names this authority, so it stays. You can change it.")


def authority_complaints(form: Any, others: Collection[str]) -> Iterator[Complaint]:
    """What is wrong with an authority. ``others``: the names of the others, in small letters."""
    if not form.name.strip():
        yield Complaint("name", MISSING)
    elif form.name.strip().casefold() in others:
        yield Complaint("name", _TWICE)
    if not form.represented_by_function.strip():
        yield Complaint("representedByFunction", MISSING)
