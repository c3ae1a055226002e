"""People, the roles that they hold for somebody, their sessions, and attempts to sign in."""

from __future__ import annotations

from typing import Any

from piccolo.columns import (
    JSONB,
    Boolean,
    Bytea,
    Date,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)

from governance.base.table import Record, Stored, reference
from governance.parties.tables import Committee, Filling, Grouping, Organisation


class Person(Record):
    """Somebody who can sign in, or a machine. Shown by function: the sample holds no names.

    Name, e-mail and sign-in name are personal: they can be erased, and the trail, which knows a
    person by id and function, still holds.
    """

    sign_in_name = Varchar(length=254, unique=True, null=False, help_text="Typed at sign-in")
    name = Varchar(length=200, default="", null=False, help_text="Name, or empty")
    email = Varchar(length=254, default="", null=False, help_text="Where mail goes, or empty")
    function = Varchar(length=200, null=False, help_text="What the person is, as shown")
    sort_key = Varchar(
        length=220, default="", null=False, index=True, help_text="From the function, in Python"
    )
    search_key = Varchar(
        length=700, default="", null=False, help_text="From function, name and e-mail, in Python"
    )
    kind = Varchar(length=20, default="human", null=False, help_text="human or machine")
    password_hash = Text(null=False, secret=True, help_text="Argon2id, or empty: no password")
    language = Varchar(length=2, default="nl", null=False, help_text="nl or en")
    valid_until = Date(default=None, null=True, help_text="May sign in before this day")
    last_signed_in_on = Date(default=None, null=True, help_text="Day of the last sign-in")
    erased_at = Timestamptz(default=None, null=True, help_text="When the details were erased, UTC")


class RoleAssignment(Record):
    """Roltoewijzing: what a person may be, for whom, for a period.

    For an organisation, a region or a committee; a system administrator for none of these.
    """

    person = reference(Person, help_text="Who")
    kind = Varchar(length=30, null=False, help_text="Kind of role")
    organisation = reference(Organisation, null=True, help_text="Held for this organisation")
    grouping = reference(Grouping, null=True, help_text="Held for this region")
    committee = reference(Committee, null=True, help_text="Held for this committee")
    filling = reference(Filling, null=True, help_text="The filling that it follows and ends with")
    stands_in_for: ForeignKey[Any] = reference(
        "RoleAssignment", null=True, help_text="The role that is stood in for (waarnemen)"
    )
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")


class Session(Stored):
    """A signed-in session; the token itself is never stored."""

    person = reference(Person, help_text="Whose session")
    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the random token")
    made_at = Timestamptz(default=None, null=False, help_text="Signed in at, UTC")
    seen_at = Timestamptz(default=None, null=False, help_text="Last used, written once a minute")
    confirmed_at = Timestamptz(default=None, null=True, help_text="Last proved who it is, UTC")
    method = Varchar(length=20, default="password", null=False, help_text="How it was begun")
    address = Varchar(length=64, default="", null=False, help_text="Network it was begun from")
    device = Varchar(length=120, default="", null=False, help_text="Browser and system, in words")
    provider = Varchar(
        length=40, default="", null=False, help_text="Provider it came from, or empty"
    )
    provider_session = Varchar(
        length=255, default="", null=False, help_text="What the provider calls it (sid), or empty"
    )


class Invitation(Stored):
    """A first sign-in is by invitation only: a link that works once, until a moment.

    Somebody who can sign in already is offered a role in the same way: it begins when accepted.
    """

    person = reference(Person, help_text="Who is invited")
    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the random token")
    made_by = reference(Person, null=True, help_text="Who invited; empty: the service itself")
    organisation = reference(Organisation, null=True, help_text="Which organisation invited")
    offer = JSONB(default=None, null=True, help_text="The role that begins when it is accepted")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    expires_at = Timestamptz(default=None, null=False, help_text="Works until, UTC")
    ended_at = Timestamptz(default=None, null=True, help_text="Used or withdrawn, UTC")
    used = Boolean(default=False, null=False, help_text="Whether it ended by being used")


class SignInAttempt(Stored):
    """Failed attempts in a window, per network and there per name: shared by all processes."""

    key = Varchar(length=64, unique=True, null=False, help_text="Hash of the network, and the name")
    failures = Integer(default=0, null=False, help_text="Failures in this window")
    window_start = Timestamptz(default=None, null=False, help_text="When the window began, UTC")
