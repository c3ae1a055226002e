"""What must be right of what a party plans for a year, and what it adds up to. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from governance.base.errors import N_, Complaint
from governance.commitments.budget.rules import amount_complaints, whole_cents

Typed = Any
"""A form or a row; the rules stand below these and know only their fields."""
MOST_FTE = Decimal("9999.99")
"""The largest number of full-time units that can be noted."""
NO_FTE = N_("Write fte from 0 to 9.999,99, with at most two decimals.")
NOT_OWED = N_("Choose commitments in which this party has a part.")
TWICE = N_("This commitment is named twice.")
NOTHING = N_("Write how many fte or euros.")


def plan_complaints(rows: Iterable[Typed], parts: Collection[UUID]) -> Iterator[Complaint]:
    """What is wrong with a plan. ``parts``: the commitments in which the party has a part."""
    named: set[UUID] = set()
    for place, row in enumerate(rows):
        at = f"lines.{place}"
        if row.commitment_id in named:
            yield Complaint(f"{at}.commitmentId", TWICE)
        elif row.commitment_id not in parts:
            yield Complaint(f"{at}.commitmentId", NOT_OWED)
        named.add(row.commitment_id)
        if row.fte is not None and not (0 <= row.fte <= MOST_FTE and whole_cents(row.fte)):
            yield Complaint(f"{at}.fte", NO_FTE)
        yield from amount_complaints(f"{at}.euros", row.euros)
        told = row.cover.strip() or row.purpose.strip()
        if told and row.fte is None and row.euros is None:
            yield Complaint(f"{at}.fte", NOTHING)


def filled_rows(rows: Iterable[Typed]) -> list[Typed]:
    """The rows in which something is planned."""
    return [row for row in rows if row.fte is not None or row.euros is not None]


def summed(amounts: Iterable[Decimal | None]) -> Decimal:
    """What amounts add up to; one that is not told counts for nothing."""
    return sum((one for one in amounts if one is not None), Decimal(0))
