"""What happened to the term of an agreement, who gave notice, and what all were asked."""

from __future__ import annotations

from piccolo.columns import UUID, Date, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import Agreement, Party
from governance.base.table import Record, Stored, reference
from governance.parties.tables import Organisation


class Extension(Stored):
    """A verlenging: from the day on which the agreement would have ended."""

    agreement = reference(Agreement, help_text="Of which agreement")
    ground = Varchar(length=20, null=False, help_text="tacit, indefinite or consent")
    from_on = Date(default=None, null=False, help_text="Day on which it would have ended")
    until = Date(default=None, null=True, help_text="First day that it no longer holds, or none")
    cause = UUID(default=None, null=True, help_text="The request that all agreed to, if any")
    made_at = Timestamptz(default=None, null=False, help_text="When it came about, UTC")


class TerminationNotice(Record, tablename="termination_notice"):
    """An opzegging of one party, or its message that it wants no extension."""

    agreement = reference(Agreement, help_text="Of which agreement")
    party = reference(Party, help_text="Of which party")
    kind = Varchar(length=20, null=False, help_text="withdrawal or no_extension")
    given_on = Date(default=None, null=False, help_text="Legal day on which it was given")
    effective_on = Date(default=None, null=False, help_text="First day that it no longer holds")
    letter = Varchar(length=120, null=False, help_text="Number of the letter or decision")
    reason = Varchar(length=1000, null=False, help_text="Why, or empty")
    recorded_at = Timestamptz(default=None, null=False, help_text="When it was typed, UTC")
    recorded_by = UUID(default=None, null=False, help_text="The person who typed")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function")
    withdrawn_on = Date(default=None, null=True, help_text="Day on which it was taken back")
    withdrawn_because = Varchar(length=500, default="", null=False, help_text="Why that was")
    carried_out_on = Date(default=None, null=True, help_text="Day on which it took effect")
    consulted_on = Date(default=None, null=True, help_text="Day on which the others consulted")
    consulted = Varchar(length=20, default="", null=False, help_text="goes_on or ends")


class ConsentRequest(Record, tablename="consent_request"):
    """A request that needs the written consent of all parties."""

    agreement = reference(Agreement, help_text="Of which agreement")
    kind = Varchar(length=20, null=False, help_text="As in RequestKind")
    organisation = reference(Organisation, help_text="Who asks; who wants to accede")
    asked_on = Date(default=None, null=False, help_text="Legal day of the request")
    takes_effect_on = Date(default=None, null=False, help_text="Day on which it takes effect")
    until = Date(default=None, null=True, help_text="New end, of an extension")
    words = Varchar(length=2000, null=False, help_text="What is asked, and why")
    asked = JSONB(default="{}", null=False, help_text="Who accedes, or which commitments lapse")
    state = Varchar(length=20, null=False, help_text="As in RequestState")
    closed_on = Date(default=None, null=True, help_text="Day on which it was closed")
    closed_because = Varchar(length=500, default="", null=False, help_text="Why it was closed")
    recorded_at = Timestamptz(default=None, null=False, help_text="When it was typed, UTC")
    recorded_by = UUID(default=None, null=False, help_text="The person who typed")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function")


class Consent(Record):
    """The instemming of one party with a request, or its refusal."""

    consent_request = reference(ConsentRequest, help_text="With which request")
    party = reference(Party, help_text="Of which party")
    outcome = Varchar(length=20, null=False, help_text="agreed or declined")
    decided_by = Varchar(length=200, null=False, help_text="The authority or function")
    decided_on = Date(default=None, null=False, help_text="Legal day of the decision")
    number = Varchar(length=80, null=False, help_text="Number of the decision")
    reason = Varchar(length=1000, default="", null=False, help_text="Why it does not consent")
    recorded_at = Timestamptz(default=None, null=False, help_text="When it was typed, UTC")
    recorded_by = UUID(default=None, null=False, help_text="The person who typed")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function")
