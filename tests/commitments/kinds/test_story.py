"""Each kind, and each model commitment of the domain notes, goes in by the page into the text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient
from tests.builders import browsing
from tests.builders.agreements import party
from tests.builders.aiming import turned_on
from tests.builders.formation import begun
from tests.builders.kinds import answers
from tests.builders.parties import Cast
from tests.builders.service import AT, service, signed_in

from governance.agreements.actions import set_parties
from governance.base.database import DATABASE
from governance.commitments.actions import open_lines
from governance.commitments.forms import form_of
from governance.commitments.queries import CommitmentView, of_agreement
from governance.library.kinds.folders import kind_of, kinds
from governance.library.kinds.rules import FieldType, Kind
from governance.library.kinds.saying import sentences

HTML = {"accept": "text/html"}
SINCE = date(2026, 1, 1)
SECTION_6 = [
    (1, "Vastgestelde lokale aanpak mensenhandel", "result", "local_approach"),
    (2, "Aandachtsfunctionaris aangewezen en toegerust", "result", "designated_officer"),
    (3, "Linking pin naar de regio", "result", "linking_pin"),
    (4, "Lokale regie op casuïstiek belegd", "result", "case_direction"),
    (5, "Ketenregisseur mensenhandel in de regio", "result", "capacity"),
    (6, "Zorgcoördinatie dekkend en met voldoende capaciteit", "result", "capacity"),
    (7, "Interne meldroute signalen", "result", "reporting_route"),
    (8, "Signalenoverleg (signaaltafel) functioneert", "effort", "signal_meeting"),
    (9, "Casusoverleg met juridische grondslag", "result", "case_conference"),
    (10, "Training eerstelijnsmedewerkers en BOA's", "result", "training"),
    (11, "Integrale controles op uitbuiting", "result", "enforcement"),
    (12, "Bestuurlijke maatregelen en barrières", "effort", "enforcement"),
    (13, "Toezicht op prostitutie- en kwetsbare branches", "effort", "enforcement"),
    (14, "Opvang en nazorg regionaal geregeld", "result", "shelter"),
    (15, "Preventie en bewustwording", "effort", "prevention"),
    (16, "Informatiebeeld en regionale monitor", "result", "research"),
    (17, "Halfjaarlijkse voortgangsrapportage", "result", "monitoring"),
    (18, "Tussenevaluatie en eindevaluatie", "result", "monitoring"),
]
"""The model commitments of section 6 of the domain notes: number, title, nature, and its kind."""


def stories() -> Iterator[Any]:
    """Every kind with the model commitments that are of it; one of its own where none is."""
    for kind in kinds().values():
        rows = [(title, nature) for _, title, nature, of in SECTION_6 if of == kind.key]
        yield pytest.param(kind, rows or [(f"Afspraak over {kind.name.nl}", "effort")], id=kind.key)


def test_every_model_commitment_of_the_domain_notes_is_entered() -> None:
    told = [title for param in stories() for title, _ in param.values[1]]
    assert {title for _, title, _, _ in SECTION_6} <= set(told)
    assert [number for number, *_ in SECTION_6] == list(range(1, 19))


async def draft(people: Cast) -> UUID:
    made = await begun(people)
    parties = [
        party(people.north, people.north_executive),
        party(people.south, people.south_executive),
        party(people.police, participation="in_consultation"),
    ]
    await set_parties(made, parties, None, by=people.administrator, at=AT)
    await turned_on(people, AT, "kinds")
    return made


def said(kind: Kind) -> dict[str, list[str]]:
    """What somebody types in the fields of a kind: Dutch days, yes and no by a word."""
    typed: dict[str, list[str]] = {}
    types = {field.key: field.type for field in kind.fields}
    for key, answer in answers(kind).items():
        words = "yes" if answer is True else str(answer)
        typed[f"extra.{key}"] = ["1-3-2027" if types[key] is FieldType.DATE else words]
    return typed


async def typed(
    client: AsyncClient, at: str, people: Cast, title: str, nature: str, kind: Kind
) -> dict[str, list[str]]:
    """The form of a new commitment of a kind, filled in."""
    page = (await client.get(f"{at}/nieuw?kind={kind.key}", headers=HTML)).text
    shown = unescape(page)
    assert all(field.label.nl in shown for field in kind.fields)
    made = (
        await client.get(
            at.replace("/afspraken", "/api/v1/afspraken").replace("/toezeggingen", "/partijen")
        )
    ).json()
    ids = {one["organisationId"]: one["id"] for one in made}
    return browsing.fields(page, at) | said(kind) | {
        "title": [title], "text": ["Wat wordt afgesproken."], "theme": ["Afspraken"],
        "nature": [nature], "ownerFunction": ["gemeentesecretaris"],
        "measurableGoal": ["Het is er."], "priority": ["high"], "enforceable": ["no"],
        "ownerPartyIds": [ids[str(people.north)], ids[str(people.south)]],
        "executorOrganisationId": [str(people.police)], "informalPartners": ["Buurthuis\r\nKerk"],
        "milestones.0.title": ["klaar"], "milestones.0.rule": ["after_entry"],
        "milestones.0.months": ["6"], "act": ["save"],
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "rows"), list(stories()))
async def test_a_commitment_goes_in_by_the_page_and_stands_in_the_agreement(
    owner_url: str, kind: Kind, rows: list[tuple[str, str]]
) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await draft(people)
        at = f"/afspraken/{agreement}/toezeggingen"
        async with signed_in(transport, people.administrator) as client:
            for title, nature in rows:
                form = await typed(client, at, people, title, nature, kind)
                answer = await client.post(at, data=form, headers=HTML)
                assert answer.status_code == 303, answer.text
            views = await of_agreement(agreement, by=people.administrator)
            assert [(view.title, view.nature) for view in views] == rows
            listed = unescape((await client.get(at, headers=HTML)).text)
            text = unescape((await client.get(f"/afspraken/{agreement}/voorbeeld")).text)
            for view in views:
                in_the_agreement(view, kind, listed, text)
            await saved_again(client, f"{at}/{views[0].id}", people, agreement)
            await enter_into_force(agreement, people)
            for view in views:
                await measurable(client, f"{at}/{view.id}/indicatoren", kind)
        async with signed_in(transport, people.pin_north) as client:
            for view in views:
                await measured(client, view, people.north)
        async with signed_in(transport, people.outsider) as client:
            for hidden in (at, f"{at}/nieuw", f"{at}/{views[0].id}"):
                assert (await client.get(hidden, headers=HTML)).status_code == 404


def in_the_agreement(view: CommitmentView, kind: Kind, listed: str, text: str) -> None:
    """What was typed stands on the page of the commitments and in the text of the agreement."""
    assert (view.kind, view.enforceable, view.priority) == (kind.key, False, "high")
    assert set(view.extra) == {field.key for field in kind.fields}
    for sentence in sentences(kind, view.extra):
        assert sentence in listed and sentence in text
    assert kind.name.nl in listed
    assert kind.key == "other" or kind.name.nl in text
    for words in (view.title, "Niet in rechte afdwingbaar", "informele partners: Buurthuis; Kerk"):
        assert words in text
    assert "voor 2 partijen tegelijk" in text and str(view.executor_organisation) in text


async def enter_into_force(agreement: UUID, people: Cast) -> None:
    """The agreement holds since 2026, without its decisions and signatures: not this story."""
    await DATABASE.fetch(
        "update agreement set state = 'in_force', entered_into_force_on = $2 where id = $1",
        agreement,
        SINCE,
    )
    await DATABASE.fetch("update party set joined_on = $2 where agreement = $1 "
                         "and participation = 'signatory'", agreement, SINCE)  # fmt: skip
    cause = ("agreement", agreement)
    await open_lines(agreement, SINCE, None, by=people.administrator, at=AT, cause=cause)


async def measurable(client: AsyncClient, at: str, kind: Kind) -> None:
    """What the kind proposes becomes an indicator by the page; of other it is thought up."""
    listed = unescape((await client.get(at, headers=HTML)).text)
    for proposed in kind.indicators:
        assert proposed.name.nl in listed and f"proposal={proposed.key}" in listed
    first = kind.indicators[0] if kind.indicators else None
    asked = f"{at}/nieuw" + (f"?proposal={first.key}" if first else "")
    form = browsing.fields((await client.get(asked, headers=HTML)).text, at)
    form |= {"definition": ["Wat telt."], "source": ["Eigen telling"], "period": ["year"]}
    if first:
        assert form["name"] == [first.name.nl] and form["counts"] == [first.counts]
    else:
        form |= {"name": ["Gedaan"], "counts": ["activities"], "unit": ["keer"]}
    answer = await client.post(at, data=form, headers=HTML)
    assert answer.status_code == 303, answer.text
    assert (kind.indicators[0].name.nl if first else "Gedaan") in unescape(
        (await client.get(at, headers=HTML)).text
    )


async def measured(client: AsyncClient, view: CommitmentView, organisation: UUID) -> None:
    """Who owes it gives a value by the page, and reads it with the commitment."""
    [row] = await DATABASE.fetch(
        "select l.id as line, i.id as indicator, i.counts from commitment_line l"
        " join indicator i on i.commitment = l.commitment"
        " where l.commitment = $1 and l.organisation = $2", view.id, organisation,
    )  # fmt: skip
    line = f"/toezeggingen/{row['line']}"
    at = f"{line}/metingen/{row['indicator']}"
    form = browsing.fields((await client.get(f"{at}?period={SINCE}", headers=HTML)).text, at)
    yes_no = row["counts"] == "yes_no"
    answer = await client.post(at, data=form | {"value": ["1" if yes_no else "7"]}, headers=HTML)
    assert answer.status_code == 303, answer.text
    told = unescape((await client.get(line, headers=HTML)).text)
    assert view.title in told and "2026" in told and ("ja" if yes_no else "7 ") in told


async def saved_again(client: AsyncClient, at: str, people: Cast, agreement: UUID) -> None:
    """Opened and saved as it is, a commitment stays as it is."""
    before = await of_agreement(agreement, by=people.administrator)
    same = browsing.fields((await client.get(at, headers=HTML)).text, at) | {"act": ["save"]}
    assert (await client.post(at, data=same, headers=HTML)).status_code == 303
    after = await of_agreement(agreement, by=people.administrator)
    assert [form_of(view) for view in after] == [form_of(view) for view in before]


async def test_another_kind_is_chosen_and_nothing_typed_is_lost(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await draft(people)
        at = f"/afspraken/{agreement}/toezeggingen"
        async with signed_in(transport, people.administrator) as client:
            pin = kind_of("linking_pin")
            choosing = unescape((await client.get(f"{at}/nieuw", headers=HTML)).text)
            assert all(kind.explanation.nl in choosing for kind in kinds().values())
            form = await typed(client, at, people, "Eerst een linking pin", "result", pin)
            form |= {"kind": ["designated_officer"], "act": ["kind"]}
            answer = await client.post(at, data=form, headers=HTML)
            assert answer.status_code == 200
            assert await of_agreement(agreement, by=people.administrator) == []
            form = browsing.fields(answer.text, at)
            assert form["title"] == ["Eerst een linking pin"]
            assert form["extra.deputy"] == ["de deputy"], "both kinds ask who is the deputy"
            assert form["extra.hours"] == [""] and form["left.table"] == ["de table"]
            assert form["ownerPartyIds"] and form["informalPartners"] == ["Buurthuis\nKerk"]
            form |= {"kind": ["linking_pin"], "act": ["kind"]}
            form = browsing.fields((await client.post(at, data=form, headers=HTML)).text, at)
            assert form["extra.table"] == ["de table"] and "left.table" not in form
            form |= {"kind": ["designated_officer"], "act": ["save"]}
            told = await client.post(at, data=form, headers=HTML)
            assert told.status_code == 400
            assert "U koos een andere soort" in told.text
            form = browsing.fields(told.text, at) | {"act": ["save"]}
            assert (await client.post(at, data=form, headers=HTML)).status_code == 303
            [view] = await of_agreement(agreement, by=people.administrator)
            assert view.kind == "designated_officer"
            assert view.extra == {"deputy": "de deputy"}


async def test_few_kinds_are_offered_until_the_region_turns_them_on(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await draft(people)}/toezeggingen/nieuw"
        await turned_on(people, AT)
        async with signed_in(transport, people.administrator) as client:
            few = unescape((await client.get(at, headers=HTML)).text)
            assert "Linking pin naar de regio" not in few and "/onderdelen" in few
            await turned_on(people, AT, "kinds")
            every = unescape((await client.get(at, headers=HTML)).text)
            assert "Linking pin naar de regio" in every and "/onderdelen" not in every


async def test_what_is_wrong_in_a_field_of_a_kind_is_told_there(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await draft(people)
        at = f"/afspraken/{agreement}/toezeggingen"
        async with signed_in(transport, people.administrator) as client:
            area = kind_of("capacity")
            form = await typed(client, at, people, "Capaciteit", "result", area)
            form |= {"extra.fte_agreed": ["veel"], "extra.employer": ["GGD"]}
            answer = await client.post(at, data=form, headers=HTML)
            assert answer.status_code == 400
            assert 'href="#f-extra-fte_agreed"' in answer.text and "Vul een getal in" in answer.text
            form = browsing.fields(answer.text, at)
            assert form["extra.fte_agreed"] == ["veel"] and form["extra.employer"] == ["GGD"]
            form |= {"extra.fte_agreed": ["1,5"], "extra.covered": ["3"], "act": ["save"]}
            form |= {"extra.municipalities": ["2"]}
            answer = await client.post(at, data=form, headers=HTML)
            assert 'href="#f-extra-covered"' in answer.text and "telt 2 gemeenten" in answer.text


async def test_a_machine_reads_and_writes_the_kind_and_is_told_by_field(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        agreement = await draft(people)
        at = f"/api/v1/afspraken/{agreement}"
        async with signed_in(transport, people.administrator) as client:
            [north, *_] = (await client.get(f"{at}/partijen")).json()
            one: dict[str, Any] = {
                "title": "Training", "text": "Er wordt getraind.", "theme": "Kennis",
                "nature": "result", "ownerFunction": "secretaris", "measurableGoal": "Tachtig.",
                "ownerPartyIds": [north["id"]], "kind": "training", "priority": "low",
                "enforceable": True, "extra": {"share": 80, "content": "wat\nhoe"},
            }  # fmt: skip
            version = (await client.get(at)).json()["version"]
            sent = {"version": version, "commitments": [one | {"extra": {"share": 101, "x": 1}}]}
            refused = await client.put(f"{at}/toezeggingen", json=sent)
            assert refused.status_code == 400
            for name in ("commitments.0.extra.share", "commitments.0.extra.x"):
                assert name in refused.text
            sent["commitments"] = [one]
            assert (await client.put(f"{at}/toezeggingen", json=sent)).status_code == 200
            [kept] = (await client.get(f"{at}/toezeggingen")).json()
            assert kept["extra"] == {"share": "80", "content": "wat\nhoe"}
            assert (kept["kind"], kept["enforceable"], kept["scope"]) == ("training", True, "one")
        async with signed_in(transport, people.outsider) as client:
            assert (await client.get(f"{at}/toezeggingen")).status_code == 404
            assert (await client.put(f"{at}/toezeggingen", json=sent)).status_code == 404
