"""Pages and API of reporting over HTTP: what is prepared, stale steps, the period of a round."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from tests.builders.commitments import in_force
from tests.builders.parties import Cast
from tests.builders.reporting import AT, approved, open_round, report_of, submitted
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE
from governance.reporting import actions
from governance.reporting.forms import PreparationForm

REGIONAL = "rapportagerondes/{round}/regiorapportages"
WORDS = {"summary": "Op koers", "decisionsAsked": "Instemmen", "version": "1"}


async def _submitted(people: Cast) -> tuple[str, str]:
    opened = await open_round(people, await in_force(people))
    view = await report_of(opened, people.north, people.pin_north)
    await submitted(view, people.pin_north)
    return str(opened), str(view.id)


async def test_words_are_prepared_by_page_and_api_with_the_version_that_was_seen(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        opened, _ = await _submitted(people)
        at = REGIONAL.format(round=opened)
        async with signed_in(transport, people.secretary) as client:
            shown = await client.get(f"/{at}")
            saved = await client.post(f"/{at}", data=WORDS | {"adoptedOn": ""})
            assert saved.status_code == 303
            unseen = await client.put(f"/api/v1/{at}", json={"summary": "x"})
            assert unseen.json()["errors"][0]["field"] == "version"
            stale = await client.put(f"/api/v1/{at}", json=WORDS | {"version": 1})
            assert stale.status_code == 409
            told = await client.put(f"/api/v1/{at}", json=WORDS | {"version": 2})
            assert (told.status_code, told.json()["decisionsAsked"]) == (200, "Instemmen")
            assert told.json()["state"] == "draft"
            again = await client.get(f"/{at}")
            assert ("Instemmen" in again.text, "Instemmen" in shown.text) == (True, False)
            assert "Van 2 rapportages zijn er 2 nog niet aanvaard" in again.text
        for name in ("pin_north", "administrator", "outsider"):
            async with signed_in(transport, getattr(people, name)) as client:
                assert (await client.put(f"/api/v1/{at}", json=WORDS)).status_code == 404


async def test_who_accepts_what_was_just_returned_is_told_409_and_an_outsider_404(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        _, mine = await _submitted(people)
        at = f"/rapportages/{mine}"
        async with signed_in(transport, people.secretary) as client:
            text = {"text": "Waarom?", "version": ""}
            assert (await client.post(f"{at}/terugzending", data=text)).status_code == 303
            stale = {"version": "3"}
            assert (await client.post(f"{at}/aanvaarding", data=stale)).status_code == 409
            twin = f"/api/v1{at}/aanvaarding"
            assert (await client.post(twin, json={"version": 3})).status_code == 409
            assert (await client.get(f"/api/v1{at}")).status_code == 404
            led = await client.get(at, follow_redirects=True)
            assert "/rapportagerondes/" in str(led.url)
            assert "Deze rapportage is nu niet ingediend" in led.text
            assert "Gevraagd: Waarom?" in led.text
        async with signed_in(transport, people.outsider) as client:
            assert (await client.post(f"{at}/aanvaarding", data=stale)).status_code == 404
            assert (await client.get(at)).status_code == 404


async def test_the_page_asks_the_last_day_of_the_period_and_shows_the_same(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        form = {
            "title": "Halfjaar", "periodFrom": "01-01-2026", "periodUntil": "30-06-2026",
            "opensOn": "01-07-2026", "dueOn": "15-07-2026",
        }  # fmt: skip
        async with signed_in(transport, people.secretary) as client:
            made = await client.post(f"/afspraken/{agreement}/rapportagerondes", data=form)
            assert made.status_code == 303, made.text
            [kept] = await DATABASE.fetch("select period_until from round")
            assert kept["period_until"] == date(2026, 7, 1)
            listed = await client.get(f"/afspraken/{agreement}/rapportagerondes/nieuw")
            plain = re.sub(r"\s+", " ", listed.text)
            assert "1 jan 2026 tot en met 30 jun 2026" in plain


async def test_who_changes_a_report_that_is_approved_is_warned_and_told_what_fell_away(
    owner_url: str,
) -> None:
    warned = "Op deze rapportage is intern akkoord gegeven. Als u haar wijzigt"
    told = "Het intern akkoord geldt niet voor wat is gewijzigd"
    async with service(owner_url) as (transport, people):
        opened = await open_round(people, await in_force(people))
        view = await report_of(opened, people.north, people.pin_north)
        at = f"/rapportages/{view.id}"
        line = {"state": "on_track", "words": "Het gaat goed."}
        general = {"summary": "Op koers"}
        forms = ((f"{at}/regels/{view.lines[0].id}", line), (f"{at}/algemeen-deel", general))
        for address, typed in forms:
            await approved(view, people.pin_north)
            async with signed_in(transport, people.pin_north) as client:
                shown = await client.get(address)
                assert warned in shown.text
                [seen] = re.findall(r'name="version" value="(\d+)"', shown.text)
                saved = await client.post(
                    address, data={**typed, "version": seen}, follow_redirects=True
                )
                assert told in saved.text
                assert warned not in (await client.get(address)).text


async def test_saving_the_words_keeps_what_was_typed_of_the_adoption(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        opened, _ = await _submitted(people)
        at = f"/{REGIONAL.format(round=opened)}"
        typed = WORDS | {"adoptedByFunction": "stuurgroep", "adoptedOn": "02-07-2026"}
        async with signed_in(transport, people.chair) as client:
            saved = await client.post(at, data=typed | {"knowingly": "on"})
            assert saved.status_code == 200
            assert "De rapportage is nog niet vastgesteld: wat u" in saved.text
            for kept in (
                'value="stuurgroep"',
                'value="02-07-2026"',
                'value="on" checked',
                "Instem",
            ):
                assert kept in saved.text
            [version] = set(re.findall(r'name="version" value="(\d+)"', saved.text))
            again = await client.post(at, data=typed | {"version": version})
            assert again.status_code == 200
            [row] = await DATABASE.fetch("select state, summary, adopted_on from regional_report")
            assert tuple(row) == ("draft", "Op koers", None)
            plain = await client.post(at, data=WORDS | {"version": "3"})
            assert plain.status_code == 303


async def test_who_may_open_a_round_finds_that_on_the_page_of_the_rounds(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        new = f'href="/afspraken/{agreement}/rapportagerondes/nieuw"'
        for name in ("secretary", "chair", "administrator"):
            async with signed_in(transport, getattr(people, name)) as client:
                assert new in (await client.get("/rapportagerondes")).text
                form = await client.get(f"/afspraken/{agreement}/rapportagerondes/nieuw")
                assert 'href="/rapportagerondes">Annuleren</a>' in form.text
        another = await in_force(people)
        async with signed_in(transport, people.chair) as client:
            shown = (await client.get("/rapportagerondes")).text
            assert new in shown
            assert f'href="/afspraken/{another}/rapportagerondes/nieuw"' in shown
        for name in ("pin_north", "outsider"):
            async with signed_in(transport, getattr(people, name)) as client:
                assert "/nieuw" not in (await client.get("/rapportagerondes")).text


async def test_lines_and_numbers_read_as_a_person_writes_them(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        opened, mine = await _submitted(people)
        await actions.accept(UUID(mine), by=people.secretary, at=AT)
        words = PreparationForm(decisions_asked="- Instemmen\n- Akkoord", outlook="- Verder")
        await actions.prepare(UUID(opened), words, None, by=people.secretary, at=AT)
        async with signed_in(transport, people.administrator) as client:
            shown = (await client.get(f"/{REGIONAL.format(round=opened)}")).text
            assert "<li>Instemmen</li><li>Akkoord</li>" in shown
            assert "<p>Verder</p>" in shown
            assert "Samengesteld uit 1 aanvaarde rapportage van de 2." in shown
            for head in ("Toezeggingen per thema, naar beoordeling", "Mijlpalen onderweg"):
                assert f"<h2>{head}</h2>" in shown
        async with signed_in(transport, people.secretary) as client:
            assert "<li>Instemmen</li><li>Akkoord</li>" in (await client.get("/")).text
        async with signed_in(transport, people.pin_north) as client:
            shown = (await client.get(f"/rapportages/{mine}")).text
            assert "<li>Concept gereed: gepland 1 apr 2026</li>" in shown


async def test_a_round_says_which_paper_of_the_municipalities_it_follows(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await in_force(people)
        async with signed_in(transport, people.secretary) as client:
            client.headers["accept"] = "text/html"
            new = f"/afspraken/{agreement}/rapportagerondes"
            assert "Bestuursrapportage" in (await client.get(f"{new}/nieuw")).text
            typed = {
                "title": "Najaar", "periodFrom": "01-01-2026", "periodUntil": "30-06-2026",
                "opensOn": "01-07-2026", "dueOn": "01-08-2026", "moment": "kerstbrief",
            }  # fmt: skip
            wrong = await client.post(new, data=typed)
            assert wrong.status_code == 400 and 'href="#f-moment"' in wrong.text
            made = await client.post(new, data=typed | {"moment": "interim"})
            assert made.status_code == 303, made.text
            shown = await client.get(made.headers["location"])
            assert "Najaar (bestuursrapportage)" in shown.text
