"""What was recorded wrongly is put right, as long as not all have signed."""

from __future__ import annotations

import asyncio
import json
from datetime import date, timedelta

import pytest
from tests.builders import agreements as build
from tests.builders import parties
from tests.builders.agreements import AT, decision, signature

from governance.agreements.actions import (
    correct_decision,
    correct_signature,
    record_decision,
    record_signature,
)
from governance.agreements.queries import party_authority
from governance.audit.queries import history
from governance.base.database import Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState


async def test_a_decision_is_put_right_and_the_trail_keeps_both(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    with pytest.raises(WrongState):
        await correct_decision(first, decision(number="2"), None, by=by, at=AT)
    await record_decision(first, decision(number="1"), by=by, at=AT)
    await correct_decision(first, decision(number="2"), 1, by=by, at=AT)
    kept = (await party_authority(first, by=by)).authority.decision
    assert kept is not None
    assert (kept.number, kept.version) == ("2", 2)
    first_act, second_act = (await history(made, by=by))[-2:]
    assert (first_act.verb, second_act.verb) == ("record_decision", "correct_decision")
    assert json.loads(first_act.changes)["number"] == "1"
    noted = json.loads(second_act.changes)
    assert (noted["before"], noted["after"]) == ({"number": "1"}, {"number": "2"})


async def test_the_trail_says_which_authority_decided(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    await record_decision(first, decision(), by=by, at=AT)
    await correct_decision(first, decision(number="2"), 1, by=by, at=AT)
    authority = (await party_authority(first, by=by)).authority.authority
    acts = [act.on_behalf_of for act in (await history(made, by=by))[-2:]]
    assert acts == [authority, authority] != ["burgemeester", "burgemeester"]


async def test_of_two_who_correct_at_once_the_second_is_told(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(number="1"), by=by, at=AT)
    answers = await asyncio.gather(
        *(correct_decision(first, decision(number=n), 1, by=by, at=AT) for n in ("2", "3")),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers if answer is not True] == [Overtaken]


async def test_of_two_who_correct_a_signature_at_once_the_second_is_told(
    database: Database,
) -> None:
    cast = await parties.cast()
    by = cast.administrator
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(), by=by, at=AT)
    await record_signature(first, signature(), by=by, at=AT)
    answers = await asyncio.gather(
        *(
            correct_signature(first, signature(signed_by_function=f), 1, by=by, at=AT)
            for f in ("a", "b")
        ),
        return_exceptions=True,
    )
    assert [type(answer) for answer in answers if answer is not True] == [Overtaken]


async def test_days_stay_in_order_when_they_are_put_right(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(), by=by, at=AT)
    await record_signature(first, signature(), by=by, at=AT)
    late = decision(decided_on=build.SIGNED + timedelta(days=1))
    with pytest.raises(Refused, match="Nobody signs before"):
        await correct_decision(first, late, 1, by=by, at=AT)
    with pytest.raises(Refused, match="Nobody signs before"):
        early = signature(signed_on=build.DECIDED - timedelta(days=1))
        await correct_signature(first, early, 1, by=by, at=AT)
    mandate = {"capacity": "mandate", "capacity_reference": "M-1"}
    await correct_signature(first, signature(**mandate), 1, by=by, at=AT)
    with pytest.raises(Refused, match="has no mandate"):
        await correct_signature(first, signature(capacity_reference="M-1"), 2, by=by, at=AT)
    await correct_signature(first, signature(), 2, by=by, at=AT)
    kept = (await party_authority(first, by=by)).authority.signature
    assert kept is not None
    assert (kept.capacity, kept.capacity_reference, kept.version) == ("own_right", "", 3)


async def test_what_says_what_it_said_is_not_corrected(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    await record_decision(first, decision(), by=by, at=AT)
    await record_signature(first, signature(), by=by, at=AT)
    acts = len(await history(made, by=by))
    assert not await correct_decision(first, decision(), 1, by=by, at=AT)
    assert not await correct_signature(first, signature(), 1, by=by, at=AT)
    assert len(await history(made, by=by)) == acts
    shown = (await party_authority(first, by=by)).authority
    assert shown.decision and shown.signature
    assert (shown.decision.version, shown.signature.version) == (1, 1)


async def test_nothing_is_put_right_once_all_have_signed(database: Database) -> None:
    cast = await parties.cast()
    made = await build.signed(cast)
    [first, *_] = await build.organs(made)
    for correct in (
        correct_decision(first, decision(number="2"), 1, by=cast.administrator, at=AT),
        correct_signature(first, signature(), 1, by=cast.administrator, at=AT),
    ):
        with pytest.raises(WrongState):
            await correct
    shown = (await party_authority(first, by=cast.administrator)).authority
    assert not shown.may_correct


async def test_only_who_may_record_may_correct(database: Database) -> None:
    cast = await parties.cast()
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(), by=cast.administrator, at=AT)
    wrong = decision(decided_on=date(2026, 11, 11))
    for who, error in ((cast.chair, NotAllowed), (cast.outsider, NotFound)):
        with pytest.raises(error):
            await correct_decision(first, wrong, 1, by=who, at=AT)
    await record_signature(first, signature(), by=cast.administrator, at=AT)
    for who, error in ((cast.chair, NotAllowed), (cast.outsider, NotFound)):
        with pytest.raises(error):
            await correct_signature(first, signature(), 1, by=who, at=AT)


async def test_who_signs_by_mandate_in_the_text_does_not_sign_in_its_own_right(
    database: Database,
) -> None:
    cast = await parties.cast()
    by = cast.administrator
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    said = "de politiechef, krachtens mandaat"
    await database.fetch("update party_authority set represented_by_function = $1", said)
    await record_decision(first, decision(), by=by, at=AT)
    with pytest.raises(Refused, match="by mandate") as refused:
        await record_signature(first, signature(), by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["capacity"]
    with pytest.raises(Refused, match="by mandate"):
        other = signature(capacity="power_of_attorney", capacity_reference="V-1")
        await record_signature(first, other, by=by, at=AT)
    mandate = signature(capacity="mandate", capacity_reference="M-1")
    await record_signature(first, mandate, by=by, at=AT)
