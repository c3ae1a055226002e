"""What is asked of organisations about their functions: to fill one, to confirm them."""

from __future__ import annotations

from piccolo.columns import UUID, Bytea, Date, Text, Timestamptz, Varchar

from governance.base.table import Record, Stored, reference
from governance.parties.tables import Organisation


class FillingRequest(Record, tablename="filling_request"):
    """Somebody asked an organisation to fill a function; one is open at a time."""

    organisation = reference(Organisation, help_text="Who is asked")
    function = Varchar(length=40, null=False, help_text="linking_pin, designated_officer, …")
    note = Text(default="", null=False, help_text="What was said with it")
    asked_by = UUID(default=None, null=False, help_text="The person who asked")
    asked_by_function = Varchar(length=200, null=False, help_text="What that person was then")
    asked_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    answered_at = Timestamptz(default=None, null=True, help_text="When it was answered, UTC")
    outcome = Varchar(
        length=20, default="", null=False, help_text="filled, declined or withdrawn; empty: open"
    )
    answer = Text(default="", null=False, help_text="What was answered")


class FillingReminder(Stored, tablename="filling_reminder"):
    """An organisation was asked, for a quarter, whether its functions are still right.

    Whoever has the link of the mail confirms with one click: the token itself is never stored.
    """

    organisation = reference(Organisation, help_text="Who is asked")
    due_on = Date(default=None, null=False, help_text="First day of the quarter")
    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the random token")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    used_at = Timestamptz(default=None, null=True, help_text="When it was confirmed by it, UTC")
