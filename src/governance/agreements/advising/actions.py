"""Choosing the steps of a party before it decides, and noting what came of each."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.agreements.advising.forms import AdviceForm, ChainForm
from governance.agreements.advising.queries import PartyRow, party_row
from governance.agreements.advising.rules import (
    COUNCIL,
    AdviceOutcome,
    Planned,
    advice_complaints,
    chain_complaints,
)
from governance.agreements.advising.tables import ChainAdvice, PartyChain
from governance.agreements.rules import signs
from governance.agreements.steps.actions import Row, note, stepping
from governance.agreements.versions.actions import text_seen
from governance.agreements.when.rules import IS_BOUND, NOT_ASKED
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Overtaken, Unread, WrongState, complain
from governance.base.permissions import behalf
from governance.base.views import add, change, encoded

_CHAIN = "select * from party_chain where party = $1"
_THERE = "select * from chain_advice where party = $1 and agreement_version = $2"


async def set_chain(
    party_id: UUID, form: ChainForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Choose the steps of a party before it decides, in their order, or all at once.

    What was noted of a step stays, also of one that is left out. The same once more changes
    nothing.
    """
    async with DATABASE.transaction():
        row, party = await _party(party_id, "set_chain", by)
        if party.joined_on:
            raise WrongState("set_chain", row["state"], IS_BOUND)
        before = await _chain(party_id)
        _seen(before, form.version)
        complain(chain_complaints(form.steps), unread)
        steps = [{"step": s.step, "function": " ".join(s.function.split())} for s in form.steps]
        values: dict[str, Any] = {"in_order": form.in_order, "steps": encoded(steps)}
        was = msgspec.json.decode(before["steps"]) if before else []
        said = {"in_order": form.in_order, "steps": _named(steps)}
        noted = changed({**before, "steps": _named(was)}, said, **_about(party))
        if not noted["after"]:
            return
        if before:
            await change(PartyChain, before, **values)
        else:
            await add(PartyChain(party=party_id, **values))
        await note(row, "set_chain", noted, by, at)


async def record_advice(
    party_id: UUID, step: str, form: AdviceForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Note of one step who was asked, until when, and what came of it; or that it is not needed.

    It is about the text that is up. What officials advised is not in the trail: its hash is.
    """
    async with DATABASE.transaction():
        row, party = await _party(party_id, "record_advice", by)
        chain = await _chain(party_id)
        planned = msgspec.json.decode(chain["steps"], type=list[Planned]) if chain else []
        if step not in {one.step for one in planned}:
            raise NotFound
        text = await text_seen(row["id"], form.text_version)
        there = {r["step"]: dict(r) for r in await DATABASE.fetch(_THERE, party_id, text["id"])}
        before = there.get(step, {})
        _seen(before, form.version)
        waits = chain["in_order"] and _waits(step, planned, there)
        put_up_on = day(text["frozen_at"])
        complain(advice_complaints(step, form, put_up_on, day(at), waits=waits), unread)
        await _keep(row, party, step, text["id"], before, form, by, at)


def _waits(step: str, planned: list[Planned], there: dict[str, dict[str, Any]]) -> bool:
    """Whether a step before this one is not done yet."""
    before = planned[: [one.step for one in planned].index(step)]  # type: ignore[arg-type]
    return any(
        there.get(one.step, {"outcome": AdviceOutcome.WAITING})["outcome"] == AdviceOutcome.WAITING
        for one in before
    )


async def _keep(
    row: Row,
    party: PartyRow,
    step: str,
    text: UUID,
    before: dict[str, Any],
    form: AdviceForm,
    by: Actor,
    at: datetime,
) -> None:
    values = form.columns()
    if not changed(before, values)["after"]:
        return
    typed = values | {"recorded_at": at, "recorded_by": by.person_id, "on_behalf_of": behalf(by)}
    if before:
        after = await change(ChainAdvice, before, **typed)
    else:
        made = await add(ChainAdvice(party=party.id, step=step, agreement_version=text, **typed))
        after = {"id": made, "version": 1, **values}
    noted = changed(
        _open(before, step), _open(values, step),
        **_about(party), advice_step=step, sha256=_sealed(after),
    )  # fmt: skip
    await note(row, "record_advice", noted, by, at)


def _open(row: dict[str, Any], step: str) -> dict[str, Any]:
    """What the trail tells of a step: of what officials advised only that it is there."""
    names = {"function": "function", "asked_on": "asked_on", "due_on": "answer_due_on"}
    names |= {"done_on": "answered_on"} | ({"outcome": "outcome"} if step in COUNCIL else {})
    return {told: row[name] for name, told in names.items() if name in row}


def _sealed(row: dict[str, Any]) -> str:
    """A hash of what was said that shows later whether it was changed, and tells nothing."""
    said = f"{row['id']}\n{row['version']}\n{row['outcome']}\n{row['words']}"
    return hashlib.sha256(said.encode()).hexdigest()


async def _party(party_id: UUID, verb: str, by: Actor) -> tuple[Row, PartyRow]:
    """The agreement, locked, and the party, which signs; read again behind that lock."""
    asked = await party_row(party_id)
    row = await stepping(asked.agreement_id, verb, by, also=asked.organisation_id)
    party = await party_row(party_id)
    if not signs(party.participation):
        raise WrongState(verb, party.participation, NOT_ASKED)
    return row, party


async def _chain(party_id: UUID) -> dict[str, Any]:
    found = await DATABASE.fetch(_CHAIN, party_id)
    return dict(found[0]) if found else {}


def _seen(row: dict[str, Any], version: int | None) -> None:
    """Raise :class:`Overtaken` for who saw another one; 0 is that nothing was there."""
    if version is not None and row.get("version", 0) != version:
        raise Overtaken


def _named(steps: list[dict[str, Any]]) -> list[str]:
    return [f"{one['step']}: {one['function']}" for one in steps]


def _about(party: PartyRow) -> dict[str, Any]:
    return {"party": party.id, "organisation": party.organisation}
