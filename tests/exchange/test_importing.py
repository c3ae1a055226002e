"""A register on a page and through the API: looked at, taken over as it was seen, or put aside."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from tests.builders.browsing import fields
from tests.builders.parties import Cast
from tests.builders.passwords import hashed
from tests.builders.people import operator
from tests.builders.registers import AREAS, LISTED, MERGED, OWN, book, municipality, register
from tests.builders.service import PASSWORD, service, signed_in

from governance.base.database import DATABASE
from governance.documents.workbooks import MEDIA_TYPE
from governance.exchange.importing.rules import MOST_COMPLAINTS, NOT_SEEN, NOTHING
from governance.exchange.sheets.rules import sheets_of
from governance.parties.registering.actions import CHANGED

PAGE, API = "/inlezingen", "/api/v1/inlezingen"


@asynccontextmanager
async def there(owner_url: str) -> AsyncIterator[tuple[ASGITransport, Cast, AsyncClient]]:
    """The service, its people, and a client of who runs it."""
    async with service(owner_url) as (transport, people):
        who = await operator()
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        async with signed_in(transport, who) as client:
            client.headers["accept-language"] = "en"
            yield transport, people, client


async def sent(
    client: AsyncClient, content: bytes, name: str = "a.csv", at: str = API, **more: str
) -> Response:
    return await client.post(at, files={"file": (name, content)}, data=more)


async def handed(client: AsyncClient, content: bytes, name: str = "a.csv", **more: str) -> Any:
    answer = await sent(client, content, name, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def done(client: AsyncClient, content: bytes, name: str = "a.csv", **more: str) -> Any:
    """Handed in, looked at, taken over."""
    made = await handed(client, content, name, **more)
    seen = (await client.get(f"{API}/{made['id']}/voorbeeld")).json()["seen"]
    answer = await client.post(f"{API}/{made['id']}/uitvoering", json={"seen": seen})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def number(table: str) -> int:
    [row] = await DATABASE.fetch(f"select count(*)::int as number from {table}")
    return int(row["number"])


async def trail(verb: str) -> list[dict[str, Any]]:
    rows = await DATABASE.fetch(
        "select kind, thing_id, changes from trail_entry where verb = $1 order by number", verb
    )
    return [{"thing": str(row["thing_id"]), **json.loads(row["changes"])} for row in rows]


async def test_on_the_page_it_is_seen_first_and_then_taken_over(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        client.headers["accept"] = "text/html"
        assert f'href="{PAGE}"' in (await client.get("/organisaties")).text
        token = {"csrf_token": fields((await client.get(PAGE)).text, PAGE)["csrf_token"][0]}
        before = await number("organisation")
        file = {"file": ("gemeenten.json", register())}
        answer = await client.post(PAGE, data=token, files=file)
        assert answer.status_code == 303, answer.text
        at = answer.headers["location"]
        shown = (await client.get(at)).text
        for said in ("Gemeente Noord en Zuid", "Organisations added", "Successions added"):
            assert said in shown
        assert await number("organisation") == before
        assert "not taken over yet" in (await client.get(PAGE)).text
        again = await client.post(PAGE, data=token, files=file)
        assert again.headers["location"] == at
        form = {k: v[0] for k, v in fields(shown, f"{at}/uitvoering").items()}
        carried = await client.post(f"{at}/uitvoering", data=form)
        assert (carried.status_code, carried.headers["location"]) == (303, at)
        assert await number("organisation") == before + 4
        came = (await client.get(at)).text
        assert "Taken over" in came and "uitvoering" not in came
        listed = (await client.get(PAGE)).text
        assert "organisations added: 4" in listed and "gemeenten.json" in listed
        [noted] = await trail("import")
        assert noted["thing"] == at.rpartition("/")[2] and noted["added"] == 4
        assert (await client.post(f"{at}/uitvoering", data=form)).status_code == 409
        assert (await client.get(f"{at}/bestanden")).content == register()
        second = await client.post(PAGE, data=token, files=file)
        assert second.headers["location"] != at
        nothing = (await client.get(second.headers["location"])).text
        assert NOTHING in nothing and 'name="seen"' not in nothing


async def test_what_is_wrong_comes_back_with_line_and_column_and_what_was_typed(
    owner_url: str,
) -> None:
    async with there(owner_url) as (_, _, client):
        client.headers["accept"] = "text/html"
        broken = b"soort;naam\ngemeente;A\nonbekend;B\nzorgorganisatie;\n"
        files = {"file": ("fout.csv", broken)}
        answer = await client.post(PAGE, data={"begins": "31-02-2026"}, files=files)
        assert answer.status_code == 400
        assert "31-02-2026" in answer.text
        files = {"file": ("fout.csv", broken)}
        answer = await client.post(PAGE, data={"begins": "01-02-2026"}, files=files)
        assert answer.status_code == 400 and 'value="01-02-2026"' in answer.text
        for said in ("fout.csv, line 3", "soort (A)", "fout.csv, line 4", "naam (B)"):
            assert said in answer.text, said
        assert await number("register_import") == 0 and await number("stored_file") == 0
        many = b"soort;naam\n" + b"onbekend;B\n" * 80
        page = (await client.post(PAGE, files={"file": ("veel.csv", many)})).text
        assert page.count("veel.csv, line") == MOST_COMPLAINTS and "same: 30" in page
        told = (await sent(client, many)).json()["errors"]
        assert len(told) == 80
        assert [told[0][name] for name in ("file", "line", "column")] == ["a.csv", 2, "soort (A)"]


REFUSED = [
    (b"", "leeg.csv", "empty"),
    (b"<html><body>", "a.csv", "Choose one of these: CSV, XLSX, JSON"),
    (b"%PDF-1.4", "a.pdf", "Choose one of these: CSV, XLSX, JSON"),
    (b'{"a": 1}', "a.json", "no register of TOOI"),
    (b"[{", "a.json", "This is no JSON"),
    (b"kolom\n1\n", "a.csv", "none of the forms"),
    ("soort;naam\ngemeente;Súd\n".encode("cp1252"), "a.csv", "CSV UTF-8"),
    (b"PK\x03\x04kapot", "a.xlsx", "The file is broken"),
]


async def test_a_file_that_is_no_register_is_refused_with_why(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        before = await number("organisation")
        for content, name, said in REFUSED:
            answer = await sent(client, content, name)
            assert answer.status_code == 400, name
            assert [said for error in answer.json()["errors"] if said in error["problem"]], name
        text = (await sent(client, REFUSED[6][0], at=PAGE)).text
        assert "a.csv, line 2: This line cannot be read" in text
        marked = await handed(client, b"\xef\xbb\xbf" + register(), "met-bom.json")
        assert marked["state"] == "handed_in"
        assert await number("organisation") == before and await number("register_import") == 1


async def test_what_changed_since_it_was_seen_is_told_and_not_taken_over(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        made = await handed(client, register(), "a.json")
        at = f"{API}/{made['id']}"
        assert made["begins"] and made["state"] == "handed_in"
        bare = await client.post(f"{at}/uitvoering", json={})
        assert [e["problem"] for e in bare.json()["errors"]] == [NOT_SEEN]
        seen = (await client.get(f"{at}/voorbeeld")).json()["seen"]
        await done(client, register(municipality("0004", "Verweg")), "b.json")
        before = await number("organisation")
        late = await client.post(f"{at}/uitvoering", json={"seen": seen})
        assert late.status_code == 400
        assert [(e["field"], e["problem"]) for e in late.json()["errors"]] == [("seen", CHANGED)]
        assert await number("organisation") == before
        client.headers["accept"] = "text/html"
        page = await client.post(f"{PAGE}/{made['id']}/uitvoering", data={"seen": seen})
        assert page.status_code == 400 and CHANGED in page.text
        now = {k: v[0] for k, v in fields(page.text, f"{PAGE}/{made['id']}/uitvoering").items()}
        assert now["seen"] != seen
        done_now = await client.post(f"{PAGE}/{made['id']}/uitvoering", data=now)
        assert done_now.status_code == 303 and await number("organisation") == before + 3


async def test_two_who_take_it_over_at_once_do_it_once(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        made = await handed(client, register(), "a.json")
        at, before = f"{API}/{made['id']}", await number("organisation")
        seen = (await client.get(f"{at}/voorbeeld")).json()["seen"]
        answers = await asyncio.gather(
            *(client.post(f"{at}/uitvoering", json={"seen": seen}) for _ in range(2))
        )
        assert sorted(one.status_code for one in answers) == [200, 409]
        assert await number("organisation") == before + 4 and len(await trail("import")) == 1


async def test_put_aside_changes_nothing_and_is_kept(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        made = await handed(client, OWN)
        at, before = f"{API}/{made['id']}", await number("organisation")
        stale = await client.post(f"{at}/intrekking", json={"version": 9})
        assert stale.status_code == 409
        aside = await client.post(f"{at}/intrekking", json={"version": made["version"]})
        assert aside.json()["state"] == "put_aside" and await number("organisation") == before
        again = await client.post(f"{at}/uitvoering", json={"seen": "x"})
        assert again.status_code == 409
        assert [one["thing"] for one in await trail("put_import_aside")] == [made["id"]]
        assert (await client.get(API)).json()["imports"][0]["state"] == "put_aside"
        assert (await client.get(f"{at}/bestanden")).content == OWN


async def test_areas_are_read_as_the_form_says(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        await done(client, register(), "a.json")
        plain = await handed(client, AREAS)
        riec = await handed(client, AREAS, riec="true", begins="2025-02-01")
        assert (plain["riec"], riec["riec"], riec["begins"]) == (False, True, "2025-02-01")
        seen = [(await client.get(f"{API}/{one['id']}/voorbeeld")).json() for one in (plain, riec)]
        assert [one["counts"]["regions"] for one in seen] == [3, 4]
        member = seen[1]["members"][0]
        assert (member["organisation"], member["validFrom"]) == (
            "Gemeente Noord en Zuid", "2025-02-01")  # fmt: skip
        assert {one["region"] for one in seen[1]["members"]} >= {"Middenland", "RIEC Midden"}


async def test_who_does_not_run_the_service_finds_nothing(owner_url: str) -> None:
    async with there(owner_url) as (transport, people, client):
        made = await handed(client, OWN)
        for who in (people.administrator, people.secretary, people.outsider):
            async with signed_in(transport, who) as other:
                assert f'href="{PAGE}"' not in (await other.get("/organisaties")).text
                for at in (PAGE, API):
                    assert (await sent(other, OWN, at=at)).status_code == 404
                    for path in ("", f"/{made['id']}", "/uitvoer", "/sjabloon",
                                 f"/{made['id']}/bestanden"):  # fmt: skip
                        assert (await other.get(f"{at}{path}")).status_code == 404, path
                    for step in ("uitvoering", "intrekking"):
                        gone = await other.post(f"{at}/{made['id']}/{step}", json={"seen": "x"})
                        assert gone.status_code == 404
        assert await number("register_import") == 1


async def test_everything_as_a_workbook_reads_back_as_nothing_new(owner_url: str) -> None:
    async with there(owner_url) as (_, _, client):
        for content, name in (
            (register(*MERGED), "a.json"), (AREAS, "b.csv"), (LISTED, "c.csv"), (OWN, "d.csv"),
            (book(), "e.xlsx"),
        ):  # fmt: skip
            await done(client, content, name)
        whole = await client.get(f"{PAGE}/uitvoer")
        assert whole.headers["content-type"] == MEDIA_TYPE
        assert [sheet.name for sheet in sheets_of("w.xlsx", whole.content)] == [
            "organisaties", "regio's", "leden", "keuzes"]  # fmt: skip
        [*_, noted] = await trail("export")
        assert noted["file"] == "registers.xlsx"
        made = await handed(client, whole.content, "w.xlsx")
        seen = (await client.get(f"{API}/{made['id']}/voorbeeld")).json()
        assert seen["nothing"], seen
        nothing = await client.post(f"{API}/{made['id']}/uitvoering", json={"seen": seen["seen"]})
        assert [e["problem"] for e in nothing.json()["errors"]] == [NOTHING]
        template = await client.get(f"{API}/sjabloon")
        empty = await handed(client, template.content, "leeg.xlsx")
        assert (await client.get(f"{API}/{empty['id']}/voorbeeld")).json()["nothing"]
