"""Saying who carries many lines out, by the action that does so for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.commitments.changing.rules import LineNow, Outcome, Value, Wish
from governance.commitments.executing.actions import execute_otherwise
from governance.commitments.executing.forms import ExecutionForm


async def apply(outcomes: Sequence[Outcome], wish: Wish, *, by: Actor, at: datetime) -> UUID | None:
    """Say so for each."""
    del wish
    for one in outcomes:
        await restore(one.line, one.after or {}, "", by=by, at=at)
    return None


async def restore(line: LineNow, value: Value, why: str, *, by: Actor, at: datetime) -> None:
    """Say of one line that it is carried out as ``value`` has it."""
    del why
    executor = UUID(value["executor"]) if value["executor"] else None
    form = ExecutionForm(
        value["how"], executor, value["why"], line.execution_version, not_case_data=True
    )
    await execute_otherwise(line.id, form, by=by, at=at)
