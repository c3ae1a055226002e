"""What an API token looks like, which roles it may have, and until when it works."""

from __future__ import annotations

import re
import secrets
import zlib
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from governance.base.actor import Actor, RoleKind
from governance.base.errors import MISSING, N_, Complaint
from governance.identity.roles.rules import RULES, Target, may_end, may_give

PREFIX = "gov_"
"""What every token begins with, so that who scans for secrets knows one."""
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET, _CHECK = 43, 6
"""Digits of 256 random bits, and of their checksum of 32 bits."""
_SHAPE = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{_SECRET + _CHECK}}}")
KINDS = tuple(kind for kind in RoleKind if kind is not RoleKind.SYSTEM_ADMINISTRATOR)
"""The roles that a token may have. The service as a whole is run by people."""
ENDS_SOON = timedelta(days=14)
"""So long before its end a token is shown as one that ends soon."""
LONGEST_NAME = 100
REFUSALS_NOTED = 5
"""So many refusals of one token, or from one network, are noted in a quarter of an hour."""

WITHDRAWN = N_("This token is withdrawn already. Nobody comes in with it any more.")
ENDED = N_("This token has ended already. Nobody comes in with it any more.")
_NO_ROLE = N_("Choose at least one role.")
_NOT_FOR_TOKENS = N_("A token runs no service: choose other roles.")
_FOR_WHOM = N_("Choose for whom the token is.")
_NOT_HELD = N_("Not every role that you chose is held for that. Choose other roles, or for whom.")
_NOT_GIVEN = N_("You do not give every role that you chose here. Choose others, or for whom.")
_TOO_SOON = N_("A token works until tomorrow at the earliest.")
_TOO_LATE = N_("A token works for a year at most: until {day} at the latest.")
_TAKEN = N_(
    "A token with this name works there already. Choose another name. Was that one made just now, "
    "and did nobody keep it? Then withdraw it."
)


class TokenState(StrEnum):
    """Whether a token works."""

    WORKS = "works"
    ENDS_SOON = "ends_soon"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


def new_api_token() -> str:
    """A token of 256 random bits, with a checksum by which a scanner tells it from a look-alike."""
    secret = _written(secrets.randbits(256), _SECRET)
    return f"{PREFIX}{secret}{_checksum(secret)}"


def _checksum(secret: str) -> str:
    return _written(zlib.crc32(secret.encode()), _CHECK)


def _written(number: int, width: int) -> str:
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits


def is_api_token(said: str) -> bool:
    """Whether what a request carries means to be a token of ours, right or wrong."""
    return said.startswith(PREFIX)


def well_formed(token: str) -> bool:
    """Whether a token can be one of ours: its shape and its checksum."""
    secret = token[len(PREFIX) : -_CHECK]
    return bool(_SHAPE.fullmatch(token)) and token[-_CHECK:] == _checksum(secret)


def as_machine(name: str) -> str:
    """What the trail and every record call a program: nobody takes it for a person, whatever the
    name that its token was given."""
    return f"API: {name}"


def latest(today: date) -> date:
    """Until when a token that is made today works at most: the same day next year."""
    try:
        return today.replace(year=today.year + 1)
    except ValueError:
        return date(today.year + 1, 2, 28)


def state_of(valid_until: date, withdrawn_at: datetime | None, today: date) -> TokenState:
    """Whether a token works on a day."""
    if withdrawn_at is not None:
        return TokenState.WITHDRAWN
    if valid_until <= today:
        return TokenState.ENDED
    return TokenState.ENDS_SOON if valid_until - today <= ENDS_SOON else TokenState.WORKS


def token_complaints(
    name: str, kinds: Collection[RoleKind], valid_until: date | None, today: date
) -> Iterator[Complaint]:
    """A token has a name, a role, and an end within a year."""
    if not name.strip():
        yield Complaint("name", MISSING)
    if not kinds:
        yield Complaint("kinds", _NO_ROLE)
    elif not set(kinds) <= set(KINDS):
        yield Complaint("kinds", _NOT_FOR_TOKENS)
    if valid_until is not None and valid_until <= today:
        yield Complaint("validUntil", _TOO_SOON)
    if valid_until is not None and valid_until > latest(today):
        yield Complaint("validUntil", _TOO_LATE, {"day": latest(today)})


def roles_complaints(kinds: Collection[RoleKind], target: Target, by: Actor) -> Iterator[Complaint]:
    """Its roles are held for what they can be held for, and who makes it gives each of them."""
    if target.id is None and not any(may_give(kind, target, by) for kind in KINDS):
        yield Complaint("forId", _FOR_WHOM)
        return
    given = [kind for kind in kinds if kind in KINDS]
    there = [kind for kind in given if target.held_for in RULES[kind].given_by]
    if len(there) < len(given):
        yield Complaint("forId", _NOT_HELD)
    elif not all(may_give(kind, target, by) for kind in given):
        yield Complaint("kinds", _NOT_GIVEN)


def may_withdraw(kinds: Collection[RoleKind], target: Target, by: Actor) -> bool:
    """Whether the actor withdraws a token with these roles there: who administers the
    organisation or that of the committee, and anybody who may end each of its roles."""
    if target.keeper in by.organisations_as(RoleKind.ADMINISTRATOR) and not by.machine:
        return True
    return all(may_end(kind, target, by) for kind in kinds)


def name_taken() -> Complaint:
    """A token that works has this name already, for the same."""
    return Complaint("name", _TAKEN)
