"""Two people send the same form at once: one wins, the other is told, nothing is done twice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from uuid import UUID

import pytest
from tests.builders.agreements import AT as NOW
from tests.builders.agreements import decision as decided_upon
from tests.builders.agreements import organs, signature
from tests.builders.commitments import in_force
from tests.builders.formation import put_up, ready
from tests.builders.parties import Cast
from tests.builders.reporting import AT, answer, open_round, report_of, submitted
from tests.builders.service import service, signed_in

from governance.agreements.actions import record_decision, record_signature
from governance.agreements.queries import agreement
from governance.base.database import DATABASE
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
    return [(at, typed | {"outcome": outcome}) for outcome in ("agreed", "declined")]


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


CASES: dict[str, Callable[[Cast], Awaitable[list[Form]]]] = {
    "pin_north general": general_part,
    "pin_north approval": approval,
    "secretary judgement": judgement,
    "chair adoption": adoption,
    "administrator take_back": take_back,
    "administrator removal": removal,
    "administrator decision": decision,
    "administrator taking_over": taking_over,
    "administrator decision_out": decision_out,
    "administrator signature_out": signature_out,
}


async def _acts() -> int:
    """How many acts the trail knows; what an acceptance writes into the lines goes with it."""
    asked = "select count(*)::int as n from trail_entry where verb <> 'apply_report'"
    [row] = await DATABASE.fetch(asked)
    return int(row["n"])


@pytest.mark.parametrize("case", CASES)
async def test_one_wins_and_the_other_is_told(owner_url: str, case: str) -> None:
    async with service(owner_url) as (transport, people):
        who = getattr(people, case.partition(" ")[0])
        forms = await CASES[case](people)
        async with signed_in(transport, who) as one, signed_in(transport, who) as two:
            before = await _acts()
            sent = zip((one, two), forms, strict=True)
            answers = await asyncio.gather(
                *(client.post(at, data=typed, headers=HTML) for client, (at, typed) in sent)
            )
        assert sorted(told.status_code for told in answers) == [303, 409], case
        assert await _acts() == before + 1
