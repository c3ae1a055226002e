"""The outbox: one row a mail."""

from __future__ import annotations

from piccolo.columns import JSONB, UUID, Integer, Timestamptz, Varchar

from governance.base.table import Stored


class Notice(Stored):
    """Something to tell somebody by mail. Its address is emptied some days after it has ended."""

    organisation_id = UUID(default=None, null=False, help_text="In whose trail it stands")
    person_id = UUID(default=None, null=True, index=True, help_text="To whom, where known")
    kind = Varchar(length=40, null=False, help_text="Kind of letter")
    address = Varchar(length=254, secret=True, null=False, help_text="Where to; empty later on")
    language = Varchar(length=2, null=False, help_text="nl or en")
    content = JSONB(secret=True, null=False, help_text="What it says; emptied when it has ended")
    cause_kind = Varchar(length=60, null=False, help_text="Kind of thing that caused it")
    cause_id = UUID(default=None, null=True, index=True, help_text="Which thing caused it")
    state = Varchar(length=20, null=False, index=True, help_text="waiting, sent, failed, given_up")
    problem = Varchar(length=20, null=False, help_text="Why it was not sent the last time")
    reply = Varchar(length=300, null=False, help_text="What the server answered, no address")
    attempts = Integer(default=0, null=False, help_text="How often it was tried")
    posted_at = Timestamptz(default=None, null=False, help_text="When it was written, UTC")
    due_at = Timestamptz(default=None, null=False, index=True, help_text="Not before, UTC")
    useful_until = Timestamptz(default=None, null=False, help_text="Not sent after this, UTC")
    ended_at = Timestamptz(
        default=None, null=True, index=True, help_text="Sent or given up at, UTC"
    )
    lease = UUID(default=None, null=True, help_text="Which turn is sending it now")
    leased_until = Timestamptz(default=None, null=True, help_text="From then others may, UTC")
