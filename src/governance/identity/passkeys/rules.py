"""Passkeys: for which site they are, what for, and for how long a challenge counts."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from msgspec import Struct

from governance.base.errors import N_

CHALLENGE_FOR = timedelta(minutes=5)
CHALLENGE_FOR_MS = int(CHALLENGE_FOR.total_seconds() * 1000)
MOST = 20
"""Passkeys of one person."""
REGISTER, SIGN_IN, SECOND_STEP, CONFIRM = "register", "sign_in", "second_step", "confirm"
PER_NETWORK = 300
"""Challenges to sign in that one network may ask for in a window: nobody fills the table."""
TOO_OFTEN = N_("Too many attempts from your network. From {time} you can try again.")
PASSKEY, PASSWORD_PASSKEY = "passkey", "password_passkey"
"""How a session was begun."""
WRONG_PASSKEY = N_("This passkey could not be checked, or took too long. Try again.")
UNKNOWN_PASSKEY = N_("This passkey is not known here, or does not count any more.")
TOO_MANY = N_("You have {limit} passkeys, and that is the most. Remove one first.")
KNOWN_ALREADY = N_("This passkey is registered already.")


class Site(Struct, frozen=True):
    """What passkeys belong to: a name of the internet, and the exact address of the pages."""

    host: str
    origin: str


def site_of(address: str) -> Site:
    """The site of the address of the service."""
    parts = urlsplit(address)
    return Site(parts.hostname or "localhost", f"{parts.scheme}://{parts.netloc}".lower())
