"""What changes with an amendment: begun, caught up, withdrawn, sent back, merged."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.amending.rules import (
    IS_NONE,
    NOT_UP_YET,
    TERMS,
    Parts,
    subject_complaints,
)
from governance.agreements.amending.staying.queries import staying
from governance.agreements.amending.tables import Amendment
from governance.agreements.lasting.rules import EndReason
from governance.agreements.rules import WORKFLOW, AgreementState, EntryRule
from governance.agreements.signing import actions as signing
from governance.agreements.signing.rules import reason_complaints
from governance.agreements.steps.actions import note, stepping
from governance.agreements.tables import Agreement, AgreementVersion, Party, PartyAuthority
from governance.agreements.versions import actions as versions
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Unread, WrongState, complain
from governance.base.ids import new_id
from governance.base.names import search_key, sort_key
from governance.base.views import add, add_all, change, encoded, lock, unchanged
from governance.library.drafts import Text

_COPIED = (
    "keeper", "committee", "kind", "model_key", "model_version", "audience", "entry_date", *TERMS,
)  # fmt: skip
_SAME = """
select a.id from agreement a join amendment m on m.agreement = a.id
where a.amends = $1 and a.state = 'draft' and m.subject = $2 order by a.id limit 1"""
_NUMBER = "select count(*)::int + 1 as number from agreement where amends = $1"
_ORGANS = "select * from party_authority where party = any($1::uuid[]) order by position"

_OVERTAKEN = """
update consent_request set version = version + 1, state = 'withdrawn', closed_on = $2,
    closed_because = 'amended'
where agreement = $1 and kind in ('extension', 'termination') and state in ('open', 'agreed')"""
_MOVED = """
update termination_notice set version = version + 1, effective_on = $2
where agreement = $1 and kind = 'no_extension' and withdrawn_on is null and $2::date is not null"""


class Merged(Struct, frozen=True):
    """What an agreement becomes: its text with the answers, its terms."""

    text: Text
    answers: dict[str, Any]
    terms: dict[str, Any]


async def number_of(agreement_id: UUID) -> int:
    """The how manieth amendment of an agreement the next one is."""
    [row] = await DATABASE.fetch(_NUMBER, agreement_id)
    found: int = row["number"]
    return found


async def same(agreement_id: UUID, subject: str) -> UUID | None:
    """The draft of an amendment about the same, if there is one: who presses twice begins one."""
    for row in await DATABASE.fetch(_SAME, agreement_id, subject.strip()):
        return UUID(str(row["id"]))
    return None


async def begin(
    agreement_id: UUID, subject: str, titles: tuple[str, str], base: Parts, copy: Merged,
    *, by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    """Begin an amendment as a copy of an agreement in force, with its parties; gives its id."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "begin_amendment", by)
        complain(subject_complaints(subject))
        title, short_title = titles
        made = await add(
            Agreement(
                **{name: row[name] for name in _COPIED}, entry_rule=_entry_rule(row),
                amends=agreement_id, state=AgreementState.DRAFT, title=title,
                short_title=short_title, sort_key=sort_key(title), search_key=search_key(title),
            )
        )  # fmt: skip
        await versions.begin(made, 1, encoded(copy.answers), encoded(copy.text), at)
        await add(Amendment(agreement=made, subject=subject.strip(), base=encoded(base)))
        await _copy_parties(agreement_id, made, day(at))
        told = {"amendment": short_title, "subject": subject.strip()}
        await note(row, "begin_amendment", told, by, at)
        drafted = {"title": title, "amends": agreement_id}
        own = {"id": made, "keeper": row["keeper"]}
        await note(own, "draft", drafted, by, at, cause=("agreement", agreement_id))
    return made


def _entry_rule(row: dict[str, Any]) -> str:
    """As the agreement has it, but that all sign an amendment."""
    by_number = row["entry_rule"] == EntryRule.NUMBER_SIGNED
    return EntryRule.ALL_SIGNED if by_number else str(row["entry_rule"])


async def _copy_parties(agreement_id: UUID, to: UUID, today: date) -> None:
    """All that are a party today, with the authorities through which they act."""
    rows = await staying(agreement_id, today)
    ids = {row.id: new_id() for row in rows}
    await add_all(
        Party(
            id=ids[row.id], agreement=to, organisation=row.organisation_id,
            participation=row.participation, acting_body=row.acting_body, position=place,
        )
        for place, row in enumerate(rows, 1)
    )  # fmt: skip
    organs = await DATABASE.fetch(_ORGANS, sorted(ids))
    names = ("authority", "represented_by_function", "position")
    await add_all(
        PartyAuthority(party=ids[row["party"]], **{name: row[name] for name in names})
        for row in organs
    )


async def record_of(agreement_id: UUID) -> dict[str, Any]:
    """Lock what is kept of an amendment beside the agreement that it is."""
    rows = await Amendment.select().where(Amendment.agreement == agreement_id)
    if not rows:
        raise WrongState("amend", "none", IS_NONE)
    return await lock(Amendment, rows[0]["id"])


async def take_over(
    agreement_id: UUID, base: Parts, copy: Merged, told: Sequence[str], version: int | None,
    *, by: Actor, at: datetime,
) -> None:  # fmt: skip
    """Take over what changed in the agreement since the copy was made; from now on ``base``.

    ``told``: the names of the parts, for the trail. What the amendment itself changes stays.
    """
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "take_over_changes", by)
        unchanged(row, version)
        kept = await record_of(agreement_id)
        last = await versions.last_version(agreement_id)
        source, answers = encoded(copy.text), encoded(copy.answers)
        await change(AgreementVersion, last, source=source, answers=answers)
        await change(Amendment, kept, base=encoded(base), came_back="[]")
        await change(Agreement, row, **copy.terms)
        await note(row, "take_over_changes", {"changed": list(told)}, by, at)


async def withdraw_amendment(
    agreement_id: UUID, reason: str, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> None:  # fmt: skip
    """Withdraw an amendment that was put up once: it does not come about, and is kept."""
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "withdraw_amendment", by)
        unchanged(row, version)
        kept = await record_of(agreement_id)
        if row["state"] == AgreementState.DRAFT and not await versions.was_up(agreement_id):
            raise WrongState("withdraw_amendment", row["state"], NOT_UP_YET)
        complain(reason_complaints(_Reason(reason)), unread)
        await _over(row, kept, "withdraw_amendment", reason.strip(), by, at)


class _Reason(Struct, frozen=True):
    reason: str


async def _over(
    row: dict[str, Any], kept: dict[str, Any], verb: str, why: str, by: Actor, at: datetime
) -> None:
    state = {"state": AgreementState.ENDED, "ended_because": EndReason.WITHDRAWN}
    await change(Amendment, kept, why=why)
    await change(Agreement, row, **state)
    await note(row, verb, changed(row, state, reason=why), by, at)


async def overtaken(agreement_id: UUID, why: str, *, by: Actor, at: datetime) -> None:
    """By its own rule: there is no agreement in force any more that it could change."""
    row = await lock(Agreement, agreement_id)
    WORKFLOW.step(row["state"], "merge_amendment")
    await _over(row, await record_of(agreement_id), "overtake_amendment", why, by, at)


async def send_back(agreement_id: UUID, names: Sequence[str], *, by: Actor, at: datetime) -> None:
    """By its own rule: what all signed cannot be merged any more, so it is a draft again.

    Decisions and signatures fall away with the text that they were about; the trail keeps them.
    """
    row = await lock(Agreement, agreement_id)
    state = {"state": WORKFLOW.step(row["state"], "return_amendment").target}
    _, dropped = await signing.drop(agreement_id, by, at)
    last = await versions.last_version(agreement_id)
    await versions.begin(agreement_id, last["number"] + 1, last["answers"], last["source"], at)
    await change(Amendment, await record_of(agreement_id), came_back=encoded(list(names)))
    await change(Agreement, row, **state)
    noted = {"version": last["number"] + 1, "conflicts": list(names), **dropped}
    await note(row, "return_amendment", changed(row, state, **noted), by, at)


async def merge(
    agreement_id: UUID, amends: UUID, new: Merged, on: date, *, by: Actor, at: datetime
) -> None:
    """By its own rule: the agreement gets a new version of its text, and other terms.

    The text is frozen by :func:`governance.agreements.versions.actions.freeze` once it is made.
    """
    row, into = await lock(Agreement, agreement_id), await lock(Agreement, amends)
    ended = WORKFLOW.step(row["state"], "merge_amendment").target
    state = {"state": ended, "ended_because": EndReason.MERGED}
    terms = dict(new.terms)
    if terms["ends_on"] != into["ends_on"]:
        # Another end: what was settled or asked about the one before is over.
        terms["ended_because"] = ""
        await DATABASE.fetch(_OVERTAKEN, amends, on)
        await DATABASE.fetch(_MOVED, amends, terms["ends_on"])
    number = (await versions.last_version(amends))["number"] + 1
    await versions.begin(amends, number, encoded(new.answers), encoded(new.text), at)
    await change(Agreement, into, **terms)
    kept = await record_of(agreement_id)
    await change(Amendment, kept, merged_on=on, merged_version=number)
    await change(Agreement, row, **state)
    told = {"amendment": row["short_title"], "version": number, "on": on}
    await note(into, "amend", changed(into, terms, **told), by, at, cause=("agreement", row["id"]))
    await note(row, "merge_amendment", changed(row, state, version=number, on=on), by, at)
