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
FAILURES_PER_ADDRESS = 50


def new_token() -> str:
    """A session token of 256 random bits, as text for a cookie or a bearer header."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """What the database keeps of a token: a fast hash is enough, the token is random."""
    return hashlib.sha256(token.encode()).digest()


def attempt_key(kind: str, value: str) -> str:
    """Key under which failures of a name or an address are counted, without holding either."""
    return hashlib.sha256(f"{kind}:{value.casefold()}".encode()).hexdigest()


def alive(made_at: datetime, seen_at: datetime, at: datetime) -> bool:
    """Whether a session still counts."""
    return at - seen_at < IDLE and at - made_at < ABSOLUTE


def throttled(failures: int, window_start: datetime, at: datetime, limit: int) -> bool:
    """Whether this name or address has failed too often in its window."""
    return failures >= limit and at - window_start < WINDOW
