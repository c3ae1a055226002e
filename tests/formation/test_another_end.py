"""What was said and settled of the end of an agreement, once an amendment gives it another."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.agreements import organs
from tests.builders.amending import begun, signed
from tests.builders.formation import signature
from tests.builders.living import a_day_comes, in_force, party_of, stands
from tests.builders.parties import Cast, cast

from governance.agreements.actions import change_terms, record_decision
from governance.agreements.consenting.forms import ConsentForm, RequestForm
from governance.agreements.forms import DecisionForm, TermsForm
from governance.agreements.living.queries import life, of_request
from governance.agreements.noticing.forms import ConsultationForm, NoticeForm
from governance.agreements.queries import agreement
from governance.base.database import Database
from governance.base.errors import Refused, WrongState
from governance.commitments.queries import of_agreement
from governance.formation.actions import sign
from governance.formation.amending.queries import amendment
from governance.formation.consenting.actions import ask_consent, record_consent
from governance.formation.noticing.actions import conclude_consultation, give_notice

ON = date(2027, 1, 5)
AT = datetime(2027, 1, 12, 12, tzinfo=UTC)
TACIT = {
    "term_months": 24, "extension_rule": "tacit", "extension_months": 12, "notice_months": 6,
    "withdrawal_rule": "others_go_on",
}  # fmt: skip


async def amended_to(made: UUID, people: Cast, months: int, at: datetime = AT) -> None:
    """All sign another term."""
    changing, by = (
        await begun(made, people, subject=f"{months} maanden", at=at),
        people.administrator,
    )
    view = await agreement(changing, by=by)
    kept = {name: getattr(view, name) for name in TermsForm.__struct_fields__ if name != "version"}
    await change_terms(changing, TermsForm(**{**kept, "term_months": months}), None, by=by, at=at)
    await signed(changing, people, at)


async def asked(made: UUID, people: Cast, kind: str, on: date | None = None) -> UUID:
    form = RequestForm(kind, people.north, ON, "Zie brief", on)
    return await ask_consent(made, form, by=people.administrator, at=AT)


async def agreed(request: UUID, people: Cast, at: datetime = AT) -> None:
    for one in (await of_request(request, by=people.administrator))[1].consents:
        yes = ConsentForm(one.party_id, "agreed", "het college", ON, "1", confirmed=True)
        await record_consent(request, yes, by=people.administrator, at=at)


async def objects(made: UUID, people: Cast, who: UUID) -> None:
    form = NoticeForm(await party_of(made, who), "no_extension", ON, "2027-1")
    await give_notice(made, form, by=people.administrator, at=AT)


async def test_an_objection_counts_for_the_end_that_an_amendment_gives(database: Database) -> None:
    people = await cast()
    made = await in_force(people, **TACIT)
    await objects(made, people, people.south)
    with pytest.raises(WrongState):
        await objects(made, people, people.south)
    await amended_to(made, people, 30)
    notices = (await life(made, by=people.administrator)).notices
    assert [one.effective_on for one in notices] == [date(2029, 5, 20)]
    await a_day_comes(date(2029, 5, 20))
    assert await stands(made) == ("ended", date(2029, 5, 20), "term")


async def test_the_objection_of_who_left_does_not_end_it_for_the_others(database: Database) -> None:
    people = await cast()
    made = await in_force(people, **TACIT)
    await objects(made, people, people.police)
    leaves = NoticeForm(await party_of(made, people.police), "withdrawal", ON, "2027-2")
    await give_notice(made, leaves, by=people.administrator, at=AT)
    await a_day_comes(date(2028, 11, 20))
    assert await stands(made) == ("in_force", date(2029, 11, 20), "")


async def test_another_term_takes_away_what_was_settled_or_asked_of_the_end(
    database: Database,
) -> None:
    people = await cast()
    made = await in_force(people, **TACIT)
    await agreed(await asked(made, people, "termination", date(2028, 9, 1)), people)
    assert await stands(made) == ("in_force", date(2028, 9, 1), "consent")
    await amended_to(made, people, 60)
    assert await stands(made) == ("in_force", date(2031, 11, 20), "")
    other = await in_force(people, **{**TACIT, "extension_rule": "after_consultation"})
    longer = await asked(other, people, "extension")
    await amended_to(other, people, 96)
    found = (await life(other, by=people.administrator)).requests[0]
    assert (found.id, found.state, found.closed_because) == (longer, "withdrawn", "amended")
    assert (await stands(other))[1] == date(2034, 11, 20)


async def test_those_who_consult_do_not_end_it_after_its_own_end(database: Database) -> None:
    people = await cast()
    by = people.administrator
    none: dict[str, Any] = {"extension_rule": "none", "extension_months": None}
    made = await in_force(people, **{**TACIT, **none, "withdrawal_rule": "consultation"})
    leaves = NoticeForm(await party_of(made, people.police), "withdrawal", ON, "2027-2")
    told = await give_notice(made, leaves, by=by, at=AT)
    left = date(2027, 7, 6)
    await a_day_comes(left)
    late = ConsultationForm("ends", left, date(2035, 1, 1), confirmed=True)
    at = datetime(2027, 7, 8, 12, tzinfo=UTC)
    with pytest.raises(Refused) as refused:
        await conclude_consultation(told, late, by=by, at=at)
    assert [c.field for c in refused.value.complaints] == ["endsOn"]
    await conclude_consultation(told, replace(late, ends_on=date(2028, 1, 1)), by=by, at=at)
    assert await stands(made) == ("in_force", date(2028, 1, 1), "notice")


async def test_who_comes_back_is_bound_from_the_day_it_left_at_the_earliest(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people, **{**TACIT, "notice_months": 1})
    leaves = NoticeForm(await party_of(made, people.police), "withdrawal", ON, "2027-2")
    await give_notice(made, leaves, by=by, at=AT)
    left, now = date(2027, 2, 6), datetime(2027, 2, 10, 12, tzinfo=UTC)
    await a_day_comes(left)
    form = RequestForm(
        "accession", people.police, ON, "Brief", authority_id=people.police_chief,
        represented_by_function="de politiechef",
    )  # fmt: skip
    request = await ask_consent(made, form, by=by, at=now)
    await agreed(request, people, now)
    await decide_early(made, people, now)
    back = (await life(made, by=by)).parties[-1]
    assert (back.organisation, back.joined_on) == ("Politie", left)


async def decide_early(made: UUID, people: Cast, now: datetime) -> None:
    organ = (await organs(made))[-1]
    await record_decision(organ, DecisionForm("de chef", ON, "9"), by=people.administrator, at=now)
    await sign(organ, signature(signed_on=ON), by=people.administrator, at=now)


async def test_what_ended_by_consent_stands_in_no_amended_text(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people, **TACIT)
    changing = await begun(made, people, at=AT)
    owed = await of_agreement(made, by=by)
    form = RequestForm(
        "partial", people.north, ON, "Zie brief", ON, commitment_ids=[owed[0].id]
    )  # fmt: skip
    await agreed(await ask_consent(made, form, by=by, at=AT), people)
    view, _, _ = await amendment(changing, AT.date(), by=by)
    assert [one.kind for one in view.behind] == ["commitment"]
    assert owed[0].key not in {one.key for one in await of_agreement(made, by=by)}
