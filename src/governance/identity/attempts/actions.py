"""Counting attempts before they are judged, so that many at once cannot pass a limit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from governance.base.clock import AMSTERDAM
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, TooOften
from governance.base.ids import new_id
from governance.identity.rules import WINDOW, open_again

_COUNT = """
insert into sign_in_attempt (id, key, failures, window_start)
select * from unnest($1::uuid[], $2::varchar[], $3::integer[], $4::timestamptz[])
on conflict (key) do update set
  failures = case when sign_in_attempt.window_start > $5
                  then sign_in_attempt.failures + 1 else 1 end,
  window_start = case when sign_in_attempt.window_start > $5
                      then sign_in_attempt.window_start else excluded.window_start end
returning key, failures, window_start
"""
_GIVE_BACK = """
update sign_in_attempt set failures = greatest(failures - 1, 0)
where key = $1 and window_start = $2
"""
_TOO_OFTEN = N_("Too many wrong passwords from your network. From {time} you can try again.")


class Counted(Struct, frozen=True):
    """An attempt that was counted: per key, in the window that began then."""

    windows: Mapping[str, datetime]


async def count(
    limits: Mapping[str, int], *, at: datetime, field: str = "signInName", why: str = _TOO_OFTEN
) -> Counted:
    """Count an attempt under each key in one statement; ``TooOften`` when a limit is passed.

    Nothing is read first: of fifty attempts at once, on any number of processes, only as many
    as the limit come back from here. Keys are counted in one order, so no two wait for each
    other. What is refused was not tried, and is not counted.
    """
    keys = sorted(limits)
    ids, ones, moments = [new_id() for _ in keys], [1] * len(keys), [at] * len(keys)
    rows = await DATABASE.fetch(_COUNT, ids, keys, ones, moments, at - WINDOW)
    counted = Counted({row["key"]: row["window_start"] for row in rows})
    closed = [row["window_start"] for row in rows if row["failures"] > limits[row["key"]]]
    if closed:
        await give_back(counted)
        until = open_again(max(closed)).astimezone(AMSTERDAM)
        after = max(1, int((until - at).total_seconds()))
        raise TooOften([Complaint(field, why, {"time": f"{until:%H:%M}"})], after)
    return counted


async def give_back(counted: Counted) -> None:
    """The attempt was right, or not tried: it does not count."""
    for key, began in counted.windows.items():
        await DATABASE.fetch(_GIVE_BACK, key, began)
