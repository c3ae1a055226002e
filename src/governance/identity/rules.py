"""Sessions and sign-in: how long, how often, and what is kept of a secret."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from msgspec import Struct

from governance.base.settings import Settings

IDLE = timedelta(minutes=60)
"""A session that is not used for this long has ended, where the settings say nothing else."""
ABSOLUTE = timedelta(hours=12)
"""A session ends this long after signing in, used or not."""
SEEN_EVERY = timedelta(minutes=1)
"""The last use is written at most this often: reading a page writes nothing."""
WINDOW = timedelta(minutes=15)
"""Failures are counted over this window."""
FAILURES_PER_NAME = 10
"""Of one name from one network: whoever guesses elsewhere closes that name there, not here."""
FAILURES_PER_NETWORK = 50
"""Of all names together from one network."""
FAILURES_PER_PERSON = 10
"""Codes for a second step or a confirmation, from wherever: the password was right already."""
PENDING_FOR = timedelta(minutes=10)
"""A sign-in waits this long for its second step."""
TRIES = 5
"""A sign-in takes this many codes; then it begins again with the password."""
ENROLLING = "enrolling"
"""The method of a session that may do nothing but set up a second factor."""

RECOVERY = "password_recovery"
"""The method of a session that a recovery code opened: its owner hears of it."""


class Limits(Struct, frozen=True):
    """How long sessions last."""

    idle: timedelta = IDLE
    longest: timedelta = ABSOLUTE


def limits_of(settings: Settings) -> Limits:
    """How long sessions last under these settings."""
    return Limits(
        timedelta(minutes=settings.session_idle), timedelta(minutes=settings.session_longest)
    )


class Vouched(Struct, frozen=True):
    """The provider that vouched for somebody, by its key, and its own name of the session.

    ``shown_at``: when that person last showed it who they are, where it says so.
    """

    provider: str
    session: str = ""
    shown_at: datetime | None = None


class Caller(Struct, frozen=True):
    """Where a request comes from: its address, and in words what sent it."""

    address: str
    device: str = ""


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


def alive(made_at: datetime, seen_at: datetime, at: datetime, limits: Limits) -> bool:
    """Whether a session still counts."""
    return at - seen_at < limits.idle and at - made_at < limits.longest


def open_again(window_start: datetime) -> datetime:
    """The first whole minute at which an attempt counts again."""
    return (window_start + WINDOW + timedelta(seconds=59)).replace(second=0, microsecond=0)
