"""The table of milestones names the evidence of each, as far as its reader may see it."""

from __future__ import annotations

from html import unescape
from uuid import UUID

from httpx import AsyncClient
from tests.builders.commitments import in_force
from tests.builders.evidence import LINK
from tests.builders.files import pdf
from tests.builders.measuring import line_of
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE

HTML = {"accept": "text/html", "accept-language": "nl"}
FILE = {"file": ("besluit.pdf", pdf("besluit"), "application/pdf")}
SAID = {"datedOn": "2026-01-02", "declared": "true"}


async def milestones_of(line: UUID) -> list[str]:
    rows = await DATABASE.fetch(
        "select id from milestone_line where commitment_line = $1 order by position", line
    )
    return [str(row["id"]) for row in rows]


async def table(client: AsyncClient, line: UUID) -> str:
    """The rows of the milestones on the page of a line."""
    answer = await client.get(f"/toezeggingen/{line}", headers=HTML)
    assert answer.status_code == 200
    page = unescape(answer.text)
    return page.split('id="milestones"')[1].split('id="measurements"')[0]


async def test_who_sees_all_of_a_line_finds_the_evidence_at_its_milestone(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        line = await line_of(await in_force(people), people.north)
        first, second = await milestones_of(line)
        at = f"/api/v1/toezeggingen/{line}/bewijs"
        async with signed_in(there, people.pin_north) as client:
            assert "Bewijs" not in await table(client, line), "no column without evidence"
            none = {"title": "Van het geheel", "link": LINK, **SAID, "declared": True}
            assert (await client.post(at, json=none)).status_code == 201
            assert "Bewijs" not in await table(client, line)
            sent = {"title": "Besluit", "milestoneLineId": first, **SAID}
            filed = await client.post(at, data=sent, files=FILE)
            assert filed.status_code == 201, filed.text
            linked = {"title": "Bericht", "link": LINK, "milestoneLineId": second, **SAID}
            await client.post(at, json=linked | {"declared": True})
            rows = (await table(client, line)).split("<tr>")[2:]
            file = f'href="/toezeggingen/{line}/bewijs/{filed.json()["id"]}/bestanden"'
            assert file in rows[0] and "besluit.pdf" in rows[0] and "Bericht" not in rows[0]
            assert f'href="{LINK}"' in rows[1] and "Besluit" not in rows[1]
        async with signed_in(there, people.secretary) as client:
            assert file in await table(client, line)
        async with signed_in(there, people.pin_south) as client:
            assert "besluit.pdf" not in await table(client, line), "another party sees none"
        async with signed_in(there, people.outsider) as client:
            answer = await client.get(f"/toezeggingen/{line}", headers=HTML)
            assert answer.status_code == 404


async def test_more_evidence_asks_no_more_of_the_database(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        line = await line_of(await in_force(people), people.north)
        at, said = f"/api/v1/toezeggingen/{line}/bewijs", {**SAID, "declared": True, "link": LINK}
        async with signed_in(there, people.pin_north) as client:

            async def taken() -> int:
                before = DATABASE.queries
                await table(client, line)
                return DATABASE.queries - before

            await taken()
            none = await taken()
            for number, milestone in enumerate(await milestones_of(line) * 3):
                sent = {"title": f"Bericht {number}", "milestoneLineId": milestone, **said}
                assert (await client.post(at, json=sent)).status_code == 201
            assert await taken() == none
