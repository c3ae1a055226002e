"""Counting requests over all processes: no state of the work, so no entry in the trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.identity.limiting.rules import TOGETHER, window_of

_COUNT = """
insert into request_count (id, key, window_start, requests) values ($1, $2, $3, $4)
on conflict (key) do update set
  requests = case when request_count.window_start = $3 then request_count.requests + $4
                  else $4 end,
  window_start = $3
returning requests"""
_FORGET = "delete from request_count where window_start < $1"
KEPT = timedelta(days=1)


class Counter:
    """What one process counted and did not write yet, and what it last read of all together."""

    def __init__(self) -> None:
        self._window: datetime | None = None
        self._waiting: dict[str, int] = {}
        self._known: dict[str, int] = {}

    async def add(self, key: str, at: datetime, *, at_once: bool) -> int:
        """Count one request; gives how many there were in this minute, as far as is known.

        Reads are written a few at a time, so that reading a page does not wait for a write.
        """
        window = window_of(at)
        if window != self._window:
            self._window, self._waiting, self._known = window, {}, {}
        self._waiting[key] = self._waiting.get(key, 0) + 1
        if at_once or self._waiting[key] >= TOGETHER or key not in self._known:
            self._known.setdefault(key, 0)
            number, self._waiting[key] = self._waiting[key], 0
            [row] = await DATABASE.fetch(_COUNT, new_id(), key, window, number)
            self._known[key] = row["requests"]
        return self._known.get(key, 0) + self._waiting.get(key, 0)


async def forget_counts(*, at: datetime) -> None:
    """Take away what was counted before yesterday."""
    await DATABASE.fetch(_FORGET, at - KEPT)
