"""The addresses of registers, with what was last fetched there."""

from __future__ import annotations

from piccolo.columns import Boolean, Text, Timestamptz, Varchar

from governance.base.table import Stored


class RegisterSource(Stored, tablename="register_source"):
    """The address of a register. Its tag is kept only once what it said is taken over."""

    address = Varchar(length=2000, null=False, unique=True, help_text="Where the register is")
    etag = Varchar(length=500, null=False, help_text="ETag of what is taken over, or empty")
    last_modified = Varchar(length=100, null=False, help_text="Last-Modified of that, or empty")
    sha256 = Varchar(length=64, null=False, help_text="Hash of what is taken over, or empty")
    fetched_at = Timestamptz(default=None, null=False, help_text="When it was last asked, UTC")
    applied_at = Timestamptz(default=None, null=True, help_text="When it last changed us, UTC")
    outcome = Varchar(length=20, null=False, help_text="applied, unchanged, refused, unreachable")
    riec = Boolean(default=False, null=False, help_text="Whether RIEC were taken from areas")
    problems = Text(null=False, help_text="Why it was refused or not reached: complaints, JSON")
