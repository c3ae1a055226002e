"""Reviews of roles, their lines as evidence, and what was asked for by mail."""

from __future__ import annotations

from piccolo.columns import Boolean, Date, Integer, Text, Timestamptz, Varchar

from governance.base.table import Record, Stored, reference
from governance.identity.tables import Person, RoleAssignment
from governance.parties.tables import Organisation


class AccessReview(Record, tablename="access_review"):
    """A review of all roles, or of special rights. Once it is completed the database keeps it."""

    organisation = reference(Organisation, null=True, help_text="Of which; empty: the service")
    kind = Varchar(length=20, null=False, help_text="all or special")
    due_on = Date(default=None, null=True, help_text="Due before this day when it began")
    begun_by = reference(Person, help_text="Who began it")
    begun_at = Timestamptz(default=None, null=False, help_text="When, UTC")
    completed_by = reference(Person, null=True, help_text="Who completed it")
    completed_at = Timestamptz(default=None, null=True, help_text="When, UTC")


class AccessReviewLine(Stored, tablename="access_review_line"):
    """A role as it was, and what was decided of it. Whom it is of is known by id and function."""

    review = reference(AccessReview, help_text="Of which review")
    assignment = reference(RoleAssignment, help_text="Which role assignment")
    role_version = Integer(default=1, null=False, help_text="Version of the role assignment")
    person = reference(Person, help_text="Who held it")
    function = Varchar(length=200, null=False, help_text="What the person was, as shown")
    machine = Boolean(default=False, null=False, help_text="Whether it was held by a machine")
    kind = Varchar(length=30, null=False, help_text="Kind of role")
    held_for = Varchar(length=20, null=False, help_text="Kind of what it was held for")
    for_name = Text(default="", null=False, help_text="For whom it was held")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")
    filled_by = Varchar(length=200, default="", null=False, help_text="The filling it followed")
    stands_in_for = reference(Person, null=True, help_text="For whom somebody stood in")
    given_by = reference(Person, null=True, help_text="Who gave it, where the trail knows")
    given_at = Timestamptz(default=None, null=True, help_text="When it was given, UTC")
    last_signed_in_on = Date(default=None, null=True, help_text="Day of the last sign-in")
    factor = Varchar(
        length=20, default="none", null=False, help_text="own, provider, none or unknown"
    )
    noted_at = Timestamptz(default=None, null=False, help_text="First seen in this review, UTC")
    answer = Varchar(length=20, default="", null=False, help_text="confirm, withdraw or open")
    reason = Varchar(length=500, default="", null=False, help_text="Why, where somebody said so")
    answered_by = reference(Person, null=True, help_text="Who answered")
    answered_at = Timestamptz(default=None, null=True, help_text="When, UTC")
    gone = Boolean(default=False, null=False, help_text="Ended before the review was completed")


class AccessReviewReminder(Stored, tablename="access_review_reminder"):
    """That it was told once that a review is due."""

    organisation = reference(Organisation, null=True, help_text="Of which; empty: the service")
    kind = Varchar(length=20, null=False, help_text="all or special")
    due_on = Date(default=None, null=False, help_text="Before which day")
    made_at = Timestamptz(default=None, null=False, help_text="When it was told, UTC")
