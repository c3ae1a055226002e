"""Authenticator apps and recovery codes: secrets sealed or hashed, never as they are typed."""

from __future__ import annotations

from piccolo.columns import BigInt, Bytea, Timestamptz

from governance.base.table import Stored, reference
from governance.identity.tables import Person


class Totp(Stored, tablename="totp"):
    """The authenticator app of a person: the one in force, and one that is being set up."""

    person = reference(Person, unique=True, help_text="Whose app")
    secret = Bytea(default=None, null=True, secret=True, help_text="Sealed secret in force")
    confirmed_at = Timestamptz(default=None, null=True, help_text="In force since, UTC")
    last_step = BigInt(default=0, null=False, help_text="Time step of the last code that was used")
    offered = Bytea(default=None, null=True, secret=True, help_text="Sealed secret being set up")
    offered_at = Timestamptz(default=None, null=True, help_text="Being set up since, UTC")


class RecoveryCode(Stored, tablename="recovery_code"):
    """A code for who lost the other factors; it works once."""

    person = reference(Person, help_text="Whose code")
    code_hash = Bytea(null=False, help_text="SHA-256 of the random code")
    used_at = Timestamptz(default=None, null=True, help_text="Used at, UTC")
