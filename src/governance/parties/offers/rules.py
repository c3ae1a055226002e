"""What a prevention offer is, what is right of it, and where offers double or miss. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.parties.rules import TargetGroup

_BACKWARDS = N_("It ends before it begins.")
_REGION = N_("Choose one of the regions that this organisation is in.")
_NO_REGION = N_("Leave the region open, or choose that it can be had in a region.")
_COST = N_("Give an amount from 0 to {limit} euros, with two decimals at most.")
MOST = 10_000_000


class Method(StrEnum):
    """How something is offered."""

    LESSON = "lesson"
    TRAINING = "training"
    CAMPAIGN = "campaign"
    GUIDANCE = "guidance"
    OUTREACH = "outreach"
    E_LEARNING = "e_learning"
    THEATRE = "theatre"
    HOTLINE = "hotline"


class AreaReach(StrEnum):
    """Where an offer can be had."""

    OWN = "own"
    """Where the organisation works: a municipality itself, of another the regions that it is in."""
    REGION = "region"
    COUNTRY = "country"


class Cell(Struct, frozen=True, rename="camel"):
    """How many offers there are for a target group by a method; ``at_once``: the most that can
    be had at one place, so that more than one may be double."""

    target_group: TargetGroup
    method: Method
    number: int
    at_once: int


def offer_complaints(form: Any, regions: Iterable[Any]) -> Iterator[Complaint]:
    """What is wrong with an offer as it was handed in; ``regions``: those of the organisation."""
    if not form.title.strip():
        yield Complaint("title", MISSING)
    if form.reach is AreaReach.REGION and form.area_id not in set(regions):
        yield Complaint("areaId", _REGION)
    if form.reach is not AreaReach.REGION and form.area_id is not None:
        yield Complaint("areaId", _NO_REGION)
    if form.cost is not None and not _is_amount(form.cost):
        yield Complaint("cost", _COST, {"limit": MOST})
    yield from _period(form.valid_from, form.valid_until)


def _is_amount(cost: Decimal) -> bool:
    return 0 <= cost <= MOST and cost == round(cost, 2)


def _period(begins: date | None, ends: date | None) -> Iterator[Complaint]:
    if begins is not None and ends is not None and ends <= begins:
        yield Complaint("validUntil", _BACKWARDS)


def cells(counts: Iterable[tuple[str, str, int, int]]) -> list[Cell]:
    """Every target group by every method, with how many offers there are: also where none is."""
    found = {(group, method): numbers for group, method, *numbers in counts}
    return [
        Cell(group, method, *found.get((group, method), (0, 0)))
        for group in TargetGroup
        for method in Method
    ]
