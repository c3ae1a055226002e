"""The Word files of an organisation that its documents are made with."""

from __future__ import annotations

from piccolo.columns import UUID, Integer, Timestamptz, Varchar

from governance.base.table import Record, reference
from governance.files.tables import StoredFile
from governance.parties.tables import Organisation


class Template(Record):
    """One version of a house style or a letter; only whether it is in use ever changes."""

    organisation = reference(Organisation, help_text="Whose it is")
    name = Varchar(length=80, null=False, help_text="house style, one of our letters, or its own")
    title = Varchar(length=200, null=False, help_text="What a letter of its own is called")
    number = Integer(null=False, help_text="Counts the versions of this name, from 1")
    file = reference(StoredFile, unique=True, help_text="The Word file as it was handed in")
    sha256 = Varchar(length=64, null=False, index=True, help_text="Hash of that file")
    made_at = Timestamptz(default=None, null=False, help_text="When it was handed in, UTC")
    made_by = UUID(default=None, null=False, help_text="The person who handed it in")
    made_by_function = Varchar(length=200, null=False, help_text="What that person was then")
    in_use_since = Timestamptz(default=None, null=True, help_text="When it came into use, UTC")
