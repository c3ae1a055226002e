"""Passkeys: public keys of people, and the challenges that are out."""

from __future__ import annotations

from piccolo.columns import BigInt, Bytea, Timestamptz, Varchar

from governance.base.table import Stored, reference
from governance.identity.tables import Person


class Passkey(Stored, tablename="passkey"):
    """One passkey of a person; the private key never leaves the person's device."""

    person = reference(Person, help_text="Whose passkey")
    name = Varchar(length=60, null=False, help_text="What its owner calls it")
    credential_id = Bytea(unique=True, null=False, help_text="How the device knows it")
    public_key = Bytea(null=False, help_text="COSE public key")
    sign_count = BigInt(default=0, null=False, help_text="Counter of the device, where it counts")
    made_at = Timestamptz(default=None, null=False, help_text="Registered at, UTC")
    used_at = Timestamptz(default=None, null=True, help_text="Last used at, UTC")


class PasskeyChallenge(Stored, tablename="passkey_challenge"):
    """A challenge that is out: answered once, within minutes, for one purpose."""

    challenge = Bytea(unique=True, null=False, help_text="SHA-256 of the random challenge")
    purpose = Varchar(length=20, null=False, help_text="register, sign_in, second_step, confirm")
    person = reference(Person, null=True, help_text="Only for this person, where it is known")
    expires_at = Timestamptz(default=None, null=False, help_text="Counts until, UTC")
