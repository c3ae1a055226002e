"""Loading the sample into an empty database: all of it, or nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from governance.agreements.rules import add_months
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_
from governance.sample import (
    aiming,
    budgets,
    delays,
    functions,
    indicators,
    journey,
    offers,
    reviews,
    rounds,
    seats,
    showing,
    signals,
)
from governance.sample.region import Region, load

MONTHS = 23
"""The regional agreement had been in force this long on the first of this month."""


async def is_empty() -> bool:
    """Whether there is no organisation yet: only then is the sample loaded."""
    return not await DATABASE.fetch("select 1 from organisation limit 1")


async def load_sample(
    password: str, *, at: datetime, tell: Callable[[str], None] = lambda _: None
) -> Region:
    """The region with its people, agreements, two years of rounds and reviews, up to ``at``.

    The functions that sign in get ``password``. One transaction: a load that is cut
    off leaves nothing behind.
    """
    entry = add_months(day(at).replace(day=1), -MONTHS)
    async with DATABASE.transaction():
        tell(N_("organisations and people"))
        region = await load(password, add_months(entry, -12))
        tell(N_("agreements"))
        made = await journey.regional(region, entry, at)
        await journey.local(region, at)
        await journey.table(region, at)
        await indicators.agreed(made, entry, region, at)
        await rounds.held(made, entry, region, at, tell)
        await indicators.corrected(made, region, at)
        await reviews.held(region, at)
        await functions.held(region, entry, at)
        await seats.held(region, entry, at)
        await offers.held(region, entry, at)
        await signals.held(region, entry, at)
        await aiming.held(made, region, at)
        await budgets.held(made, region, at)
        await delays.held(made, region, at)
        await showing.held(made, region, at)
    return region
