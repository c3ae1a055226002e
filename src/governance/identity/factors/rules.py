"""Codes of authenticator apps (RFC 6238) and recovery codes: which count, and how they look."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pyotp

from governance.base.errors import N_

STEP = 30
DRIFT = 1
"""A clock may be one step of thirty seconds early or late."""
OFFERED_FOR = timedelta(hours=1)
"""An app that is being set up is to be confirmed within this time."""
HOW_MANY = 10
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs of which no two look alike."""
_LENGTH, _GROUP = 16, 4
_LABEL = 30
TOTP = "password_totp"
"""The method of a session that a code of an app opened."""
WRONG_CODE = N_("This code is not right, or was used already. Take the newest one.")
TOO_MANY_CODES = N_("Too many wrong codes. From {time} you can try again.")
NO_CODE = N_("Give the code of your authenticator app, or a recovery code.")
LAST_FACTOR = N_("This is your only second step, and one is needed: first set up another.")
NO_FACTOR = N_("Recovery codes come with an authenticator app or a passkey: set up one first.")
NOT_OFFERED = N_("This app is no longer being set up. Begin again.")
ABOUT = "totp"


def new_secret() -> str:
    """A secret of 160 random bits, as an app takes it."""
    return pyotp.random_base32()


def address_of(secret: str, name: str, issuer: str) -> str:
    """The address that a QR code of an authenticator app holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=name[:_LABEL], issuer_name=issuer)


def spaced(secret: str) -> str:
    """A secret in groups of four, to be typed over."""
    return " ".join(secret[at : at + _GROUP] for at in range(0, len(secret), _GROUP))


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The time step whose code this is, now or one step away; None when it is of none."""
    typed, now = re.sub(r"\s", "", code), int(at.timestamp()) // STEP
    found = None
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).generate_otp(step).encode(), typed.encode()):
            found = step
    return found


def is_of_app(code: str) -> bool:
    """Whether a code looks like one of an app: six digits."""
    return re.fullmatch(r"[0-9]{6}", re.sub(r"\s", "", code)) is not None


def new_codes() -> tuple[str, ...]:
    """Ten recovery codes of 80 random bits: ``ABCD-EFGH-JKLM-NPQR``."""
    return tuple(_code() for _ in range(HOW_MANY))


def _code() -> str:
    letters = [secrets.choice(_LETTERS) for _ in range(_LENGTH)]
    groups = ("".join(letters[at : at + _GROUP]) for at in range(0, _LENGTH, _GROUP))
    return "-".join(groups)


def code_hash(person_id: UUID, code: str) -> bytes:
    """What is kept of a recovery code: a fast hash is enough, the code is random."""
    bare = re.sub(r"[^A-Z0-9]", "", code.upper())
    return hashlib.sha256(person_id.bytes + bare.encode()).digest()


def as_text(codes: Sequence[str], heading: str) -> str:
    """Recovery codes as a text file."""
    return "\n".join([heading, "", *codes, ""])
