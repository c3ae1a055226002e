"""What organisations can and cannot do on this subject."""

from __future__ import annotations

from piccolo.columns import JSONB, Text, Varchar

from governance.base.table import Record, reference
from governance.parties.tables import Organisation


class Ability(Record):
    """One thing that an organisation can do on this subject, or cannot: partners know it so."""

    organisation = reference(Organisation, help_text="Whose")
    kind = Varchar(length=20, null=False, help_text="power, service or limit")
    title = Varchar(length=200, null=False, help_text="In a few words")
    detail = Text(default="", null=False, help_text="What it comes to, under which conditions")
    basis = Varchar(length=200, default="", null=False, help_text="Law or agreement, or empty")
    target_groups = JSONB(default="[]", null=False, help_text="For whom; an empty list: everybody")
    exploitation = JSONB(
        default="[]", null=False, help_text="Forms of exploitation; an empty list: all"
    )
