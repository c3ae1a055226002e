"""Adding, changing and removing what a region wants, and attaching commitments to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound, Unread, complain
from governance.base.views import add, add_all, change, lock, unchanged
from governance.commitments.aiming.forms import AimChange, AimForm, AimRemoval
from governance.commitments.aiming.rules import (
    aim_complaints,
    removal_complaints,
    text_complaints,
)
from governance.commitments.aiming.tables import Aim, AimCommitment
from governance.commitments.features.queries import RegionSeen, can_in, region_seen
from governance.commitments.warning.rules import case_data
from governance.parties.tables import Grouping

_ABOVE = "select kind, title from aim where id = $1 and grouping = $2"
_WHERE = "select grouping from aim where id = $1"
_UNDER = "select count(*)::int as number from aim where parent = $1"
_SERVED = """
select count(*)::int as number from aim_commitment k join commitment c on c.id = k.commitment
where k.aim = $1"""
_SPENT = "select count(*)::int as number from spending where aim = $1"
_GONE = ("delete from aim_commitment where aim = $1", "delete from aim where id = $1")
_DETACH = "delete from aim_commitment where commitment = $1 and aim = any($2::uuid[])"
_ATTACHED = """
select m.id, m.title from aim_commitment k join aim m on m.id = k.aim
where k.commitment = $1 order by m.id"""
_GO_ON = """
select k.aim, k.commitment from aim_commitment k join aim m on m.id = k.aim
join committee c on c.grouping = m.grouping join agreement a on a.committee = c.id
where k.commitment = any($1::uuid[]) and a.id = $2 order by k.id"""
_FORGET = "delete from aim_commitment where commitment = any($1::uuid[])"
_TITLES = "select title from aim where id = any($1::uuid[]) order by id"


async def _region(region_id: UUID, by: Actor) -> RegionSeen:
    """The region, locked, when the actor may keep what it wants."""
    region = await region_seen(region_id, by=by)
    if not can_in(region, "aim.keep", by):
        raise NotAllowed
    await lock(Grouping, region_id)
    return region


async def _locked(aim_id: UUID, by: Actor) -> tuple[RegionSeen, dict[str, Any]]:
    rows = await DATABASE.fetch(_WHERE, aim_id)
    if not rows:
        raise NotFound
    region = await _region(rows[0]["grouping"], by)
    return region, await lock(Aim, aim_id)


async def add_aim(
    region_id: UUID, form: AimForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Add a vision, a goal under a vision, or a route under a goal."""
    async with DATABASE.transaction():
        region = await _region(region_id, by)
        above = await DATABASE.fetch(_ABOVE, form.parent_id, region_id)
        wrong = aim_complaints(form, above[0]["kind"] if above else None)
        complain([*wrong, *case_data(form)], unread)
        title, text, kind = form.title.strip(), form.text.strip(), str(form.kind)
        above_id = form.parent_id
        made = await add(
            Aim(grouping=region_id, kind=kind, parent=above_id, title=title, text=text)
        )
        told = {"region": region_id, "aim_kind": kind, "title": title, "text": text}
        if above:
            told["under"] = above[0]["title"]
        await record(region.chain, "add_aim", "aim", made, told, by=by, at=at)
    return made


async def change_aim(
    aim_id: UUID, form: AimChange, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change the words of a vision, goal or route."""
    async with DATABASE.transaction():
        region, row = await _locked(aim_id, by)
        complain([*text_complaints(form), *case_data(form, row.values())], unread)
        unchanged(row, form.version)
        values = {"title": form.title.strip(), "text": form.text.strip()}
        noted = changed(row, values, region=region.id, aim_kind=row["kind"])
        if not noted["after"]:
            return
        await change(Aim, row, **values)
        await record(region.chain, "change_aim", "aim", aim_id, noted, by=by, at=at)


async def remove_aim(
    aim_id: UUID, form: AimRemoval, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Remove a vision, goal or route under which nothing stands and which nothing serves."""
    async with DATABASE.transaction():
        region, row = await _locked(aim_id, by)
        [under] = await DATABASE.fetch(_UNDER, aim_id)
        [served] = await DATABASE.fetch(_SERVED, aim_id)
        [spent] = await DATABASE.fetch(_SPENT, aim_id)
        why = removal_complaints(under["number"], served["number"], spent["number"])
        complain(why, unread)
        unchanged(row, form.version)
        for statement in _GONE:
            await DATABASE.fetch(statement, aim_id)
        told = {
            "region": region.id, "aim_kind": row["kind"],
            "title": row["title"], "text": row["text"],
        }  # fmt: skip
        await record(region.chain, "remove_aim", "aim", aim_id, told, by=by, at=at)


async def serve(
    commitment_id: UUID, aim_ids: Iterable[UUID], *, by: Actor, at: datetime
) -> dict[str, tuple[list[str], list[str]]]:
    """Let a commitment serve these goals and routes, and no others; gives their titles before
    and after, where something changed. In the transaction of who noted what it does."""
    del by, at
    rows = await DATABASE.fetch(_ATTACHED, commitment_id)
    were, wanted = {row["id"] for row in rows}, set(aim_ids)
    if were == wanted:
        return {}
    await DATABASE.fetch(_DETACH, commitment_id, sorted(were - wanted))
    await add_all(AimCommitment(aim=one, commitment=commitment_id) for one in sorted(wanted - were))
    titles = await DATABASE.fetch(_TITLES, sorted(wanted))
    return {"goals": ([row["title"] for row in rows], [row["title"] for row in titles])}


async def serve_too(pairs: Mapping[UUID, UUID], agreement_id: UUID) -> set[UUID]:
    """Let each commitment serve what the one serves from which it goes on, where that is wanted
    by the region of its own agreement; gives those that came to serve something. ``pairs``: the
    new one by the old one, of which nobody has said anything yet."""
    rows = await DATABASE.fetch(_GO_ON, sorted(pairs), agreement_id)
    await add_all(
        AimCommitment(aim=row["aim"], commitment=pairs[row["commitment"]]) for row in rows
    )
    return {pairs[row["commitment"]] for row in rows}


async def serve_no_more(commitments: Sequence[UUID]) -> None:
    """Commitments that are taken out of a draft serve nothing."""
    await DATABASE.fetch(_FORGET, sorted(commitments))
