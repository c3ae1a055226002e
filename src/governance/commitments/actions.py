"""What changes: the commitments of a draft, the lines at entry into force, accepted reports."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import asdict

from governance.agreements.rules import SIGNING
from governance.agreements.tables import Agreement
from governance.agreements.telling.rules import listed
from governance.agreements.when.rules import why_no_draft
from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, NotFound, Unread, WrongState, complain
from governance.base.ids import new_id
from governance.base.permissions import TABLE, entitled
from governance.base.views import change, encoded, lock, unchanged
from governance.commitments.agreed.rules import by_theme, commitment_complaints, with_keys
from governance.commitments.connecting.along.actions import forget
from governance.commitments.forms import (
    CommitmentForm,
    CommitmentsForm,
    LineChange,
    form_of,
)
from governance.commitments.kinds.forms import settled
from governance.commitments.measuring.across.actions import let_all_go
from governance.commitments.measuring.actions import remove_without
from governance.commitments.milestones.actions import last, open_milestones, planned_by_commitment
from governance.commitments.milestones.rules import milestone_complaints
from governance.commitments.queries import of_agreement, seen_agreement
from governance.commitments.replanning.actions import keep_forecasts
from governance.commitments.storing.actions import executor_complaints, store
from governance.commitments.warning.rules import case_data, texts

_PARTIES = "select id, participation from party where agreement = $1"
_OWED = """
select cp.commitment, cp.party, p.organisation
from commitment_party cp
join commitment c on c.id = cp.commitment join party p on p.id = cp.party
where c.agreement = $1 and cp.part = 'owner' and p.joined_on is not null and not exists (
    select from commitment_line l where l.commitment = cp.commitment and l.party = cp.party)
order by c.position, p.position"""
_OPEN_LINES = """
insert into commitment_line (id, version, commitment, party, agreement, organisation, state,
                             words, reason, measure, planned_on, priority, changed_at)
select r.id, 1, r.commitment, r.party, $2, r.organisation, 'planned', '', '', '', r.planned_on,
       c.priority, $3
from jsonb_to_recordset($1::jsonb)
     as r(id uuid, commitment uuid, party uuid, organisation uuid, planned_on date)
join commitment c on c.id = r.commitment"""
_OPEN_HISTORY = """
insert into line_history (id, commitment_line, at, state, words, reason, cause_kind, cause_id)
select r.history, r.id, $2, 'planned', '', '', $3, $4
from jsonb_to_recordset($1::jsonb) as r(id uuid, history uuid)"""
_LOCK_LINES = """
select l.id, l.organisation, l.state, l.audience from commitment_line l where l.id = any($1::uuid[])
order by l.id for update"""
_CHANGE_LINES = """
update commitment_line l
set version = l.version + 1, state = r.state, words = r.words, reason = r.reason,
    measure = r.measure, forecast_on = r.forecast_on, done_on = r.done_on,
    value = coalesce(r.value, l.value), measured_on = coalesce(r.measured_on, l.measured_on),
    changed_at = $2
from jsonb_to_recordset($1::jsonb)
     as r(line_id uuid, state text, words text, reason text, measure text, forecast_on date,
          done_on date, value numeric, measured_on date)
where l.id = r.line_id and not (l.state = 'lapsed' and exists (
    select from line_history h where h.commitment_line = l.id
      and h.cause_kind in ('reorganisation', 'amendment', 'succession') and h.state = 'lapsed'))"""
# What a successor owes since, or an amendment left out, does not come back by a later report.
_CHANGE_MILESTONES = """
update milestone_line m
set version = m.version + 1, state = r.state, forecast_on = r.forecast_on, done_on = r.done_on
from jsonb_to_recordset($1::jsonb)
     as r(line_id uuid, milestone_line_id uuid, state text, forecast_on date, done_on date)
where m.id = r.milestone_line_id and m.commitment_line = r.line_id"""
_ADD_HISTORY = """
insert into line_history (id, commitment_line, at, state, words, reason, forecast_on, value,
                          cause_kind, cause_id)
select r.history, r.line_id, $2, r.state, r.words, r.reason, r.forecast_on, r.value, $3, $4
from jsonb_to_recordset($1::jsonb)
     as r(history uuid, line_id uuid, state text, words text, reason text, forecast_on date,
          value numeric)"""


async def set_commitments(
    agreement_id: UUID, commitments: list[CommitmentForm], version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (), not_case_data: bool = False,
) -> None:  # fmt: skip
    """Replace the commitments of a draft; one with a known ``key`` keeps its identity.

    ``version`` is the agreement's; it grows, because this is an edit of the agreement.
    ``not_case_data``: what looks like it in the new texts is none.
    Raises :class:`Refused` with every complaint (``commitments.0.title``).
    """
    async with DATABASE.transaction():
        seen = await seen_agreement(agreement_id, by=by)
        row = await lock(Agreement, agreement_id)
        entitled(by, TABLE["commitment.set"].who, keeper=seen.keeper)
        if why := why_no_draft(row["state"]):
            raise WrongState("set_commitments", row["state"], why)
        unchanged(row, version)
        parties = await DATABASE.fetch(_PARTIES, agreement_id)
        commitments = with_keys(commitments)
        there = await of_agreement(agreement_id, by=by)
        wrong = [*_complaints(commitments, parties, row["term_months"])]
        wrong += await executor_complaints(commitments)
        whole = CommitmentsForm(commitments, not_case_data=not_case_data)
        stands = (text for _, text in texts([form_of(view) for view in there]))
        complain([*wrong, *case_data(whole, stands)], unread)
        commitments = [settled(form) for form in commitments]
        by_theme(commitments)
        keys = [c.key for c in commitments]
        await let_all_go(agreement_id, keys, by=by, at=at)
        await remove_without(agreement_id, keys)
        await store(agreement_id, commitments, {view.key: view.id for view in there})
        stays = {form.key for form in commitments}
        await forget([view.id for view in there if view.key not in stays], by=by, at=at)
        # Whoever edits the commitments edits the agreement: its version is what they share.
        await change(Agreement, row)
        before, after = ({c.key: c for c in of} for of in (map(form_of, there), commitments))
        changes = listed(before, after, {c.key: c.title for c in {**before, **after}.values()})
        on = ("agreement", agreement_id)
        await record(seen.keeper, "set_commitments", *on, changes, by=by, at=at)


def _complaints(
    commitments: list[CommitmentForm], parties: list[Any], term_months: int | None
) -> Iterable[Complaint]:
    known = {p["id"] for p in parties}
    may_owe = {p["id"] for p in parties if p["participation"] in SIGNING}
    keys: set[str] = set()
    for place, form in enumerate(commitments):
        at = f"commitments.{place}"
        if form.key in keys:
            yield Complaint(f"{at}.key", N_("Another commitment has this key."))
        keys.add(form.key)
        yield from commitment_complaints(form, at, known, may_owe)
        for inner, milestone in enumerate(form.milestones):
            yield from milestone_complaints(milestone, f"{at}.milestones.{inner}", term_months)


async def open_lines(
    agreement_id: UUID,
    entered_on: date,
    ends_on: date | None,
    *,
    since: date | None = None,
    by: Actor,
    at: datetime,
    cause: tuple[str, UUID],
) -> int:
    """At entry into force: one line per owner party, its milestones planned. Gives how many.

    Asked again it opens only what is missing, so a party that accedes gets its lines too:
    of what is planned ``since`` the day on which it did.
    """
    async with DATABASE.transaction():
        row = await lock(Agreement, agreement_id)
        owed = [dict(r) for r in await DATABASE.fetch(_OWED, agreement_id)]
        days = await planned_by_commitment(agreement_id, entered_on, ends_on, since)
        opened = [
            {"id": new_id(), "history": new_id(), **r, "planned_on": last(days, r["commitment"])}
            for r in owed
        ]
        as_json = encoded(opened)
        await DATABASE.fetch(_OPEN_LINES, as_json, agreement_id, at)
        await open_milestones({line["id"]: line["commitment"] for line in opened}, days)
        await DATABASE.fetch(_OPEN_HISTORY, as_json, at, *cause)
        changes = {"lines": len(opened), "entered_on": entered_on}
        await record(
            row["keeper"], "open_lines", "agreement", agreement_id, changes,
            by=by, at=at, cause=cause,
        )  # fmt: skip
    return len(opened)


async def apply_report(
    changes: list[LineChange], *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """Write what an accepted report says into the lines, each with its history: 6 statements.

    All lines are of one organisation. A measurement that was not repeated stays.
    """
    async with DATABASE.transaction():
        ids = sorted(c.line_id for c in changes)
        rows = await DATABASE.fetch(_LOCK_LINES, ids)
        if len(rows) != len(ids):
            raise NotFound
        said = [{"history": new_id(), **asdict(c)} for c in changes]
        as_json = encoded(said)
        reached = [
            {"line_id": c.line_id, "reason": c.reason, **asdict(m)}
            for c in changes
            for m in c.milestones
        ]
        await keep_forecasts(reached, by=by, at=at, cause=cause)
        await DATABASE.fetch(_CHANGE_LINES, as_json, at)
        await DATABASE.fetch(_CHANGE_MILESTONES, encoded(reached))
        await DATABASE.fetch(_ADD_HISTORY, as_json, at, *cause)
        for organisation, audience in sorted({(r["organisation"], r["audience"]) for r in rows}):
            of = (organisation, audience)
            mine = {r["id"]: r["state"] for r in rows if (r["organisation"], r["audience"]) == of}
            states = {str(c.line_id): c.state for c in changes if c.line_id in mine}
            were = {str(line): state for line, state in mine.items()}
            noted = changed({"states": were}, {"states": states})
            await record(
                organisation, "apply_report", cause[0], cause[1], noted,
                by=by, at=at, audience=audience, cause=cause,
            )  # fmt: skip
