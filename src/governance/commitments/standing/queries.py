"""How a line stands, said to the database: from the same table as everywhere else."""

from __future__ import annotations

from governance.commitments.rules import IN_TROUBLE, LineState
from governance.commitments.standing.rules import TABLE, Row

_TROUBLED = ", ".join(f"'{state}'" for state in sorted(IN_TROUBLE))
FACTS = {
    "lapsed": f"l.state = '{LineState.LAPSED}'",
    "done": f"(l.state = '{LineState.DONE}' or l.done_on is not null)",
    "overdue": "(coalesce(l.planned_on < {today}, false) "
    "or coalesce(n.planned_on < {today}, false))",
    "troubled": f"(l.state in ({_TROUBLED}) or coalesce(n.state in ({_TROUBLED}), false))",
    "slips": "(coalesce(l.forecast_on > l.planned_on, false) "
    "or coalesce(n.forecast_on > n.planned_on, false))",
    "behind": "coalesce(l.behind_from <= {today}, false)",
    "accepted": "coalesce(l.accepted_until > {today}, false)",
}
"""Each fact of a line (``l``) with its first open milestone (``n``), on the day ``{today}``."""
NEXT_MILESTONE = """
left join lateral (
    select m.title, ml.state, ml.planned_on, ml.forecast_on
    from milestone_line ml join milestone m on m.id = ml.milestone
    where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
    order by ml.position limit 1) n on true"""
"""The first milestone (``n``) of a line (``l``) that is still open."""
NEXT_STATE = """
left join lateral (
    select ml.state, ml.planned_on, ml.forecast_on from milestone_line ml
    where ml.commitment_line = l.id and ml.state not in ('done', 'lapsed')
    order by ml.position limit 1) n on true"""
"""The same without its title: all that the rule needs, where many lines are looked through."""


def stands_sql(today: str) -> str:
    """An expression that gives how a line stands; ``today`` is a parameter (``$3::date``).

    Needs the line as ``l`` and its first open milestone as ``n`` (:data:`NEXT_MILESTONE`).
    """
    said = " ".join(f"when {_holds(row, today)} then '{row.standing}'" for row in TABLE)
    return f"(case {said} end)"


def _holds(row: Row, today: str) -> str:
    parts = [FACTS[name] for name in row.all_of]
    if row.any_of:
        parts.append("(" + " or ".join(FACTS[name] for name in row.any_of) + ")")
    return " and ".join(parts).replace("{today}", today) or "true"
