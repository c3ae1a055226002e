"""Stored files: what was signed or adopted, byte for byte."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, Bytea, Text, Timestamptz, Varchar

from governance.base.table import Stored


class StoredFile(Stored):
    """One file that is kept as it is. Never changed; its hash proves it. Where its bytes were
    destroyed, that is what is left of it."""

    organisation_id = UUID(default=None, null=False, index=True, help_text="Whose record it is")
    thing_kind = Varchar(length=60, null=False, help_text="Kind of thing that it belongs to")
    thing_id = UUID(default=None, null=False, index=True, help_text="Which thing")
    name = Varchar(length=200, null=False, help_text="File name when downloaded")
    media_type = Varchar(length=120, null=False, help_text="As in Content-Type")
    size = BigInt(null=False, help_text="Bytes")
    sha256 = Varchar(length=64, null=False, help_text="Hash of the bytes")
    made_with = Text(null=False, help_text="Versions of renderer, template and fonts, JSON")
    content = Bytea(
        default=None, null=True, help_text="The bytes, where no store keeps them under their hash"
    )
    made_at = Timestamptz(default=None, null=False, help_text="When it was stored, UTC")
    audience = Varchar(length=20, default="committee", null=False, help_text="Who may fetch it")
    destroyed_at = Timestamptz(default=None, null=True, help_text="When its bytes went, UTC")
    destroyed_by = UUID(default=None, null=True, help_text="The person who destroyed these")
    destroyed_why = Varchar(length=500, default="", null=False, help_text="Why that was done")
