"""The annual plan through HTTP: a party plans, the document is saved, the paragraph is copied."""

from __future__ import annotations

from tests.builders import browsing
from tests.builders.aiming import commitments_of, turned_on
from tests.builders.budget import party_in
from tests.builders.commitments import in_force
from tests.builders.service import AT, service, signed_in

HTML = {"accept": "text/html"}


async def test_a_linking_pin_plans_on_a_page_and_all_read_what_they_may(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people, commitments=2)
        await turned_on(people, AT, "budget")
        north = await party_in(agreement, people.north)
        at, own = f"/afspraken/{agreement}/jaarplan", f"/partijen/{north}/jaarplan"
        async with signed_in(transport, people.pin_north) as client:
            client.headers.update(HTML)
            assert f"{own}?year=2027" in (await client.get(at)).text
            form = browsing.fields((await client.get(own)).text, own)
            form |= {"lines.0.fte": ["0,5"], "lines.0.euros": ["x"], "lines.0.cover": ["Post 3"]}
            wrong = await client.post(own, data=form)
            assert wrong.status_code == 400 and "Post 3" in wrong.text
            form |= {"lines.0.euros": ["1.250,50"]}
            right = await client.post(own, data=form)
            assert right.headers["location"] == f"{at}?year=2027", right.text
            assert (await client.post(own, data=form)).status_code == 409
            shown = (await client.get(at)).text
            assert "€\u00a01.250,50" in shown and "Post 3" in shown and "0,50" in shown
            text = await client.get(f"/partijen/{north}/paragraaf?moment=interim")
            assert "readonly" in text.text and "0,5 fte" in text.text
            assert (await client.get(f"/partijen/{north}/paragraaf?moment=x")).status_code == 404
        async with signed_in(transport, people.pin_south) as client:
            client.headers.update(HTML)
            assert "1.250,50" not in (await client.get(at)).text
            for hidden in (own, f"/partijen/{north}/paragraaf", f"/api/v1{own}"):
                assert (await client.get(hidden)).status_code == 404, hidden
        async with signed_in(transport, people.outsider) as client:
            for hidden in (at, f"{at}/documenten/docx", f"/api/v1{at}"):
                assert (await client.get(hidden)).status_code == 404, hidden


async def test_a_machine_plans_and_takes_the_document(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        [only] = await commitments_of(agreement)
        await turned_on(people, AT, "budget")
        at = f"/api/v1/partijen/{await party_in(agreement, people.north)}/jaarplan"
        async with signed_in(transport, people.pin_north) as client:
            first = await client.get(f"{at}?year=2027")
            assert first.json()["version"] == 0 and first.headers["etag"] == '"0"'
            form = {"year": 2027, "lines": [{"commitmentId": str(only), "euros": "0.10"}]}
            assert (await client.put(at, json=form)).status_code == 400, "the version is needed"
            done = await client.put(at, json=form, headers={"if-match": '"0"'})
            assert done.status_code == 200 and done.json()["lines"][0]["euros"] == "0.10"
            late = await client.put(at, json=form, headers={"if-match": '"0"'})
            assert late.status_code == 409
            text = await client.get(at.replace("jaarplan", "paragraaf"))
            assert "Noordstad" in text.json()["text"]
        async with signed_in(transport, people.secretary) as client:
            plan = f"/api/v1/afspraken/{agreement}/jaarplan"
            assert (await client.get(plan)).json()["euros"] == "0.10"
            for form_of, begins in (("docx", b"PK"), ("pdf", b"%PDF")):
                made = await client.get(f"{plan}/documenten/{form_of}?year=2027")
                assert made.status_code == 200 and made.content.startswith(begins)
            assert (await client.get(f"{plan}/documenten/odt")).status_code == 404
