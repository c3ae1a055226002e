"""Asking an organisation to fill a function, its answer, and the question of each quarter."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest
from httpx import AsyncClient
from tests.builders.fillings import asked, filled, region, reminded
from tests.builders.parties import Cast, actor, cast
from tests.builders.service import AT, service, signed_in, token

from governance.audit.rules import THE_SERVICE
from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.base.sealing import SEALER
from governance.notices.keeping.actions import read
from governance.notices.letters.rules import FillingAsked, FillingsDue
from governance.overview.asking import actions
from governance.overview.asking.queries import by_link
from governance.parties.asking import actions as asking
from governance.parties.asking.forms import AskForm, DeclineForm, WithdrawForm
from governance.parties.asking.queries import request_of, requests
from governance.parties.asking.rules import Outcome, quarter_of
from governance.parties.rules import FunctionKind

TODAY = day(AT)
MAIL = "mensenhandel@noordstad.example"
KEY = "0123456789abcdef0123456789abcdef"


@pytest.fixture
async def people(database: Database) -> Any:
    SEALER.open(KEY)
    yield await cast()
    SEALER.close()


async def mailbox(of: UUID, address: str = MAIL) -> None:
    await DATABASE.fetch("update organisation set mailbox = $2 where id = $1", of, address)


async def letters(kind: str) -> list[tuple[str, Any]]:
    rows = await DATABASE.fetch(
        "select id, address, content from notice where kind = $1 order by address", kind
    )
    return [(row["address"], read(row["content"], row["id"])) for row in rows]


async def sees_north(people: Cast) -> None:
    """North is in the region of the committee, so that its secretary sees and asks it."""
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', people.committee)
    await DATABASE.fetch(
        'insert into membership (id, "grouping", organisation, valid_from) values ($1, $2, $3, $4)',
        new_id(), row["grouping"], people.north, date(2020, 1, 1),
    )  # fmt: skip


async def test_it_goes_to_the_functional_mailbox_first(people: Cast) -> None:
    await sees_north(people)
    await mailbox(people.north)
    form = AskForm(FunctionKind.LINKING_PIN, "Graag voor de zomer.")
    made = await actions.ask_to_fill(people.north, form, by=people.secretary, at=AT)
    [(address, letter)] = await letters("filling_asked")
    assert address == MAIL
    assert letter == FillingAsked(
        f"/verzoeken/{made}", "Noordstad", "linking pin", people.secretary.function,
        "Graag voor de zomer.",
    )  # fmt: skip
    view = await request_of(made, by=people.secretary, today=TODAY)
    assert (view.outcome, view.may_withdraw, view.may_fill) == (Outcome.OPEN, True, False)


async def test_without_a_mailbox_it_goes_to_who_administers_or_reports_for_it(
    people: Cast,
) -> None:
    await sees_north(people)
    await DATABASE.fetch(
        "update person set email = 'pin@noordstad.example' where id = $1",
        people.pin_north.person_id,
    )
    form = AskForm(FunctionKind.CONTACT_POINT)
    await actions.ask_to_fill(people.north, form, by=people.secretary, at=AT)
    assert [address for address, _ in await letters("filling_asked")] == ["pin@noordstad.example"]


async def test_one_question_about_a_function_is_open_at_a_time(people: Cast) -> None:
    await sees_north(people)
    await asked(people.north, people.secretary, AT)
    with pytest.raises(WrongState):
        await asked(people.north, people.secretary, AT)
    both = (asked(people.north, people.secretary, AT, "linking_pin") for _ in range(2))
    found = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(type(one).__name__ for one in found) == ["UUID", "WrongState"]


async def test_who_does_not_see_an_organisation_or_only_reads_asks_nothing(people: Cast) -> None:
    await sees_north(people)
    with pytest.raises(NotFound):
        await asked(people.north, people.outsider, AT)
    reader = msgspec.structs.replace(
        people.secretary,
        roles=tuple(
            msgspec.structs.replace(role, kind=RoleKind.MEMBER) for role in people.secretary.roles
        ),
    )
    with pytest.raises(NotAllowed):
        await asked(people.north, reader, AT)


async def test_it_is_declined_with_a_reason_by_who_administers_it(people: Cast) -> None:
    made = await asked(people.keeper, people.administrator, AT)
    with pytest.raises(NotAllowed):
        await asking.decline_request(made, DeclineForm("Nee.", 1), by=people.secretary, at=AT)
    with pytest.raises(Overtaken):
        await asking.decline_request(made, DeclineForm("Nee.", 2), by=people.administrator, at=AT)
    await asking.decline_request(made, DeclineForm("Vanaf mei.", 1), by=people.administrator, at=AT)
    view = await request_of(made, by=people.secretary, today=TODAY)
    assert (view.outcome, view.answer, view.may_withdraw) == ("declined", "Vanaf mei.", False)
    with pytest.raises(WrongState):
        await asking.withdraw_request(made, WithdrawForm(2), by=people.administrator, at=AT)
    await asked(people.keeper, people.administrator, AT)


async def test_it_is_withdrawn_by_who_may_ask_and_by_nobody_else(people: Cast) -> None:
    made = await asked(people.keeper, people.administrator, AT)
    with pytest.raises(NotFound):
        await asking.withdraw_request(made, WithdrawForm(1), by=people.outsider, at=AT)
    await asking.withdraw_request(made, WithdrawForm(1), by=people.secretary, at=AT)
    verbs = await DATABASE.fetch(
        "select verb from trail_entry where thing_id = $1 order by id", made
    )
    assert [row["verb"] for row in verbs] == ["ask_to_fill", "withdraw_request"]


async def test_the_list_is_one_query_and_shows_an_outsider_nothing(people: Cast) -> None:
    for function in ("linking_pin", "care_coordinator", "contact_point"):
        await asked(people.keeper, people.administrator, AT, function)
    before = DATABASE.queries
    assert len(await requests(people.administrator, TODAY)) == 3
    assert DATABASE.queries - before == 1
    assert await requests(people.outsider, TODAY) == []


async def test_each_quarter_it_is_asked_whether_functions_are_right_and_a_vacancy_is_named(
    people: Cast,
) -> None:
    await mailbox(people.north)
    by = msgspec.structs.replace(
        people.administrator,
        roles=tuple(
            msgspec.structs.replace(role, organisation_id=people.north)
            for role in people.administrator.roles
        ),
    )
    await filled(people.north, by, AT, "portfolio_holder")
    assert await actions.remind_of_fillings(by=THE_SERVICE, at=AT) == 1
    assert await actions.remind_of_fillings(by=THE_SERVICE, at=AT) == 0
    [(address, letter)] = await letters("fillings_due")
    assert address == MAIL
    assert isinstance(letter, FillingsDue)
    assert letter.filled == (("portfolio holder", "adviseur veiligheid"),)
    assert "linking pin" in letter.vacant and "portfolio holder" not in letter.vacant
    [row] = await DATABASE.fetch("select content from notice where kind = 'fillings_due'")
    assert letter.link.rpartition("/")[2] not in row["content"], "the link is sealed"
    later = AT + timedelta(days=100)
    assert await actions.remind_of_fillings(by=THE_SERVICE, at=later) == 1


async def test_who_confirmed_this_quarter_and_misses_nobody_is_not_asked(people: Cast) -> None:
    await mailbox(people.keeper)
    await filled(people.keeper, people.administrator, AT)
    assert await actions.remind_of_fillings(by=THE_SERVICE, at=AT) == 0
    assert await actions.remind_of_fillings(by=THE_SERVICE, at=AT + timedelta(days=100)) == 1


async def test_the_link_of_the_mail_confirms_once_without_signing_in(people: Cast) -> None:
    made = await filled(people.keeper, people.administrator, AT)
    await DATABASE.fetch("update filling set confirmed_on = '2026-01-01'")
    link = await reminded(people.keeper, AT)
    shown = await by_link(link, at=AT)
    assert (shown.organisation, shown.used_at) == ("Region office", None)
    assert [one.said for one in shown.filled] == ["adviseur veiligheid"]
    assert await actions.confirm_by_link(link, by=None, at=AT) == 1
    [row] = await DATABASE.fetch("select confirmed_on, version from filling where id = $1", made)
    assert tuple(row) == (TODAY, 2)
    with pytest.raises(WrongState):
        await actions.confirm_by_link(link, by=None, at=AT)
    [entry] = await DATABASE.fetch(
        "select actor_id, on_behalf_of from trail_entry where verb = 'confirm_by_link'"
    )
    assert (entry["actor_id"], entry["on_behalf_of"]) == (UUID(int=0), "Region office")


async def test_a_link_that_is_not_ours_or_of_another_quarter_opens_nothing(people: Cast) -> None:
    link = await reminded(people.keeper, AT)
    later = AT + timedelta(days=100)
    for said, at in (("x" * 43, AT), (link, later)):
        with pytest.raises(NotFound):
            await by_link(said, at=at)
        with pytest.raises(NotFound):
            await actions.confirm_by_link(said, by=None, at=at)


def test_a_quarter_begins_on_its_first_day() -> None:
    assert quarter_of(date(2027, 1, 15)) == date(2027, 1, 1)
    assert quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)


async def test_the_page_of_the_link_works_without_signing_in_and_by_a_plain_form(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await filled(people.keeper, people.administrator, AT)
        link = await reminded(people.keeper, AT)
        address = f"/invullingen/bevestiging/{link}"
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            page = await client.get(address)
            assert "Klopt dit nog?" in page.text and "adviseur veiligheid" in page.text
            assert "regio.example" not in page.text, "how they are reached is not shown"
            answer = await client.post(address, data={"csrf_token": token(page.text)})
            assert answer.status_code == 303
            assert "Met deze link bevestigd op" in (await client.get(address)).text


async def test_asking_answering_and_withdrawing_go_by_page_and_by_api(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord en Zuid", people.north, people.keeper)
        async with signed_in(transport, people.administrator) as client:
            at = f"/organisaties/{people.north}/verzoeken"
            assert 'name="note"' in (await client.get(at)).text
            wrong = await client.post(at, data={"function": "baas", "note": "Graag."})
            assert wrong.status_code == 400 and "Graag." in wrong.text
            made = await client.post(at, data={"function": "linking_pin", "note": "Graag."})
            page = (await client.get(made.headers["location"])).text
            assert "Graag." in page and "De vraag intrekken" in page
            told = (await client.get("/api/v1/verzoeken")).json()
            assert [one["function"] for one in told] == ["linking_pin"]
            gone = await client.post(
                f"/api/v1/verzoeken/{told[0]['id']}/intrekking", json={"version": 1}
            )
            assert gone.json()["outcome"] == "withdrawn"
            again = await client.post(f"/api/v1{at}", json={"function": "linking_pin"})
            assert again.status_code == 201
            assert "Noordstad" in (await client.get("/verzoeken")).text


async def test_a_reason_is_needed_to_decline(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await asked(people.keeper, people.administrator, AT)
        async with signed_in(transport, people.administrator) as client:
            at = f"/verzoeken/{made}/antwoord"
            refused = await client.post(at, data={"answer": "", "version": "1"})
            assert refused.status_code == 400 and "Vul dit veld in" in refused.text
            done = await client.post(at, data={"answer": "Vanaf mei.", "version": "1"})
            assert done.status_code == 303
            assert "Vanaf mei." in (await client.get(f"/verzoeken/{made}")).text


async def test_without_another_address_it_goes_to_the_mailbox_of_what_it_fills(
    people: Cast,
) -> None:
    await sees_north(people)
    by = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    assert not await actions.reachable(people.north, today=TODAY)
    await filled(people.north, by, AT, "care_coordinator", mailbox="zorg@noordstad.example")
    await filled(people.north, by, AT, "contact_point", mailbox=MAIL)
    assert await actions.reachable(people.north, today=TODAY)
    form = AskForm(FunctionKind.LINKING_PIN)
    await actions.ask_to_fill(people.north, form, by=people.secretary, at=AT)
    assert [address for address, _ in await letters("filling_asked")] == [
        MAIL, "zorg@noordstad.example",
    ]  # fmt: skip


async def test_where_no_address_is_known_the_page_says_that_no_mail_went_out(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await region("Noord en zuid", people.north, people.keeper)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            for function, said in (("linking_pin", "no mail went out"), ("chain_director", "")):
                gap = {"gap": f"{people.north} {function}"}
                answer = await client.post("/dekking/verzoeken", data=gap)
                page = (await client.get(answer.headers["location"])).text
                assert "is asked to fill this function" in page
                assert (said or "no mail went out") in page if said else "no mail" not in page
                await mailbox(people.north)


async def test_what_is_filled_is_not_asked_for(people: Cast) -> None:
    await sees_north(people)
    by = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
    made = await filled(people.north, by, AT)
    form = AskForm(FunctionKind.LINKING_PIN)
    with pytest.raises(Refused) as refused:
        await actions.ask_to_fill(people.north, form, by=people.secretary, at=AT)
    assert [c.field for c in refused.value.complaints] == ["function"]
    assert await requests(people.secretary, TODAY) == []
    await DATABASE.fetch("update filling set valid_until = $2 where id = $1", made, TODAY)
    await actions.ask_to_fill(people.north, form, by=people.secretary, at=AT)
