"""What is read of a line for its reader, once for every query that lists lines."""

from __future__ import annotations

from governance.commitments.figures.queries import FIGURED, LAST_FIGURE
from governance.commitments.sharing.queries import PLANNED, SEEN, SIGHT, told, told_next
from governance.commitments.standing.queries import NEXT_MILESTONE

KNOWN = f"""
c.kind, {SEEN} as sight, s.standing as adopted_standing, {told("state", "''")} as state,
{PLANNED} as planned_on,
{told("forecast_on")} as forecast_on, {told("done_on")} as done_on,
{LAST_FIGURE},
case when k.whole then l.behind_from end as behind_from,
case when k.whole then l.accepted_until end as accepted_until,
{told_next("title")} as next_title, case when k.whole then n.state end as next_state,
{told_next("planned_on")} as next_planned_on, {told_next("forecast_on")} as next_forecast_on"""
"""The columns of a line that the reader may know, with its figure as
:func:`~governance.commitments.figures.queries.told_figure` takes it, and all that
:func:`~governance.commitments.sharing.queries.standing_of` needs to say how it stands."""
OF_LINE = f"""
from commitment_line l
join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
{SIGHT}
{FIGURED}
{NEXT_MILESTONE}"""
"""Lines (``l``) with agreement, commitment, organisation, and the first open milestone (``n``)."""
