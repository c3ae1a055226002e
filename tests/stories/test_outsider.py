"""Every page and API route that is about something meets somebody who must not see it."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import UTC, date, datetime
from uuid import UUID

from httpx import ASGITransport, AsyncClient, Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from tests.builders.aiming import wanted
from tests.builders.budget import contributed, spent
from tests.builders.evidence import evidence
from tests.builders.feeds import feed
from tests.builders.files import pdf, upload
from tests.builders.finding import changed_at_once, prioritised, shared_list
from tests.builders.formation import all_signed
from tests.builders.living import noticed
from tests.builders.looks import handed_in_looks
from tests.builders.mail import posted
from tests.builders.measuring import indicator_of_line
from tests.builders.ordinary import bold_by_hand
from tests.builders.parties import cast
from tests.builders.passwords import hashed
from tests.builders.people import operator
from tests.builders.registering import registration
from tests.builders.registers import boundaries, handed_in
from tests.builders.reporting import open_round, report_of
from tests.builders.reviews import begun
from tests.builders.service import SETTINGS

from governance.agreements.scans.actions import attach_scan
from governance.app.main import create_app
from governance.base.actor import RoleKind
from governance.base.database import DATABASE
from governance.base.settings import Settings
from governance.base.views import add
from governance.identity.tables import Person, RoleAssignment

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
PASSWORD = "a long password of the outsider"
SECRET = "Noordstad"
"""What nobody from elsewhere may read about the agreement."""
OPEN = ("/modellen", "/aanmelden", "/afmelden", "/taal", "/static", "/api/v1/sessies")
"""What is for everybody who is signed in, or for signing in itself."""


async def things() -> tuple[dict[str, str], UUID]:
    """The ids that addresses ask for, of one agreement with everything, and a stranger."""
    people = await cast()
    await all_signed(people)
    [row] = await DATABASE.fetch("select id from agreement")
    agreement = row["id"]
    ends = date(2027, 7, 1)
    made = await open_round(people, agreement, period_until=ends, opens_on=ends, due_on=ends)
    report = await report_of(made, people.north, people.pin_north)
    one = "select id from {} order by id limit 1"
    ids = {"agreement_id": agreement, "round_id": made, "report_id": report.id}
    ids["review_id"] = await begun(people.keeper, people.administrator)
    await posted()
    ids["report_line"] = report.lines[0].id
    for name, table in (
        ("commitment_id", "commitment"),
        ("party_id", "party"),
        ("party_authority_id", "party_authority"),
        ("file_id", "stored_file"),
        ("line_id", "commitment_line"),
        ("notice_id", "notice"),
    ):
        [found] = await DATABASE.fetch(one.format(table))
        ids[name] = found["id"]
    organ, at = ids["party_authority_id"], {"by": people.administrator, "at": AT}
    ids["scan_id"] = await attach_scan(organ, upload(pdf()), settings=Settings(), **at)
    ids["evidence_id"] = await evidence(ids["line_id"], people.administrator, AT)
    ids["import_id"] = await handed_in(await operator(), AT)
    [ids["template_id"], _] = await handed_in_looks(people.keeper, people.administrator, AT)
    ids["boundary_import_id"] = await boundaries(await operator(), AT)
    ids["indicator_id"] = await indicator_of_line(ids["line_id"], people.administrator)
    ids |= await noticed(agreement, people)
    region = await wanted(people, AT)
    ids |= {"aim_id": region["goal"], "barrier_id": region["barrier"]}
    ids["contribution_id"] = await contributed(agreement, people.north, people, AT)
    ids["spending_id"] = await spent(agreement, people, AT)
    ids["registration_id"] = await registration(people, AT, bold_by_hand()[0], "oud.docx")
    ids["number"] = "2"
    ids["feed_id"] = (await feed(people.administrator, AT)).id
    ids["view_id"] = await shared_list(people.keeper, people.administrator, AT)
    ids["change_id"] = await prioritised(agreement, people.administrator, AT)
    ids["line_change_id"] = await changed_at_once(agreement, people.administrator, AT)
    return {name: str(value) for name, value in ids.items()}, people.stranger


async def outsider(client: AsyncClient, organisation: UUID) -> None:
    """An administrator of an organisation that has nothing to do with it signs in."""
    person = await add(
        Person(sign_in_name="buiten", function="x", password_hash=await hashed(PASSWORD))
    )
    kind, since = RoleKind.ADMINISTRATOR, date(2020, 1, 1)
    await add(RoleAssignment(person=person, kind=kind, organisation=organisation, valid_from=since))
    form = (await client.get("/aanmelden")).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert found
    typed = {"signInName": "buiten", "password": PASSWORD, "csrf_token": found.group(1)}
    assert (await client.post("/aanmelden", data=typed)).status_code == 303


def addresses(app: Litestar, ids: dict[str, str], method: str) -> list[str]:
    """Every address for a method, with the ids filled in."""
    made = []
    for route in app.routes:
        if not isinstance(route, HTTPRoute) or method not in route.methods:
            continue
        path = route.path_format
        line = ids["report_line"] if "/rapportages/" in path else ids["line_id"]
        given = defaultdict(lambda: "x", {**ids, "line_id": line, "form": "docx"})
        filled = path.format_map(given)
        if not filled.startswith(OPEN) and ("{" in path or filled.startswith("/api/v1/")):
            made.append(filled)
    return sorted(made)


async def token(client: AsyncClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', (await client.get("/modellen")).text)
    assert found
    return found.group(1)


def nothing(answer: Response) -> bool:
    return answer.status_code == 404 and SECRET not in answer.text


async def test_who_has_no_part_in_it_finds_nothing_anywhere(owner_url: str) -> None:
    app = create_app(owner_url, clock=lambda: AT, settings=SETTINGS)
    transport = ASGITransport(app)
    async with (
        app.lifespan(),
        AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        client.headers["accept"] = "text/html"
        ids, stranger = await things()
        await outsider(client, stranger)
        asked = [a for a in addresses(app, ids, "GET") if any(i in a for i in ids.values())]
        assert len(asked) > 30
        assert [a for a in asked if not nothing(await client.get(a))] == []
        csrf = await token(client)
        wrong = []
        for method in ("POST", "PUT"):
            for address in addresses(app, ids, method):
                if not any(i in address for i in ids.values()):
                    continue
                answer = await client.request(
                    method, address, headers={"x-csrf-token": csrf}, json={}
                )
                if answer.status_code != 404 or SECRET in answer.text:
                    wrong.append((method, address, answer.status_code))
        assert wrong == []
        for page in (
            "/", "/afspraken", "/dashboard", "/rapportagerondes", "/toezeggingen",
            "/toezeggingen/bord", "/toezeggingen/tijdlijn", "/toezeggingen/uitvoer",
            "/toezeggingen/weergaven",
        ):  # fmt: skip
            answer = await client.get(page)
            assert answer.status_code == 200
            assert SECRET not in answer.text
