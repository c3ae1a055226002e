"""A review of roles: half done, gone on with, completed, kept; and what its rules forbid."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any

import asyncpg
import pytest
from msgspec.structs import replace
from tests.builders.parties import actor, cast
from tests.builders.people import another_administrator, as_of, operator, role
from tests.builders.reviews import AT, LATER, answered, answers, begun, completed
from tests.builders.servers import run

from governance.audit.queries import broken_at
from governance.audit.rules import SERVICE
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.identity.people.actions import erase_details
from governance.identity.people.forms import ErasureForm
from governance.identity.reviewing.actions import answer_review, complete_review
from governance.identity.reviewing.forms import AnswerForm, AnswersForm, CompletionForm
from governance.identity.reviewing.queries import ReviewView, review
from governance.identity.reviewing.rules import Answer, Change, Factor, LineAnswer, ReviewKind
from governance.identity.reviewing.standing.queries import reviews_of
from governance.identity.roles.actions import end_role, give_role, stand_in
from governance.identity.roles.forms import EndForm, StandInForm
from governance.identity.tables import Person

DAY = day(LATER)


async def verbs(of: Any) -> list[str]:
    rows = await DATABASE.fetch(
        "select verb from trail_entry where organisation_id = $1 order by number", of
    )
    return [row["verb"] for row in rows]


def kinds(view: ReviewView) -> set[str]:
    return {line.kind.value for line in view.lines}


async def test_a_review_has_every_role_of_the_organisation_and_of_its_committees(
    database: Database,
) -> None:
    people = await cast()
    reader = await actor(RoleKind.READER, organisation=people.keeper)
    by = people.administrator
    view = await review(await begun(people.keeper, by), by=by, at=AT)
    assert kinds(view) == {"administrator", "reader", "secretary", "chair"}
    assert {line.person_id for line in view.lines} >= {reader.person_id, people.chair.person_id}
    assert {line.change for line in view.lines} == {Change.NONE}
    assert all(line.answer is None for line in view.lines)
    special = await begun(people.keeper, by, kind=ReviewKind.SPECIAL)
    assert kinds(await review(special, by=by, at=AT)) == {"administrator", "secretary"}


async def test_the_service_itself_has_a_review_of_who_runs_it_and_of_roles_for_regions(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()
    [row] = await DATABASE.fetch('select "grouping" as id from committee limit 1')
    colleague = await actor(RoleKind.READER, organisation=people.north)
    await give_role(colleague.person_id, role(RoleKind.READER, row["id"]), by=boss, at=AT)
    view = await review(await begun(SERVICE, boss), by=boss, at=AT)
    assert (view.name, view.organisation_id) == ("", SERVICE)
    assert sorted(line.held_for for line in view.lines) == ["region", "service"]


async def test_a_line_tells_who_gave_the_role_and_how_its_holder_signs_in(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    person = (await actor(RoleKind.READER, organisation=people.keeper)).person_id
    await give_role(person, role(RoleKind.AUDITOR, people.keeper), by=by, at=AT)
    await DATABASE.fetch("update person set last_signed_in_on = $1", date(2026, 11, 1))
    await DATABASE.fetch(
        "insert into totp (id, person, secret, confirmed_at, last_step)"
        " values (gen_random_uuid(), $1, 'x', $2, 0)", person, AT,
    )  # fmt: skip
    view = await review(await begun(people.keeper, by), by=by, at=LATER)
    [line] = [one for one in view.lines if one.kind is RoleKind.AUDITOR]
    assert (line.given_by, line.given_at, line.special) == (by.function, AT, True)
    assert (line.factor, line.last_signed_in_on) == (Factor.OWN, date(2026, 11, 1))
    other = next(one for one in view.lines if one.kind is RoleKind.CHAIR)
    assert (other.given_by, other.given_at, other.factor) == ("", None, Factor.NONE)


async def test_a_review_is_saved_half_done_and_gone_on_with_by_somebody_else(
    database: Database,
) -> None:
    people = await cast()
    second = await another_administrator(people.keeper)
    made = await begun(people.keeper, people.administrator)
    first = people.chair.roles[0].id
    await answered(made, people.administrator, only=(first,))
    with pytest.raises(Refused) as refused:
        await completed(made, second)
    assert len(refused.value.complaints) == 3
    assert {c.about for c in refused.value.complaints} >= {second.function}
    mine, theirs = people.administrator.roles[0].id, second.roles[0].id
    await answered(made, second, only=(first, mine, people.secretary.roles[0].id))
    await answered(made, people.administrator, only=(theirs,))
    await completed(made, second)
    view = await review(made, by=second, at=LATER)
    by = {line.assignment_id: line.answered_by_id for line in view.lines}
    assert by[first] == people.administrator.person_id, "what stays stays of who answered"
    assert by[mine] == second.person_id
    assert (view.completed_by, view.intact, view.may_carry_out) == (second.function, True, False)
    told = [v for v in await verbs(people.keeper) if v.endswith("_review")]
    assert told == ["begin_review", *["answer_review"] * 3, "complete_review"]
    assert await broken_at(people.keeper) is None


async def test_what_is_withdrawn_ends_with_the_review_and_its_lines_are_kept(
    owner_url: str, database: Database
) -> None:
    people = await cast()
    by = people.administrator
    made = await begun(people.keeper, by)
    gone = people.secretary.roles[0].id
    await answered(made, by, gone)
    assert (await as_of(people.secretary.person_id, LATER)).roles
    await completed(made, by)
    assert (await as_of(people.secretary.person_id, LATER)).roles == ()
    assert (await as_of(people.chair.person_id, LATER)).roles
    view = await review(made, by=by, at=LATER)
    [line] = view.answered(Answer.WITHDRAW)
    assert (line.assignment_id, line.valid_until) == (gone, None), "as it was"
    [listed] = await reviews_of(people.keeper, by=by)
    assert (listed.lines, listed.withdrawn) == (3, 1)
    assert (await verbs(people.keeper))[-2:] == ["end_role", "complete_review"]
    for statement in (
        "update access_review_line set answer = 'confirm'",
        "update access_review set completed_at = now()",
    ):
        with pytest.raises(asyncpg.RestrictViolationError):
            await DATABASE.fetch(statement)
        with pytest.raises(asyncpg.RestrictViolationError):
            await run(owner_url, statement)
    for table in ("access_review_line", "access_review"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await DATABASE.fetch(f"delete from {table}")
        with pytest.raises(asyncpg.RestrictViolationError):
            await run(owner_url, f"delete from {table}")
    with pytest.raises(WrongState):
        await answered(made, by)
    with pytest.raises(WrongState):
        await completed(made, by)


async def test_evidence_that_was_written_over_by_who_owns_the_database_is_seen(
    owner_url: str, database: Database
) -> None:
    people = await cast()
    by = people.administrator
    made = await begun(people.keeper, by)
    await answered(made, by)
    await completed(made, by)
    assert (await review(made, by=by, at=LATER)).intact
    await run(
        owner_url,
        "alter table access_review_line disable trigger access_review_line_kept",
        "update access_review_line set reason = 'written over' where kind = 'chair'",
    )
    assert not (await review(made, by=by, at=LATER)).intact


async def test_the_last_administrator_is_not_withdrawn_and_nothing_else_is_then(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()
    made = await begun(people.keeper, boss)
    mine, other = people.administrator.roles[0].id, people.secretary.roles[0].id
    await answered(made, boss, mine, other)
    with pytest.raises(Refused, match="Nobody would be left") as refused:
        await completed(made, boss)
    [told] = refused.value.complaints
    assert (told.field, told.about) == (f"answers.{mine}.answer", people.administrator.function)
    assert (await as_of(people.secretary.person_id, LATER)).roles
    assert not (await review(made, by=boss, at=LATER)).completed_at
    service = await begun(SERVICE, boss)
    await answered(service, boss, boss.roles[0].id)
    with pytest.raises(Refused, match="Nobody would be left"):
        await completed(service, boss)


async def test_nobody_confirms_special_rights_of_their_own_where_a_colleague_can(
    database: Database,
) -> None:
    people = await cast()
    by, mine = people.administrator, people.administrator.roles[0].id
    made = await begun(people.keeper, by)
    await answered(made, by)  # Alone, there is nobody else who could.
    second = await another_administrator(people.keeper)
    theirs = second.roles[0].id
    with pytest.raises(Refused, match="special rights of their own"):
        await answered(made, second, only=(theirs,))
    await answered(made, by, only=(theirs,))
    with pytest.raises(Refused, match="special rights of their own") as refused:
        await completed(made, by)
    assert [c.field for c in refused.value.complaints] == [f"answers.{mine}.answer"]
    # Giving up one's own takes no colleague.
    await answered(made, by, mine, only=(mine,))
    await completed(made, by)
    assert (await as_of(by.person_id, LATER)).roles == ()


async def test_what_is_given_changed_or_ended_meanwhile_is_marked_and_asked_again(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    reader = await actor(RoleKind.READER, organisation=people.keeper)
    made = await begun(people.keeper, by)
    await answered(made, by)
    seen = await review(made, by=by, at=LATER)
    until = DAY + timedelta(days=30)
    chair = people.chair.roles[0].id
    await end_role(chair, EndForm(until, version=1), by=by, at=LATER)
    await end_role(reader.roles[0].id, EndForm(DAY, version=1), by=by, at=LATER)
    new = await give_role(
        reader.person_id, role(RoleKind.AUDITOR, people.keeper, DAY), by=by, at=LATER
    )
    view = await review(made, by=by, at=LATER)
    change = {line.assignment_id: line.change for line in view.lines}
    assert change[new] is Change.NEW
    assert change[chair] is Change.CHANGED
    assert change[reader.roles[0].id] is Change.GONE
    assert {one.assignment_id for one in view.answered(None)} == {new, chair}
    with pytest.raises(Refused, match="since you opened this page"):
        await complete_review(made, CompletionForm(seen.seen, view.version), by=by, at=LATER)
    with pytest.raises(Refused, match="since you opened this page"):
        stale = replace(answers(seen), version=view.version)
        await answer_review(made, stale, by=by, at=LATER)
    await answered(made, by, only=(new, chair))
    await completed(made, by)
    done = await review(made, by=by, at=LATER)
    kept = {line.assignment_id: line.change for line in done.lines}
    assert (kept[new], kept[reader.roles[0].id]) == (Change.NEW, Change.GONE)
    assert len(done.held) == 4


async def test_who_stands_in_is_a_line_of_its_own(database: Database) -> None:
    people = await cast()
    by = people.administrator
    deputy = people.chair
    until = DAY + timedelta(days=20)
    await stand_in(
        people.secretary.roles[0].id, StandInForm(deputy.person_id, day(AT), until), by=by, at=AT
    )
    view = await review(await begun(people.keeper, by), by=by, at=AT)
    [line] = [one for one in view.lines if one.stands_in_for]
    assert (line.person_id, line.valid_until) == (deputy.person_id, until)
    assert (line.kind, line.special) == (RoleKind.SECRETARY, True)
    assert line.given_by == by.function


async def test_the_second_of_two_who_save_at_once_is_told(database: Database) -> None:
    people = await cast()
    second = await another_administrator(people.keeper)
    made = await begun(people.keeper, people.administrator)
    view = await review(made, by=second, at=LATER)
    only = (people.chair.roles[0].id,)
    done = await asyncio.gather(
        *(
            answer_review(made, answers(view, (), only), by=who, at=LATER)
            for who in (people.administrator, second)
        ),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["NoneType", "Overtaken"]


async def test_of_two_who_complete_at_once_one_does_and_the_other_is_told(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()
    made = await begun(people.keeper, boss)
    await answered(made, boss, people.chair.roles[0].id)
    view = await review(made, by=boss, at=LATER)
    form = CompletionForm(view.seen, view.version)
    done = await asyncio.gather(
        *(complete_review(made, form, by=who, at=LATER) for who in (people.administrator, boss)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["NoneType", "WrongState"]
    assert (await verbs(people.keeper)).count("end_role") == 1


async def test_two_who_begin_at_once_begin_one_review(database: Database) -> None:
    people, boss = await cast(), await operator()
    done = await asyncio.gather(
        begun(people.keeper, people.administrator), begun(people.keeper, boss),
        return_exceptions=True,
    )  # fmt: skip
    assert sum(isinstance(one, WrongState) for one in done) == 1
    assert len(await reviews_of(people.keeper, by=boss)) == 1
    await begun(people.keeper, boss, kind=ReviewKind.SPECIAL)
    assert len(await reviews_of(people.keeper, by=boss)) == 2


async def test_only_who_administers_carries_it_out_and_only_who_may_reads_it(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()
    auditor = await actor(RoleKind.AUDITOR, organisation=people.keeper)
    everywhere = await actor(RoleKind.AUDITOR)
    made = await begun(people.keeper, people.administrator)
    service = await begun(SERVICE, boss)
    for who in (people.outsider, people.secretary, people.pin_north, everywhere):
        with pytest.raises(NotFound):
            await review(made, by=who, at=AT)
        with pytest.raises(NotFound):
            await answered(made, who)
        with pytest.raises(NotFound):
            await begun(people.keeper, who, kind=ReviewKind.SPECIAL)
        with pytest.raises(NotFound):
            await reviews_of(people.keeper, by=who)
    view = await review(made, by=auditor, at=AT)
    assert not view.may_carry_out
    assert (await review(service, by=everywhere, at=AT)).lines
    with pytest.raises(NotFound):
        await review(service, by=people.administrator, at=AT)
    with pytest.raises(NotAllowed):
        await answer_review(made, answers(view), by=auditor, at=AT)
    with pytest.raises(NotAllowed):
        await complete_review(made, CompletionForm(view.seen, view.version), by=auditor, at=AT)


async def test_who_left_keeps_a_line_and_an_erased_name_is_gone_from_it(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()
    by = people.administrator
    await DATABASE.fetch(
        "update person set name = 'Een Naam' where id = $1", people.chair.person_id
    )
    made = await begun(people.keeper, by)
    await answered(made, by, people.chair.roles[0].id)

    async def named(who: Actor) -> str:
        view = await review(made, by=who, at=LATER)
        return next(one.name for one in view.lines if one.kind is RoleKind.CHAIR)

    assert await named(by) == "Een Naam"
    await completed(made, by)
    assert await named(by) == "", "of who has left only the function is shown"
    [row] = await DATABASE.fetch("select version from person where id = $1", people.chair.person_id)
    await erase_details(
        people.chair.person_id, ErasureForm(knowingly=True, version=row["version"]),
        by=boss, at=LATER,
    )  # fmt: skip
    view = await review(made, by=by, at=LATER)
    assert view.intact
    assert people.chair.function in {line.function for line in view.lines}


async def test_an_answer_is_about_a_role_of_the_review_and_a_reason_is_kept(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    made = await begun(people.keeper, by)
    view = await review(made, by=by, at=LATER)
    elsewhere = {str(people.pin_north.roles[0].id): AnswerForm(LineAnswer.WITHDRAW)}
    with pytest.raises(Refused, match="not held any more"):
        form = AnswersForm(view.seen, elsewhere, version=view.version)
        await answer_review(made, form, by=by, at=LATER)
    chair = people.chair.roles[0].id
    form = AnswersForm(view.seen, {str(chair): AnswerForm(None, " nog vragen ")}, version=1)
    await answer_review(made, form, by=by, at=LATER)
    line = next(
        one for one in (await review(made, by=by, at=LATER)).lines if one.assignment_id == chair
    )
    assert (line.answer, line.reason) == (None, "nog vragen")
    with pytest.raises(Overtaken):
        await answer_review(made, form, by=by, at=LATER)


async def test_an_answer_is_taken_back_also_a_confirmation_of_ones_own(
    database: Database,
) -> None:
    people = await cast()
    by, mine = people.administrator, people.administrator.roles[0].id
    made = await begun(people.keeper, by)
    await answered(made, by)
    second = await another_administrator(people.keeper)
    await answered(made, second, only=(mine,))
    await answered(made, by, only=(second.roles[0].id,))
    with pytest.raises(Refused, match="special rights of their own"):
        await completed(made, by)
    view = await review(made, by=by, at=LATER)
    said = {
        str(mine): AnswerForm(LineAnswer.OPEN, "eerst overleg"),
        str(people.chair.roles[0].id): AnswerForm(LineAnswer.OPEN),
        str(people.secretary.roles[0].id): AnswerForm(),
    }
    await answer_review(made, AnswersForm(view.seen, said, version=view.version), by=by, at=LATER)
    view = await review(made, by=by, at=LATER)
    assert {line.assignment_id for line in view.answered(None)} == {
        mine, people.chair.roles[0].id,
    }, "what is left out stays answered"  # fmt: skip
    with pytest.raises(Refused) as refused:
        await completed(made, second)
    assert len(refused.value.complaints) == 2
    [row] = await DATABASE.fetch(
        "select changes from trail_entry where verb = 'answer_review' order by number desc limit 1"
    )
    assert '"left_open":' in row["changes"] and "2" in row["changes"]
    await answered(made, second, only=(mine, people.chair.roles[0].id))
    await completed(made, second)


async def test_saving_what_stands_there_already_overtakes_nobody(database: Database) -> None:
    people = await cast()
    made = await begun(people.keeper, people.administrator)
    await answered(made, people.administrator)
    view = await review(made, by=people.administrator, at=LATER)
    before = await verbs(people.keeper)
    await answered(made, people.administrator)
    assert (await review(made, by=people.administrator, at=LATER)).version == view.version
    assert await verbs(people.keeper) == before


async def test_a_review_of_200_people_takes_as_few_queries_as_one_of_three(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    made = await begun(people.keeper, by)

    async def counted(work: Any) -> int:
        before = database.queries
        await work
        return database.queries - before

    few = await counted(review(made, by=by, at=LATER))
    for number in range(200):
        person = Person(sign_in_name=f"p{number}", function=f"lezer {number}", password_hash="")
        await Person.insert(person)
        await DATABASE.fetch(
            """insert into role_assignment (id, version, person, kind, organisation, valid_from)
               values (gen_random_uuid(), 1, $1, 'reader', $2, $3)""",
            person.id, people.keeper, date(2020, 1, 1),
        )  # fmt: skip
    assert await counted(review(made, by=by, at=LATER)) == few == 4
    assert await counted(answered(made, by)) < 20
    assert await counted(completed(made, by)) < 25
    view = await review(made, by=by, at=LATER)
    assert (len(view.lines), view.intact) == (203, True)
