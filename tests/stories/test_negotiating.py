"""Files come back from Word: handed in, looked at article by article, decided upon by buttons."""

from __future__ import annotations

import io
import re
import zipfile
from uuid import UUID

from httpx import AsyncClient
from tests.builders import browsing
from tests.builders.formation import AT, ready
from tests.builders.negotiating import desk, file_of, fixed
from tests.builders.parties import Cast
from tests.builders.returning import Edited
from tests.builders.service import service, signed_in

from governance.agreements.sharing.actions import share_draft

HTML = {"accept": "text/html"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def negotiated(people: Cast) -> UUID:
    made = await ready(people)
    await share_draft(made, by=people.administrator, at=AT)
    await fixed(made, people)
    return made


async def desks(made: UUID, people: Cast) -> list[Edited]:
    """What three parties made of a version: two change the same words, two make a remark."""
    files = [await desk(made, people) for _ in range(3)]
    files[0].change("art-doel-1", "dit convenant", "deze afspraak")
    files[1].change("art-doel-1", "dit convenant", "dit besluit")
    files[2].insert("art-doel-1", "Partijen evalueren ieder jaar.")
    files[0].comment("art-doel-1", "Is dit wel een convenant?")
    files[2].comment("art-doel-2", "Liever korter.")
    return files


async def sent(client: AsyncClient, made: UUID, people: Cast) -> str:
    """The page once three files are handed in."""
    at = f"/afspraken/{made}/terug-uit-word"
    assert "Er kwam nog geen bestand terug" in (await client.get(at, headers=HTML)).text
    bodies = (people.north, people.south, people.police)
    for file, body in zip(await desks(made, people), bodies, strict=True):
        form = {"number": "1", "organisationId": str(body)}
        parts = {"file": ("terug.docx", file_of(file), DOCX)}
        answer = await client.post(at, data=form, files=parts, headers=HTML)
        assert answer.status_code == 303, answer.text
    return (await client.get(at, headers=HTML)).text


def authors_in(redline: bytes) -> set[str]:
    """Whose the tracked changes of a Word file are."""
    with zipfile.ZipFile(io.BytesIO(redline)) as package:
        return set(re.findall(r'w:author="([^"]*)"', package.read("word/document.xml").decode()))


async def open_ones(client: AsyncClient, at: str) -> list[str]:
    found = (await client.get(f"/api/v1{at}/voorstellen")).json()
    return [one["id"] for one in found if one["state"] == "open"]


async def test_three_parties_files_merge_with_one_clash_and_two_remarks(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await negotiated(people)
        at = f"/afspraken/{made}/terug-uit-word"
        async with signed_in(transport, people.administrator) as client:
            shown = await sent(client, made, people)
            assert shown.count("Botst met wat") == 2
            assert "Is dit wel een convenant?" in shown and "Liever korter." in shown
            assert "<ins>" in shown and "<del>" in shown
            nothing = await client.post(f"{at}/besluiten", data={"act": "accept"}, headers=HTML)
            assert nothing.status_code == 400
            assert "Kies ten minste één voorstel" in nothing.text
            done = await client.post(f"{at}/besluiten", data={"act": "accept-all"}, headers=HTML)
            assert done.status_code == 303
            one, two = await open_ones(client, at)
            await client.post(f"{at}/besluiten", data={"act": "accept", "chosen": one})
            why = {"act": "decline", "chosen": two, "reason": "De eerste ging voor."}
            assert (await client.post(f"{at}/besluiten", data=why)).status_code == 303
            shown = (await client.get(at, headers=HTML)).text
            assert "Afgewezen omdat: De eerste ging voor." in shown
            assert "Neem over wat is aangevinkt" not in shown
            text = (await client.get(f"/afspraken/{made}/voorbeeld", headers=HTML)).text
            assert "deze afspraak" in text and "Partijen evalueren ieder jaar." in text


async def test_what_came_of_it_is_compared_and_sent_as_a_redline_to_who_takes_part(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await negotiated(people)
        back, at = f"/afspraken/{made}/terug-uit-word", f"/afspraken/{made}/versies"
        both = f"{at}/1/vergelijking/2"
        async with signed_in(transport, people.administrator) as client:
            await sent(client, made, people)
            await client.post(f"{back}/besluiten", data={"act": "accept-all"})
            compared = await client.get(both, headers=HTML)
            assert compared.status_code == 200 and "evalueren ieder jaar" in compared.text
            english = await client.get(both, headers=HTML | {"accept-language": "en"})
            assert "unchanged" in english.text and "ongewijzigd" not in english.text
            redline = (await client.get(f"{both}/docx")).content
            assert {"Noordstad", "Zuiddorp", "Politie"} & authors_in(redline) == {"Politie"}
            assert (await client.get(f"{both}/pdf")).content[:4] == b"%PDF"
            chosen = {"old": "1", "new": "2"}
            led = await client.get(f"{at}/vergelijking", params=chosen)
            assert led.headers["location"] == both
        async with signed_in(transport, people.pin_north) as client:
            mine = (await client.get(back, headers=HTML)).text
            assert "Neem over" not in mine and "dit besluit" not in mine
            assert (await client.get(both, headers=HTML)).status_code == 200
        async with signed_in(transport, people.outsider) as client:
            for path in (back, f"{back}/voorstellen", both, f"{both}/docx"):
                assert (await client.get(f"/api/v1{path}")).status_code == 404
                assert (await client.get(path, headers=HTML)).status_code == 404


async def test_a_file_that_is_no_word_file_is_refused_and_the_form_comes_back(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await negotiated(people)}/terug-uit-word"
        async with signed_in(transport, people.administrator) as client:
            form = browsing.fields((await client.get(at, headers=HTML)).text, at)
            parts = {"file": ("terug.docx", b"MZ\x90\x00 this is a program", DOCX)}
            chosen = {"number": form["number"][0], "organisationId": str(people.south)}
            answer = await client.post(at, data=chosen, files=parts, headers=HTML)
            assert answer.status_code == 400
            assert browsing.fields(answer.text, at)["organisationId"] == [str(people.south)]
