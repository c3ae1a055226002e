"""A line of a list: its columns as its reader may know them, once for every list of lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.commitments.hidden_days.queries import without_its_days
from governance.commitments.sharing.queries import (
    LISTED_DAY,
    SEEN,
    seen_standing,
    told,
    told_next,
)


class FoundLine(Struct, frozen=True, rename="camel"):
    """A commitment as owed by one organisation, as a list shows it.

    ``sight``, ``shared_on``, ``state`` and ``standing`` are as in
    :class:`~governance.commitments.queries.LineShown`; ``priority`` and ``version`` are told to
    whoever sees all of the line. ``days_hidden``: its days and what is next stand on its own page.
    """

    id: UUID
    version: int | None
    agreement_id: UUID
    agreement: str
    commitment_id: UUID
    number: int
    title: str
    theme: str
    kind: str
    nature: str
    owner_function: str
    organisation_id: UUID
    organisation: str
    sight: str
    shared_on: date | None
    standing: str | None
    state: str
    planned_on: date | None
    forecast_on: date | None
    done_on: date | None
    accepted_until: date | None
    next_title: str | None
    next_planned_on: date | None
    priority: str | None
    days_hidden: bool


STANDING = seen_standing("$5::date")
PRIORITY = "case when k.whole then l.priority end"
DETAILS = f"""
l.id, case when k.whole then l.version end as version, a.id as agreement_id,
a.short_title as agreement, c.id as commitment_id, c.position as number, c.title, c.theme, c.kind,
c.nature, c.owner_function, o.id as organisation_id, o.short_name as organisation, {SEEN} as sight,
case when not k.whole then s.adopted_on end as shared_on, {STANDING} as standing,
{told("state", "''")} as state, {LISTED_DAY} as planned_on, {told("forecast_on")} as forecast_on,
{told("done_on")} as done_on, case when k.whole then l.accepted_until end as accepted_until,
{told_next("title")} as next_title, {told_next("planned_on")} as next_planned_on,
{PRIORITY} as priority, false as days_hidden"""
"""The columns of a line as its reader may know it."""


_FIELDS = FoundLine.__struct_fields__


def lines_of(rows: Iterable[Any]) -> list[FoundLine]:
    """Rows with the columns of :data:`DETAILS` as lines."""
    return [
        without_its_days(FoundLine(*(row[name] for name in _FIELDS)), row["kind"]) for row in rows
    ]
