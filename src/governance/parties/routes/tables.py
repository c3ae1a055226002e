"""Where a signal from whom goes, step by step."""

from __future__ import annotations

from piccolo.columns import Boolean, Date, SmallInt, Text, Varchar

from governance.base.table import Record, Stored, reference
from governance.parties.tables import Grouping, Organisation


class ReportingRoute(Record, tablename="reporting_route"):
    """Signaalroute: the way of a signal from one kind of source, in one area.

    About the way only; no signal is ever stored here.
    """

    organisation = reference(Organisation, help_text="Who keeps it")
    grouping = reference(
        Grouping, null=True, help_text="The region that it is for; none: the organisation's own"
    )
    name = Varchar(length=200, null=False, help_text="What it is called")
    source = Varchar(length=30, null=False, help_text="From whom: citizen, school, medical, …")
    without_report = Boolean(
        default=False, null=False, help_text="Whether it also works without a report to the police"
    )
    secrecy = Text(default="", null=False, help_text="Note on professional secrecy, or empty")
    note = Text(default="", null=False, help_text="What else is to be known")
    valid_from = Date(default=None, null=False, help_text="From this day")
    valid_until = Date(default=None, null=True, help_text="Until this day, not included")


class RouteLink(Stored, tablename="route_link"):
    """One link of a route: who receives, weighs, or follows up, within how many days.

    Where nobody is named, or who is named is no longer there, the route is broken.
    """

    route = reference(ReportingRoute, help_text="The route")
    place = SmallInt(null=False, help_text="Place in the route, from 1")
    part = Varchar(length=20, null=False, help_text="receives, weighs, victim or offender")
    organisation = reference(Organisation, null=True, help_text="Who; none: nobody yet")
    function = Varchar(
        length=40, default="", null=False, help_text="Function of the field there, or empty"
    )
    within_days = SmallInt(default=None, null=True, help_text="Within so many days, if agreed")
