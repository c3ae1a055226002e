"""What cannot be undone is said beforehand: what lapses, what goes, what is sealed."""

from __future__ import annotations

from datetime import date

from tests.builders.agreements import organs
from tests.builders.formation import AT, decided, put_up, ready, signature
from tests.builders.service import service, signed_in

from governance.agreements.actions import record_decision
from governance.agreements.forms import DecisionForm
from governance.agreements.queries import agreement, listed
from governance.commitments.queries import of_agreement
from governance.formation.actions import sign

HTML = {"accept": "text/html"}
DECISION = DecisionForm("het college", AT.date(), "B-2026-9")


async def test_who_takes_back_first_reads_which_decisions_lapse(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by, made = people.administrator, await put_up(people)
        [first, second, *_] = await organs(made)
        await record_decision(first, DECISION, by=by, at=AT)
        at = f"/afspraken/{made}/terugname"
        version = (await agreement(made, by=by)).version
        async with signed_in(transport, by) as client:
            shown = (await client.get(f"/afspraken/{made}", headers=HTML)).text
            assert f'href="{at}"' in shown
            assert f'action="{at}"' not in shown
            page = (await client.get(at, headers=HTML)).text
            for said in ("1 besluit vervalt", "Noordstad", "authority executive", "B-2026-9"):
                assert said in page
            blind = await client.post(at, data={"version": version}, headers=HTML)
            assert blind.status_code == 400
            assert "Besluiten en ondertekeningen die nu vervallen: 1" in blind.text
            await record_decision(second, DECISION, by=by, at=AT)
            typed = {"version": version, "lapsing": 1}
            overtaken = await client.post(at, data=typed, headers=HTML)
            assert overtaken.status_code == 400
            assert "2 besluiten vervallen" in overtaken.text
            assert (await agreement(made, by=by)).decided == 2
            done = await client.post(at, data=typed | {"lapsing": 2}, headers=HTML)
            assert done.status_code == 303
        assert (await agreement(made, by=by)).state == "draft"


async def test_where_nothing_lapses_taking_back_asks_nothing_more(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by, made = people.administrator, await put_up(people)
        at = f"/afspraken/{made}/terugname"
        async with signed_in(transport, by) as client:
            assert "Er vervalt dus niets" in (await client.get(at, headers=HTML)).text
            version = (await agreement(made, by=by)).version
            done = await client.post(at, data={"version": version}, headers=HTML)
            assert done.status_code == 303
        for name in ("pin_north", "outsider"):
            async with signed_in(transport, getattr(people, name)) as client:
                assert (await client.get(at, headers=HTML)).status_code == 404


async def test_a_machine_takes_back_without_being_asked(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await put_up(people)
        [first, *_] = await organs(made)
        await record_decision(first, DECISION, by=people.administrator, at=AT)
        async with signed_in(transport, people.administrator) as client:
            done = await client.post(f"/api/v1/afspraken/{made}/terugname", json={})
            assert (done.status_code, done.json()["state"]) == (201, "draft")


async def test_who_removes_a_commitment_first_reads_what_goes(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by, made = people.administrator, await ready(people)
        there = await of_agreement(made, by=by)
        one = next(c for c in there if len(c.milestones) > 1)
        list_of = f"/afspraken/{made}/toezeggingen"
        at = f"{list_of}/{one.id}/verwijdering"
        async with signed_in(transport, by) as client:
            shown = (await client.get(list_of, headers=HTML)).text
            assert f'href="{at}"' in shown
            assert f'action="{at}"' not in shown
            page = (await client.get(at, headers=HTML)).text
            told = [one.title, f"Ook {len(one.milestones)} mijlpalen", one.owners[0].organisation]
            for said in (*told, *(m.title for m in one.milestones)):
                assert said in page
            assert f'href="{list_of}"' in page
            version = (await agreement(made, by=by)).version
            done = await client.post(at, data={"version": version}, headers=HTML)
            assert done.status_code == 303
            gone = await client.get(at, headers=HTML, follow_redirects=True)
            assert gone.url.path == list_of
        assert one.id not in {c.id for c in await of_agreement(made, by=by)}


SIGNATURE = {
    "textVersion": "1",
    "signedByFunction": "de burgemeester", "signedOn": "2026-11-20", "capacity": "own_right",
}  # fmt: skip
LAST = "Dit is de laatste ondertekening. Daarna ligt de afspraak vast"


async def test_only_the_last_signature_says_that_it_seals(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        first, second, third = await decided(people)
        at = f"/bestuursorganen/{third}/ondertekeningen"
        async with signed_in(transport, by) as client:
            await sign(first, signature(), by=by, at=AT)
            assert LAST not in (await client.get(at, headers=HTML)).text
            await sign(second, signature(), by=by, at=AT)
            unaware = await client.post(at, data=SIGNATURE, headers=HTML)
            assert unaware.status_code == 400
            assert "Dit is inmiddels de laatste ondertekening" in unaware.text
            assert LAST in unaware.text
            assert "op de dag van de laatste ondertekening" in unaware.text
            [view] = (await listed(by)).agreements
            assert (view.state, view.signed) == ("up_for_decision", 2)
            told = await client.get(at, headers=HTML)
            assert LAST in told.text
            assert 'name="sealing" value="on"' in told.text
            done = await client.post(at, data=SIGNATURE | {"sealing": "on"}, headers=HTML)
            assert done.status_code == 303
        [view] = (await listed(by)).agreements
        assert view.state == "in_force"


async def test_a_correction_of_the_last_but_one_is_not_said_to_seal(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        first, second, _ = await decided(people)
        for organ in (first, second):
            await sign(organ, signature(), by=people.administrator, at=AT)
        async with signed_in(transport, people.administrator) as client:
            at = f"/bestuursorganen/{first}/ondertekeningen/correctie"
            assert LAST not in (await client.get(at, headers=HTML)).text


async def test_what_is_dated_before_the_text_was_put_up_says_so_in_its_row(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        made = await put_up(people)
        [first, second, _] = await organs(made)
        for organ, day in ((first, 23), (second, 24)):
            decision = DecisionForm("het college", date(2026, 11, day), "1")
            await record_decision(organ, decision, by=by, at=AT)
        await sign(first, signature(signed_on=date(2026, 11, 23)), by=by, at=AT)
        await sign(second, signature(signed_on=date(2026, 11, 24)), by=by, at=AT)
        async with signed_in(transport, by) as client:
            page = (await client.get(f"/afspraken/{made}", headers=HTML)).text
        rows = page.split("<tbody>")[1].split("</tbody>")[0].split("</tr>")
        note = "Gedateerd vóór de voorlegging van deze tekst op 24-11-2026"
        assert [row.count(note) for row in rows[:3]] == [2, 0, 0]


async def test_who_decides_not_to_agree_stands_on_the_page_and_on_the_start_page(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        by, made = people.administrator, await put_up(people)
        first, second, _ = await organs(made)
        await record_decision(first, DECISION, by=by, at=AT)
        await sign(first, signature(signed_on=AT.date()), by=by, at=AT)
        at = f"/bestuursorganen/{second}/besluiten"
        typed = {
            "decidedBy": "het college",
            "decidedOn": "24-11-2026",
            "number": "B-10",
            "textVersion": "1",
        }
        async with signed_in(transport, by) as client:
            form = (await client.get(at, headers=HTML)).text
            assert " checked" not in form
            open_one = await client.post(at, data=typed, headers=HTML)
            assert (open_one.status_code, 'href="#f-outcome"' in open_one.text) == (400, True)
            no = await client.post(
                at, data=typed | {"outcome": "declined", "reason": "Nee."}, headers=HTML
            )
            assert no.status_code == 303
            page = (await client.get(f"/afspraken/{made}", headers=HTML)).text
            assert "1 bestuursorgaan stemt niet in" in page
            back = f"/afspraken/{made}/terugname"
            assert page.count(f'href="{back}"') == 2
            begin = (await client.get("/", headers=HTML)).text
            assert f'<a href="{back}">Stemt niet in: terugnemen naar concept' in begin
            asked = await client.get(f"/bestuursorganen/{second}/ondertekeningen", headers=HTML)
            assert asked.status_code == 303
            lapses = (await client.get(back, headers=HTML)).text
            for said in ("2 besluiten vervallen", "Ook 1 ondertekening vervalt", "stemt niet in"):
                assert said in lapses
            version = (await agreement(made, by=by)).version
            done = await client.post(back, data={"version": version, "lapsing": 3}, headers=HTML)
            assert done.status_code == 303
            told = (await client.get(f"/afspraken/{made}", headers=HTML)).text
            assert "Noordstad, authority mayor (stemt niet in)" in told
        assert (await agreement(made, by=by)).state == "draft"
