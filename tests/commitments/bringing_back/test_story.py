"""A list taken out, filled in and brought back: by pages and by a program."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from tests.builders import browsing
from tests.builders.bringing_back import as_book, as_csv, put
from tests.builders.commitments import in_force
from tests.builders.service import service, signed_in
from tests.commitments.bringing_back.test_actions import lines_of, planned, rows_out

from governance.commitments.finding.papers import as_workbook

HTML = {"accept": "text/html", "accept-language": "nl"}
LIST, AT = "/toezeggingen", "/toezeggingen/inlezen"
DONE = f"{AT}/bevestiging"


def sent(content: bytes, name: str = "toezeggingen.csv") -> dict[str, tuple[str, bytes]]:
    return {"file": (name, content)}


async def test_a_file_is_looked_at_before_it_changes_anything(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people)
        by = people.administrator
        async with signed_in(transport, by) as client:
            assert f'href="{AT}"' in (await client.get(LIST, headers=HTML)).text
            assert "Bestand weer inlezen" in (await client.get(AT, headers=HTML)).text
            table = rows_out(await lines_of(by))
            put(table, 0, "prioriteit", "urgent")
            put(table, 1, "toezegging", "Iets anders")
            wrong = await client.post(AT, files=sent(as_csv(table)), headers=HTML)
            told = unescape(wrong.text)
            assert wrong.status_code == 400
            assert "toezeggingen.csv, regel 2: prioriteit: Kies een van deze" in told
            assert "toezeggingen.csv, regel 3: toezegging: Dit wijzigt u niet" in told
            none = await client.post(AT, files={"note": (None, "x")}, headers=HTML)
            assert none.status_code == 400 and "Kies een bestand" in none.text
            table = rows_out(await lines_of(by))
            put(table, 0, "prioriteit", "hoog")
            planned(table, 1, date(2026, 5, 1))
            shown = await client.post(AT, files=sent(as_csv(table)), headers=HTML)
            assert shown.status_code == 200, shown.text[:500]
            page = " ".join(unescape(re.sub("<[^>]+>", " ", shown.text)).split())
            assert "2 toezeggingen veranderen." in page
            assert "prioriteit L2 gewoon hoog" in page
            assert "01-04-2026 01-05-2026" in page or "1 apr 2026 1 mei 2026" in page, page
            assert [one.priority for one in await lines_of(by)] == ["normal", "normal"]
            form = browsing.fields(shown.text, DONE)
            done = await client.post(DONE, data=form, headers=HTML)
            assert done.status_code == 303, done.text[:500]
            assert done.headers["location"].startswith("/toezeggingen/prioriteiten/")
            again = await client.post(DONE, data=form, headers=HTML)
            assert again.status_code == 400
            told = unescape(again.text).partition('class="summary"')[2].partition("</ul>")[0]
            assert "sindsdien gewijzigd" in told and "1 Noordstad" in told, told
            broken = await client.post(DONE, data={"changes": "{"}, headers=HTML)
            assert broken.status_code == 400 and "kies het bestand opnieuw" in broken.text
        assert [one.priority for one in await lines_of(by)] == ["high", "normal"]


async def test_what_looks_like_case_data_in_a_file_is_ticked_before_it_counts(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people)
        by = people.administrator
        async with signed_in(transport, by) as client:
            table = rows_out(await lines_of(by))
            planned(table, 1, date(2026, 5, 1), "Na overleg met 06-12345678.")
            shown = await client.post(AT, files=sent(as_csv(table)), headers=HTML)
            assert 'name="notCaseData"' in shown.text
            said = " ".join(unescape(re.sub("<[^>]+>", " ", shown.text)).split())
            assert "“06-12345678” lijkt op een telefoonnummer" in said
            assert "waarom opnieuw gepland X3 : “06-12345678”" in said, said
            form = browsing.fields(shown.text, DONE)
            unticked = {name: said for name, said in form.items() if name != "notCaseData"}
            refused = await client.post(DONE, data=unticked, headers=HTML)
            assert refused.status_code == 400
            once_more = browsing.fields(refused.text, DONE)
            assert once_more["changes"] == form["changes"], "the file is not asked again"
            assert 'name="notCaseData"' in refused.text
            ticked = once_more | {"notCaseData": ["on"]}
            assert (await client.post(DONE, data=ticked, headers=HTML)).status_code == 303


@pytest.mark.parametrize(
    ("language", "phone", "mail"),
    [("nl", "lijkt op een telefoonnummer", "lijkt op een e-mailadres"),
     ("en", "looks like a phone number", "looks like an e-mail address")],
)  # fmt: skip
async def test_a_page_tells_what_looks_like_case_data_in_every_line_by_sheet_and_cell(
    owner_url: str, language: str, phone: str, mail: str
) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people)
        async with signed_in(transport, people.administrator) as client:
            table = rows_out(await lines_of(people.administrator))
            planned(table, 0, date(2026, 5, 1), "Na overleg met 06-12345678.")
            planned(table, 1, date(2026, 5, 1), "Na overleg met post@example.nl.")
            spoken = HTML | {"accept-language": language}
            shown = await client.post(AT, files=sent(as_book(table), "lijst.xlsx"), headers=spoken)
            refused = await client.post(
                DONE, data=browsing.fields(shown.text, DONE) | {"notCaseData": []}, headers=spoken
            )
            assert refused.status_code == 400
            summary = unescape(refused.text).partition('class="summary"')[2].partition("</ul>")[0]
            told = [re.sub("<[^>]+>", "", one).strip() for one in summary.split("<li>")[1:]]
            assert len(told) == 3, told
            assert told[0].startswith("toezeggingen!X2:") and phone in told[0], told
            assert "1 Noordstad" in told[0] and "1 Zuiddorp" in told[1]
            assert told[1].startswith("toezeggingen!X3:") and mail in told[1], told


async def test_a_program_does_the_same_with_the_workbook_that_it_took_out(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people)
        by = people.secretary
        async with signed_in(transport, by) as client:
            book = (await client.get(f"/api/v1{LIST}/werkmap")).content
            same = await client.post(f"/api/v1{AT}", files=sent(book, "lijst.xlsx"))
            assert same.status_code == 200, same.text
            assert (same.json()["lines"], same.json()["alike"]) == ([], 2)
            table = rows_out(await lines_of(by))
            put(table, 0, "prioriteit", "hoog")
            refused = await client.post(f"/api/v1{AT}", files=sent(as_csv(table)))
            [error] = refused.json()["errors"]
            assert (error["file"], error["line"], error["column"]) == (
                "toezeggingen.csv", 2, "prioriteit",
            )  # fmt: skip
            table = rows_out(await lines_of(by))
            planned(table, 0)
            found = (await client.post(f"/api/v1{AT}", files=sent(as_csv(table)))).json()
            [line] = found["lines"]
            assert [one["after"] for one in line["cells"]] == [
                "2026-05-01",
                "Het college was later.",
            ]
            body = {"lines": [line["change"]], "sha256": found["sha256"]}
            done = await client.post(f"/api/v1{DONE}", json=body)
            assert done.status_code == 200, done.text
            assert done.json() == {"lines": 1, "measurements": 0, "priorityChanges": []}
            late = await client.post(f"/api/v1{DONE}", json=body)
            assert late.status_code == 400
            assert late.json()["errors"][0]["field"] == "lines.0.version"


async def test_who_may_change_nothing_brings_nothing_back_and_an_outsider_sees_nothing(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await in_force(people)
        lines = await lines_of(people.administrator)
        book = sent(as_workbook(lines, [frozenset()] * len(lines)), "lijst.xlsx")
        async with signed_in(transport, people.outsider) as client:
            answer = await client.post(f"/api/v1{AT}", files=book)
            assert "Noordstad" not in answer.text and answer.status_code in (400, 404)
            body = {"lines": [{"id": str(lines[0].id), "version": 1, "priority": "high"}]}
            assert (await client.post(f"/api/v1{DONE}", json=body)).status_code == 404
        assert {one.priority for one in await lines_of(people.administrator)} == {"normal"}
