"""Lists that people keep under a name."""

from __future__ import annotations

from piccolo.columns import Text, Varchar

from governance.base.table import Record, reference
from governance.identity.tables import Person
from governance.parties.tables import Organisation


class SavedView(Record, tablename="saved_view"):
    """A list under a name: what it is narrowed to, its columns and order."""

    person = reference(Person, help_text="Who keeps it")
    organisation = reference(
        Organisation, null=True, help_text="With which organisation it is shared; none: private"
    )
    name = Varchar(length=120, null=False, help_text="What it is called")
    sort_key = Varchar(length=140, null=False, help_text="From the name, in Python")
    query = Text(null=False, help_text="The filters as they stand in the address")
