"""Files that came back from Word, and what they propose."""

from __future__ import annotations

from piccolo.columns import UUID, Integer, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import Agreement, AgreementVersion
from governance.base.table import Record, reference
from governance.files.tables import StoredFile
from governance.parties.tables import Organisation


class ReturnedFile(Record, tablename="returned_file"):
    """A Word file that came back upon a version, from one organisation."""

    agreement = reference(Agreement, help_text="Of which agreement")
    agreement_version = reference(AgreementVersion, help_text="Upon which version of its text")
    organisation = reference(Organisation, help_text="From which organisation")
    file = reference(StoredFile, unique=True, help_text="The file as it came, kept")
    sha256 = Varchar(length=64, null=False, help_text="Its hash: the same file comes in once")
    said = JSONB(default="{}", null=False, help_text="Remarks, and text that has no place")
    handed_in_at = Timestamptz(default=None, null=False, help_text="When it came in, UTC")
    handed_in_by = UUID(default=None, null=False, help_text="Who handed it in")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function")


class TextProposal(Record, tablename="text_proposal"):
    """One thing that a returned file proposes. It holds the names that Word wrote in the file."""

    returned_file = reference(ReturnedFile, help_text="In which file")
    position = Integer(null=False, help_text="Its place in the file, from 1")
    said = JSONB(default="{}", null=False, help_text="What is proposed")
    state = Varchar(length=20, default="open", null=False, help_text="open, accepted, declined")
    made = Varchar(length=200, default="", null=False, help_text="Anchor of what came of it")
    reason = Varchar(length=500, default="", null=False, help_text="Why it was declined")
    decided_at = Timestamptz(default=None, null=True, help_text="When, UTC")
    decided_by = UUID(default=None, null=True, help_text="Who decided")
    decided_for = Varchar(length=200, default="", null=False, help_text="For which function")
