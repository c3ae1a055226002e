"""Steps of a regional report, and keeping the text that was adopted; called by its actions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.views import change, encoded, lock, unchanged
from governance.commitments.sharing.actions import adopt_lines
from governance.commitments.sharing.rules import AdoptedMilestone
from governance.documents.blocks import Document
from governance.documents.making import made_with
from governance.library.looks.queries import house_of
from governance.reporting.picture.queries import lines_of_round
from governance.reporting.queries import RoundView, round_seen
from governance.reporting.regional.queries import RegionalView, regional
from governance.reporting.regional.rules import adopted_line
from governance.reporting.rules import REGIONAL_WORKFLOW
from governance.reporting.steps.actions import allowed
from governance.reporting.tables import RegionalReport
from governance.reporting.when.rules import step_of

Paper = Callable[[RegionalView], Document]
"""Makes the text of an adopted report; handed in by who stands above this floor."""

_OF = "select id from regional_report where round = $1"
_ADOPTED = "select adopted_at from regional_report where round = $1 for share"
_MILESTONES = """
select rl.commitment_line as line, ml.id, rm.state, rm.forecast_on, rm.done_on
from report r join report_line rl on rl.report = r.id
join report_milestone rm on rm.report_line = rl.id
join milestone_line ml on ml.id = rm.milestone_line
where r.round = $1 and r.state = 'accepted' order by ml.position"""
_KEEP = """
update regional_report set content = $2::jsonb, content_hash = $3, made_with = $4 where id = $1"""


async def regional_step(
    round_id: UUID, verb: str, version: int | None, by: Actor
) -> tuple[RoundView, Mapping[str, Any], str]:
    """The round, its regional report, locked, and the state that the verb leads to."""
    of = await round_seen(round_id, by=by)
    allowed(by, REGIONAL_WORKFLOW, verb, committee=of.committee_id)
    [found] = await DATABASE.fetch(_OF, round_id)
    row = await lock(RegionalReport, found["id"])
    target = step_of(REGIONAL_WORKFLOW, verb, row["state"]).target
    unchanged(row, version)
    return of, row, target


async def regional_moved(
    of: RoundView, row: Mapping[str, Any], verb: str, values: Mapping[str, Any],
    *, by: Actor, at: datetime, paper: Paper | None = None,
) -> None:  # fmt: skip
    """Write columns of a regional report and the act; ``paper`` makes the text to keep."""
    if verb == "adopt":
        await _share(of.id, row["id"], values["adopted_on"], at)
    await change(RegionalReport, row, **values)
    if paper is not None:
        own = await house_of(of.keeper, by=by)
        await _keep(row["id"], paper(await regional(of.id, by=by)), encoded(made_with(own)))
    await record(
        of.keeper, verb, "regional_report", row["id"], changed(row, values),
        by=by, at=at, audience="committee",
    )  # fmt: skip


async def _share(round_id: UUID, regional_id: UUID, on: date, at: datetime) -> None:
    """Let the parties see of one another's commitments what is adopted now."""
    told, withheld = await lines_of_round(round_id, None, on)
    milestones: dict[UUID, list[AdoptedMilestone]] = {}
    for row in await DATABASE.fetch(_MILESTONES, round_id):
        kept = AdoptedMilestone(row["id"], row["state"], row["forecast_on"], row["done_on"])
        milestones.setdefault(row["line"], []).append(kept)
    lines = [
        adopted_line(line, milestones.get(line.line_id, ()))
        for line in (*told, *withheld)
        if line.standing is not None
    ]
    await adopt_lines(lines, regional_id, on, at=at)


async def accepted_at(round_id: UUID, at: datetime) -> datetime:
    """The moment that an acceptance counts from: after the adoption that did not wait for it.

    Until the acceptance is done nobody adopts. Who began before an adoption and ends after it
    would else stand in the page of a report of which the kept text knows nothing.
    """
    [row] = await DATABASE.fetch(_ADOPTED, round_id)
    adopted: datetime | None = row["adopted_at"]
    return at if adopted is None else max(at, adopted + timedelta(microseconds=1))


async def _keep(regional_id: UUID, document: Document, made: str) -> None:
    """Store the text that was adopted, with its SHA-256 and with what it is made."""
    content = encoded(document)
    digest = hashlib.sha256(content.encode()).hexdigest()
    await DATABASE.fetch(_KEEP, regional_id, content, digest, made)
