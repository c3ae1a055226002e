"""The clauses of an organisation's own library, and their versions."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Integer, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.base.table import Record, Stored, reference
from governance.parties.tables import Organisation


class OwnClause(Record, tablename="clause"):
    """A clause (modelbepaling) of an organisation; what it says stands in its versions."""

    organisation = reference(Organisation, help_text="Whose library it stands in")
    in_use = Boolean(default=True, null=False, help_text="Whether drafts can take it")


class OwnClauseVersion(Stored, tablename="clause_version"):
    """One version of a clause; never changed after that."""

    clause = reference(OwnClause, help_text="Of which clause")
    number = Integer(null=False, help_text="From 1; each change is the next")
    title = Varchar(length=200, null=False, help_text="What it is called, and its article")
    theme = Varchar(length=20, null=False, help_text="What it is about")
    explanation = Varchar(length=2000, null=False, help_text="Why, for who drafts")
    source = Varchar(length=500, null=False, help_text="Where it comes from")
    says = Varchar(length=500, null=False, help_text="What this version changed")
    variants = JSONB(default=None, null=False, help_text="Key, title, explanation, text of each")
    made_at = Timestamptz(default=None, null=False, help_text="When it was made, UTC")
    made_by = UUID(default=None, null=False, help_text="The person who made it")
    on_behalf_of = Varchar(length=200, null=False, help_text="What that person was at the time")
