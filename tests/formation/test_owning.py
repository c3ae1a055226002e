"""Who owes a commitment follows the text, and where it does not, that is said."""

from __future__ import annotations

import json
from html import unescape
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.agreements import party
from tests.builders.formation import AT, begun
from tests.builders.parties import Cast, cast
from tests.builders.service import service, signed_in

from governance.agreements.actions import set_parties
from governance.agreements.queries import agreement
from governance.audit.queries import history
from governance.base.clock import day
from governance.commitments.actions import set_commitments
from governance.commitments.forms import form_of
from governance.commitments.queries import of_agreement
from governance.formation.actions import fill_in, open_points, take_commitments
from governance.formation.owning.rules import OTHER_OWNER
from governance.formation.queries import forming

REGION = "regionale-samenwerking-mensenhandel"
NORTH = {"penvoerder": "Noordstad", "centrumgemeente": "Noordstad"}
SOUTH = NORTH | {"penvoerder": "Zuiddorp"}
LED = {"ketenregisseur", "informatiebeeld", "evaluatie"}
"""What the penvoerder owes by the model."""

database = pytest.mark.usefixtures("database")


async def _taken(people: Cast) -> UUID:
    made, by = await begun(people, model_key=REGION), people.administrator
    parties = [
        party(people.north, people.north_executive),
        party(people.south, people.south_executive),
        party(people.police, participation="adviser"),
    ]
    await set_parties(made, parties, None, by=by, at=AT)
    await fill_in(made, NORTH, None, by=by, at=AT)
    await take_commitments(made, None, by=by, at=AT)
    return made


async def _owners(made: UUID, people: Cast) -> dict[str, list[str]]:
    found = await of_agreement(made, by=people.administrator)
    return {c.key: [p.organisation for p in c.owners] for c in found}


async def _by_hand(made: UUID, people: Cast, key: str, owner: str) -> None:
    """Somebody chooses who owes one commitment."""
    whole = await forming(made, by=people.administrator)
    ids = {p.organisation: p.id for p in whole.parties}
    forms = [form_of(view) for view in whole.commitments]
    place = next(n for n, form in enumerate(forms) if form.key == key)
    others = [one for one in forms[place].contributor_party_ids if one != ids[owner]]
    chosen = replace(forms[place], owner_party_ids=[ids[owner]], contributor_party_ids=others)
    mine = [*forms[:place], chosen, *forms[place + 1 :]]
    await set_commitments(made, mine, None, by=people.administrator, at=AT)


@database
async def test_another_penvoerder_owes_what_the_text_lays_on_the_penvoerder() -> None:
    people = await cast()
    made, by = await _taken(people), people.administrator
    moved = await fill_in(made, SOUTH, None, by=by, at=AT)
    assert len(moved) == len(LED) and all(one.endswith(" → Zuiddorp") for one in moved)
    owners = await _owners(made, people)
    assert {key for key, names in owners.items() if names == ["Zuiddorp"]} == LED
    [*_, saved, act] = await history(made, by=by)
    assert (saved.verb, act.verb) == ("save_answers", "reassign_commitments")
    noted = json.loads(act.changes)["commitments"]
    assert {one["key"]: one["owners"] for one in noted} == {key: ["Zuiddorp"] for key in LED}
    assert [
        c for c in open_points(await forming(made, by=by), day(AT)) if c.problem == OTHER_OWNER
    ] == []


@database
async def test_a_role_that_is_emptied_or_given_to_who_does_not_sign_leaves_the_owners() -> None:
    people = await cast()
    made, by = await _taken(people), people.administrator
    before = await _owners(made, people)
    empty = {"centrumgemeente": "Noordstad"}
    for blanks in (empty, NORTH | {"penvoerder": "Politie-eenheid Noord"}):
        assert await fill_in(made, blanks, None, by=by, at=AT) == []
        assert await _owners(made, people) == before


@database
async def test_who_was_chosen_by_hand_stays_and_is_an_open_point_with_both_names() -> None:
    people = await cast()
    made, by = await _taken(people), people.administrator
    await _by_hand(made, people, "evaluatie", "Zuiddorp")
    assert await fill_in(made, NORTH | {"regio": "Noord"}, None, by=by, at=AT) == []
    assert (await _owners(made, people))["evaluatie"] == ["Zuiddorp"]
    whole = await forming(made, by=by)
    told = [c for c in open_points(whole, day(AT)) if c.problem == OTHER_OWNER]
    await _by_hand(made, people, "informatiebeeld", "Zuiddorp")
    # The penvoerder moves; of what was chosen by hand nothing is said to have moved along.
    moved = await fill_in(made, SOUTH, None, by=by, at=AT)
    assert [one.partition(" → ")[0] for one in moved] == ["Ketenregisseur mensenhandel in de regio"]
    [complaint] = told
    assert complaint.field == "commitments.evaluatie"
    assert (complaint.values["named"], complaint.values["recorded"]) == ("Noordstad", "Zuiddorp")


@database
async def test_taking_over_again_changes_only_the_parties_that_were_asked_for() -> None:
    people = await cast()
    made, by = await _taken(people), people.administrator
    await _by_hand(made, people, "evaluatie", "Zuiddorp")
    await _by_hand(made, people, "informatiebeeld", "Zuiddorp")
    taken = await take_commitments(made, None, by=by, at=AT)
    assert (taken.added, taken.given) == (0, ())
    assert (await _owners(made, people))["evaluatie"] == ["Zuiddorp"]
    taken = await take_commitments(made, None, ["evaluatie"], by=by, at=AT)
    assert (taken.added, taken.given) == (0, ("Tussenevaluatie en eindevaluatie",))
    owners = await _owners(made, people)
    assert (owners["evaluatie"], owners["informatiebeeld"]) == (["Noordstad"], ["Zuiddorp"])
    found = {c.key: c for c in await of_agreement(made, by=by)}
    assert not [p for p in found["evaluatie"].contributors if p.organisation == "Noordstad"]


async def test_the_page_names_both_and_gives_them_over(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await _taken(people)
        await _by_hand(made, people, "evaluatie", "Zuiddorp")
        at = f"/afspraken/{made}/toezeggingen/modellen"
        seen = (await agreement(made, by=people.administrator)).version
        async with signed_in(transport, people.administrator) as client:
            shown = unescape((await client.get(at)).text)
            check = unescape((await client.get(f"/afspraken/{made}/aanbieding")).text)
            typed = {"version": str(seen), "given": "evaluatie"}
            told = await client.post(at, data=typed, headers={"accept": "text/html"})
            after = unescape((await client.get(told.headers["location"])).text)
        async with signed_in(transport, people.outsider) as client:
            hidden = (await client.get(at)).status_code
        owners = await _owners(made, people)
    assert "Vastgelegd: Zuiddorp, met gevraagde inzet van Politie." in shown
    assert "Volgens de tekst: Noordstad, met gevraagde inzet van Zuiddorp, Politie." in shown
    assert "Naar de partijen van de tekst gingen: Tussenevaluatie en eindevaluatie." in after
    assert owners["evaluatie"] == ["Noordstad"]
    assert "1 toezegging staat bij andere partijen dan de tekst noemt." in check
    assert hidden == 404
