"""Clearing away what signing in leaves behind."""

from __future__ import annotations

from datetime import datetime

from governance.base.database import DATABASE
from governance.identity.rules import WINDOW, Limits

_SESSIONS = """
delete from session where id in (
  select id from session where made_at <= $1 or seen_at <= $2 for update skip locked)
returning id
"""
_ATTEMPTS = """
delete from sign_in_attempt where id in (
  select id from sign_in_attempt where window_start <= $1 for update skip locked) returning id
"""
_WAITING = "delete from pending_sign_in where expires_at <= $1 returning id"
_CHALLENGES = "delete from passkey_challenge where expires_at <= $1 returning id"


async def sweep(*, limits: Limits, at: datetime) -> int:
    """Remove sessions, counts and challenges that lapsed; gives how many. For the service itself.

    None of them counted any more, so nothing of it is in the trail. What somebody else holds
    at this moment is left for the next time.
    """
    gone = await DATABASE.fetch(_SESSIONS, at - limits.longest, at - limits.idle)
    gone += await DATABASE.fetch(_ATTEMPTS, at - 2 * WINDOW)
    gone += await DATABASE.fetch(_WAITING, at)
    gone += await DATABASE.fetch(_CHALLENGES, at)
    return len(gone)
