"""A draft is written on by plain forms, remarked upon by its parties, and fixed in versions."""

from __future__ import annotations

import re
from uuid import UUID

from httpx import AsyncClient
from tests.builders import browsing
from tests.builders.formation import AT, ready
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in

from governance.agreements.sharing.actions import share_draft
from governance.base.database import DATABASE

HTML = {"accept": "text/html"}


async def opened(client: AsyncClient, at: str) -> dict[str, list[str]]:
    """The fields of the form of a page as a browser would send them."""
    return browsing.fields((await client.get(at, headers=HTML)).text, at)


async def shared(people: Cast) -> UUID:
    made = await ready(people)
    await share_draft(made, by=people.administrator, at=AT)
    return made


async def test_rows_are_added_moved_and_dropped_without_saving_and_then_saved(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}/artikelen/art-doel"
        async with signed_in(transport, people.administrator) as client:
            sent = await opened(client, at)
            first = sent["passages.0.words"][0]
            sent |= {"act": ["add-0"], "title": ["Waartoe"]}
            answer = await client.post(at, data=sent, headers=HTML)
            assert answer.status_code == 200
            sent = browsing.fields(answer.text, at)
            assert (sent["title"], sent["passages.1.words"]) == (["Waartoe"], [""])
            sent |= {"passages.1.words": ["Nieuw lid."], "act": ["up-1"]}
            sent = browsing.fields((await client.post(at, data=sent, headers=HTML)).text, at)
            assert [sent[f"passages.{n}.words"][0] for n in (0, 1)] == ["Nieuw lid.", first]
            again = await client.get(at, headers=HTML)
            assert "sloeg het niet op" in again.text
            assert browsing.fields(again.text, at)["passages.0.words"] == ["Nieuw lid."]
            sent |= {"act": ["drop-1"]}
            sent = browsing.fields((await client.post(at, data=sent, headers=HTML)).text, at)
            assert first not in [words for words, *_ in sent.values()]
            sent |= {"act": ["save"]}
            assert (await client.post(at, data=sent, headers=HTML)).status_code == 303
            shown = (await client.get(at, headers=HTML)).text
            assert "sloeg het niet op" not in shown and "Nieuw lid." in shown


async def test_who_saves_second_sees_both_and_nothing_typed_is_lost(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}/artikelen/art-doel"
        async with signed_in(transport, people.administrator) as client:
            mine, theirs = await opened(client, at), await opened(client, at)
            theirs |= {"passages.0.words": ["Van de ander."], "act": ["save"]}
            assert (await client.post(at, data=theirs, headers=HTML)).status_code == 303
            mine |= {"passages.0.words": ["Van mij."], "act": ["save"]}
            late = await client.post(at, data=mine, headers=HTML)
            assert late.status_code == 409
            assert "Van mij." in late.text and "Van de ander." in late.text
            anew = browsing.fields(late.text, at) | {"act": ["save"]}
            assert (await client.post(at, data=anew, headers=HTML)).status_code == 303
            assert "Van mij." in (await client.get(at, headers=HTML)).text


async def test_what_is_wrong_comes_back_with_what_was_typed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}/artikelen/art-doel"
        async with signed_in(transport, people.administrator) as client:
            sent = await opened(client, at)
            sent |= {"passages.0.words": ["In [regoi]."], "title": [""], "act": ["save"]}
            answer = await client.post(at, data=sent, headers=HTML)
            assert answer.status_code == 400
            assert "‘[regoi]’ is geen invulplek" in answer.text
            assert browsing.fields(answer.text, at)["passages.0.words"] == ["In [regoi]."]


async def test_an_article_is_added_moved_left_out_and_put_back_by_buttons(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}/artikelen"
        async with signed_in(transport, people.administrator) as client:
            bad = await client.post(at, data={"kind": "article"}, headers=HTML)
            assert bad.status_code == 400 and "Vul dit veld in" in bad.text
            new = {"kind": "article", "title": "Kosten van uitvoering", "behind": "art-doel"}
            there = (await client.post(at, data=new, headers=HTML)).headers["location"]
            assert there == f"{at}/art-kosten2"
            for path, sent in (
                ("volgorde", {"way": "up", "past": "art-doel"}),
                ("verwijdering", {}),
            ):
                seen = (await opened(client, there))["seen"]
                form = {**sent, "seen": seen} if path == "verwijdering" else sent
                assert (await client.post(f"{there}/{path}", data=form)).status_code == 303
            page = (await client.get(at, headers=HTML)).text
            assert "Terugzetten" in page
            change = re.findall(r'name="change" value="([^"]+)"', page)[0]
            done = await client.post(f"{there}/ongedaan-maken", data={"change": change})
            assert done.status_code == 303
            assert "Kosten van uitvoering</a>" in (await client.get(at, headers=HTML)).text


async def test_a_party_remarks_the_keeper_answers_and_settles_and_an_outsider_sees_nothing(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await shared(people)}/opmerkingen"
        words = {"section": "art-doel", "passage": "1", "words": "Te vaag:\nwie doet dit?"}
        async with signed_in(transport, people.pin_north) as client:
            bad = await client.post(at, data={**words, "words": " ", "passage": "99"}, headers=HTML)
            assert bad.status_code == 400
            assert (await client.post(at, data=words, headers=HTML)).status_code == 303
            page = (await client.get(at, headers=HTML)).text
            assert "wie doet dit?" in page and "Handel deze opmerking af" not in page
            assert "Noordstad" in page
        [row] = await DATABASE.fetch("select id from text_remark")
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get(at, headers=HTML)).status_code == 404
            assert (await client.get(f"/api/v1{at}")).status_code == 404
            for path in ("antwoorden", "afronding"):
                said = await client.post(f"/api/v1{at}/{row['id']}/{path}", json={"words": "x"})
                assert said.status_code == 404
        async with signed_in(transport, people.administrator) as client:
            one = f"{at}/{row['id']}"
            sent = {"words": "De gemeente."}
            assert (await client.post(f"{one}/antwoorden", data=sent)).status_code == 303
            assert (await client.post(f"{one}/afronding")).status_code == 303
            assert (await client.post(f"{one}/afronding", headers=HTML)).status_code == 409
            late = await client.post(f"{one}/antwoorden", data=sent, headers=HTML)
            assert late.status_code == 409
            [told] = (await client.get(f"/api/v1{at}")).json()
            assert told["answers"][0]["words"] == "De gemeente."
            assert told["settledAt"] and told["organisation"] == "Noordstad"


async def test_a_version_is_fixed_read_and_downloaded_by_a_party_and_by_nobody_else(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await shared(people)}/versies"
        async with signed_in(transport, people.administrator) as client:
            sent = await opened(client, at) | {"of": ["x" * 301]}
            assert (await client.post(at, data=sent, headers=HTML)).status_code == 400
            sent |= {"of": ["na het overleg"]}
            assert (await client.post(at, data=sent, headers=HTML)).status_code == 303
            late = await client.post(at, data=sent, headers=HTML)
            assert late.status_code == 409
        async with signed_in(transport, people.pin_north) as client:
            page = (await client.get(at, headers=HTML)).text
            assert "na het overleg" in page and "Leg deze versie vast" not in page
            assert (await client.get(f"{at}/1", headers=HTML)).status_code == 200
            assert (await client.get(f"{at}/2", headers=HTML)).status_code == 404
            word = await client.get(f"{at}/1/documenten/docx")
            assert word.content[:2] == b"PK"
            assert (await client.get(f"{at}/1/documenten/odt")).status_code == 404
            assert (await client.post(at, data=sent, headers=HTML)).status_code == 404
        async with signed_in(transport, people.outsider) as client:
            for path in ("", "/1", "/1/documenten/docx"):
                assert (await client.get(at + path, headers=HTML)).status_code == 404
                assert (await client.get(f"/api/v1{at}{path}")).status_code == 404


async def test_a_machine_reads_and_writes_a_section(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/api/v1/afspraken/{await ready(people)}/artikelen"
        async with signed_in(transport, people.administrator) as client:
            listed = (await client.get(at)).json()
            assert [one["kind"] for one in listed][:2] == ["recitals", "article"]
            one = (await client.get(f"{at}/art-doel")).json()
            passages = [*one["passages"], {"form": "clause", "words": "Zie [art.looptijd]."}]
            form = {"seen": one["seen"], "title": one["title"], "passages": passages}
            written = await client.put(f"{at}/art-doel", json=form)
            assert written.status_code == 200
            assert written.json()["passages"][-1]["words"] == "Zie [art.looptijd]."
            assert (await client.put(f"{at}/art-doel", json=form)).status_code == 409
            assert (await client.get(f"{at}/art-niets")).status_code == 404
            below = next(one["below"] for one in listed if one["name"] == "art-doel")
            moved = await client.post(
                f"{at}/art-doel/volgorde", json={"way": "down", "past": below}
            )
            assert moved.status_code == 200
            [row] = await DATABASE.fetch("select id from text_change where section = 'art-doel'")
            change = {"change": str(row["id"])}
            undone = await client.post(f"{at}/art-doel/ongedaan-maken", json=change)
            assert undone.status_code == 200
            again = await client.post(f"{at}/art-doel/ongedaan-maken", json=change)
            assert again.status_code == 409
