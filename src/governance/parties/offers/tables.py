"""The prevention offer (preventieaanbod) of the network."""

from __future__ import annotations

from piccolo.columns import Date, Numeric, Text, Varchar

from governance.base.table import Record, reference
from governance.parties.tables import Grouping, Organisation


class PreventionOffer(Record, tablename="prevention_offer"):
    """What an organisation offers to prevent exploitation: to whom, how, where, at what cost."""

    organisation = reference(Organisation, help_text="Who offers it")
    title = Varchar(length=200, null=False, help_text="What it is called")
    sort_key = Varchar(length=220, null=False, index=True, help_text="From the title, in Python")
    target_group = Varchar(length=30, null=False, help_text="For whom: pupils, professionals, …")
    method = Varchar(length=30, null=False, help_text="How: lesson, training, campaign, …")
    content = Text(default="", null=False, help_text="What it covers at least")
    area = reference(
        Grouping, null=True, help_text="The region where it can be had; none: as reach says"
    )
    reach = Varchar(length=20, null=False, help_text="own (area), region or country")
    cost = Numeric(default=None, null=True, help_text="Costs in euros, if known")
    cost_note = Varchar(length=200, default="", null=False, help_text="Per what, by whom paid")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")
