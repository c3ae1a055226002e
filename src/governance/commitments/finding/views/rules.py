"""What must be right of a list that is kept under a name. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from governance.base.errors import MISSING, N_, Complaint, NotFound, Refused
from governance.commitments.finding.rules import of_query, query_of

_UNREADABLE = N_("This asks something that no list of commitments can show.")
_TAKEN = N_("There is a list with this name already.")
_OTHER = N_("Choose one of the options.")


def plain(query: str) -> str | None:
    """The filters as an address has them, in one order; None where they cannot be read."""
    try:
        return query_of(of_query(query))
    except (NotFound, Refused, ValueError):
        return None


def view_complaints(
    name: str, query: str, shared: UUID | None, may_share: Collection[UUID], *, taken: bool
) -> Iterator[Complaint]:
    """What is wrong with it. ``may_share``: with which organisations one may share; ``taken``:
    whether the name is that of another list in the same place."""
    if not name.strip():
        yield Complaint("name", MISSING)
    elif taken:
        yield Complaint("name", _TAKEN)
    if shared is not None and shared not in may_share:
        yield Complaint("organisationId", _OTHER)
    if plain(query) is None:
        yield Complaint("query", _UNREADABLE)
