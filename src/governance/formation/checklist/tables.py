"""What people answered to the checklist of a draft, and how a text stood when it was put up."""

from __future__ import annotations

from piccolo.columns import UUID, Date, Integer, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import Agreement, AgreementVersion
from governance.base.table import Record, Stored, reference


class ChecklistAnswer(Record, tablename="checklist_answer"):
    """The answer to one point of the checklist; one for each agreement and rule."""

    agreement = reference(Agreement, help_text="Of which agreement")
    agreement_version = reference(AgreementVersion, help_text="The text it was answered about")
    rule = Varchar(length=80, null=False, help_text="The id of the rule in its set")
    outcome = Varchar(length=20, null=False, help_text="What was answered")
    reason = Varchar(length=1000, default="", null=False, help_text="Why, or where it stands")
    rests_on = Varchar(
        length=200, default="", null=False, help_text="The decision or provision it rests on"
    )
    decided_on = Date(default=None, null=True, help_text="Legal day of that decision")
    answered_at = Timestamptz(default=None, null=False, help_text="When it was answered, UTC")
    answered_by = UUID(default=None, null=False, help_text="The person who answered")
    answered_by_function = Varchar(
        length=200, null=False, help_text="What that person was at the time"
    )


class ChecklistResult(Stored, tablename="checklist_result"):
    """How a version of the text was judged when it was put up; never changed after that."""

    agreement_version = reference(AgreementVersion, unique=True, help_text="Of which version")
    judged_on = Date(default=None, null=False, help_text="Legal day on which it was put up")
    judged = JSONB(default=None, null=False, help_text="Every set with every point and its state")
    sha256 = Varchar(length=64, null=False, help_text="SHA-256 of what was judged")
    open_points = Integer(null=False, help_text="How many points were missing")
