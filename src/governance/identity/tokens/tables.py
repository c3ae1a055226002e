"""API tokens: whose, made by whom, until when; never the token itself."""

from __future__ import annotations

from piccolo.columns import Bytea, Date, Timestamptz

from governance.base.table import Stored, reference
from governance.identity.tables import Person
from governance.parties.tables import Committee, Grouping, Organisation


class ApiToken(Stored, tablename="api_token"):
    """What a machine comes in with. The machine is a person of the kind machine, by the name of
    the token, with role assignments that end with it."""

    person = reference(Person, unique=True, help_text="The machine, with its roles")
    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the random token")
    organisation = reference(Organisation, null=True, help_text="For this organisation")
    grouping = reference(Grouping, null=True, help_text="For this region")
    committee = reference(Committee, null=True, help_text="For this committee")
    made_by = reference(Person, help_text="Who made it")
    made_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    valid_until = Date(default=None, null=False, help_text="Until this day, not included")
    last_used_at = Timestamptz(
        default=None, null=True, help_text="Last used, UTC; written once a minute"
    )
    told_at = Timestamptz(
        default=None, null=True, help_text="When who made it was told of its end, UTC"
    )
    withdrawn_at = Timestamptz(default=None, null=True, help_text="Withdrawn at, UTC")
    withdrawn_by = reference(Person, null=True, help_text="Who withdrew it")
