"""The register through HTTP: a page and its twin for everything, what was typed comes back."""

from __future__ import annotations

from httpx import AsyncClient
from tests.builders.service import service, signed_in

AT = "/organisaties"


async def version(client: AsyncClient, one: str) -> int:
    found: int = (await client.get(f"/api/v1{one}")).json()["version"]
    return found


async def test_an_administrator_keeps_an_organisation_on_pages(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        client.headers["accept"] = "text/html"
        typed = {"kind": "civil_society", "name": "Stichting Veilig", "legalPersonality": "on"}
        wrong = await client.post(f"{AT}/nieuw", data=typed | {"kvk": "12", "oin": "3"})
        assert wrong.status_code == 400
        assert wrong.text.count("field__error") == 2 and 'value="Stichting Veilig"' in wrong.text
        made = await client.post(f"{AT}/nieuw", data=typed | {"kvk": "12345678"})
        one = made.headers["location"]
        assert "12345678" in (await client.get(one)).text
        for form in ("gegevens", "namen", "beeindiging", "bestuursorganen/nieuw"):
            assert (await client.get(f"{one}/{form}")).status_code == 200
        data = {"name": "Stichting Veiliger", "validFrom": "02-01-2027", "version": "1"}
        assert (await client.post(f"{one}/namen", data=data)).status_code == 303
        late = await client.post(f"{one}/namen", data=data | {"name": "Nog anders"})
        assert late.status_code == 400, "it was renamed on that day already"
        late = await client.post(
            f"{one}/namen", data=data | {"name": "Nog anders", "validFrom": "03-01-2027"}
        )
        assert late.status_code == 409 and 'value="Nog anders"' in late.text
        found = await client.get(AT, params={"on": "01-01-2027", "search": "veilig"})
        assert "Stichting Veilig</a>" in found.text and "nu Stichting Veiliger" in found.text
        broken = await client.get(AT, params={"on": "gisteren"})
        assert "field__error" in broken.text
        organ = {"kind": "foundation_board", "name": "het bestuur"}
        wrong = await client.post(f"{one}/bestuursorganen/nieuw", data=organ)
        assert wrong.status_code == 400
        organ["representedByFunction"] = "voorzitter"
        assert (await client.post(f"{one}/bestuursorganen/nieuw", data=organ)).status_code == 303
        assert "het bestuur" in (await client.get(one)).text
        ended = await client.post(
            f"{one}/beeindiging", data={"endsOn": "15-01-2027", "version": "2"}
        )
        assert ended.status_code == 303
        assert (
            "Stichting Veiliger"
            not in (await client.get(AT, params={"kind": "civil_society"})).text
        )


async def test_a_machine_keeps_the_same(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        async with signed_in(transport, people.administrator) as client:
            sent = {"kind": "riec", "name": "RIEC Elders", "legalPersonality": False}
            made = await client.post(f"/api/v1{AT}", json=sent)
            assert made.status_code == 201, made.text
            one = f"/api/v1{AT}/{made.json()['id']}"
            body = {"kind": "riec", "level": "regional", "version": 1, "kvk": "12345678"}
            changed = await client.put(f"{one}/gegevens", json=body)
            assert changed.status_code == 200 and changed.json()["version"] == 2
            assert (await client.put(f"{one}/gegevens", json=body | {"kvk": ""})).status_code == 409
            organ = {"kind": "board", "name": "bestuur", "representedByFunction": "voorzitter"}
            kept = (await client.post(f"{one}/bestuursorganen", json=organ)).json()["authorities"]
            gone = await client.delete(f"{one}/bestuursorganen/{kept[0]['id']}")
            assert gone.status_code == 204
            wrong = await client.get(f"/api/v1{AT}", params={"on": "01-01-2027x", "region": "x"})
            assert wrong.status_code == 400
            assert {one["field"] for one in wrong.json()["errors"]} == {"on", "region"}
        async with signed_in(transport, people.outsider) as other:
            assert (await other.get(one)).json()["mayChange"] is False
            assert (await other.put(f"{one}/gegevens", json=body)).status_code == 404
            assert (await other.get(one.removeprefix("/api/v1") + "/gegevens")).status_code == 404
        async with signed_in(transport, people.pin_north) as reader:
            assert (await reader.post(f"/api/v1{AT}", json=sent)).status_code == 404
            assert (await reader.get(f"{AT}/nieuw")).status_code == 404
