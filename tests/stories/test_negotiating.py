"""Files come back from Word: handed in, looked at article by article, decided upon by buttons."""

from __future__ import annotations

from uuid import UUID

from tests.builders import browsing
from tests.builders.formation import AT, ready
from tests.builders.negotiating import desk, file_of, fixed
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in

from governance.agreements.sharing.actions import share_draft

HTML = {"accept": "text/html"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


async def negotiated(people: Cast) -> UUID:
    made = await ready(people)
    await share_draft(made, by=people.administrator, at=AT)
    await fixed(made, people)
    return made


async def test_three_parties_files_merge_with_one_clash_and_two_remarks(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await negotiated(people)
        at = f"/afspraken/{made}/terug-uit-word"
        files = [await desk(made, people) for _ in range(3)]
        files[0].change("art-doel-1", "dit convenant", "deze afspraak")
        files[1].change("art-doel-1", "dit convenant", "dit besluit")
        files[2].insert("art-doel-1", "Partijen evalueren ieder jaar.")
        files[0].comment("art-doel-1", "Is dit wel een convenant?")
        files[2].comment("art-doel-2", "Liever korter.")
        async with signed_in(transport, people.administrator) as client:
            assert "Er kwam nog geen bestand terug" in (await client.get(at, headers=HTML)).text
            for file, body in zip(files, (people.north, people.south, people.police), strict=True):
                sent = {"number": "1", "organisationId": str(body)}
                parts = {"file": ("terug.docx", file_of(file), DOCX)}
                answer = await client.post(at, data=sent, files=parts, headers=HTML)
                assert answer.status_code == 303, answer.text
            shown = (await client.get(at, headers=HTML)).text
            assert shown.count("Botst met wat") == 2
            assert "Is dit wel een convenant?" in shown and "Liever korter." in shown
            assert "<ins>" in shown and "<del>" in shown
            nothing = await client.post(f"{at}/besluiten", data={"act": "accept"}, headers=HTML)
            assert nothing.status_code == 400
            assert "Kies ten minste één voorstel" in nothing.text
            done = await client.post(f"{at}/besluiten", data={"act": "accept-all"}, headers=HTML)
            assert done.status_code == 303
            open_ones = (await client.get(f"/api/v1{at}/voorstellen")).json()
            left = [one["id"] for one in open_ones if one["state"] == "open"]
            assert len(left) == 2
            one, two = left
            await client.post(f"{at}/besluiten", data={"act": "accept", "chosen": one})
            why = {"act": "decline", "chosen": two, "reason": "De eerste ging voor."}
            assert (await client.post(f"{at}/besluiten", data=why)).status_code == 303
            shown = (await client.get(at, headers=HTML)).text
            assert "Afgewezen omdat: De eerste ging voor." in shown
            text = (await client.get(f"/afspraken/{made}/voorbeeld", headers=HTML)).text
            assert "deze afspraak" in text and "Partijen evalueren ieder jaar." in text
            compared = await client.get(f"/afspraken/{made}/versies/1/vergelijking/2", headers=HTML)
            assert compared.status_code == 200 and "deze afspraak" in compared.text
            redline = await client.get(f"/afspraken/{made}/versies/1/vergelijking/2/docx")
            assert redline.content[:2] == b"PK"
            table = await client.get(f"/afspraken/{made}/versies/1/vergelijking/2/pdf")
            assert table.content[:4] == b"%PDF"
            chosen = {"old": "1", "new": "2"}
            led = await client.get(f"/afspraken/{made}/versies/vergelijking", params=chosen)
            assert led.headers["location"].endswith("/versies/1/vergelijking/2")
        async with signed_in(transport, people.pin_north) as client:
            mine = (await client.get(at, headers=HTML)).text
            assert "Afgewezen" not in mine and "Neem over" not in mine
        async with signed_in(transport, people.outsider) as client:
            for path in (at, f"{at}/voorstellen", f"/afspraken/{made}/versies/1/vergelijking/2"):
                assert (await client.get(f"/api/v1{path}")).status_code == 404
                assert (await client.get(path, headers=HTML)).status_code == 404


async def test_a_file_that_is_no_word_file_is_refused_and_the_form_comes_back(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await negotiated(people)}/terug-uit-word"
        async with signed_in(transport, people.administrator) as client:
            sent = browsing.fields((await client.get(at, headers=HTML)).text, at)
            parts = {"file": ("terug.docx", b"MZ\x90\x00 this is a program", DOCX)}
            chosen = {"number": sent["number"][0], "organisationId": str(people.south)}
            answer = await client.post(at, data=chosen, files=parts, headers=HTML)
            assert answer.status_code == 400
            assert browsing.fields(answer.text, at)["organisationId"] == [str(people.south)]
