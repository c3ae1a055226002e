"""Two people send the same form at once: one wins, the other is told, nothing is done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from httpx import ASGITransport, Response
from tests.builders.advising import party_of, with_chain
from tests.builders.agreements import AT as NOW
from tests.builders.agreements import decision as decided_upon
from tests.builders.agreements import organs, signature
from tests.builders.commitments import in_force
from tests.builders.formation import put_up, ready
from tests.builders.living import in_force as in_life
from tests.builders.living import left, noticed
from tests.builders.living import party_of as party_in
from tests.builders.looks import handed_in_look, house_style
from tests.builders.measuring import line_of
from tests.builders.parties import Cast
from tests.builders.passwords import hashed
from tests.builders.people import operator
from tests.builders.registers import boundaries, mapped
from tests.builders.reporting import AT, answer, open_round, report_of, submitted
from tests.builders.routes import route
from tests.builders.service import AT as SERVICE_AT
from tests.builders.service import PASSWORD, service, signed_in

from governance.agreements.actions import record_decision, record_signature
from governance.agreements.queries import agreement
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.accepting.actions import accept_delay
from governance.commitments.accepting.forms import DelayForm
from governance.commitments.queries import of_agreement
from governance.reporting import actions

HTML = {"accept": "text/html"}
Form: TypeAlias = tuple[str, dict[str, Any]]
"""An address and what is sent there."""


async def _report(people: Cast) -> tuple[UUID, str]:
    made = await open_round(people, await in_force(people))
    return made, f"/rapportages/{(await report_of(made, people.north, people.pin_north)).id}"


async def general_part(people: Cast) -> list[Form]:
    _, at = await _report(people)
    return [(f"{at}/algemeen-deel", {"summary": said, "version": "1"}) for said in ("een", "twee")]


async def approval(people: Cast) -> list[Form]:
    made, at = await _report(people)
    for line in (await report_of(made, people.north, people.pin_north)).lines:
        await actions.save_line(line.id, answer(), None, by=people.pin_north, at=AT)
    version = (await report_of(made, people.north, people.pin_north)).version
    typed = {"approvedByFunction": "directeur", "approvedOn": "02-07-2026", "version": version}
    return [(f"{at}/intern-akkoord", typed)] * 2


async def _submitted(people: Cast) -> tuple[UUID, str]:
    made, at = await _report(people)
    await submitted(await report_of(made, people.north, people.pin_north), people.pin_north)
    return made, at


async def judgement(people: Cast) -> list[Form]:
    """One accepts while the other returns."""
    _, at = await _submitted(people)
    return [(f"{at}/aanvaarding", {"text": ""}), (f"{at}/terugzending", {"text": "Vul aan."})]


async def adoption(people: Cast) -> list[Form]:
    made, _ = await _submitted(people)
    [found] = await DATABASE.fetch("select id from report where state = 'submitted'")
    await actions.accept(found["id"], by=people.secretary, at=AT)
    typed = {"adoptedByFunction": "de stuurgroep", "adoptedOn": "02-07-2026", "summary": "Goed"}
    at = f"/rapportagerondes/{made}/regiorapportages/vaststelling"
    return [(at, typed | {"knowingly": "on", "version": "1"})] * 2


async def take_back(people: Cast) -> list[Form]:
    made = await put_up(people)
    version = (await agreement(made, by=people.administrator)).version
    return [(f"/afspraken/{made}/terugname", {"version": version, "lapsing": "0"})] * 2


async def removal(people: Cast) -> list[Form]:
    made = await ready(people)
    [first, second, *_] = await of_agreement(made, by=people.administrator)
    version = (await agreement(made, by=people.administrator)).version
    at = f"/afspraken/{made}/toezeggingen"
    return [(f"{at}/{one.id}/verwijdering", {"version": version}) for one in (first, second)]


async def decision(people: Cast) -> list[Form]:
    """One records that it agrees, the other that it does not."""
    [organ, *_] = await organs(await put_up(people))
    typed = {"decidedBy": "college", "decidedOn": "10-01-2027", "number": "1", "textVersion": "1"}
    at = f"/bestuursorganen/{organ}/besluiten"
    typed |= {"reason": "De raad wil eerst een evaluatie."}
    return [(at, typed | {"outcome": outcome}) for outcome in ("agreed", "declined")]


async def advice(people: Cast) -> list[Form]:
    """One notes that the advice is positive, the other that it is not needed."""
    made = await put_up(people)
    party = await with_chain(await party_of(made, people.north))
    at = f"/partijen/{party}/besluitvorming/stappen/legal"
    typed = {"function": "jurist", "askedOn": "10-01-2027", "doneOn": "11-01-2027"}
    typed |= {"words": "Klein.", "textVersion": "1", "version": "0"}
    return [(at, typed | {"outcome": outcome}) for outcome in ("positive", "not_needed")]


async def chain_steps(people: Cast) -> list[Form]:
    party = await with_chain(await party_of(await ready(people), people.north))
    at = f"/partijen/{party}/besluitvorming/stappen"
    row = {"rows.0.step": "legal", "rows.0.chosen": "on", "version": "1", "order": "together"}
    return [(at, row | {"rows.0.function": said}) for said in ("advocaat", "notaris")]


async def taking_over(people: Cast) -> list[Form]:
    made = await ready(people)
    version = (await agreement(made, by=people.administrator)).version
    at = f"/afspraken/{made}/toezeggingen/modellen"
    return [(at, {"version": version, "given": "lokale-aanpak"})] * 2


async def _decided(people: Cast) -> UUID:
    [organ, *_] = await organs(await put_up(people))
    await record_decision(organ, decided_upon(), by=people.administrator, at=NOW)
    return organ


async def decision_out(people: Cast) -> list[Form]:
    """One takes the decision out while the other puts it right."""
    at = f"/bestuursorganen/{await _decided(people)}/besluiten"
    right = {"decidedBy": "college", "decidedOn": "10-11-2026", "number": "2", "outcome": "agreed"}
    return [
        (f"{at}/verwijdering", {"reason": "Vergissing", "version": "1"}),
        (f"{at}/correctie", right | {"version": "1", "textVersion": "1"}),
    ]


async def signature_out(people: Cast) -> list[Form]:
    organ = await _decided(people)
    await record_signature(organ, signature(), by=people.administrator, at=NOW)
    at = f"/bestuursorganen/{organ}/ondertekeningen/verwijdering"
    return [(at, {"reason": said, "version": "1"}) for said in ("een", "twee")]


async def _route(people: Cast) -> str:
    return f"/signaalroutes/{await route(people.keeper, people.administrator, NOW)}"


async def route_order(people: Cast) -> list[Form]:
    at = await _route(people)
    return [(f"{at}/volgorde", {"up": up, "version": "1"}) for up in ("2", "4")]


async def route_change(people: Cast) -> list[Form]:
    """One moves a step while the other writes the whole route anew."""
    at = await _route(people)
    anew = {"name": "Anders", "source": "school", "validFrom": "01-01-2026", "version": "1"}
    return [(f"{at}/volgorde", {"up": "2", "version": "1"}), (f"{at}/gegevens", anew)]


async def drawing(people: Cast) -> list[Form]:
    """One draws the boundaries that the other puts aside."""
    at = f"/grenzen/{await boundaries(await operator(), NOW)}"
    return [(f"{at}/{step}", {"version": "1"}) for step in ("uitvoering", "intrekking")]


async def drawing_twice(people: Cast) -> list[Form]:
    return [(await drawing(people))[0]] * 2


async def two_looks(people: Cast) -> list[Form]:
    """Each takes another version of the house style into use."""
    keeper, by, at = people.keeper, people.administrator, []
    for said in ("Noordstad", "Noordstad aan Zee"):
        made = await handed_in_look(keeper, by, NOW, "huisstijl", house_style(said))
        at.append(f"/organisaties/{keeper}/sjablonen/{made}/ingebruikname")
    return [(one, {"version": "1"}) for one in at]


async def notices(people: Cast) -> list[Form]:
    """Two record the same notice of a party."""
    made = await in_life(people)
    south = await party_in(made, people.south)
    typed = {"partyId": str(south), "kind": "withdrawal", "givenOn": "10-01-2027", "letter": "1"}
    return [(f"/afspraken/{made}/opzeggingen", typed)] * 2


async def notices_back(people: Cast) -> list[Form]:
    """Two take the same notice back."""
    ids = await noticed(await in_life(people), people)
    typed = {"withdrawnOn": "12-01-2027", "reason": "Toch niet", "version": "1"}
    return [(f"/opzeggingen/{ids['termination_notice_id']}/intrekking", typed)] * 2


async def requests(people: Cast) -> list[Form]:
    """Two ask all parties the same."""
    made = await in_life(people)
    typed = {"kind": "termination", "organisationId": str(people.south), "askedOn": "10-01-2027"}
    typed |= {"words": "Zie brief", "takesEffectOn": "01-06-2027"}
    return [(f"/afspraken/{made}/instemmingsverzoeken", typed)] * 2


async def consents(people: Cast) -> list[Form]:
    """Two record what one party says, each something else."""
    made = await in_life(people)
    asked = (await noticed(made, people))["consent_request_id"]
    typed = {"partyId": str(await party_in(made, people.south)), "decidedBy": "het college"}
    typed |= {"decidedOn": "12-01-2027", "number": "9", "reason": "Te vroeg"}
    said = ({**typed, "outcome": one} for one in ("agreed", "declined"))
    return [(f"/instemmingsverzoeken/{asked}/instemmingen", one) for one in said]


async def closings(people: Cast) -> list[Form]:
    """Two withdraw the same request."""
    asked = (await noticed(await in_life(people), people))["consent_request_id"]
    typed = {"reason": "Toch niet", "version": "1"}
    return [(f"/instemmingsverzoeken/{asked}/intrekking", typed)] * 2


async def events(people: Cast) -> list[Form]:
    """Two record the event that ends an agreement."""
    ends = {"term_months": None, "extension_rule": "none", "extension_months": None}
    made = await in_life(people, **ends, end_event="de opheffing")
    version = (await agreement(made, by=people.administrator)).version
    typed = {"happenedOn": "15-01-2027", "letter": "gmb-2027-1", "version": version}
    typed["confirmed"] = "true"
    return [(f"/afspraken/{made}/gebeurtenis", typed)] * 2


async def publications(people: Cast) -> list[Form]:
    """Two record the publication upon which an agreement waits."""
    made = await in_life(people, entry_rule="publication")
    version = (await agreement(made, by=people.administrator)).version
    typed = {"publishedOn": "15-01-2027", "publicationReference": "gmb-2027-1", "version": version}
    return [(f"/afspraken/{made}/bekendmaking", typed)] * 2


async def consultations(people: Cast) -> list[Form]:
    """Two record what the others decided after a withdrawal, each something else."""
    made = await in_life(people, withdrawal_rule="consultation", notice_months=1)
    told = await left(made, people)
    typed = {"consultedOn": "12-01-2027", "version": "2"}
    said = (
        {"consulted": "goes_on"},
        {"consulted": "ends", "endsOn": "01-06-2027", "confirmed": "true"},
    )
    return [(f"/opzeggingen/{told}/overleg", typed | one) for one in said]


async def _late(people: Cast) -> tuple[UUID, str]:
    """A line of the north whose milestones are late, and its address."""
    line = await line_of(await in_force(people), people.north)
    return line, f"/toezeggingen/{line}"


async def delay_ending(people: Cast) -> list[Form]:
    """Two end the same accepted delay, each with a reason."""
    line, at = await _late(people)
    accepted = DelayForm("De werving duurt langer.", "stuurgroep", date(2027, 6, 1), 1)
    await accept_delay(line, accepted, by=people.secretary, at=SERVICE_AT)
    said = ("De werving is klaar.", "De stuurgroep wacht niet langer.")
    return [(f"{at}/aanvaarding/beeindiging", {"reason": one, "version": "2"}) for one in said]


async def delay_ending_and_another(people: Cast) -> list[Form]:
    """One ends an accepted delay while the other accepts it for longer."""
    [(ending, typed), _] = await delay_ending(people)
    longer = {"reason": "Nog een kwartaal.", "decidedByFunction": "stuurgroep", "version": "2"}
    longer |= {"until": "01-09-2027"}
    return [(ending, typed), (ending.removesuffix("/beeindiging"), longer)]


async def replannings(people: Cast) -> list[Form]:
    """Two plan the same milestone anew, each on another day."""
    line, at = await _late(people)
    asked = "select id from milestone_line where commitment_line = $1 order by position limit 1"
    [first] = await DATABASE.fetch(asked, line)
    typed = {"milestones.0.id": str(first["id"]), "reason": "De raad vergadert later."}
    typed |= {"version": "1"}
    days = ("01-07-2027", "01-08-2027")
    return [(f"{at}/planning", typed | {"milestones.0.plannedOn": one}) for one in days]


CASES: dict[str, Callable[[Cast], Awaitable[list[Form]]]] = {
    "pin_north general": general_part,
    "pin_north approval": approval,
    "secretary judgement": judgement,
    "secretary delay_ending": delay_ending,
    "secretary delay_ending_and_another": delay_ending_and_another,
    "secretary replannings": replannings,
    "chair adoption": adoption,
    "administrator take_back": take_back,
    "administrator removal": removal,
    "administrator decision": decision,
    "administrator taking_over": taking_over,
    "administrator advice": advice,
    "administrator chain_steps": chain_steps,
    "administrator decision_out": decision_out,
    "administrator signature_out": signature_out,
    "administrator route_order": route_order,
    "administrator route_change": route_change,
    "administrator two_looks": two_looks,
    "administrator notices": notices,
    "administrator notices_back": notices_back,
    "administrator requests": requests,
    "administrator consents": consents,
    "administrator closings": closings,
    "administrator events": events,
    "administrator publications": publications,
    "administrator consultations": consultations,
    "operator drawing": drawing,
    "operator drawing_twice": drawing_twice,
}


async def _acts() -> int:
    """How many acts were done, as the trail knows; what an acceptance writes into the lines goes
    with it, and a step on what is no more is noted as refused."""
    asked = (
        "select count(*)::int as n from trail_entry "
        "where verb <> 'apply_report' and result = 'done'"
    )
    [row] = await DATABASE.fetch(asked)
    return int(row["n"])


async def _who(people: Cast, name: str) -> Actor:
    if name != "operator":
        found: Actor = getattr(people, name)
        return found
    made = await operator()
    stored = await hashed(PASSWORD)
    await DATABASE.fetch(
        "update person set password_hash = $1 where id = $2", stored, made.person_id
    )
    return made


async def at_once(
    transport: ASGITransport, who: Actor, forms: list[Form], **more: Any
) -> tuple[list[Response], int]:
    """What two who send a form each at once are answered, and how many acts came of it."""
    async with signed_in(transport, who) as one, signed_in(transport, who) as two:
        before = await _acts()
        sent = zip((one, two), forms, strict=True)
        answers = await asyncio.gather(
            *(client.post(at, data=typed, headers=HTML, **more) for client, (at, typed) in sent)
        )
    return answers, await _acts() - before


@pytest.mark.parametrize("case", CASES)
async def test_one_wins_and_the_other_is_told(owner_url: str, case: str) -> None:
    async with service(owner_url) as (transport, people):
        who = await _who(people, case.partition(" ")[0])
        answers, acts = await at_once(transport, who, await CASES[case](people))
        assert sorted(told.status_code for told in answers) == [303, 409], case
        assert acts == 1


async def _links(at: str) -> list[str]:
    """What a route does, step by step; nothing where it is no more."""
    asked = "select part from route_link where route = $1 order by place"
    return [row["part"] for row in await DATABASE.fetch(asked, at.rpartition("/")[2])]


async def test_a_route_that_two_remove_at_once_is_removed_once(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = await _route(people)
        forms: list[Form] = [(f"{at}/verwijdering", {"version": "1"})] * 2
        answers, acts = await at_once(transport, people.administrator, forms)
        assert sorted(told.status_code for told in answers) == [303, 404]
        assert acts == 1 and await _links(at) == []


@pytest.mark.parametrize("first", ["volgorde", "verwijdering"])
async def test_a_route_is_moved_or_removed_and_never_half(owner_url: str, first: str) -> None:
    """Who moves a step of what is removed is told, and so is who removes what was moved."""
    async with service(owner_url) as (transport, people):
        at = await _route(people)
        forms: list[Form] = [
            (f"{at}/volgorde", {"up": "2", "version": "1"}),
            (f"{at}/verwijdering", {"version": "1"}),
        ]
        forms.sort(key=lambda form: not form[0].endswith(first))
        answers, acts = await at_once(transport, people.administrator, forms)
        both = zip(forms, answers, strict=True)
        said = {at.rpartition("/")[2]: told.status_code for (at, _), told in both}
        moved = {"volgorde": 303, "verwijdering": 409}
        assert said in (moved, {"volgorde": 404, "verwijdering": 303}) and acts == 1
        left = ["weighs", "receives", "victim", "offender"] if said == moved else []
        assert await _links(at) == left


@pytest.mark.parametrize("owners", [("CBS", "CBS"), ("CBS", "Kadaster")])
async def test_boundaries_that_two_hand_in_at_once_wait_once_for_each_owner(
    owner_url: str, owners: tuple[str, str]
) -> None:
    async with service(owner_url) as (transport, people):
        who = await _who(people, "operator")
        forms: list[Form] = [("/grenzen", {"attribution": owner}) for owner in owners]
        file = {"file": ("grenzen.geojson", mapped("GM0001"))}
        answers, acts = await at_once(transport, who, forms, files=file)
        assert [told.status_code for told in answers] == [303, 303]
        wait = {told.headers["location"] for told in answers}
        assert len(wait) == acts == len(set(owners))
        rows = await DATABASE.fetch("select id, attribution, file from boundary_import")
        assert {f"/grenzen/{row['id']}" for row in rows} == wait
        assert {row["attribution"] for row in rows} == set(owners)
        kept = await DATABASE.fetch("select id from stored_file")
        assert {row["id"] for row in kept} == {row["file"] for row in rows}
