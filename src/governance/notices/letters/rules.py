"""What each kind of mail holds: plain values, checked when it is posted.

A field that holds a word of the work (the kind of role, what was changed) holds a message of
the catalogue: it is read in the language of who gets the mail. A ``link`` is a path of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

import msgspec
from msgspec import Struct


class Kind(StrEnum):
    """What a mail is about, as it is stored."""

    INVITATION = "invitation"
    ROLE_GIVEN = "role_given"
    ROLE_WITHDRAWN = "role_withdrawn"
    STANDING_IN = "standing_in"
    REVIEW_DUE = "review_due"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - no password
    FACTOR_CHANGED = "factor_changed"
    TOKEN_ENDS = "token_ends"  # noqa: S105 - no password
    ACCESS_RENEWED = "access_renewed"
    ADDRESS_CHANGED = "address_changed"
    FILLING_ASKED = "filling_asked"
    FILLINGS_DUE = "fillings_due"


class Invitation(Struct, frozen=True, tag="invitation"):
    """Somebody may come in: by this link, until this day, for this role."""

    link: str
    until: date
    role: str
    held_for: str
    invited_by: str


class RoleGiven(Struct, frozen=True, tag="role_given"):
    """Somebody holds a role from a day on. ``held_for``: the organisation, region or committee."""

    role: str
    held_for: str
    given_by: str
    since: date
    until: date | None = None


class RoleWithdrawn(Struct, frozen=True, tag="role_withdrawn"):
    """Somebody does not hold a role any more, from a day on."""

    role: str
    held_for: str
    withdrawn_by: str
    ends_on: date


class StandingIn(Struct, frozen=True, tag="standing_in"):
    """Somebody stands in for the holder of a role for some days: for who must know of it."""

    role: str
    held_for: str
    holder: str
    who: str
    since: date
    until: date
    recorded_by: str


class ReviewDue(Struct, frozen=True, tag="review_due"):
    """The roles that are held for an organisation are to be looked at again; ``special``: only
    those with special rights."""

    link: str
    held_for: str
    due_on: date
    special: bool = False


class PasswordChanged(Struct, frozen=True, tag="password_changed"):
    """A password was changed; whoever did not do so must act."""

    changed_at: datetime
    link: str


class FactorChanged(Struct, frozen=True, tag="factor_changed"):
    """Something that one signs in with was added or removed. ``what`` says which, as a message."""

    what: str
    changed_at: datetime
    link: str


class TokenEnds(Struct, frozen=True, tag="token_ends"):
    """An API token that somebody made ends on a day. ``name``: the program that comes in by it."""

    name: str
    held_for: str
    ends_on: date
    link: str


class AccessRenewed(Struct, frozen=True, tag="access_renewed"):
    """Somebody's ways to sign in were taken away, and an invitation came in their place."""

    changed_at: datetime
    renewed_by: str


class AddressChanged(Struct, frozen=True, tag="address_changed"):
    """Mail for an account goes elsewhere from now on: said to the address of before."""

    changed_at: datetime
    changed_by: str


class FillingAsked(Struct, frozen=True, tag="filling_asked"):
    """An organisation is asked to fill a function. ``function`` is a message of the catalogue."""

    link: str
    organisation: str
    function: str
    asked_by: str
    note: str = ""


class FillingsDue(Struct, frozen=True, tag="fillings_due"):
    """Whether the functions of an organisation are still right, asked each quarter.

    ``filled``: the function (a message of the catalogue) and what fills it, for whom; ``vacant``:
    functions, as messages, that nobody fills there. Whoever has the ``link`` confirms by it.
    """

    link: str
    organisation: str
    filled: tuple[tuple[str, str], ...] = ()
    vacant: tuple[str, ...] = ()


Letter: TypeAlias = (
    Invitation
    | RoleGiven
    | RoleWithdrawn
    | StandingIn
    | ReviewDue
    | PasswordChanged
    | FactorChanged
    | TokenEnds
    | AccessRenewed
    | AddressChanged
    | FillingAsked
    | FillingsDue
)
"""Everything that can be said by mail."""
KINDS: Mapping[str, type[Letter]] = {
    Kind.INVITATION: Invitation,
    Kind.ROLE_GIVEN: RoleGiven,
    Kind.ROLE_WITHDRAWN: RoleWithdrawn,
    Kind.STANDING_IN: StandingIn,
    Kind.REVIEW_DUE: ReviewDue,
    Kind.PASSWORD_CHANGED: PasswordChanged,
    Kind.FACTOR_CHANGED: FactorChanged,
    Kind.TOKEN_ENDS: TokenEnds,
    Kind.ACCESS_RENEWED: AccessRenewed,
    Kind.ADDRESS_CHANGED: AddressChanged,
    Kind.FILLING_ASKED: FillingAsked,
    Kind.FILLINGS_DUE: FillingsDue,
}
"""What each kind holds."""


SECRET: Mapping[str, tuple[str, ...]] = {
    Kind.INVITATION: ("link",),
    Kind.FILLINGS_DUE: ("link",),
}
"""What opens something for whoever reads it: sealed as long as the letter waits."""


def kind_of(letter: Letter) -> Kind:
    """The kind of a letter."""
    return Kind(str(letter.__struct_config__.tag))


def letter_of(content: str) -> Letter:
    """The letter that was stored as JSON."""
    found: Letter = msgspec.json.decode(content, type=Letter)
    return found
