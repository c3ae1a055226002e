"""Joining by invitation, moving, and erasing: what is kept, what goes, who sees whom."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import pytest
from tests.builders.parties import Cast, actor, cast, organisation
from tests.builders.people import AT, DAYS, TODAY, another_administrator, as_of, joining, operator

from governance.audit.queries import broken_at
from governance.audit.rules import SERVICE
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.identity.actions import sign_in
from governance.identity.inviting.actions import accept, send_again, withdraw
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.queries import invitation, open_invitations
from governance.identity.passwords import matches
from governance.identity.people.actions import (
    end_sessions,
    erase_details,
    join,
    move,
)
from governance.identity.people.describing.actions import change_details
from governance.identity.people.forms import DetailsForm, ErasureForm, MoveForm
from governance.identity.people.queries import people, person
from governance.identity.people.rules import State, Wanted
from governance.identity.roles.actions import end_role, give_role
from governance.identity.roles.forms import EndForm, RoleForm
from governance.identity.roles.queries import peers, roles_of_person
from governance.identity.rules import FAILURES_PER_NETWORK, Caller
from governance.notices.keeping.actions import read
from governance.notices.letters.rules import Invitation as Letter

PASSWORD = "paard accu nietje klopt"
ADDRESS = "lezer@regio.example"


async def joined(cast_: Cast, email: str = ADDRESS, **given: object) -> tuple[UUID, str]:
    made = await join(
        joining(email, cast_.keeper, **given), by=cast_.administrator, at=AT, days=DAYS
    )
    return made.person_id, made.token


async def test_a_link_that_works_counts_as_no_guess(database: Database) -> None:
    region = await cast()
    links = [(await joined(region, f"{number}{ADDRESS}"))[1] for number in range(3)]
    for number in range(FAILURES_PER_NETWORK - 1):
        with pytest.raises(NotFound):
            await accept(f"guess {number}", AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    for link in links:
        assert await accept(link, AcceptForm(PASSWORD), by=None, address="::1", at=AT)


async def test_who_is_invited_chooses_a_password_once_and_signs_in(database: Database) -> None:
    region = await cast()
    who, token = await joined(region)
    view = await invitation(token, by=None, at=AT, today=TODAY)
    assert view.invited_by == region.administrator.function
    assert [(r.kind, r.for_name) for r in view.roles] == [(RoleKind.READER, "Region office")]
    assert await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT) == who
    with pytest.raises(NotFound):
        await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    assert await sign_in(ADDRESS.upper(), PASSWORD, caller=Caller("::1"), at=AT)
    assert (await person(who, by=region.administrator, at=AT)).last_signed_in_on == TODAY
    assert await broken_at(region.keeper) is None


async def test_who_has_not_accepted_signs_in_with_no_password_at_all(database: Database) -> None:
    region = await cast()
    await joined(region)
    for said in ("", "nobody has this password"):
        with pytest.raises(Refused):
            await sign_in(ADDRESS, said, caller=Caller("::1"), at=AT)
    assert not await matches("", "nobody has this password")


async def test_a_link_that_is_late_withdrawn_used_or_unknown_answers_the_same(
    database: Database,
) -> None:
    region = await cast()
    _, late = await joined(region)
    _, used = await joined(region, "b@regio.example")
    gone, taken_back = await joined(region, "c@regio.example")
    await accept(used, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    [open_one] = await open_invitations(region.administrator, AT, person=gone)
    await withdraw(open_one.id, by=region.administrator, at=AT)
    for token, moment in (
        (late, AT + timedelta(days=DAYS)),
        (used, AT),
        (taken_back, AT),
        ("x" * 43, AT),
    ):
        with pytest.raises(NotFound):
            await invitation(token, by=None, at=moment, today=TODAY)
        with pytest.raises(NotFound):
            await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=moment)


async def test_a_weak_password_does_not_use_the_link_up(database: Database) -> None:
    region = await cast()
    _, token = await joined(region)
    for weak in ("short", "aaaaaaaaaaaaaaaa", ADDRESS):
        with pytest.raises(Refused):
            await accept(token, AcceptForm(weak), by=None, address="::1", at=AT)
    assert await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)


async def test_two_who_accept_at_once_cannot_both(database: Database) -> None:
    region = await cast()
    _, token = await joined(region)
    done = await asyncio.gather(
        *(accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, NotFound) for one in done) == 1


async def test_who_tries_many_links_has_to_wait(database: Database) -> None:
    region = await cast()
    _, token = await joined(region)
    for number in range(FAILURES_PER_NETWORK):
        with pytest.raises(NotFound):
            await accept(f"{number}", AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    with pytest.raises(Refused, match="Too many"):
        await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    assert await accept(token, AcceptForm(PASSWORD), by=None, address="192.0.2.1", at=AT)


async def test_an_invitation_that_is_sent_again_ends_the_earlier_link(database: Database) -> None:
    region = await cast()
    who, earlier = await joined(region)
    made = await send_again(who, by=region.administrator, at=AT, days=DAYS)
    with pytest.raises(NotFound):
        await accept(earlier, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    await accept(made.token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    with pytest.raises(WrongState):
        await send_again(who, by=region.administrator, at=AT, days=DAYS)


async def test_joining_stores_all_or_nothing(database: Database) -> None:
    region = await cast()
    before = await DATABASE.fetch("select count(*) from person")
    for wrong in (
        joining("not an address", region.keeper),
        joining(ADDRESS, region.north),
        joining(ADDRESS, region.keeper, function=" "),
        joining(ADDRESS, region.keeper, valid_from=TODAY - timedelta(days=1)),
    ):
        with pytest.raises(Refused):
            await join(wrong, by=region.administrator, at=AT, days=DAYS)
    assert await DATABASE.fetch("select count(*) from person") == before
    with pytest.raises(NotAllowed):
        await join(joining(ADDRESS, region.north), by=region.pin_north, at=AT, days=DAYS)


async def test_two_who_invite_the_same_address_make_one_person(database: Database) -> None:
    region = await cast()
    other = await another_administrator(region.keeper)
    done = await asyncio.gather(
        *(
            join(joining(ADDRESS, region.keeper), by=by, at=AT, days=DAYS)
            for by in (region.administrator, other)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Refused) for one in done) == 1


async def test_an_address_of_ones_own_people_is_told_and_of_others_is_not(
    database: Database,
) -> None:
    region = await cast()
    who, token = await joined(region)
    await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    with pytest.raises(Refused, match="known to you already"):
        await joined(region, ADDRESS.upper())
    asked = joining(ADDRESS, region.stranger, kind=RoleKind.READER, function="wat wij typten")
    offered = await join(asked, by=region.outsider, at=AT, days=DAYS)
    assert (offered.offered, offered.person_id) == (True, None), "who it is stays unknown"
    with pytest.raises(NotFound):
        await person(who, by=region.outsider, at=AT)
    [shown] = await open_invitations(region.outsider, AT)
    assert (shown.person_id, shown.function) == (None, "wat wij typten")
    with pytest.raises(NotFound):
        await accept(offered.token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    with pytest.raises(NotFound):
        await accept(offered.token, AcceptForm(), by=region.administrator, address="::1", at=AT)
    oneself = await as_of(who, AT)
    await accept(offered.token, AcceptForm(), by=oneself, address="::1", at=AT)
    assert region.stranger in (await as_of(who, AT)).organisations
    assert (await person(who, by=region.outsider, at=AT)).function == "beleidsadviseur veiligheid"
    assert await broken_at(region.stranger) is None


async def test_an_offer_of_who_may_no_longer_give_it_gives_nothing(database: Database) -> None:
    region = await cast()
    who, token = await joined(region)
    await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    offered = await join(joining(ADDRESS, region.stranger), by=region.outsider, at=AT, days=DAYS)
    second = await another_administrator(region.stranger)
    gone = region.outsider.roles[0].id
    await end_role(gone, EndForm(TODAY, version=1), by=second, at=AT)
    with pytest.raises(NotFound):
        await accept(offered.token, AcceptForm(), by=await as_of(who, AT), address="::1", at=AT)


async def test_people_are_found_by_words_role_and_state_in_two_queries(database: Database) -> None:
    region = await cast()
    who, _ = await joined(region, function="Coördinator zorg", name="Zoë")
    by = region.administrator
    before = database.queries
    found = await people(by, Wanted(search="coord"), TODAY)
    assert database.queries - before == 2
    assert [one.id for one in found.people] == [who]
    assert found.people[0].invited
    assert [one.id for one in (await people(by, Wanted(search="zoe"), TODAY)).people] == [who]
    readers = await people(by, Wanted(role=RoleKind.READER), TODAY)
    assert [one.id for one in readers.people] == [who]
    [held] = [r for r in readers.people[0].roles if r.kind is RoleKind.READER]
    assert (held.for_name, held.when) == ("Region office", "now")
    seen = await person(who, by=by, at=AT)
    await end_role(seen.roles[0].id, EndForm(TODAY, version=1), by=by, at=AT)
    assert who not in {one.id for one in (await people(by, Wanted(), TODAY)).people}
    ended = await people(by, Wanted(state=State.ENDED), TODAY)
    assert [one.id for one in ended.people] == [who]


async def test_administrators_see_their_own_people_and_the_operator_sees_all(
    database: Database,
) -> None:
    region = await cast()
    await joined(region)
    everywhere = await people(await operator(), Wanted(state=State.ALL), TODAY)
    assert everywhere.total == 8
    mine = await people(region.administrator, Wanted(), TODAY)
    assert {one.function for one in mine.people} == {
        "function of administrator",
        "function of secretary",
        "function of chair",
        "beleidsadviseur veiligheid",
    }
    others = await people(region.outsider, Wanted(), TODAY)
    assert [one.id for one in others.people] == [region.outsider.person_id]
    of_table = await people(region.secretary, Wanted(), TODAY)
    assert of_table.total == 2
    with pytest.raises(NotFound):
        await people(region.pin_north, Wanted(), TODAY)


async def test_a_list_of_five_thousand_is_one_page_in_two_queries(database: Database) -> None:
    region = await cast()
    await DATABASE.fetch(
        """insert into person (id, version, sign_in_name, function, password_hash, language,
                               sort_key, search_key)
           select gen_random_uuid(), 1, 'p' || n, 'adviseur ' || n, '', 'nl', 'adviseur ' || n,
                  'adviseur ' || n from generate_series(1, 5000) n"""
    )
    await DATABASE.fetch(
        """insert into role_assignment (id, version, person, kind, organisation, valid_from)
           select gen_random_uuid(), 1, id, 'reader', $1, date '2026-01-01' from person
           where sign_in_name like 'p%'""",
        region.keeper,
    )
    for by in (region.administrator, await operator()):
        before = database.queries
        found = await people(by, Wanted(page=3, search="adviseur"), TODAY)
        assert database.queries - before == 2
        assert (len(found.people), found.total, found.pages) == (50, 5000, 100)


async def test_one_person_is_shown_in_four_queries(database: Database) -> None:
    region = await cast()
    who, _ = await joined(region)
    before = database.queries
    view = await person(who, by=region.administrator, at=AT)
    assert database.queries - before == 4
    assert set(view.verbs) == {"change_details", "give_role", "move", "leave", "send_again"}
    assert (await person(who, by=await as_of(who, AT), at=AT)).verbs == ()
    with pytest.raises(NotFound):
        await person(who, by=region.outsider, at=AT)


async def test_details_are_changed_by_one_at_a_time(database: Database) -> None:
    region = await cast()
    who, _ = await joined(region)
    asked = DetailsForm("adviseur zorg", "", "en", version=1)
    await change_details(who, asked, by=region.administrator, at=AT)
    with pytest.raises(Overtaken):
        await change_details(who, asked, by=region.administrator, at=AT)
    with pytest.raises(NotFound):
        await change_details(who, asked, by=region.outsider, at=AT)
    found = await people(region.administrator, Wanted(search="zorg"), TODAY)
    assert [one.id for one in found.people] == [who]


async def test_sessions_end_for_who_works_here_and_not_for_others(database: Database) -> None:
    region = await cast()
    who, token = await joined(region)
    await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    await sign_in(ADDRESS, PASSWORD, caller=Caller("::1"), at=AT)
    with pytest.raises(NotFound):
        await end_sessions(who, by=region.outsider, at=AT)
    assert await end_sessions(who, by=region.administrator, at=AT) == 1
    assert await end_sessions(who, by=region.administrator, at=AT) == 0


async def test_who_moves_works_there_from_that_day(database: Database) -> None:
    region = await cast()
    who, _ = await joined(region)
    there = await organisation("Oosterbeek")
    by = await operator()
    day = TODAY + timedelta(days=30)
    before = (await as_of(who, AT)).function
    asked = MoveForm(region.keeper, day, there, RoleKind.READER, before)
    await move(who, asked, by=by, at=AT)
    assert (await as_of(who, AT)).organisations == {region.keeper}
    after = await as_of(who, AT + timedelta(days=30))
    assert after.organisations == {there}
    assert after.function == before


async def test_moving_later_leaves_the_function_and_moving_today_changes_it_to_what_shows(
    database: Database,
) -> None:
    region = await cast()
    by = await operator()
    who, _ = await joined(region)
    before = (await as_of(who, AT)).function
    later = TODAY + timedelta(days=30)
    for day, function in ((later, "adviseur Noord"), (TODAY, "\u200b"), (TODAY, "a\nb")):
        asked = MoveForm(region.keeper, day, region.north, RoleKind.READER, function)
        with pytest.raises(Refused) as told:
            await move(who, asked, by=by, at=AT)
        assert told.value.complaints[0].field == "function"
        assert (await as_of(who, AT)).function == before
    asked = MoveForm(region.keeper, TODAY, region.north, RoleKind.READER, "adviseur Noord")
    await move(who, asked, by=by, at=AT)
    assert (await as_of(who, AT)).function == "adviseur Noord"


async def test_the_administrator_of_the_old_organisation_can_only_end(database: Database) -> None:
    region = await cast()
    who, _ = await joined(region)
    asked = MoveForm(region.keeper, TODAY, region.north, RoleKind.READER)
    with pytest.raises(Refused, match="do not give"):
        await move(who, asked, by=region.administrator, at=AT)
    assert (await as_of(who, AT)).organisations == {region.keeper}
    await move(who, MoveForm(region.keeper, TODAY), by=region.administrator, at=AT)
    assert (await as_of(who, AT)).organisations == frozenset()
    with pytest.raises(NotFound):
        await move(who, asked, by=region.outsider, at=AT)


_OF_A_PERSON = """
select t.relname as name from pg_constraint c join pg_class t on t.oid = c.conrelid
join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
where c.contype = 'f' and c.confrelid = 'person'::regclass and a.attname = 'person'"""


async def test_details_go_and_what_was_done_stays(database: Database) -> None:
    region = await cast()
    by = await operator()
    who, token = await joined(region, name="Zoë")
    await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    await sign_in(ADDRESS, PASSWORD, caller=Caller("::1"), at=AT)
    with pytest.raises(WrongState):
        await erase_details(who, ErasureForm(True, version=2), by=by, at=AT)
    [held] = (await person(who, by=by, at=AT)).roles
    await end_role(held.id, EndForm(TODAY, version=1), by=by, at=AT)
    with pytest.raises(NotAllowed):
        await erase_details(who, ErasureForm(True, version=2), by=region.administrator, at=AT)
    with pytest.raises(Refused):
        await erase_details(who, ErasureForm(version=2), by=by, at=AT)
    for sql in (
        "insert into recovery_code values ($1, $2, '\\x01')",
        "insert into totp values ($1, $2, null, null, 0)",
        "insert into pending_sign_in values ($1, $2, '\\x01', 0, now())",
        "insert into passkey_challenge values ($1, '\\x01', 'add', $2, now())",
        "insert into passkey values ($1, $2, 'sleutel', '\\x01', '\\x01', 0, now())",
        "insert into identity_link values ($1, $2, 'noord', 'https://i.example', 's', now())",
    ):
        await DATABASE.fetch(sql, new_id(), who)
    await erase_details(who, ErasureForm(True, version=2), by=by, at=AT)
    left = await DATABASE.fetch(_OF_A_PERSON)
    kept = {
        r["name"] for r in left
        if await DATABASE.fetch(f"select from {r['name']} where person = $1", who)
    }  # fmt: skip
    assert kept == {"role_assignment"}
    [row] = await DATABASE.fetch("select * from person where id = $1", who)
    assert ADDRESS not in str(dict(row))
    assert "zoe" not in str(dict(row)).casefold()
    assert row["function"] == "beleidsadviseur veiligheid"
    assert not await DATABASE.fetch("select from session where person = $1", who)
    assert not await DATABASE.fetch("select from invitation where person = $1", who)
    assert len((await person(who, by=by, at=AT)).held("before")) == 1
    assert await broken_at(region.keeper) is await broken_at(SERVICE) is None
    assert (await joined(region))[0] != who


async def test_who_left_may_come_back(database: Database) -> None:
    region = await cast()
    who, _ = await joined(region)
    by = region.administrator
    [held] = (await person(who, by=by, at=AT)).roles
    await end_role(held.id, EndForm(TODAY, version=1), by=by, at=AT)
    await DATABASE.fetch("update person set valid_until = $1", TODAY)
    asked = RoleForm(RoleKind.READER, TODAY, region.keeper)
    await give_role(who, asked, by=by, at=AT)
    [row] = await DATABASE.fetch("select valid_until from person where id = $1", who)
    assert row["valid_until"] is None


async def test_a_person_sees_oneself_and_a_colleague_is_not_shown(database: Database) -> None:
    region = await cast()
    mine = await person(region.pin_north.person_id, by=region.pin_north, at=AT)
    assert [r.kind for r in mine.roles] == [RoleKind.LINKING_PIN]
    colleague = await actor(RoleKind.READER, organisation=region.north)
    with pytest.raises(NotFound):
        await person(colleague.person_id, by=region.pin_north, at=AT)


async def test_of_who_has_left_the_details_are_seen_no_more(database: Database) -> None:
    region = await cast()
    who, token = await joined(region, name="Zoë")
    await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    await sign_in(ADDRESS, PASSWORD, caller=Caller("::1"), at=AT)
    by = region.administrator
    seen = await person(who, by=by, at=AT)
    assert (seen.name, seen.email, seen.sessions) == ("Zoë", ADDRESS, 1)
    await end_role(seen.roles[0].id, EndForm(TODAY, version=1), by=by, at=AT)
    left = await person(who, by=by, at=AT)
    assert (left.function, left.name, left.email) == ("beleidsadviseur veiligheid", "", "")
    assert (left.sessions, left.last_signed_in_on) == (None, None)
    assert set(left.verbs) == {"give_role"}
    [line] = (await people(by, Wanted(state=State.ENDED), TODAY)).people
    assert (line.name, line.email) == ("", "")
    with pytest.raises(NotFound):
        await change_details(who, DetailsForm("x", version=left.version), by=by, at=AT)


async def test_no_link_opens_more_than_who_holds_it_could_give(database: Database) -> None:
    region = await cast()
    made = await join(
        joining(ADDRESS, region.committee, kind=RoleKind.MEMBER),
        by=region.secretary, at=AT, days=DAYS,
    )  # fmt: skip
    asked = RoleForm(RoleKind.ADMINISTRATOR, TODAY, region.keeper)
    with pytest.raises(Refused, match="has not accepted"):
        await give_role(made.person_id, asked, by=region.administrator, at=AT)
    await send_again(made.person_id, by=region.administrator, at=AT, days=DAYS)
    assert await give_role(made.person_id, asked, by=region.administrator, at=AT)
    with pytest.raises(NotFound):
        await send_again(made.person_id, by=region.secretary, at=AT, days=DAYS)


async def test_who_has_not_accepted_takes_nothing_over(database: Database) -> None:
    region = await cast()
    who, _ = await joined(region)
    shown = (await roles_of_person(region.administrator.person_id, by=region.administrator,
                                   today=TODAY))[0]  # fmt: skip
    peers_now = await peers(shown, by=region.administrator, today=TODAY)
    assert who not in {one.id for one in peers_now}


async def letters(to: UUID) -> list[tuple[str, str]]:
    rows = await DATABASE.fetch(
        "select kind, content::text as content from notice where person_id = $1 order by id", to
    )
    return [(row["kind"], row["content"]) for row in rows]


async def test_who_is_invited_gets_the_link_by_mail_and_later_what_changes(
    database: Database,
) -> None:
    region = await cast()
    who, token = await joined(region)
    [(kind, content)] = await letters(who)
    assert kind == "invitation"
    assert token not in content, "what opens something is sealed"
    assert "Region office" in content
    [row] = await DATABASE.fetch("select id from notice")
    letter = read(content, row["id"])
    assert isinstance(letter, Letter)
    assert letter.link == f"/uitnodigingen/{token}"
    await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    asked = RoleForm(RoleKind.MEMBER, TODAY, region.committee)
    made = await give_role(who, asked, by=region.administrator, at=AT)
    await end_role(made, EndForm(TODAY, version=1), by=region.administrator, at=AT)
    assert [kind for kind, _ in await letters(who)][1:] == ["role_given", "role_withdrawn"]
    own = await as_of(who, AT)
    await end_role(own.roles[0].id, EndForm(TODAY, version=1), by=own, at=AT)
    assert len(await letters(who)) == 3, "who gives up a role need not be told"


async def test_nothing_waits_to_be_sent_to_somebody_whose_details_are_erased(
    database: Database,
) -> None:
    region = await cast()
    by = await operator()
    who, token = await joined(region)
    await accept(token, AcceptForm(PASSWORD), by=None, address="192.0.2.7", at=AT)
    [held] = (await person(who, by=by, at=AT)).roles
    await end_role(held.id, EndForm(TODAY, version=1), by=by, at=AT)
    version = (await person(who, by=by, at=AT)).version
    await erase_details(who, ErasureForm(True, version=version), by=by, at=AT)
    assert not await DATABASE.fetch("select from notice where address <> ''")
    assert not await DATABASE.fetch("select from trail_personal where person = $1", who)
    assert await broken_at(region.keeper) is await broken_at(SERVICE) is None


async def test_an_address_with_a_dot_at_its_end_is_the_same_address(database: Database) -> None:
    region = await cast()
    await joined(region)
    with pytest.raises(Refused):
        await join(joining(f"{ADDRESS}.", region.keeper), by=region.administrator, at=AT, days=DAYS)
