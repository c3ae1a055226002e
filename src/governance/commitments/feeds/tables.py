"""Calendar feeds: whose, for whom, since when; never the secret itself."""

from __future__ import annotations

from piccolo.columns import Bytea, Timestamptz

from governance.base.table import Record, reference
from governance.identity.tables import Person
from governance.parties.tables import Committee, Organisation


class CalendarFeed(Record, tablename="calendar_feed"):
    """A secret address at which a program of somebody reads that person's calendar.

    For an organisation or a committee, or for everything of that person where there is neither.
    """

    person = reference(Person, help_text="Whose it is: it shows what this person may see now")
    organisation = reference(Organisation, null=True, help_text="For this organisation")
    committee = reference(Committee, null=True, help_text="For this committee")
    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the random secret")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    renewed_at = Timestamptz(
        default=None, null=True, help_text="When the secret was last renewed, UTC"
    )
    ended_at = Timestamptz(default=None, null=True, help_text="When it was ended, UTC")
    last_read_at = Timestamptz(
        default=None, null=True, help_text="Last read, UTC; written once an hour"
    )
