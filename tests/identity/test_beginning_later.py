"""A role that begins later: from which day signing in works is told, to its owner only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient
from tests.builders.browsing import fields
from tests.builders.parties import Cast, cast
from tests.builders.people import AT, DAYS, TODAY, joining
from tests.builders.service import AT as NOW
from tests.builders.service import service, token

from governance.base.clock import day
from governance.base.database import DATABASE, Database
from governance.base.errors import Complaint, Refused
from governance.identity.actions import sign_in
from governance.identity.inviting.actions import accept
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.queries import invitation, not_before, open_invitations
from governance.identity.people.actions import join
from governance.identity.people.queries import person
from governance.identity.roles.actions import end_role
from governance.identity.roles.forms import EndForm
from governance.identity.rules import Caller

HTML = {"accept": "text/html"}
ADDRESS, PASSWORD = "lezer@regio.example", "paard accu nietje klopt"
BEGINS = TODAY + timedelta(days=10)


async def joined(region: Cast, **given: Any) -> str:
    asked = joining(ADDRESS, region.keeper, **{"valid_from": BEGINS, **given})
    return (await join(asked, by=region.administrator, at=AT, days=DAYS)).token


async def told(password: str, days: int = 0, name: str = ADDRESS) -> list[Complaint]:
    with pytest.raises(Refused) as refused:
        await sign_in(name, password, caller=Caller("::1"), at=AT + timedelta(days=days))
    return list(refused.value.complaints)


async def test_only_with_the_right_password_is_the_day_told(database: Database) -> None:
    region = await cast()
    link = await joined(region)
    assert (await invitation(link, by=None, at=AT, today=TODAY)).signs_in_from == BEGINS
    who = await accept(link, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    assert await not_before(who, AT) == BEGINS
    [complaint] = await told(PASSWORD)
    assert complaint.problem.startswith("Your first role begins on {day}.")
    assert complaint.values == {"day": BEGINS}
    wrong, unknown = await told("a wrong password"), await told(PASSWORD, name="x@y.example")
    assert wrong == unknown
    assert "{day}" not in wrong[0].problem
    at = AT + timedelta(days=10)
    assert await sign_in(ADDRESS, PASSWORD, caller=Caller("::1"), at=at)
    assert await not_before(who, at) is None


async def test_of_several_the_first_to_begin_counts_and_one_that_never_does_not(
    database: Database,
) -> None:
    region = await cast()
    link = await joined(region, valid_until=BEGINS + timedelta(days=5))
    who = await accept(link, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    [complaint] = await told(PASSWORD)
    assert complaint.values == {"day": BEGINS}
    assert "{day}" not in (await told(PASSWORD, days=16))[0].problem, "what was is over"
    await DATABASE.fetch("update person set valid_until = $2 where id = $1", who, BEGINS)
    assert "{day}" not in (await told(PASSWORD))[0].problem, "who leaves before never signs in"


async def test_an_invitation_whose_role_is_over_is_open_no_more(database: Database) -> None:
    region = await cast()
    await joined(region, valid_from=TODAY)
    [one] = await open_invitations(region.administrator, AT)
    assert one.person_id is not None
    seen = await person(one.person_id, by=region.administrator, at=AT)
    assert seen.invitation is not None
    await end_role(seen.roles[0].id, EndForm(TODAY, version=1), by=region.administrator, at=AT)
    assert await open_invitations(region.administrator, AT) == []


async def test_an_offer_of_a_role_that_is_over_is_open_no_more(database: Database) -> None:
    region = await cast()
    link = await joined(region, valid_from=TODAY)
    await accept(link, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    until = TODAY + timedelta(days=2)
    offer = joining(ADDRESS, region.stranger, valid_until=until)
    await join(offer, by=region.outsider, at=AT, days=DAYS)
    assert len(await open_invitations(region.outsider, AT)) == 1
    assert await open_invitations(region.outsider, AT + timedelta(days=2)) == []


async def test_pages_and_machines_are_told_the_day(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        begins = day(NOW) + timedelta(days=10)
        links = []
        for number in range(2):
            asked = joining(f"{number}{ADDRESS}", people.keeper, valid_from=begins)
            made = await join(asked, by=people.administrator, at=NOW, days=DAYS)
            links.append(made.token)
        async with AsyncClient(transport=transport, base_url="http://localhost") as guest:
            here, at = f"/uitnodigingen/{links[0]}", f"/uitnodigingen/{links[0]}/aanvaarding"
            shown = (await guest.get(here, headers=HTML)).text
            assert "U kunt zich aanmelden vanaf 25 januari 2027" in shown
            typed = fields(shown, at) | {"password": [PASSWORD]}
            done = await guest.post(at, data=typed, headers=HTML)
            assert done.headers["location"] == "/aanmelden"
            page = (await guest.get("/aanmelden", headers=HTML)).text
            assert "Vanaf 25 januari 2027 kunt u zich aanmelden" in page
            who = {"signInName": f"0{ADDRESS}", "password": PASSWORD, "csrf_token": token(page)}
            early = await guest.post("/aanmelden", data=who, headers=HTML)
            assert early.status_code == 400
            assert "Uw eerste rol gaat in op 25-01-2027." in early.text
        async with AsyncClient(transport=transport, base_url="http://localhost") as machine:
            there = f"/api/v1/uitnodigingen/{links[1]}"
            assert (await machine.get(there)).json()["signsInFrom"] == str(begins)
            made = await machine.post(f"{there}/aanvaarding", json={"password": PASSWORD})
            assert made.json()["signsInFrom"] == str(begins)
            asked = {"signInName": f"1{ADDRESS}", "password": PASSWORD}
            refused = await machine.post("/api/v1/sessies", json=asked)
            assert str(begins) in refused.json()["errors"][0]["problem"]
