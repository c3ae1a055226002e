"""The registration of an agreement that was signed elsewhere."""

from __future__ import annotations

from piccolo.columns import Date, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import Agreement
from governance.base.table import Stored, reference
from governance.files.tables import StoredFile


class Registration(Stored):
    """The evidence that an agreement is there: its file, where the original lies, its days."""

    agreement = reference(Agreement, unique=True, help_text="Which agreement")
    file = reference(StoredFile, unique=True, help_text="The file that is the evidence")
    sha256 = Varchar(length=64, null=False, help_text="Hash of that file")
    original_at = Varchar(length=300, default="", null=False, help_text="Where the original lies")
    signed_on = Date(default=None, null=True, help_text="Day of the last signature")
    ends_on = Date(default=None, null=True, help_text="First day that it no longer holds")
    understood = JSONB(default=None, null=True, help_text="As ``Read``; none: no Word file")
    passages = JSONB(default="[]", null=False, help_text="Its text as it was mended")
