"""Letting what stands with the lines of predecessors go along to those of their successors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.commitments.accepting.carrying.actions import accept_as_before
from governance.commitments.evidence.carrying.actions import carry_evidence
from governance.commitments.executing.carrying.actions import execute_as_before, execute_through
from governance.commitments.sharing.carrying.actions import share_as_before
from governance.commitments.succeeding.actions import Cause, Moved


async def go_along(
    moved: Moved, main: Mapping[UUID, UUID], *, by: Actor, at: datetime, cause: Cause
) -> None:
    """Evidence, who carries it out, what was adopted and a delay that is accepted go along.

    ``main``: by predecessor the successor at which it goes on. Where a line goes on at several,
    its evidence goes to the first. Measurements stay with who measured: their periods are over.
    """
    for source, there in moved.lines.items():
        first = next(iter(there.values()))
        known = {old: new for (old, line), new in moved.milestones.items() if line == first}
        await carry_evidence(source, first, known, by=by, at=at, cause=cause)
    for source, line in sorted(moved.chosen):
        known = {old: new for (old, at_line), new in moved.milestones.items() if at_line == line}
        await share_as_before(source, line, known)
        await accept_as_before(source, line, at=at)
        await execute_as_before(source, line, main)
    await execute_through(main, by=by, at=at, cause=cause)
