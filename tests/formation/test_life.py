"""What the rules of an agreement bring about once their days come."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.agreements import organs
from tests.builders.counting import counted
from tests.builders.formation import AT, signature
from tests.builders.living import (
    a_day_comes,
    decide_and_sign,
    in_force,
    lines,
    noticed,
    party_of,
    ready,
    stands,
)
from tests.builders.parties import Cast, authority, cast

from governance.agreements.actions import record_decision
from governance.agreements.consenting.forms import CloseForm, ConsentForm, RequestForm
from governance.agreements.forms import DecisionForm, RemovalForm
from governance.agreements.living.queries import life, of_request
from governance.agreements.noticing.forms import (
    ConsultationForm,
    EventForm,
    NoticeForm,
    PublicationForm,
    RevokeForm,
)
from governance.agreements.queries import waiting
from governance.agreements.removing.actions import remove_signature
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.commitments.queries import of_agreement
from governance.formation.actions import sign
from governance.formation.consenting.actions import ask_consent, close_request, record_consent
from governance.formation.entering.actions import bring_into_force
from governance.formation.lasting.queries import life_of
from governance.formation.noticing.actions import (
    conclude_consultation,
    give_notice,
    record_event,
    record_publication,
    revoke_notice,
)
from governance.formation.queries import the_service
from governance.overview.queries import start

ENDS = date(2028, 11, 20)
"""Two years after 20 November 2026."""
TACIT = {
    "term_months": 24, "extension_rule": "tacit", "extension_months": 12, "notice_months": 6,
}  # fmt: skip


def moment(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=UTC)


def notice(of: object, kind: str, on: date) -> NoticeForm:
    return NoticeForm(of, kind, on, "2028-17")  # type: ignore[arg-type]


FORMS: list[tuple[dict[str, object], date | None, str]] = [
    ({**TACIT, "extension_rule": "none", "extension_months": None}, ENDS, "ended"),
    ({**TACIT, "extension_rule": "after_consultation"}, ENDS, "ended"),
    ({**TACIT, "extension_rule": "once_on_request"}, ENDS, "ended"),
    (TACIT, date(2029, 11, 20), "in_force"),
    ({**TACIT, "extension_rule": "becomes_indefinite", "extension_months": None}, None, "in_force"),
]


async def test_at_the_end_of_the_term_the_rule_of_extension_decides(database: Database) -> None:
    people = await cast()
    for terms, ends, state in FORMS:
        made = await in_force(people, **terms)
        assert await stands(made) == ("in_force", ENDS, "")
        assert await a_day_comes(date(2028, 11, 19)) == 0
        assert await a_day_comes(ENDS) == 1
        assert await stands(made) == (state, ends, "term" if state == "ended" else "")
        assert await a_day_comes(ENDS) == 0
        lapsed = {"lapsed"} if state == "ended" else {"planned"}
        assert set.union(*(await lines(made)).values()) == lapsed


async def test_years_in_which_nobody_looked_are_followed_one_by_one(database: Database) -> None:
    people = await cast()
    made = await in_force(people, **TACIT)
    before = await milestones(made)
    assert await a_day_comes(date(2031, 3, 1)) == 1
    assert await stands(made) == ("in_force", date(2031, 11, 20), "")
    lived = await life(made, by=people.administrator)
    assert [(e.ground, e.from_on, e.until) for e in lived.extensions] == [
        ("tacit", date(2028, 11, 20), date(2029, 11, 20)),
        ("tacit", date(2029, 11, 20), date(2030, 11, 20)),
        ("tacit", date(2030, 11, 20), date(2031, 11, 20)),
    ]
    after = await milestones(made)
    assert before < after
    assert {on for _, _, on in after - before} <= {
        date(year, month, day)
        for year in (2028, 2029, 2030, 2031)
        for month in range(1, 13)
        for day in (1, 20)
    }
    assert all(ENDS <= on < date(2031, 11, 20) for _, _, on in after - before)


async def milestones(made: UUID) -> set[tuple[UUID, UUID, date]]:
    sql = """select m.commitment_line, m.milestone, m.planned_on from milestone_line m
    join commitment_line l on l.id = m.commitment_line where l.agreement = $1"""
    rows = await DATABASE.fetch(sql, made)
    return {(r["commitment_line"], r["milestone"], r["planned_on"]) for r in rows}


async def test_who_wants_no_extension_says_so_in_time_and_may_take_it_back(
    database: Database,
) -> None:
    people = await cast()
    made, by = await in_force(people, **TACIT), people.administrator
    north = await party_of(made, people.north)
    late, last = date(2028, 5, 20), date(2028, 5, 19)
    said = await give_notice(made, notice(north, "no_extension", last), by=by, at=moment(late))
    with pytest.raises(WrongState):
        await give_notice(made, notice(north, "no_extension", last), by=by, at=moment(late))
    shown = await life_of(made, by=by)
    assert [(m.kind, m.on) for m in shown.calendar][-1] == ("ends", ENDS)
    back = RevokeForm(date(2028, 6, 1), "De raad wil toch verder.")
    with pytest.raises(Overtaken):
        await revoke_notice(
            said, RevokeForm(back.withdrawn_on, back.reason, 9), by=by, at=moment(ENDS)
        )
    await revoke_notice(said, back, by=by, at=moment(date(2028, 6, 1)))
    with pytest.raises(WrongState):
        await revoke_notice(said, back, by=by, at=moment(date(2028, 6, 1)))
    await a_day_comes(ENDS)
    assert await stands(made) == ("in_force", date(2029, 11, 20), "")


async def test_who_says_too_late_that_it_wants_no_extension_says_so_of_the_next(
    database: Database,
) -> None:
    people = await cast()
    by, late, next_end = people.administrator, date(2028, 5, 20), date(2029, 11, 20)
    made = await in_force(people, **TACIT)
    told = notice(await party_of(made, people.north), "no_extension", late)
    await give_notice(made, told, by=by, at=moment(late))
    lived = await life_of(made, by=by)
    assert [one.effective_on for one in lived.life.notices] == [next_end]
    ahead = [(m.kind, m.on) for m in lived.calendar]
    assert ahead[-2:] == [("extends", ENDS), ("ends", next_end)]
    await a_day_comes(ENDS)
    assert await stands(made) == ("in_force", next_end, "")
    assert [(m.kind, m.on) for m in (await life_of(made, by=by)).calendar][-1] == ("ends", next_end)
    await a_day_comes(next_end)
    assert await stands(made) == ("ended", next_end, "term")
    endless = {**TACIT, "extension_rule": "becomes_indefinite", "extension_months": None}
    other = await in_force(people, **endless)
    told = notice(await party_of(other, people.north), "no_extension", late)
    with pytest.raises(Refused) as refused:
        await give_notice(other, told, by=by, at=moment(late))
    assert [c.field for c in refused.value.complaints] == ["givenOn"]
    assert refused.value.complaints[0].values == {"day": date(2028, 5, 19)}


async def test_what_takes_effect_at_once_is_confirmed_first(database: Database) -> None:
    people = await cast()
    by, given, later = people.administrator, date(2027, 1, 4), moment(date(2027, 8, 1))
    made = await in_force(people, **TACIT)
    old = notice(await party_of(made, people.south), "withdrawal", given)
    with pytest.raises(Refused) as refused:
        await give_notice(made, old, by=by, at=later)
    assert [c.field for c in refused.value.complaints] == ["confirmed"]
    assert (await life(made, by=by)).notices == ()
    await give_notice(made, replace(old, confirmed=True), by=by, at=later)
    parties = (await life(made, by=by)).parties
    assert [p.left_on for p in parties] == [None, date(2027, 7, 5), None]


async def test_an_objection_ends_it_for_all(database: Database) -> None:
    people = await cast()
    made, by = await in_force(people, **TACIT), people.administrator
    on = date(2028, 5, 19)
    south = await party_of(made, people.south)
    await give_notice(made, notice(south, "no_extension", on), by=by, at=moment(on))
    await a_day_comes(ENDS)
    assert await stands(made) == ("ended", ENDS, "term")


EFFECTS = {
    "others_go_on": ("in_force", ENDS, ""),
    "ends_all": ("ended", date(2027, 9, 16), "notice"),
    "consultation": ("in_force", ENDS, ""),
}


async def test_a_withdrawal_has_one_of_three_effects_on_its_day(database: Database) -> None:
    people = await cast()
    by, given = people.administrator, date(2027, 3, 15)
    for rule, expected in EFFECTS.items():
        made = await in_force(people, **TACIT, withdrawal_rule=rule)
        south = await party_of(made, people.south)
        early = NoticeForm(south, "withdrawal", given, "x", date(2027, 9, 15))
        with pytest.raises(Refused) as refused:
            await give_notice(made, early, by=by, at=moment(given))
        assert refused.value.complaints[0].values["day"] == date(2027, 9, 16)
        told = await give_notice(made, notice(south, "withdrawal", given), by=by, at=moment(given))
        assert await a_day_comes(date(2027, 9, 15)) == 0
        assert await a_day_comes(date(2027, 9, 16)) == 1
        assert await stands(made) == expected
        owed = await lines(made)
        assert owed["Zuiddorp"] == {"lapsed"}
        assert owed["Noordstad"] == ({"lapsed"} if rule == "ends_all" else {"planned"})
        lived = await life(made, by=by)
        assert [p.organisation for p in lived.parties if p.left_on] == ["Zuiddorp"]
        assert lived.notices[0].to_consult is (rule == "consultation")
        if rule == "consultation":
            end = ConsultationForm("ends", date(2027, 9, 20), date(2027, 12, 1))
            with pytest.raises(Refused) as refused:
                await conclude_consultation(told, end, by=by, at=moment(date(2027, 10, 1)))
            assert [c.field for c in refused.value.complaints] == ["confirmed"]
            end = replace(end, confirmed=True)
            await conclude_consultation(told, end, by=by, at=moment(date(2027, 10, 1)))
            assert await stands(made) == ("in_force", date(2027, 12, 1), "notice")
            await a_day_comes(date(2027, 12, 1))
            assert await stands(made) == ("ended", date(2027, 12, 1), "notice")
        else:
            with pytest.raises(WrongState):
                form = ConsultationForm("goes_on", date(2027, 9, 20))
                await conclude_consultation(told, form, by=by, at=moment(date(2027, 10, 1)))


async def test_what_one_party_is_left_with_ends(database: Database) -> None:
    people = await cast()
    made = await in_force(people, **TACIT, withdrawal_rule="others_go_on")
    by, given = people.administrator, date(2027, 1, 4)
    for of in (people.south, people.police):
        form = notice(await party_of(made, of), "withdrawal", given)
        await give_notice(made, form, by=by, at=moment(given))
    ahead = [(m.kind, m.on) for m in (await life_of(made, by=by)).calendar]
    assert ahead[-2:] == [("leaves", date(2027, 7, 5)), ("ends", date(2027, 7, 5))]
    await a_day_comes(date(2027, 7, 5))
    assert await stands(made) == ("ended", date(2027, 7, 5), "too_few")


async def test_an_event_ends_it_on_the_day_after(database: Database) -> None:
    people = await cast()
    by, at = people.administrator, moment(date(2027, 5, 3))
    event = "de opheffing van het samenwerkingsverband"
    made = await in_force(
        people, term_months=None, extension_rule="none", extension_months=None, end_event=event
    )
    with pytest.raises(Refused) as refused:
        await record_event(made, EventForm(date(2026, 1, 1), " "), by=by, at=at)
    assert [c.field for c in refused.value.complaints] == [
        "letter", "happenedOn", "confirmed",
    ]  # fmt: skip
    happened = EventForm(date(2027, 5, 3), "gmb-2027-1", confirmed=True)
    await record_event(made, happened, by=by, at=at)
    assert await stands(made) == ("in_force", date(2027, 5, 4), "event")
    await a_day_comes(date(2027, 5, 4))
    assert await stands(made) == ("ended", date(2027, 5, 4), "event")
    other = await in_force(people, **TACIT)
    with pytest.raises(WrongState):
        await record_event(other, EventForm(date(2027, 5, 3), "x"), by=by, at=at)


async def test_it_waits_for_its_publication_to_enter_into_force(database: Database) -> None:
    people = await cast()
    made, by = await in_force(people, **TACIT, entry_rule="publication"), people.administrator
    assert (await stands(made))[0] == "signed"
    early = PublicationForm(date(2026, 11, 19), "gmb-2026-13117")
    with pytest.raises(Refused):
        await record_publication(made, early, by=by, at=AT)
    form = PublicationForm(date(2026, 11, 24), "gmb-2026-13117")
    await record_publication(made, form, by=by, at=AT)
    assert (await stands(made))[0] == "signed"
    assert await bring_into_force(by=await the_service(), at=moment(date(2026, 11, 25))) == 1
    assert await stands(made) == ("in_force", date(2028, 11, 25), "")


async def test_who_signs_later_is_bound_from_then_on(database: Database) -> None:
    people = await cast()
    made = await ready(people, **TACIT, entry_rule="number_signed", entry_number=2)
    one, other, south, police = await organs(made)
    for organ in (one, other):
        await decide_and_sign(organ, people)
    assert (await stands(made))[0] == "up_for_decision"
    await decide_and_sign(south, people)
    assert await stands(made) == ("in_force", ENDS, "")
    assert set(await lines(made)) == {"Noordstad", "Zuiddorp"}
    assert [w.organisation for w in await waiting(people.administrator, AT.date())] == ["Politie"]
    later = date(2027, 2, 1)
    await decide_and_sign(police, people, moment(later))
    lived = await life(made, by=people.administrator)
    assert [p.joined_on for p in lived.parties] == [date(2026, 11, 20)] * 2 + [later]
    assert not await waiting(people.administrator, AT.date())
    with pytest.raises(WrongState):
        await remove_signature(south, RemovalForm("x"), by=people.administrator, at=moment(later))


async def ask_all(made: UUID, people: Cast, kind: str, **fields: object) -> UUID:
    asked = date(2028, 3, 1)
    values = {
        "kind": kind,
        "organisation_id": people.north,
        "asked_on": asked,
        "words": "Zie brief",
    }
    form = RequestForm(**{**values, **fields})  # type: ignore[arg-type]
    return await ask_consent(made, form, by=people.administrator, at=moment(asked))


async def consent(request: UUID, people: Cast, *, but: UUID | None = None) -> list[str]:
    """All parties consent, but one refuses; gives how the request stood after each."""
    by, found = people.administrator, []
    on = date(2028, 3, 10)
    _, asked = await of_request(request, by=by)
    for one in asked.consents:
        said = "declined" if one.party_id == but else "agreed"
        form = ConsentForm(
            one.party_id, said, "het college", on, "2028-9", "Te duur", confirmed=True
        )
        found.append(await record_consent(request, form, by=by, at=moment(on)))
    return found


async def test_an_extension_needs_the_consent_of_all(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people, **{**TACIT, "extension_rule": "once_on_request"})
    asked = await ask_all(made, people, "extension")
    with pytest.raises(WrongState):
        await ask_all(made, people, "extension")
    south = await party_of(made, people.south)
    assert await consent(asked, people, but=south) == ["open", "refused", "refused"]
    assert await stands(made) == ("in_force", ENDS, "")
    on = date(2028, 3, 12)
    again = ConsentForm(south, "agreed", "het college", on, "2028-11", version=1, confirmed=True)
    with pytest.raises(Overtaken):
        blind = ConsentForm(south, "agreed", "het college", on, "2028-11")
        await record_consent(asked, blind, by=by, at=moment(on))
    assert await record_consent(asked, again, by=by, at=moment(on)) == "agreed"
    assert await stands(made) == ("in_force", date(2029, 11, 20), "")
    with pytest.raises(WrongState):
        await record_consent(asked, again, by=by, at=moment(on))
    with pytest.raises(Refused) as refused:
        await ask_all(made, people, "extension")
    assert [c.field for c in refused.value.complaints] == ["kind"]
    await a_day_comes(date(2029, 11, 20))
    assert await stands(made) == ("ended", date(2029, 11, 20), "term")


async def test_a_party_accedes_once_all_consent_and_it_has_signed(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people, **TACIT)
    organ = await authority(people.stranger)
    owed = [one.id for one in await of_agreement(made, by=by)][:2]
    await DATABASE.fetch("update organisation set legal_personality = true")
    with pytest.raises(Refused) as refused:
        await ask_all(made, people, "accession", authority_id=people.north_executive)
    assert {c.field for c in refused.value.complaints} == {
        "organisationId", "representedByFunction",
    }  # fmt: skip
    asked = await ask_all(
        made, people, "accession", organisation_id=people.stranger, authority_id=organ,
        represented_by_function="de burgemeester", commitment_ids=owed,
    )  # fmt: skip
    assert await consent(asked, people) == ["open", "open", "agreed"]
    lived = await life(made, by=by)
    assert (lived.requests[0].state, lived.parties[-1].joined_on) == ("carried_out", None)
    assert "Verweg" not in await lines(made)
    [new] = [one for one in await organs(made) if one not in set(await signed_organs(made))]
    on = date(2028, 4, 3)
    await decide_and_sign(new, people, moment(on))
    lived = await life(made, by=by)
    assert lived.parties[-1].joined_on == on
    assert (await lines(made))["Verweg"] == {"planned"}
    sql = """select min(m.planned_on) as first, count(distinct l.id)::int as lines
    from commitment_line l left join milestone_line m on m.commitment_line = l.id
    where l.agreement = $1 and l.organisation = $2"""
    [row] = await DATABASE.fetch(sql, made, people.stranger)
    assert (row["first"] >= on, row["lines"]) == (True, 2)


async def signed_organs(made: UUID) -> list[UUID]:
    sql = """select s.party_authority from signature s
    join party_authority pa on pa.id = s.party_authority join party p on p.id = pa.party
    where p.agreement = $1"""
    return [row["party_authority"] for row in await DATABASE.fetch(sql, made)]


async def test_all_can_end_a_part_and_all_of_it(database: Database) -> None:
    people = await cast()
    made, by = await in_force(people, **TACIT), people.administrator
    owed = [one.id for one in await of_agreement(made, by=by)]
    with pytest.raises(Refused) as refused:
        await ask_all(made, people, "partial", commitment_ids=[new_id()])
    assert {c.field for c in refused.value.complaints} == {"commitmentIds", "takesEffectOn"}
    day = date(2028, 6, 1)
    part = await ask_all(made, people, "partial", commitment_ids=owed[:1], takes_effect_on=day)
    assert (await consent(part, people))[-1] == "agreed"
    assert "lapsed" not in set.union(*(await lines(made)).values())
    await a_day_comes(day)
    lapsed = "select distinct commitment from commitment_line where state = 'lapsed'"
    assert [row["commitment"] for row in await DATABASE.fetch(lapsed)] == owed[:1]
    whole = await ask_all(made, people, "termination", takes_effect_on=date(2028, 9, 1))
    assert (await consent(whole, people))[-1] == "agreed"
    assert await stands(made) == ("in_force", date(2028, 9, 1), "consent")
    await a_day_comes(date(2028, 9, 1))
    assert await stands(made) == ("ended", date(2028, 9, 1), "consent")


async def test_nothing_that_all_must_agree_to_takes_effect_before_the_last_consents(
    database: Database,
) -> None:
    people = await cast()
    made, by = await in_force(people, **TACIT), people.administrator
    organ = await authority(people.stranger)
    asked = await ask_all(
        made, people, "accession", organisation_id=people.stranger, authority_id=organ,
        represented_by_function="de burgemeester",
    )  # fmt: skip
    assert (await consent(asked, people))[-1] == "agreed"
    [new] = [one for one in await organs(made) if one not in set(await signed_organs(made))]
    early = DecisionForm("het college", date(2028, 2, 1), "2028-1")
    at = moment(date(2028, 3, 12))
    await record_decision(new, early, by=by, at=at)
    await sign(new, signature(signed_on=date(2028, 2, 2)), by=by, at=at)
    assert (await life(made, by=by)).parties[-1].joined_on == date(2028, 3, 10)
    whole = await ask_all(made, people, "termination", takes_effect_on=date(2028, 3, 5))
    assert (await consent(whole, people))[-1] == "agreed"
    assert await stands(made) == ("ended", date(2028, 3, 10), "consent")
    days = [(one.kind, one.on, one.expected) for one in (await life_of(made, by=by)).calendar]
    assert days[-1] == ("ends", date(2028, 3, 10), False)
    assert "mid_term" not in [kind for kind, *_ in days]


async def test_a_request_is_withdrawn_and_what_waits_is_closed_at_the_end(
    database: Database,
) -> None:
    people = await cast()
    made = await in_force(people, **{**TACIT, "extension_rule": "after_consultation"})
    by, at = people.administrator, moment(date(2028, 3, 2))
    asked = await ask_all(made, people, "extension")
    with pytest.raises(Refused):
        await close_request(asked, CloseForm(" "), by=by, at=at)
    with pytest.raises(NotFound):
        await close_request(asked, CloseForm("Te vroeg"), by=people.outsider, at=at)
    await close_request(asked, CloseForm("Te vroeg"), by=by, at=at)
    with pytest.raises(WrongState):
        await close_request(asked, CloseForm("Te vroeg"), by=by, at=at)
    left = await ask_all(made, people, "extension")
    await a_day_comes(ENDS)
    _, found = await of_request(left, by=by)
    assert (found.state, found.closed_because, found.closed_on) == ("withdrawn", "ended", ENDS)
    with pytest.raises(NotFound):
        await of_request(left, by=people.outsider)


async def test_every_day_that_passes_is_in_the_trail_with_its_cause(database: Database) -> None:
    people = await cast()
    made = await in_force(people, **TACIT, withdrawal_rule="others_go_on")
    by, on = people.administrator, date(2027, 3, 15)
    south = await party_of(made, people.south)
    await give_notice(made, notice(south, "withdrawal", on), by=by, at=moment(on))
    await a_day_comes(date(2028, 11, 20))
    sql = """select verb, cause_kind from trail_entry
    where thing_id = $1 and at > $2 order by at, number"""
    rows = await DATABASE.fetch(sql, made, AT)
    told = {(row["verb"], row["cause_kind"]) for row in rows}
    assert told >= {
        ("give_notice", ""), ("be_released", "termination_notice"),
        ("lapse_lines", "termination_notice"), ("extend", "agreement"),
        ("prolong_lines", "agreement"),
    }  # fmt: skip


async def test_the_life_of_an_agreement_costs_the_same_whatever_happened(
    database: Database,
) -> None:
    people = await cast()
    made, by = await in_force(people, **TACIT), people.administrator
    _, empty = await counted(life_of(made, by=by))
    ids = await noticed(made, people)
    _, full = await counted(life_of(made, by=by))
    asked = UUID(ids["consent_request_id"])
    day = date(2027, 1, 20)
    [told] = (await start(by, day)).to_answer
    assert (told.id, told.waits, told.days) == (asked, 3, 10)
    assert (await start(people.outsider, day)).to_answer == ()
    assert (await start(people.pin_north, day)).to_answer == ()
    assert (empty, full) == (9, 9)
    assert (await counted(of_request(asked, by=by)))[1] == 7
