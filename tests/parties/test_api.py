"""The register for machines: what one needs to know before drafting."""

from __future__ import annotations

from httpx import AsyncClient
from tests.builders.service import service, signed_in

from governance.base.ids import new_id

AT = "/api/v1/organisaties"


async def test_a_machine_finds_organisations_authorities_and_committees(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.outsider) as client:
            found = (await client.get(AT, params={"search": "noord"})).json()
            assert [o["name"] for o in found["organisations"]] == ["Noordstad"]
            one = f"{AT}/{found['organisations'][0]['id']}"
            assert (await client.get(one)).json()["kind"] == "municipality"
            organs = (await client.get(f"{one}/bestuursorganen")).json()
            assert {o["organisationId"] for o in organs} == {found["organisations"][0]["id"]}
            assert len(organs) == 2
            assert len((await client.get("/api/v1/stuurgroepen")).json()) == 1
            for address in (f"{AT}/{new_id()}", f"{AT}/{new_id()}/bestuursorganen"):
                assert (await client.get(address)).status_code == 404
        async with AsyncClient(transport=transport, base_url="http://localhost") as nobody:
            for address in (AT, one, f"{one}/bestuursorganen", "/api/v1/stuurgroepen"):
                assert (await nobody.get(address)).status_code == 401
