"""An authority that decides not to agree: it does not sign, and the text does not come about."""

from __future__ import annotations

import json

import pytest
from tests.builders import agreements as build
from tests.builders import parties
from tests.builders.agreements import AT, decision, signature

from governance.agreements.actions import (
    correct_decision,
    record_decision,
    record_signature,
    take_back,
)
from governance.agreements.forms import DecisionCorrection
from governance.agreements.queries import agreement, party_authority, waiting
from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused, WrongState

NO = decision(outcome="declined")


async def test_who_does_not_agree_does_not_sign_and_nothing_is_sealed(
    database: Database,
) -> None:
    cast = await parties.cast()
    by, made = cast.administrator, await build.up_for_decision(cast)
    first, second, third = await build.organs(made)
    for organ in (first, second):
        await record_decision(organ, decision(), by=by, at=AT)
        await record_signature(organ, signature(), by=by, at=AT)
    await record_decision(third, NO, by=by, at=AT)
    [*_, act] = await history(made, by=by)
    assert json.loads(act.changes)["outcome"] == "declined"
    with pytest.raises(Refused) as refused:
        await record_signature(third, signature(), by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["signedOn"]
    view = await agreement(made, by=by)
    assert (view.state, view.decided, view.declined, view.signed) == ("up_for_decision", 3, 1, 2)
    shown = (await party_authority(third, by=by)).authority
    assert (shown.next_step, shown.may_record, shown.may_correct) == ("take_back", False, True)
    [waits] = await waiting(by, AT.date())
    assert (waits.party_authority_id, waits.step, waits.may_record) == (third, "take_back", True)
    [seen] = await waiting(cast.pin_south, AT.date())
    assert not seen.may_record


async def test_a_text_that_somebody_does_not_agree_with_is_taken_back_with_its_signatures(
    database: Database,
) -> None:
    cast = await parties.cast()
    by, made = cast.administrator, await build.up_for_decision(cast)
    first, second, _ = await build.organs(made)
    await record_decision(first, decision(), by=by, at=AT)
    await record_signature(first, signature(), by=by, at=AT)
    with pytest.raises(WrongState):
        await take_back(made, None, by=by, at=AT)
    await record_decision(second, NO, by=by, at=AT)
    assert "take_back" in (await agreement(made, by=by)).verbs
    with pytest.raises(Refused):
        await take_back(made, None, lapsing=2, by=by, at=AT)
    await take_back(made, None, lapsing=3, by=by, at=AT)
    view = await agreement(made, by=by)
    assert (view.state, view.decided, view.signed, view.declined) == ("draft", 0, 0, 0)
    [*_, act] = await history(made, by=by)
    dropped = {"decisions_dropped": 2, "signatures_dropped": 1, "version": 2}
    states = {"before": {"state": "up_for_decision"}, "after": {"state": "draft"}}
    assert json.loads(act.changes) == dropped | states


async def test_an_authority_that_decides_otherwise_is_put_right_and_then_signs(
    database: Database,
) -> None:
    cast = await parties.cast()
    by = cast.administrator
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, NO, by=by, at=AT)
    left_out = DecisionCorrection(NO.decided_by, NO.decided_on, "2")
    await correct_decision(first, left_out, 1, by=by, at=AT)
    kept = (await party_authority(first, by=by)).authority.decision
    assert kept is not None
    assert (kept.number, kept.outcome) == ("2", "declined")
    await correct_decision(first, decision(), 2, by=by, at=AT)
    await record_signature(first, signature(), by=by, at=AT)
    with pytest.raises(Refused) as refused:
        await correct_decision(first, NO, 3, by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["outcome"]
    with pytest.raises(Refused) as refused:
        await correct_decision(first, decision(outcome="perhaps"), 3, by=by, at=AT)
    assert [c.field for c in refused.value.complaints] == ["outcome"]


async def test_what_was_recorded_before_there_was_an_outcome_agrees(database: Database) -> None:
    cast = await parties.cast()
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(), by=cast.administrator, at=AT)
    [row] = await DATABASE.fetch("select outcome from decision")
    assert row["outcome"] == "agreed"
