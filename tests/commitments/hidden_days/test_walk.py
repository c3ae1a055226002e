"""No output but the pages of a commitment itself tells the day or the place of an inspection to
come: every address of the service is asked, so that one that is added is asked as well."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from datetime import date
from uuid import UUID

from httpx import AsyncClient, Response
from litestar import Litestar
from litestar.routes import HTTPRoute
from msgspec.structs import replace
from pypdf import PdfReader
from tests.builders import reporting
from tests.builders.aiming import connected, turned_on, wanted
from tests.builders.budget import party_in
from tests.builders.commitments import AT as BEGUN
from tests.builders.commitments import in_force
from tests.builders.parties import Cast
from tests.builders.service import SETTINGS, service, signed_in

from governance.base.database import DATABASE
from governance.commitments.replanning.actions import replan
from governance.commitments.replanning.forms import NewDay, ReplanningForm
from governance.reporting import actions as reports

MANY = replace(SETTINGS, rate_account=100_000, rate_network=100_000)
PLACE = "Havenstraat 99"
PLANNED, EXPECTED = date(2027, 11, 17), date(2027, 12, 23)
"""The service says that it is 15 January 2027."""
TOLD = re.compile(
    r"Havenstraat|2027-1(?:1-17|2-23)|(?:17-11|23-12)-2027|20271(?:117|223)"
    r"|(?:17 nov|23 dec)[a-z.]* 2027|\b(?:46708|46744)\b",
    re.IGNORECASE,
)
"""A day as pages, files and machines write it; the last are how Excel counts."""
OWN = (
    "/toezeggingen/{line_id}", "/rapportageregels/{line_id}", "/rapportages/{report_id}",
    "/afspraken/{agreement_id}/toezeggingen",
)  # fmt: skip
"""Where one works on it: the pages of the commitment, those on which its party reports, and those
of what was agreed, which name the milestones as the parties wrote them in the agreement."""
TIME = "/toezeggingen/{line_id}/tijdlijn"
"""A drawing that travels, so it is asked too."""


async def there(people: Cast) -> dict[str, str]:
    """An agreement with an inspection to come, in a goal, a plan, a round and a shared report."""
    made, agreement = await wanted(people, BEGUN), await in_force(people, kind="enforcement")
    await turned_on(people, BEGUN, "weights", "dependence", "barriers", "budget", "kinds")
    [commitment] = await DATABASE.fetch("select id from commitment where agreement = $1", agreement)
    await connected(
        agreement, commitment["id"], people.administrator, BEGUN, aim_ids=[made["goal"]]
    )
    await DATABASE.fetch("update milestone set title = $1", f"Controle {PLACE}")
    days = "set planned_on = $1, forecast_on = $2, state = 'delayed'"
    lines = await DATABASE.fetch("select id from commitment_line")
    for line in lines:
        [first] = await DATABASE.fetch(
            "select id from milestone_line where commitment_line = $1 and position = 1", line["id"]
        )
        form = ReplanningForm("Andere planning.", [NewDay(first["id"], PLANNED)])
        await replan(line["id"], form, by=people.secretary, at=BEGUN)
    await DATABASE.fetch(f"update milestone_line {days} where planned_on = $1", PLANNED, EXPECTED)
    await DATABASE.fetch(
        """
        delete from replanning r using milestone_line m
        where m.id = r.milestone_line and m.planned_on <> $1""",
        PLANNED,
    )
    await DATABASE.fetch("delete from milestone_line where planned_on <> $1", PLANNED)
    await DATABASE.fetch(f"update commitment_line {days}, accepted_until = $2", PLANNED, EXPECTED)
    round_id = await reporting.open_round(people, agreement)
    view = await reporting.report_of(round_id, people.north, people.pin_north)
    await reporting.submitted(
        view, people.pin_north, state="delayed", reason="Meer tijd nodig.", measure="Werving.",
        forecast_on=EXPECTED, milestones=[],
    )  # fmt: skip
    await reports.accept(view.id, by=people.secretary, at=reporting.AT)
    [line] = await DATABASE.fetch(
        "select id from commitment_line where organisation = $1", people.north
    )
    ids: dict[str, UUID] = {
        "agreement_id": agreement, "commitment_id": commitment["id"], "line_id": line["id"],
        "round_id": round_id, "report_id": view.id, "aim_id": made["goal"],
        "party_id": await party_in(agreement, people.north), "organisation_id": people.north,
        "barrier_id": made["barrier"], "committee_id": people.committee,
    }  # fmt: skip
    [region] = await DATABASE.fetch(
        "select grouping from committee where id = $1", people.committee
    )
    ids["region_id"] = ids["grouping_id"] = region["grouping"]
    return {name: str(one) for name, one in ids.items()}


def addresses(app: Litestar, ids: dict[str, str]) -> list[str]:
    """Every address that can be read, with the ids filled in, but those of the commitment."""
    own = [one.format_map(ids) for one in OWN]
    time = TIME.format_map(ids)
    found = set()
    for route in app.routes:
        if isinstance(route, HTTPRoute) and "GET" in route.methods:
            for form in ("docx", "pdf") if "{form" in route.path_format else ("",):
                at = route.path_format.format_map(defaultdict(lambda: "x", {**ids, "form": form}))
                bare = at.removeprefix("/api/v1")
                if time in bare or not bare.startswith(tuple(own)):
                    found.add(at)
    lists = ("/toezeggingen?sort=planned", "/toezeggingen/bord?by=state", "/agenda")
    months = [f"/agenda?month={day:%Y-%m}" for day in (PLANNED, EXPECTED)]
    many = "/toezeggingen/aanpassingen?what=planning&weeks=4&why=x"
    search = [
        "/toezeggingen/tijdlijn?zoom=all",
        many,
        f"/api/v1{many}",
        "/zoeken?search=Havenstraat",
        "/api/v1/zoeken?search=Havenstraat",
    ]
    forms = [f"/toezeggingen/uitvoer?form={one}" for one in ("csv", "xlsx")]
    return sorted({*found, *lists, *months, *search, *forms})


def words(answer: Response) -> str:
    """Everything that an answer says, also inside a file."""
    kind = answer.headers.get("content-type", "")
    if answer.content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
            return " ".join(file.read(name).decode("utf-8", "ignore") for name in file.namelist())
    if "pdf" in kind:
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    return answer.text


async def told_by(client: AsyncClient, asked: list[str]) -> tuple[list[str], int]:
    """The addresses that tell a day or the place, and how many answered at all."""
    found, answered = [], 0
    for at in asked:
        kind = "application/json" if at.startswith("/api/") else "text/html"
        answer = await client.get(at, headers={"accept": kind})
        assert answer.status_code != 429, "each address is looked at"
        if answer.status_code != 200:
            continue
        answered += 1
        said = re.sub(r"<[^>]+>", "", words(answer)).replace("\u00a0", " ")
        if hit := TOLD.search(said):
            found.append(f"{at}: {hit[0]}")
    return found, answered


async def test_an_inspection_to_come_is_told_by_its_own_pages_alone(owner_url: str) -> None:
    async with service(owner_url, MANY) as (transport, people):
        ids = await there(people)
        asked = addresses(transport.app, ids)  # type: ignore[arg-type]
        every: set[str] = set()
        for who in (people.administrator, people.pin_north, people.secretary, people.pin_south):
            async with signed_in(transport, who) as client:
                found, answered = await told_by(client, asked)
                assert answered > 60, answered
                every |= {f"{who.function}: {one}" for one in found}
        mails = await DATABASE.fetch("select content::text as said from notice")
        assert not [one for one in mails if TOLD.search(one["said"])]
        assert not every, "\n".join(sorted(every))
        async with signed_in(transport, people.pin_north) as client:
            client.headers["accept"] = "text/html"
            own = f"/toezeggingen/{ids['line_id']}"
            shown = (await client.get(own)).text
            assert PLACE in shown and TOLD.findall(shown)[1:], "there one works on it"
            api = (await client.get(f"/api/v1{own}")).text
            assert "2027-11-17" in api and PLACE in api
