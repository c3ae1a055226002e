"""Registering an agreement that was signed elsewhere: begun with its file, described, in force."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.agreements.registering.forms import DescriptionForm, PassagesForm
from governance.agreements.registering.naming.actions import unlinked
from governance.agreements.registering.rules import (
    Passage,
    articles,
    description_complaints,
    missing,
    passage_complaints,
    state_after,
)
from governance.agreements.registering.tables import Registration
from governance.agreements.registering.writing.rules import article_texts, written
from governance.agreements.rules import WORKFLOW, AgreementState
from governance.agreements.steps.actions import Row, note, stepping
from governance.agreements.tables import Agreement
from governance.agreements.taking_part.actions import join_at_entry
from governance.agreements.versions.actions import freeze, last_version
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, complain
from governance.base.views import change, encoded, moment, unchanged

_REGISTRATION = """
select id, agreement, sha256, original_at, signed_on, ends_on, passages
from registration where id = $1"""
_OF_THE_TITLE = ("title", "short_title", "sort_key", "search_key")
_PARTICIPATIONS = "select participation from party where agreement = $1"


async def describe(
    registration_id: UUID, form: DescriptionForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Keep what was filled in of a registration; what is open may be filled in later."""
    async with DATABASE.transaction():
        row, kept = await _stepping(registration_id, "describe", by)
        unchanged(row, form.version)
        complain(description_complaints(form, day(at)), unread)
        noted = changed({**row, **kept, "id": row["id"]}, form.columns() | form.evidence())
        # The first title is the name of a file: somebody outside chose it, so it is noted nowhere.
        noted["before"] = {n: v for n, v in noted["before"].items() if n not in _OF_THE_TITLE}
        of_agreement = {name: v for name, v in noted["after"].items() if name in form.columns()}
        await change(Agreement, row, **of_agreement)
        await change(Registration, kept, **form.evidence())
        await note(row, "describe", noted, by, at)


async def write_passages(
    registration_id: UUID, form: PassagesForm,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Keep the text as a person mended it; passages without a word are left out."""
    async with DATABASE.transaction():
        row, kept = await _stepping(registration_id, "describe", by)
        unchanged(row, form.version)
        complain(passage_complaints(form.passages), unread)
        passages = [one for one in form.passages if (one.text + one.title + one.number).strip()]
        before, after = _noted(_passages(kept)), _noted(passages)
        await change(Registration, kept, passages=encoded(passages))
        await change(Agreement, row)
        await note(row, "write_passages", changed(before, after), by, at)


async def register_agreement(
    registration_id: UUID, version: int | None, *, by: Actor, at: datetime, unread: Unread = ()
) -> tuple[UUID, str]:
    """Let a registration count: its file is the evidence. Gives the agreement and its state.

    It is in force, or has ended where its last day has passed. Everything that is still missing
    is told at once. The text as it was mended is frozen with its articles.
    """
    async with DATABASE.transaction():
        row, kept = await _stepping(registration_id, "register_agreement", by)
        unchanged(row, version)
        parties = await DATABASE.fetch(_PARTICIPATIONS, row["id"])
        asked = {"signedOn": kept["signed_on"], "enteredOn": row["entry_date"]}
        asked["originalAt"] = kept["original_at"]
        complain(missing(asked, [one["participation"] for one in parties], day(at)), unread)
        noted = await _freeze(row, _passages(kept), at)
        state = state_after(kept["ends_on"], row["extension_rule"], day(at))
        values = {
            "state": WORKFLOW.step(row["state"], _VERBS[state]).target,
            "entered_into_force_on": row["entry_date"],
            "ends_on": kept["ends_on"],
        }
        await change(Agreement, row, **values)
        if row["entry_date"]:
            await join_at_entry(row["id"], row["entry_date"], elsewhere=True)
        noted |= {"sha256": kept["sha256"], **await unlinked(row["id"])}
        await note(row, "register_agreement", changed(row, values, **noted), by, at)
    return row["id"], state


_VERBS = {
    AgreementState.IN_FORCE.value: "register_agreement",
    AgreementState.ENDED.value: "register_ended",
}
"""What has ended already is registered as such by its own days: nobody chooses that."""


async def _stepping(registration_id: UUID, verb: str, by: Actor) -> tuple[Row, Row]:
    """The agreement, locked for a step of its keeper, and its registration."""
    rows = await DATABASE.fetch(_REGISTRATION, registration_id)
    if not rows:
        raise NotFound
    row = await stepping(rows[0]["agreement"], verb, by)
    [kept] = await DATABASE.fetch(_REGISTRATION, registration_id)
    return row, dict(kept)


def _passages(kept: Row) -> list[Passage]:
    return msgspec.json.decode(kept["passages"], type=list[Passage])


def _noted(passages: list[Passage]) -> dict[str, Any]:
    """What the trail notes of a text: how many articles, and the hash of all of it."""
    sealed = hashlib.sha256(encoded(passages).encode()).hexdigest()
    return {"articles": len(articles(passages)), "content_hash": sealed}


async def _freeze(row: Row, passages: list[Passage], at: datetime) -> dict[str, Any]:
    dated, title = moment(at), row["title"]
    number = str((await last_version(row["id"]))["number"])
    text = written(title, row["short_title"], passages, version=number, dated=dated)
    return await freeze(row["id"], text, article_texts(passages), "", at, evidence=True)
