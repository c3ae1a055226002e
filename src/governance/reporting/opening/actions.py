"""Taking a round away, with everything that opening it made; called by its action."""

from __future__ import annotations

from uuid import UUID

from governance.base.database import DATABASE

_LOCK_LINES = """
select rl.id from report_line rl join report r on r.id = rl.report
where r.round = $1 order by rl.id for update of rl"""
_LOCK_REPORTS = "select id from report where round = $1 order by id for update"
_LOCK_REGIONAL = "select id from regional_report where round = $1 for update"
_GONE = (
    """delete from report_milestone rm using report_line rl, report r
    where rm.report_line = rl.id and rl.report = r.id and r.round = $1""",
    "delete from report_line rl using report r where rl.report = r.id and r.round = $1",
    "delete from report where round = $1",
    "delete from regional_report where round = $1",
    "delete from round where id = $1",
)


async def hold(round_id: UUID) -> int:
    """Keep everybody from writing in the reports of a round; gives how many there are.

    Lines before reports, as who writes a line does: neither waits for the other for ever.
    """
    await DATABASE.fetch(_LOCK_LINES, round_id)
    reports = await DATABASE.fetch(_LOCK_REPORTS, round_id)
    await DATABASE.fetch(_LOCK_REGIONAL, round_id)
    return len(reports)


async def take_away(round_id: UUID) -> None:
    """Delete a round that nobody wrote in, with its reports and their lines."""
    for statement in _GONE:
        await DATABASE.fetch(statement, round_id)
