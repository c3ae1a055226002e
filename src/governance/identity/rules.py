"""Sessions and sign-in: how long, how often, and what is kept of a secret."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

IDLE = timedelta(hours=8)
"""A session that is not used for this long has ended."""
ABSOLUTE = timedelta(hours=24)
"""A session ends this long after signing in, used or not."""
SEEN_EVERY = timedelta(minutes=1)
"""The last use is written at most this often: reading a page writes nothing."""
WINDOW = timedelta(minutes=15)
"""Failures are counted over this window."""
FAILURES_PER_NAME = 10
"""Of one name from one network: whoever guesses elsewhere closes that name there, not here."""
FAILURES_PER_NETWORK = 50
"""Of all names together from one network."""


def new_token() -> str:
    """A session token of 256 random bits, as text for a cookie or a bearer header."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token: a fast hash is enough, the token is random."""
    return hashlib.sha256(token.encode()).digest()


def attempt_key(*parts: str) -> str:
    """Key under which failures are counted, without holding what it was made of."""
    said = "\0".join(part.strip().casefold() for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()


def alive(made_at: datetime, seen_at: datetime, at: datetime) -> bool:
    """Whether a session still counts."""
    return at - seen_at < IDLE and at - made_at < ABSOLUTE


def throttled(failures: int, window_start: datetime, at: datetime, limit: int) -> bool:
    """Whether there were too many failures in this window."""
    return failures >= limit and at - window_start < WINDOW


def open_again(window_start: datetime) -> datetime:
    """The first whole minute at which an attempt counts again."""
    return (window_start + WINDOW + timedelta(seconds=59)).replace(second=0, microsecond=0)
