"""The trail: one chain of entries per organisation, its head, and checkpoints over all heads."""

from __future__ import annotations

from piccolo.columns import UUID, BigInt, SmallInt, Text, Timestamptz, Varchar

from governance.base.table import Stored, reference


class TrailHead(Stored, tablename="trail_head"):
    """The end of the chain of one organisation; ``id`` is the organisation's. Locked last."""

    number = BigInt(default=0, null=False, help_text="Number of the last entry")
    hash = Varchar(length=64, null=False, help_text="Hash of the last entry")


class TrailEntry(Stored, tablename="trail_entry"):
    """One act. The running role may add and read entries, never change or remove one."""

    organisation_id = UUID(default=None, null=False, index=True, help_text="Whose chain")
    number = BigInt(null=False, help_text="Place in the chain, from 1, without gaps")
    at = Timestamptz(default=None, null=False, help_text="When, UTC")
    actor_id = UUID(default=None, null=False, index=True, help_text="The person who typed")
    on_behalf_of = Varchar(length=200, null=False, help_text="The function that it was done for")
    verb = Varchar(length=60, null=False, help_text="What was done, as the workflow names it")
    kind = Varchar(length=60, null=False, help_text="Kind of thing")
    thing_id = UUID(default=None, null=False, index=True, help_text="Which thing")
    changes = Text(null=False, help_text="Changed fields as sorted JSON, no personal values")
    audience = Varchar(length=20, null=False, help_text="Who may read this entry")
    cause_kind = Varchar(length=60, null=False, help_text="Kind of thing of a higher floor")
    cause_id = UUID(default=None, null=True, help_text="Which thing of a higher floor caused it")
    result = Varchar(length=10, default="done", null=False, help_text="done, refused or failed")
    origin = Varchar(length=10, default="", null=False, help_text="web, api, service or command")
    request_id = Varchar(length=40, default="", null=False, help_text="Request that it came with")
    personal = Text(default="", null=False, help_text="Salted hashes of personal values, as JSON")
    function = Varchar(length=200, default="", null=False, help_text="What the actor was then")
    stands_in_for = Varchar(
        length=200, default="", null=False, help_text="The function that the actor stood in for"
    )
    hashing = SmallInt(default=1, null=False, help_text="Which way of hashing sealed it")
    previous_hash = Varchar(length=64, null=False, help_text="Hash of the entry before")
    hash = Varchar(length=64, null=False, help_text="Hash of this entry and the one before")


class TrailPersonal(Stored, tablename="trail_personal"):
    """A personal value that an entry holds only as a salted hash; can be separated from it."""

    entry = reference(TrailEntry, help_text="The entry")
    person = UUID(default=None, null=True, index=True, help_text="Whose value it is, if known")
    field = Varchar(length=60, null=False, help_text="The field of the entry")
    salt = Varchar(length=64, null=False, help_text="Salt of the hash in the entry")
    value = Text(null=False, help_text="The personal value itself")


class TrailCheckpoint(Stored, tablename="trail_checkpoint"):
    """All heads at one moment under one hash, so that a cut-off chain shows."""

    at = Timestamptz(default=None, null=False, help_text="When, UTC")
    heads = Text(null=False, help_text="Organisation, number and hash of every head, sorted")
    hash = Varchar(length=64, null=False, help_text="SHA-256 of heads and the checkpoint before")
    previous_hash = Varchar(length=64, default="", null=False, help_text="The checkpoint before")
    signature = Text(default="", null=False, help_text="Ed25519 over the hash, base64")
