"""Regions through HTTP: a page and its twin for everything, what was typed comes back."""

from __future__ import annotations

from tests.builders.people import operator
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE

AT = "/regios"


async def as_operator() -> object:
    by = await operator()
    await DATABASE.fetch(
        "update person set password_hash = (select password_hash from person where password_hash "
        "like '$argon2%' limit 1) where id = $1",
        by.person_id,
    )
    return by


async def test_a_region_is_kept_on_pages(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = await as_operator()
        async with signed_in(transport, by) as client:  # type: ignore[arg-type]
            client.headers["accept"] = "text/html"
            typed = {"kind": "care_region", "code": "ZR01", "keeperId": str(people.keeper)}
            wrong = await client.post(f"{AT}/nieuw", data=typed)
            assert wrong.status_code == 400 and 'value="ZR01"' in wrong.text
            made = await client.post(f"{AT}/nieuw", data=typed | {"name": "Zorgregio Oost"})
            one = made.headers["location"]
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept"] = "text/html"
            for form in ("gegevens", "beeindiging", "lidmaatschappen/nieuw?kind=police"):
                assert (await client.get(f"{one}/{form}")).status_code == 200
            typed = {"organisationId": str(people.north), "part": "host", "validFrom": "1-1-2026"}
            to = f"{one}/lidmaatschappen/nieuw"
            assert (await client.post(to, data=typed)).status_code == 303
            twice = await client.post(to, data=typed | {"validUntil": "1-1-2025"})
            assert twice.status_code == 400 and 'value="1-1-2025"' in twice.text
            told = (await client.get(f"/api/v1{one}")).json()
            [member] = told["members"]
            end = f"{one}/lidmaatschappen/{member['id']}/beeindiging"
            assert (await client.get(end)).status_code == 200
            data = {"endsOn": "15-01-2027", "version": "1"}
            assert (await client.post(end, data=data)).status_code == 303
            assert (await client.post(end, data=data | {"endsOn": ""})).status_code == 409
            assert "Noordstad" not in (await client.get(one)).text
            assert "Noordstad" in (await client.get(one, params={"on": "14-01-2027"})).text
            assert "field__error" in (await client.get(one, params={"on": "ooit"})).text
            listed = (await client.get(AT, params={"search": "zr01", "on": "14-01-2027"})).text
            assert f"{one}?on=14-01-2027" in listed
            assert (await client.get(f"{AT}/nieuw")).status_code == 404
            details = {"name": "Zorgregio Oost en West", "version": "1"}
            kept = await client.post(f"{one}/gegevens", data=details)
            assert kept.status_code == 400, "who keeps it does not give it away"
            details["keeperId"] = str(people.keeper)
            assert (await client.post(f"{one}/gegevens", data=details)).status_code == 303
            over = {"endsOn": "15-01-2027", "version": "2"}
            assert (await client.post(f"{one}/beeindiging", data=over)).status_code == 303
        async with signed_in(transport, people.outsider) as other:
            assert (await other.get(one)).status_code == 200
            for form in ("gegevens", "beeindiging", "lidmaatschappen/nieuw"):
                assert (await other.get(f"{one}/{form}")).status_code == 404


async def test_a_machine_keeps_a_region(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = await as_operator()
        async with signed_in(transport, by) as client:  # type: ignore[arg-type]
            made = await client.post(
                f"/api/v1{AT}", json={"kind": "district", "name": "Basisteam Noord"}
            )
            assert made.status_code == 201 and made.json()["mayChange"] is True
            one = f"/api/v1{AT}/{made.json()['id']}"
            sent = {"organisationId": str(people.north), "validFrom": "2026-01-01"}
            there = (await client.post(f"{one}/lidmaatschappen", json=sent)).json()
            again = await client.post(f"{one}/lidmaatschappen", json=sent)
            assert [w["field"] for w in again.json()["errors"]] == ["validFrom"]
            end = f"{one}/lidmaatschappen/{there['id']}/beeindiging"
            ended = await client.post(end, json={"endsOn": "2027-01-01", "version": 1})
            assert ended.json()["validUntil"] == "2027-01-01"
            changed = await client.put(
                f"{one}/gegevens", json={"name": "Basisteam", "code": "BT1", "version": 1}
            )
            assert changed.json()["code"] == "BT1"
            past = (await client.get(one, params={"on": "2026-12-31"})).json()
            assert [m["name"] for m in past["members"]] == ["Noordstad"]
            over = await client.post(
                f"{one}/beeindiging", json={"endsOn": "2027-01-10", "version": 2}
            )
            assert over.json()["validUntil"] == "2027-01-10"
            found = (await client.get(f"/api/v1{AT}", params={"kind": "district"})).json()
            assert found["total"] == 0
