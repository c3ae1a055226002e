"""Many commitments changed at once: by pages without scripts, and by the API."""

from __future__ import annotations

import re
from html import unescape
from uuid import UUID

import pytest
from httpx import AsyncClient
from tests.builders import browsing
from tests.builders.commitments import in_force
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE

HTML = {"accept": "text/html", "accept-language": "nl"}
LIST, AT = "/toezeggingen", "/toezeggingen/aanpassingen"


async def page_of(client: AsyncClient, address: str, status: int = 200) -> str:
    answer = await client.get(address, headers=HTML)
    assert answer.status_code == status, answer.text[:500]
    return unescape(answer.text)


async def test_from_the_list_one_changes_what_is_filtered_and_takes_it_back(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people, commitments=2)
        async with signed_in(there, people.administrator) as client:
            kept = f"agreement={made}"
            assert f'href="{AT}?{kept}"' in await page_of(client, f"{LIST}?{kept}")
            asked = await page_of(client, f"{AT}?{kept}")
            assert f'href="{AT}?what=planning&{kept}"' in asked
            asked = await page_of(client, f"{AT}?what=planning&{kept}")
            assert 'name="weeks"' in asked and f'name="agreement" value="{made}"' in asked
            wrong = await page_of(client, f"{AT}?what=planning&weeks=twee&{kept}", 400)
            assert 'value="twee"' in wrong
            await page_of(client, f"{AT}?what=gok", 404)
            address = f"{AT}?what=planning&weeks=2&{kept}"
            shown = await page_of(client, address)
            assert "4 toezeggingen veranderen." in shown
            assert "1 apr 2026" in shown and "15 apr 2026" in shown
            [action] = {a for a in shown.split('"') if a.startswith(f"{AT}?agr") and "weeks=2" in a}
            form = browsing.fields(shown, AT)
            refused = await client.post(action, data=form, headers=HTML)
            assert refused.status_code == 400, "it asks why"
            form["why"] = ["Later, zie dossier."]
            del form["lines.3.chosen"]
            gone = await client.post(action, data=form | {"weeks": ["drie"]}, headers=HTML)
            assert gone.status_code == 400 and "Later, zie dossier." in gone.text
            done = await client.post(action, data=form, headers=HTML)
            assert done.status_code == 303, done.text
            change = done.headers["location"]
            page = await page_of(client, change)
            assert "3 toezeggingen" in page and "Later, zie dossier." in page
            back = browsing.fields(page, f"{change}/ongedaan-maken")
            undone = await client.post(f"{change}/ongedaan-maken", data=back, headers=HTML)
            assert undone.status_code == 303
            assert "Ongedaan gemaakt op" in await page_of(client, change)
            again = await client.post(
                f"{change}/ongedaan-maken", data={"version": "2"}, headers=HTML
            )
            assert again.status_code == 400 and "al ongedaan gemaakt" in unescape(again.text)


def facts(page: str) -> dict[str, str]:
    """What a page says in pairs of a word and what goes with it."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))


@pytest.mark.parametrize(
    ("language", "told", "none"),
    [
        ("nl", {"Woorden": "noord", "Organisatie": "Noordstad", "Beoordeling": "nog niet gedeeld",
                "Prioriteit": "gewoon", "Gepland tot en met": "31 dec 2027"},
         "Alle van de lijst: er is geen filter gekozen."),
        ("en", {"Words": "noord", "Organisation": "Noordstad", "Standing": "not shared yet",
                "Priority": "normal", "Planned until": "31 Dec 2027"},
         "All of the list: no filter is in force."),
    ],
)  # fmt: skip
async def test_the_page_says_which_filters_are_in_force_in_the_words_of_the_list(
    owner_url: str, language: str, told: dict[str, str], none: str
) -> None:
    async with service(owner_url) as (there, people):
        made = await in_force(people)
        [row] = await DATABASE.fetch("select short_title from agreement where id = $1", made)
        async with signed_in(there, people.administrator) as client:
            client.headers["accept-language"] = language
            spoken = {"accept": "text/html"}
            kept = (
                f"search=noord&agreement={made}&organisation={people.north}"
                "&standing=not_shared&priority=normal&until=31-12-2027"
            )
            for asked in ("", "what=priority&to=high&", "what=planning&weeks=x&"):
                answer = await client.get(f"{AT}?{asked}{kept}", headers=spoken)
                page = unescape(answer.text)
                found = facts(page)
                assert row["short_title"] in found.values(), found
                assert found.items() >= told.items(), found
                assert f'href="{LIST}?' in page.partition("<dl")[0].rpartition("<h2")[2]
            elsewhere = f"{AT}?agreement={people.north}"
            assert "geen keuze in deze lijst" in facts(await page_of(client, elsewhere)).values()
            every = unescape((await client.get(AT, headers=spoken)).text)
            assert none in every and not facts(every)


async def test_the_button_that_goes_on_stands_before_the_rows_and_after_them(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people, commitments=2)
        async with signed_in(there, people.administrator) as client:
            page = await page_of(client, f"{AT}?what=priority&to=high")
            before, table, after = re.split(r"(<table.*?</table>)", page, flags=re.DOTALL)
            goes_on = "Deze toezeggingen wijzigen</button>"
            assert goes_on in before and 'name="why"' in before
            assert before.rindex("<form") < before.index(goes_on), "of the form with the rows"
            assert goes_on in after.partition("</form>")[0] and goes_on not in table
            found = await page_of(client, LIST)
            assert f'href="{AT}"' in found.partition("<table")[0], "and so it begins in the list"


def ticked(page: str) -> set[str]:
    """The lines of a preview that are ticked."""
    rows = page.split("<tbody>")[1].split("</tbody>", maxsplit=1)[0].split("<tr>")[1:]
    ids = {re.findall(r'name="lines\.\d+\.id" value="([^"]+)"', row)[0]: row for row in rows}
    return {line for line, row in ids.items() if " checked" in row}


async def test_of_a_long_list_one_chooses_a_few_on_the_width_of_the_page(owner_url: str) -> None:
    async with (
        service(owner_url) as (there, people),
        signed_in(there, people.administrator) as client,
    ):
        await in_force(people, commitments=2)
        address = f"{AT}?what=priority&to=high&search=noord"
        every = await page_of(client, address)
        assert len(ticked(every)) == 2 and 'class="form form--wide"' in every
        [none] = re.findall(r'href="([^"]*ticked=none[^"]*)"', every)
        page = await page_of(client, none)
        assert ticked(page) == set() and f'href="{AT}?search=noord&what=priority&to=high"' in page
        form = browsing.fields(page, AT) | {"lines.1.chosen": ["on"]}
        [action] = {one for one in re.findall(r'action="([^"]*)"', page) if "to=high" in one}
        done = await client.post(action, data=form, headers=HTML)
        assert done.status_code == 303
        assert "1 toezegging" in await page_of(client, done.headers["location"])


async def test_after_a_refusal_each_tick_and_each_complaint_stands_at_its_own_line(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people, commitments=2)
        async with signed_in(there, people.administrator) as client:
            address = f"{AT}?what=priority&to=high"
            form = browsing.fields(await page_of(client, address), AT)
            first, second, third, fourth = (form[f"lines.{at}.id"][0] for at in range(4))
            del form["lines.0.chosen"], form["lines.3.chosen"]
            raised = "update commitment_line set priority = 'high' where id = $1"
            await DATABASE.fetch(raised, UUID(first))
            changed = "update commitment_line set version = version + 1 where id = $1"
            await DATABASE.fetch(changed, UUID(third))
            refused = await client.post(address, data=form | {"why": ["Besloten."]}, headers=HTML)
            assert refused.status_code == 400
            page = unescape(refused.text)
            assert ticked(page) == {second, third}, "and not the fourth, nor another"
            assert fourth in page and first not in page and "Besloten." in page
            assert 'href="#f-lines-1-chosen"' in page, "the third stands in the second row now"
            await DATABASE.fetch("update commitment_line set priority = 'high'")
            gone = await client.post(address, data=form, headers=HTML)
            assert gone.status_code == 400 and 'role="alert"' in gone.text, "it says why"


async def test_a_linking_pin_sees_per_line_what_is_refused_and_why(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people)
        async with signed_in(there, people.pin_north) as client:
            shown = await page_of(client, f"{AT}?what=execution&to=itself")
            assert "1 toezegging verandert." in shown
            assert "Wie de stand van zaken ziet" in shown
            assert f'href="{AT}?what=priority"' not in shown, "it may not"
            assert "1 in de lijst mag u niet wijzigen." in shown
            assert "Zuiddorp" not in shown.split("<table")[1]
            shown = await page_of(client, f"{AT}?what=execution&to=agreed")
            assert "wordt er geen anders" in shown
            await DATABASE.fetch("update commitment_line set state = 'done'")
            shown = await page_of(client, f"{AT}?what=execution&to=itself")
            assert "1 kan niet wijzigen; de reden staat erbij." in shown
            assert "U kunt alleen zeggen wie een toezegging uitvoert" in shown.split("<table")[1]
            shown = await page_of(client, f"{AT}?what=audience&to=own&knowingly=on")
            assert "alleen de eigen organisatie" in shown
            wrong = await page_of(client, f"{AT}?what=execution&to=other", 400)
            assert "Vul dit veld in" in wrong
        async with signed_in(there, people.outsider) as client:
            shown = await page_of(client, f"{AT}?what=priority&to=high")
            assert "Noordstad" not in shown


async def test_machines_do_the_same(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        await in_force(people)
        at = f"/api/v1{AT}"
        async with signed_in(there, people.administrator) as client:
            refused = await client.get(f"{at}?what=planning&weeks=0")
            assert [one["field"] for one in refused.json()["errors"]] == ["weeks"]
            assert (await client.get(at)).status_code == 400
            found = (await client.get(f"{at}?what=priority&to=low&search=noord")).json()
            assert (found["changing"], found["refused"], found["total"]) == (1, 0, 1)
            lines = [{"id": one["id"], "version": one["version"]} for one in found["lines"]]
            sent = {"what": "priority", "to": "low", "lines": lines}
            made = await client.post(at, json=sent)
            assert made.status_code == 201, made.text
            stale = await client.post(at, json=sent | {"to": "high"})
            assert stale.status_code == 400
            assert [one["field"] for one in stale.json()["errors"]] == ["lines.0.chosen"]
            change = f"{at}/{made.json()['id']}"
            seen = (await client.get(change)).json()
            assert (seen["version"], seen["lines"][0]["now"]) == (1, {"priority": "low"})
            undone = await client.post(f"{change}/ongedaan-maken", json={"version": 1})
            assert undone.json()["undoneAt"] and undone.json()["whyNotUndone"]
        async with signed_in(there, people.outsider) as client:
            assert (await client.get(change)).status_code == 404
            assert (await client.get(f"{at}?what=priority&to=low")).json()["total"] == 0
            assert (await client.post(at, json=sent)).status_code == 404
        [row] = await DATABASE.fetch(
            "select priority from commitment_line where id = $1", UUID(lines[0]["id"])
        )
        assert row["priority"] == "normal"
