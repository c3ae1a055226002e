"""Builders of agreements in force, and of the days that pass for them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from tests.builders.agreements import organs, party
from tests.builders.formation import AT, BLANKS, answer_both, begun, signature
from tests.builders.parties import Cast

from governance.agreements.actions import change_terms, record_decision, set_parties
from governance.agreements.consenting.forms import RequestForm
from governance.agreements.forms import DecisionForm, PartyForm, TermsForm
from governance.agreements.noticing.forms import NoticeForm
from governance.agreements.queries import agreement
from governance.base.database import DATABASE
from governance.commitments.actions import set_commitments
from governance.commitments.forms import form_of
from governance.commitments.queries import of_agreement, parties_of
from governance.formation.actions import (
    fill_in,
    put_up_for_decision,
    sign,
    take_commitments,
)
from governance.formation.consenting.actions import ask_consent
from governance.formation.lasting.actions import come_of_age
from governance.formation.noticing.actions import give_notice
from governance.formation.queries import the_service

SIGNED = date(2026, 11, 20)
"""The day of every signature, so of the entry into force where the last signature gives it."""


async def ready(cast: Cast, parties: list[PartyForm] | None = None, **terms: Any) -> UUID:
    """A draft of three parties, or of these, put up with these terms."""
    made, by = await begun(cast), cast.administrator
    parties = parties or [
        party(cast.north, cast.north_executive, cast.north_mayor),
        party(cast.south, cast.south_executive),
        party(cast.police, cast.police_chief),
    ]
    await set_parties(made, parties, None, by=by, at=AT)
    await fill_in(made, {**BLANKS, "evaluatie": "2028-03-01"}, None, by=by, at=AT)
    await take_commitments(made, None, by=by, at=AT)
    signing = [one.id for one in await parties_of(made, by=by)]
    shared = {"owner_party_ids": signing, "contributor_party_ids": []}
    forms = [replace(form_of(one), **shared) for one in await of_agreement(made, by=by)]
    await set_commitments(made, forms, None, by=by, at=AT)
    view = await agreement(made, by=by)
    kept = {name: getattr(view, name) for name in TermsForm.__struct_fields__ if name != "version"}
    await change_terms(made, TermsForm(**{**kept, **terms}), None, by=by, at=AT)
    await answer_both(made, cast)
    await put_up_for_decision(made, None, by=by, at=AT)
    return made


async def decide_and_sign(organ: UUID, cast: Cast, at: datetime = AT) -> None:
    """One authority decides and signs."""
    on = min(SIGNED, at.date()) if at == AT else at.date()
    form = DecisionForm("het college", date(2026, 11, 10) if at == AT else on, "2026-114")
    await record_decision(organ, form, by=cast.administrator, at=at)
    await sign(organ, signature(signed_on=on), by=cast.administrator, at=at)


async def in_force(cast: Cast, **terms: Any) -> UUID:
    """An agreement in force since 20 November 2026, with these terms."""
    made = await ready(cast, **terms)
    for organ in await organs(made):
        await decide_and_sign(organ, cast)
    return made


async def a_day_comes(on: date) -> int:
    """The service looks on a day, as it does every quarter of an hour."""
    at = datetime(on.year, on.month, on.day, 6, tzinfo=UTC)
    return await come_of_age(by=await the_service(), at=at)


async def stands(made: UUID) -> tuple[str, date | None, str]:
    """State, end and why it ended."""
    sql = "select state, ends_on, ended_because from agreement where id = $1"
    [row] = await DATABASE.fetch(sql, made)
    return row["state"], row["ends_on"], row["ended_because"]


async def lines(made: UUID) -> dict[str, set[str]]:
    """The states of the lines of each organisation."""
    found: dict[str, set[str]] = {}
    for row in await DATABASE.fetch(
        "select o.name, l.state from commitment_line l join organisation o on o.id = l.organisation"
        " where l.agreement = $1",
        made,
    ):
        found.setdefault(row["name"], set()).add(row["state"])
    return found


async def party_of(made: UUID, organisation: UUID) -> UUID:
    """The entry of an organisation as a party."""
    sql = "select id from party where agreement = $1 and organisation = $2"
    [row] = await DATABASE.fetch(sql, made, organisation)
    return UUID(str(row["id"]))


async def noticed(made: UUID, people: Cast) -> dict[str, str]:
    """Of an agreement in force: one party gave notice, and asks all to end it earlier."""
    by, on = people.administrator, date(2027, 1, 10)
    at = datetime(2027, 1, 12, 12, tzinfo=UTC)
    form = NoticeForm(await party_of(made, people.north), "withdrawal", on, "2027-3")
    told = await give_notice(made, form, by=by, at=at)
    asking = RequestForm("termination", people.north, on, "Zie brief", date(2027, 6, 1))
    asked = await ask_consent(made, asking, by=by, at=at)
    return {"termination_notice_id": str(told), "consent_request_id": str(asked)}


async def left(made: UUID, people: Cast) -> UUID:
    """A party gave notice that has taken effect by now; gives the notice."""
    at = datetime(2027, 1, 12, 12, tzinfo=UTC)
    form = NoticeForm(
        await party_of(made, people.south), "withdrawal", date(2026, 12, 1), "1", confirmed=True
    )
    return await give_notice(made, form, by=people.administrator, at=at)
