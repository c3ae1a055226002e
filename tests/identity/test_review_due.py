"""When a review is due: on the list, on the start page of who must do it, and by mail, once."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.builders.parties import Cast, actor, cast
from tests.builders.people import another_administrator, operator
from tests.builders.reviews import answered, begun, completed

from governance.app.main import create_app
from governance.audit.rules import SERVICE, THE_SERVICE
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.identity.reviewing.queries import name_of
from governance.identity.reviewing.reminding.actions import remind_of_reviews
from governance.identity.reviewing.rules import ReviewKind, Timing
from governance.identity.reviewing.standing.queries import (
    Standing,
    reviews_of,
    standings,
    standings_of,
    to_review,
)
from governance.overview.queries import start

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = day(AT)


async def done(chain: UUID, by: Actor, at: datetime, kind: ReviewKind = ReviewKind.ALL) -> None:
    made = await begun(chain, by, at, kind)
    await answered(made, by, at=at)
    await completed(made, by, at)


async def stands(chain: UUID, by: Actor, at: datetime = AT) -> dict[ReviewKind, Standing]:
    return {one.kind: one for one in await standings_of(chain, by=by, today=day(at))}


async def mailed(who: Actor, email: str, language: str = "nl") -> None:
    await DATABASE.fetch(
        "update person set email = $2, language = $3 where id = $1", who.person_id, email, language
    )


async def letters() -> list[dict[str, Any]]:
    rows = await DATABASE.fetch("select * from notice where kind = 'review_due' order by id")
    return [dict(row) for row in rows]


async def test_a_new_organisation_is_due_a_year_and_a_quarter_after_its_first_role(
    database: Database,
) -> None:
    people = await cast()
    await DATABASE.fetch("update role_assignment set valid_from = $1", TODAY)
    found = await stands(people.keeper, people.administrator)
    assert found[ReviewKind.ALL].due_on == date(2027, 11, 24)
    assert found[ReviewKind.SPECIAL].due_on == date(2027, 2, 24)
    assert {one.timing for one in found.values()} == {Timing.LATER}
    assert (found[ReviewKind.ALL].roles, found[ReviewKind.SPECIAL].roles) == (3, 2)


async def test_it_counts_from_the_last_completed_one_and_all_roles_count_as_special_too(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    assert {one.timing for one in (await stands(people.keeper, by)).values()} == {Timing.LATE}
    await begun(people.keeper, by, AT)
    open_one = (await stands(people.keeper, by))[ReviewKind.ALL]
    assert (open_one.timing, open_one.open_id is not None) == (Timing.LATE, True)
    made = open_one.open_id
    assert made
    await answered(made, by, at=AT)
    await completed(made, by, AT)
    found = await stands(people.keeper, by)
    assert found[ReviewKind.ALL].due_on == date(2027, 11, 24)
    assert found[ReviewKind.SPECIAL].due_on == date(2027, 2, 24)
    quarter = AT + timedelta(days=80)
    assert (await stands(people.keeper, by, quarter))[ReviewKind.SPECIAL].timing is Timing.DUE
    await done(people.keeper, by, quarter, ReviewKind.SPECIAL)
    found = await stands(people.keeper, by, quarter)
    assert found[ReviewKind.SPECIAL].due_on == date(2027, 5, 12)
    assert found[ReviewKind.SPECIAL].last_on == day(quarter)
    assert found[ReviewKind.ALL].due_on == date(2027, 11, 24), "special rights are not all roles"


async def test_everybody_is_asked_for_what_is_theirs_to_review(database: Database) -> None:
    people, boss = await cast(), await operator()
    mine = await to_review(people.administrator, TODAY)
    assert {one.organisation_id for one in mine} == {people.keeper}
    service = {one.organisation_id for one in await to_review(boss, TODAY)}
    assert service == {SERVICE, people.north, people.south}, "and where nobody administers"
    for who in (people.pin_north, people.secretary, people.chair):
        assert await to_review(who, TODAY) == []
    auditor = await actor(RoleKind.AUDITOR, organisation=people.keeper)
    assert await to_review(auditor, TODAY) == []
    assert {o.organisation_id for o in (await standings(auditor, TODAY)).standings} == {
        people.keeper
    }
    everywhere = await actor(RoleKind.AUDITOR)
    read = await standings(everywhere, TODAY)
    assert {o.organisation_id for o in read.standings} == {SERVICE}
    mine = await to_review(people.administrator, TODAY)
    assert (await start(people.administrator, TODAY)).reviews == tuple(mine)
    await done(people.keeper, people.administrator, AT)
    assert (await start(people.administrator, TODAY)).reviews == ()


async def test_where_the_only_administrator_cannot_sign_in_yet_the_service_does_it(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()
    await DATABASE.fetch(
        """insert into invitation (id, person, token_hash, made_at, expires_at, used)
           values (gen_random_uuid(), $1, 'x', $2, $2, false)""",
        people.administrator.person_id, AT,
    )  # fmt: skip
    assert people.keeper in {one.organisation_id for one in await to_review(boss, TODAY)}
    await mailed(people.administrator, "beheerder@regio.example")
    await mailed(boss, "systeem@regio.example")
    await remind_of_reviews(by=THE_SERVICE, at=AT)
    assert {one["address"] for one in await letters()} == {"systeem@regio.example"}


async def test_the_list_takes_two_queries_however_many_organisations_and_has_pages(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()

    async def counted(who: Actor) -> int:
        before = database.queries
        await standings(who, TODAY)
        return database.queries - before

    assert await counted(boss) == 2
    await DATABASE.fetch(
        """insert into organisation (id, version, kind, name, short_name, sort_key, search_key,
             cbs_code, tooi_uri, oin, kvk, legal_personality)
           select gen_random_uuid(), 1, 'municipality', 'Gemeente ' || n, 'G' || n, 'g' || n, '',
             '', '', '', '', true from generate_series(1, 120) n"""
    )
    await DATABASE.fetch(
        """insert into role_assignment (id, version, person, kind, organisation, valid_from)
           select gen_random_uuid(), 1, $1, 'reader', id, '2026-11-01' from organisation
           where sort_key like 'g%'""",
        people.chair.person_id,
    )
    assert await counted(boss) == 2
    first = await standings(boss, TODAY)
    assert (len(first.standings), first.pages) == (50, 3)
    last = await standings(boss, TODAY, page=99)
    assert last.page == 3
    due = await standings(boss, TODAY, only_due=True)
    assert (due.pages, {one.timing for one in due.standings}) == (1, {Timing.LATE})
    assert len((await standings(people.administrator, TODAY)).standings) == 2


async def test_the_page_of_one_organisation_takes_four_queries_however_many_reviews(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()

    async def counted() -> int:
        before = database.queries
        await name_of(people.keeper, by=boss)
        await standings_of(people.keeper, by=boss, today=TODAY)
        await reviews_of(people.keeper, by=boss)
        return database.queries - before

    assert await counted() == 4
    for number in range(1, 4):
        await done(people.keeper, boss, AT + timedelta(days=number))
    assert await counted() == 4
    kept = await reviews_of(people.keeper, by=boss)
    assert [day(one.completed_at) for one in kept if one.completed_at] == [
        TODAY + timedelta(days=number) for number in (3, 2, 1)
    ]


async def told(people: Cast) -> list[dict[str, Any]]:
    await mailed(people.administrator, "beheerder@regio.example")
    await remind_of_reviews(by=THE_SERVICE, at=AT)
    return await letters()


async def test_who_must_review_is_told_by_mail_once_for_each_day_on_which_it_is_due(
    database: Database,
) -> None:
    people = await cast()
    second = await another_administrator(people.keeper)
    await mailed(second, "tweede@regio.example", "en")
    found = await told(people)
    assert sorted(one["address"] for one in found) == [
        "beheerder@regio.example", "beheerder@regio.example",
        "tweede@regio.example", "tweede@regio.example",
    ]  # fmt: skip
    assert {one["organisation_id"] for one in found} == {people.keeper}
    assert f"/organisaties/{people.keeper}/rolcontroles" in str(found[0]["content"])
    assert await remind_of_reviews(by=THE_SERVICE, at=AT + timedelta(hours=1)) == 0
    assert len(await letters()) == 4
    quarter = AT + timedelta(days=100)
    made = await begun(people.keeper, people.administrator, AT)
    mine, theirs = people.administrator.roles[0].id, second.roles[0].id
    rest = (people.chair.roles[0].id, people.secretary.roles[0].id)
    await answered(made, people.administrator, at=AT, only=(theirs, *rest))
    await answered(made, second, at=AT, only=(mine,))
    await completed(made, second, AT)
    assert await remind_of_reviews(by=THE_SERVICE, at=AT + timedelta(days=70)) == 0
    assert await remind_of_reviews(by=THE_SERVICE, at=quarter) == 2, "special rights again"


async def test_two_processes_tell_once(database: Database) -> None:
    people = await cast()
    await mailed(people.administrator, "beheerder@regio.example")
    both = await asyncio.gather(*(remind_of_reviews(by=THE_SERVICE, at=AT) for _ in range(4)))
    assert sum(both) == 2
    assert len(await letters()) == 2


async def test_where_nobody_has_an_address_it_is_told_later_and_nothing_is_lost(
    database: Database,
) -> None:
    people, boss = await cast(), await operator()
    assert await remind_of_reviews(by=THE_SERVICE, at=AT) == 0
    await mailed(people.administrator, "beheerder@regio.example")
    assert await remind_of_reviews(by=THE_SERVICE, at=AT) == 2
    await mailed(boss, "systeem@regio.example")
    assert await remind_of_reviews(by=THE_SERVICE, at=AT) == 4, (
        "the service itself twice, and two organisations without an administrator"
    )


async def test_the_service_tells_it_by_itself(owner_url: str) -> None:
    app = create_app(owner_url, clock=lambda: AT)
    await DATABASE.start(owner_url)
    people = await cast()
    await mailed(people.administrator, "beheerder@regio.example")
    await DATABASE.stop()
    async with app.lifespan():
        for _ in range(100):
            if len(await letters()) == 2:
                break
            await asyncio.sleep(0.05)
        assert len(await letters()) == 2
