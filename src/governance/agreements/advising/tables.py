"""The chain of a party, and what came of each of its steps."""

from __future__ import annotations

from piccolo.columns import UUID, Boolean, Date, Timestamptz, Varchar
from piccolo.columns.column_types import JSONB

from governance.agreements.tables import AgreementVersion, Party
from governance.base.table import Record, reference


class PartyChain(Record, tablename="party_chain"):
    """Which steps a party takes before it decides; whoever has none has no row."""

    party = reference(Party, unique=True, help_text="Whose chain")
    in_order = Boolean(default=False, null=False, help_text="One after the other, or all at once")
    steps = JSONB(default="[]", null=False, help_text="Steps, each with the function asked")


class ChainAdvice(Record, tablename="chain_advice"):
    """What is noted of one step about one version of the text."""

    party = reference(Party, help_text="Of which party")
    step = Varchar(length=20, null=False, help_text="As in AdviceStep")
    agreement_version = reference(AgreementVersion, help_text="The text that it is about")
    function = Varchar(length=200, null=False, help_text="The function or body that was asked")
    asked_on = Date(default=None, null=True, help_text="Legal day on which it was asked")
    due_on = Date(default=None, null=True, help_text="Last day on which it can be answered")
    done_on = Date(default=None, null=True, help_text="Legal day of what came of it")
    outcome = Varchar(length=20, null=False, help_text="As in AdviceOutcome")
    words = Varchar(length=2000, default="", null=False, help_text="What was said, or why not")
    recorded_at = Timestamptz(default=None, null=False, help_text="When it was typed, UTC")
    recorded_by = UUID(default=None, null=False, help_text="The person who typed")
    on_behalf_of = Varchar(length=200, null=False, help_text="For which function it was typed")
