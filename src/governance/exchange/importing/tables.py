"""Registers that were handed in, with what became of each."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Date, Text, Timestamptz, Varchar

from governance.base.table import Record, reference
from governance.files.tables import StoredFile


class RegisterImport(Record, tablename="register_import"):
    """A register that was handed in: its file is kept, and what it would change is worked out
    each time somebody looks, until it is taken over or put aside."""

    file = reference(StoredFile, unique=True, help_text="The file as it was handed in")
    sha256 = Varchar(length=64, null=False, help_text="Hash of that file")
    begins = Date(default=None, null=False, help_text="First day of memberships without one")
    riec = Boolean(default=False, null=False, help_text="Whether RIEC are taken from areas")
    state = Varchar(length=20, null=False, help_text="handed_in, carried_out or put_aside")
    handed_in_at = Timestamptz(
        default=None, null=False, index=True, help_text="When it was handed in, UTC"
    )
    handed_in_by = UUID(default=None, null=False, help_text="The person who handed it in")
    handed_in_by_function = Varchar(length=200, null=False, help_text="What that person was then")
    ended_at = Timestamptz(default=None, null=True, help_text="When that was decided, UTC")
    ended_by = UUID(default=None, null=True, help_text="The person who decided it")
    ended_by_function = Varchar(length=200, null=False, help_text="What that person was then")
    counts = Text(null=False, help_text="What it came to, as JSON: numbers by what was done")
