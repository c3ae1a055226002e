"""People, the roles that they hold for somebody, their sessions, and attempts to sign in."""

from __future__ import annotations

from piccolo.columns import Bytea, Date, Integer, Text, Timestamptz, Varchar

from governance.base.table import Record, Stored, reference
from governance.parties.tables import Committee, Filling, Organisation


class Person(Record):
    """Somebody who can sign in. Known by function: the sample holds no names of people."""

    sign_in_name = Varchar(length=120, unique=True, null=False, help_text="Typed at sign-in")
    function = Varchar(length=200, null=False, help_text="What the person is, as shown")
    password_hash = Text(null=False, secret=True, help_text="Argon2id, with its parameters")
    language = Varchar(length=2, default="nl", null=False, help_text="nl or en")
    valid_until = Date(default=None, null=True, help_text="May sign in until this day")


class RoleAssignment(Record):
    """Roltoewijzing: what a person may be, for an organisation or a committee, for a period."""

    person = reference(Person, help_text="Who")
    kind = Varchar(length=30, null=False, help_text="Kind of role")
    organisation = reference(Organisation, null=True, help_text="Held for this organisation")
    committee = reference(Committee, null=True, help_text="Held for this committee")
    filling = reference(Filling, null=True, help_text="The filling that it follows and ends with")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")


class Session(Stored):
    """A signed-in session; the token itself is never stored."""

    person = reference(Person, help_text="Whose session")
    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the random token")
    made_at = Timestamptz(default=None, null=False, help_text="Signed in at, UTC")
    seen_at = Timestamptz(default=None, null=False, help_text="Last used, written once a minute")


class SignInAttempt(Stored):
    """Failed attempts in a window, per network and there per name: shared by all processes."""

    key = Varchar(length=64, unique=True, null=False, help_text="Hash of the network, and the name")
    failures = Integer(default=0, null=False, help_text="Failures in this window")
    window_start = Timestamptz(default=None, null=False, help_text="When the window began, UTC")
