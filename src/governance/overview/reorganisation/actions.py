"""Carrying out a reorganisation: everything moves in one act, or nothing does."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.agreements.succeeding.actions import keep_agreement, take_part_through
from governance.audit.actions import hold, record
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.permissions import TABLE, entitled
from governance.commitments.annual_plan.carrying.actions import plan_as_before
from governance.commitments.budget.carrying.actions import contribute_as_before
from governance.commitments.feeds.carrying.actions import carry_feeds
from governance.commitments.finding.views.carrying.actions import carry_views
from governance.commitments.succeeding.actions import (
    Heir,
    Moved,
    contribute_too,
    inherit,
    owe_at_entry,
)
from governance.commitments.succeeding.along.actions import go_along
from governance.identity.roles.succeeding.actions import carry_role
from governance.overview.reorganisation.forms import ReorganisationForm
from governance.overview.reorganisation.queries import Preview, Seen, preview
from governance.overview.reorganisation.rules import CHANGED, choice_complaints
from governance.parties.moving.following.actions import carry_ability, carry_request
from governance.parties.moving.queries import Hanging
from governance.parties.moving.successors.actions import (
    Step,
    begin_successor,
    carry,
    carry_membership,
    carry_seat,
    hold_organisations,
    keep_on,
    leave_regions,
    open_reorganisation,
    relink,
    stop,
    succeed,
)
from governance.parties.rules import MemberPart
from governance.reporting.succeeding.actions import Owed, go_on

Main = Mapping[UUID, UUID]
"""By predecessor, the successor at which it goes on."""
_PROVIDER = "select organisation, provider from filling where id = $1"


async def reorganise(
    form: ReorganisationForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Let successors go on for predecessors that end on a day, with all that hangs on these."""
    entitled(by, TABLE["register.reorganise"].who)
    async with DATABASE.transaction():
        await hold_organisations([*form.predecessors, *form.successors])
        found = await preview(form, by=by, at=at)
        complain(_wrong(form, found), unread)
        view = found.view
        made = await open_reorganisation(form.happens_on, by=by, at=at)
        step = Step(form.happens_on, by, at, ("reorganisation", made))
        await hold(sorted({*form.predecessors, *form.successors}))
        ids = await _successors(view, step)
        names = {ids[one.key]: one.name for one in view.successors}
        main = {one: ids[key] for one, key in found.main.items()}
        await succeed([one.id for one in view.predecessors], list(ids.values()), step)
        await _regions(view, ids, main, step)
        goes = await _fillings(form, view, main, step)
        await _rest(view, main, step)
        await _loose(view, main, names, step)
        await _roles(view, main, names, goes, step)
        await _agreements(form, view, ids, main, names, step)
        told: dict[str, Any] = {"predecessors": [one.id for one in view.predecessors]}
        told |= {"successors": list(ids.values()), "happens_on": form.happens_on}
        await record(SERVICE, "reorganise", "reorganisation", made, told, by=by, at=at)
    return made


def _wrong(form: ReorganisationForm, found: Seen) -> list[Complaint]:
    view = found.view
    lines = [line.id for line in view.lines]
    wrong = [
        *found.wrong,
        *choice_complaints(form, view.predecessors, view.successors, lines, view.conflicts),
    ]
    return wrong if form.seen == view.seen else [*wrong, Complaint("seen", CHANGED)]


async def _successors(view: Preview, step: Step) -> dict[str, UUID]:
    like = view.predecessors[0].id
    return {
        one.key: one.id or await begin_successor(one.name, one.cbs_code, like, step)
        for one in view.successors
    }


async def _regions(view: Preview, ids: Mapping[str, UUID], main: Main, step: Step) -> None:
    """Every successor is in the regions of its predecessors; one is the host that one was."""
    for one in sorted(view.memberships, key=lambda one: one.about != MemberPart.HOST):
        for to in ids.values():
            host = one.about == MemberPart.HOST and to == main[one.organisation_id]
            part = MemberPart.HOST if host else MemberPart.MEMBER
            await carry_membership(one, to, part, step)
    await leave_regions(view.memberships, step)


async def _fillings(
    form: ReorganisationForm, view: Preview, main: Main, step: Step
) -> dict[UUID, UUID | None]:
    """Fillings go on, but of those that come together the one that was chosen. Gives by filling
    the one that goes on for it, or nothing."""
    met = {filling.id: filling for one in view.conflicts for filling in one.fillings}
    lost = {one for one in met if one not in form.keeps.values()}
    for one in sorted(lost):
        await stop(met[one], step)
    goes: dict[UUID, UUID | None] = dict.fromkeys(lost)
    for filling in view.fillings:
        if filling.id not in lost:
            to = main[filling.organisation_id]
            goes[filling.id] = await carry(filling, await _serves(filling, main), to, step)
    return goes


async def _serves(one: Hanging, main: Main) -> dict[str, Any]:
    """Whom a filling serves from then on, and who provides it."""
    [row] = await DATABASE.fetch(_PROVIDER, one.id)
    values: dict[str, Any] = {}
    if row["organisation"] in main:
        values["organisation"] = main[row["organisation"]]
    if row["provider"] in main:
        provider = main[row["provider"]]
        values["provider"] = None if provider == values.get("organisation") else provider
    return values


async def _rest(view: Preview, main: Main, step: Step) -> None:
    for seat in view.seats:
        await carry_seat(seat, main[seat.organisation_id], step)
    for one in (*view.routes, *view.offers):
        to = main[one.organisation_id]
        await carry(one, {"organisation": to}, to, step)
    for was, to in main.items():
        await relink(was, to, step)
        await carry_views(was, to, by=step.by, at=step.at, cause=step.cause)
        await carry_feeds(was, to)
    for kept in view.kept:
        was = kept.organisation_id
        await keep_on(kept.kind, kept.id, was, main[was], step)


async def _loose(view: Preview, main: Main, names: Mapping[UUID, str], step: Step) -> None:
    """What is asked and what it can, after the functions: these answer what was asked."""
    for asked in view.requests:
        to = main[asked.organisation_id]
        await carry_request(asked, to, names[to], step)
    for able in view.abilities:
        await carry_ability(able, main[able.organisation_id], step)


async def _roles(
    view: Preview, main: Main, names: Mapping[UUID, str], goes: Mapping[UUID, UUID | None],
    step: Step,
) -> None:  # fmt: skip
    """Roles go on at the successor, but not where what they follow does not."""
    held: dict[UUID, UUID | None] = {}
    for one in view.roles:
        to: UUID | None = main[one.organisation_id]
        follows = goes.get(one.filling_id) if one.filling_id else None
        lost = one.filling_id in goes and follows is None
        behind = held.get(one.stands_in_for_id) if one.stands_in_for_id else None
        if one.machine or lost or (one.stands_in_for_id and behind is None):
            to = None
        held[one.id] = await carry_role(
            one, to, names[to] if to else "", step.happens_on, filling=follows,
            stands_in_for=behind, by=step.by, at=step.at, cause=step.cause,
        )  # fmt: skip


async def _agreements(
    form: ReorganisationForm, view: Preview, ids: Mapping[str, UUID], main: Main,
    names: Mapping[UUID, str], step: Step,
) -> None:  # fmt: skip
    """Successors come into the agreements, owe what was still owed, and go on with reports."""
    told: dict[str, Any] = {"by": step.by, "at": step.at, "cause": step.cause}
    owners = {
        line.id: _owners(form, line.id, ids, main[line.organisation_id]) for line in view.lines
    }
    entries = await _entries(view, owners, main, told)
    heirs = {
        line.id: [Heir(entries[(line.agreement_id, to)], to) for to in owners[line.id]]
        for line in view.lines
    }
    moved = await inherit(heirs, ", ".join(names.values()), **told)
    await go_along(moved, main, **told)
    parties = []
    for one in view.agreements:
        to = main[one.organisation_id]
        heir = Heir(entries[(one.agreement_id, to)], to)
        parties.append(one.party_id)
        await (owe_at_entry if one.state == "signed" else contribute_too)(one.party_id, heir)
        for carried in (contribute_as_before, plan_as_before):
            await carried(one.party_id, heir.party, step.happens_on.year, **told)
    await go_on(parties, _owed(heirs, moved), **told)
    for kept in view.keeping:
        await keep_agreement(kept.agreement_id, main[kept.organisation_id], **told)


async def _entries(
    view: Preview, owners: Mapping[UUID, list[UUID]], main: Main, told: Mapping[str, Any]
) -> dict[tuple[UUID, UUID], UUID]:
    """By agreement and successor the entry by which it takes part from then on."""
    owing = {(line.agreement_id, line.organisation_id): set[UUID]() for line in view.lines}
    for line in view.lines:
        owing[(line.agreement_id, line.organisation_id)] |= set(owners[line.id])
    entries = {}
    for one in view.agreements:
        through = owing.get((one.agreement_id, one.organisation_id), set())
        for to in sorted({main[one.organisation_id], *through}):
            entry = await take_part_through(one.party_id, to, **told)
            entries[(one.agreement_id, to)] = entry
    return entries


def _owed(heirs: Mapping[UUID, list[Heir]], moved: Moved) -> dict[UUID, list[Owed]]:
    """Where reports go on that were not submitted yet, by the line that they are about."""
    found: dict[UUID, list[Owed]] = {}
    for line, there in moved.lines.items():
        for heir in heirs.get(line, []):
            if (new := there.get(heir.organisation)) is not None:
                known = {old: made for (old, at), made in moved.milestones.items() if at == new}
                first = (line, new) in moved.chosen
                owed = Owed(new, heir.party, heir.organisation, first, known)
                found.setdefault(line, []).append(owed)
    return found


def _owners(
    form: ReorganisationForm, line: UUID, ids: Mapping[str, UUID], usual: UUID
) -> list[UUID]:
    if len(ids) == 1:
        return [usual]
    return [ids[key] for key in dict.fromkeys(form.lines[str(line)])]
