"""An authority that agrees under a reservation: whose, until when, and how it signs after all."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

import pytest
from tests.builders.agreements import (
    AT,
    DECIDED,
    decision,
    organs,
    signature,
    up_for_decision,
)
from tests.builders.parties import Cast, cast

from governance.agreements.actions import correct_decision, record_decision, record_signature
from governance.agreements.forms import DecisionForm
from governance.agreements.queries import party_authority, waiting
from governance.agreements.rules import RESERVED
from governance.audit.queries import history
from governance.base.clock import day
from governance.base.errors import Refused

pytestmark = pytest.mark.usefixtures("database")
UNTIL = date(2027, 3, 1)


def reserved(**fields: object) -> DecisionForm:
    return decision(**{"outcome": "reserved", "reserved_until": UNTIL, **fields})


async def asked() -> tuple[UUID, Cast, UUID]:
    people = await cast()
    made = await up_for_decision(people)
    organ, *_ = await organs(made)
    return made, people, organ


async def test_a_reservation_is_shown_with_its_day_and_nobody_signs_under_it() -> None:
    made, people, organ = await asked()
    by = people.administrator
    await record_decision(organ, reserved(reason="Eerst de zienswijze van de raad."), by=by, at=AT)
    view = (await party_authority(organ, by=by)).authority
    assert view.decision is not None
    assert (view.decision.outcome, view.decision.reserved_until) == ("reserved", UNTIL)
    assert view.decision.reason == "Eerst de zienswijze van de raad."
    assert (view.next_step, view.may_record, view.may_correct) == ("correct_decision", False, True)
    with pytest.raises(Refused) as refused:
        await record_signature(organ, signature(), by=by, at=AT)
    assert [c.problem for c in refused.value.complaints] == [RESERVED]
    [act] = [e for e in await history(made, by=by) if e.verb == "record_decision"]
    assert json.loads(act.changes)["reserved_until"] == "2027-03-01"
    steps = {one.party_authority_id: one.step for one in await waiting(by, day(AT))}
    assert steps[organ] == "correct_decision"


async def test_once_it_is_lifted_the_authority_signs() -> None:
    _, people, organ = await asked()
    by = people.administrator
    await record_decision(organ, reserved(), by=by, at=AT)
    assert await correct_decision(organ, decision(), 1, by=by, at=AT)
    view = (await party_authority(organ, by=by)).authority
    assert view.decision is not None
    assert (view.decision.outcome, view.decision.reason) == ("agreed", "")
    await record_signature(organ, signature(), by=by, at=AT)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"outcome": "reserved", "reserved_until": None}, {"reservedUntil"}),
        ({"outcome": "reserved", "reserved_until": UNTIL, "reason": " "}, {"reason"}),
        ({"outcome": "reserved", "reserved_until": date(2026, 1, 1)}, {"reservedUntil"}),
        ({"outcome": "declined", "reason": ""}, {"reason"}),
        ({"outcome": "declined", "reserved_until": UNTIL}, {"reservedUntil"}),
        ({"outcome": "agreed", "reserved_until": UNTIL}, {"reservedUntil"}),
        ({"outcome": "agreed", "reason": "x" * 1001}, {"reason"}),
    ],
)
async def test_what_is_no_plain_yes_says_why_and_until_when(
    fields: dict[str, object], wrong: set[str]
) -> None:
    _, people, organ = await asked()
    assert DECIDED < UNTIL
    with pytest.raises(Refused) as refused:
        await record_decision(organ, decision(**fields), by=people.administrator, at=AT)
    assert {c.field for c in refused.value.complaints} == wrong
