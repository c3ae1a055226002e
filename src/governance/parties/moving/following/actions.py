"""Letting open questions and abilities follow to a successor."""

from __future__ import annotations

from uuid import UUID

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add, change, lock
from governance.parties.abilities.tables import Ability
from governance.parties.asking.rules import Outcome
from governance.parties.asking.tables import FillingRequest
from governance.parties.moving.following.rules import Loose
from governance.parties.moving.successors.actions import Step

_ANSWERED_BY = """
select holder_function from filling
where organisation = $1 and function = $2 and part = 'holder' and valid_from <= $3
  and (valid_until is null or valid_until > $3) order by valid_from, id limit 1"""
_ASKED = """
select id from filling_request
where organisation = $1 and function = $2 and answered_at is null"""


async def carry_request(one: Loose, to: UUID, name: str, step: Step) -> None:
    """An open question is asked of the successor, called ``name``, from then on.

    What that fills on the day, or is asked already, is withdrawn, and the trail says why.
    """
    row = await lock(FillingRequest, one.id)
    filled = await DATABASE.fetch(_ANSWERED_BY, to, row["function"], step.happens_on)
    if filled or await DATABASE.fetch(_ASKED, to, row["function"]):
        ended = {"outcome": Outcome.WITHDRAWN, "answer": name, "answered_at": step.at}
        await change(FillingRequest, row, **ended)
        told = {"function": row["function"], "outcome": Outcome.WITHDRAWN, "organisation": to}
        if filled:
            told["holder_function"] = filled[0]["holder_function"]
        await step.note(one.organisation_id, "withdraw_request", one.kind, one.id, told)
        return
    await change(FillingRequest, row, organisation=to)
    told = {"before": {"organisation": one.organisation_id}, "after": {"organisation": to}}
    told["function"] = row["function"]
    await step.note(to, "carry_over", one.kind, one.id, told)


async def carry_ability(one: Loose, to: UUID, step: Step) -> None:
    """What a predecessor could, its successor can; the entry of the predecessor stays as it is."""
    row = await lock(Ability, one.id)
    made = await add(Ability(None, **{**row, "id": new_id(), "version": 1, "organisation": to}))
    told = {"title": one.name, "kind": one.about, "before": {"organisation": one.organisation_id}}
    told["after"] = {"organisation": to}
    await step.note(to, "carry_over", one.kind, made, told)
