"""By page and by machine: a delay is accepted and planned anew; what was typed comes back."""

from __future__ import annotations

from uuid import UUID

from httpx import AsyncClient, Response
from tests.builders.commitments import in_force
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE

HTML = {"accept": "text/html"}
WHY = "De werving <b>duurt</b> langer."


async def line_of(people: Cast) -> UUID:
    made = await in_force(people)
    [row] = await DATABASE.fetch(
        "select id from commitment_line where agreement = $1 and organisation = $2",
        made, people.north,
    )  # fmt: skip
    found: UUID = row["id"]
    return found


async def sent(client: AsyncClient, path: str, **typed: str) -> Response:
    """Send a page's form with the version that it shows."""
    form = await client.get(path, headers=HTML)
    assert form.status_code == 200, form.text
    version = form.text.partition('name="version" value="')[2].partition('"')[0]
    return await client.post(path, data={"version": version, **typed}, headers=HTML)


async def test_the_secretary_accepts_a_delay_and_ends_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/toezeggingen/{await line_of(people)}"
        async with signed_in(transport, people.secretary) as client:
            page = (await client.get(at, headers=HTML)).text
            assert f'href="{at}/aanvaarding"' in page and "aanvaarding/beeindiging" not in page
            wrong = await sent(client, f"{at}/aanvaarding", until="01-01-2027", reason=WHY)
            assert wrong.status_code == 400
            assert "De werving &lt;b&gt;duurt&lt;/b&gt; langer." in wrong.text
            assert 'value="01-01-2027"' in wrong.text
            typed = {"until": "01-04-2027", "reason": WHY, "decidedByFunction": "stuurgroep"}
            assert (await sent(client, f"{at}/aanvaarding", **typed)).status_code == 303
            page = (await client.get(at, headers=HTML)).text
            assert "vertraging aanvaard" in page and "stuurgroep" in page
            assert f'href="{at}/aanvaarding/beeindiging"' in page
            stale = {**typed, "reason": "Iets anders.", "version": "1"}
            assert (await client.post(f"{at}/aanvaarding", data=stale)).status_code == 409
            ended = await sent(client, f"{at}/aanvaarding/beeindiging", reason="Weer op gang.")
            assert ended.status_code == 303
            again = await client.get(f"{at}/aanvaarding/beeindiging", headers=HTML)
            assert again.status_code == 303, "nothing runs any more: back to the commitment"
        async with signed_in(transport, people.pin_north) as client:
            page = (await client.get(at, headers=HTML)).text
            assert "Weer op gang." in page and f"{at}/aanvaarding" not in page
            assert (await client.get(f"{at}/aanvaarding", headers=HTML)).status_code == 404


async def test_milestones_are_planned_anew_by_page_and_by_machine(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/toezeggingen/{await line_of(people)}"
        async with signed_in(transport, people.administrator) as client:
            seen = (await client.get(f"/api/v1{at}")).json()
            first = seen["milestones"][0]
            typed = {
                "milestones.0.id": first["id"],
                "milestones.0.plannedOn": "01-06-2030",
                "reason": WHY,
            }
            wrong = await sent(client, f"{at}/planning", **typed)
            assert wrong.status_code == 400 and 'value="01-06-2030"' in wrong.text
            typed["milestones.0.plannedOn"] = "01-06-2027"
            assert (await sent(client, f"{at}/planning", **typed)).status_code == 303
            page = (await client.get(at, headers=HTML)).text
            assert "Andere data van mijlpalen" in page and "1 jun 2027" in page
            body = {
                "reason": "Nogmaals.",
                "milestones": [{"id": first["id"], "plannedOn": "2027-07-01"}],
            }
            late = await client.post(f"/api/v1{at}/planning", json={**body, "version": 1})
            assert late.status_code == 409
            now = (await client.get(f"/api/v1{at}")).json()["version"]
            done = await client.post(f"/api/v1{at}/planning", json={**body, "version": now})
            assert [r["after"] for r in done.json()["replannings"]] == ["2027-07-01", "2027-06-01"]


async def test_another_party_sees_no_colour_and_no_words_before_an_adoption(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await line_of(people)
        await DATABASE.fetch("update commitment_line set words = 'Geheim woord', reason = 'Geheim'")
        async with signed_in(transport, people.pin_south) as client:
            for path in (f"/toezeggingen/{made}", f"/api/v1/toezeggingen/{made}"):
                answer = await client.get(path, headers=HTML if "api" not in path else {})
                assert answer.status_code == 200 and "Geheim" not in answer.text
            page = (await client.get(f"/toezeggingen/{made}", headers=HTML)).text
            assert "nog niet gedeeld" in page
        async with signed_in(transport, people.outsider) as client:
            for path in ("", "/aanvaarding", "/aanvaarding/beeindiging", "/planning"):
                answer = await client.get(f"/toezeggingen/{made}{path}", headers=HTML)
                assert answer.status_code == 404, path
