"""What each audience sees, and what is told before one is narrowed."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from msgspec import Struct

from governance.commitments.audience.forms import AudienceForm
from governance.commitments.audience.rules import AUDIENCE_WORDS, MEANINGS, complaints
from governance.commitments.sharing.rules import (
    AUDIENCES,
    SEES,
    TOLD_TO_COMMITTEE,
    Reader,
    Sight,
    hidden_from,
    narrower,
    seen_by,
    sight_of,
)
from governance.parties.rules import Audience

_OWN, _OFFICIALS, _COMMITTEE, _PUBLIC = AUDIENCES
EVERY = [{r for r, on in zip(Reader, held, strict=True) if on}
         for held in product((False, True), repeat=len(Reader))]  # fmt: skip


class Of(Struct):
    """What is known of a line when its audience is chosen."""

    audience: Audience = _COMMITTEE
    adopted_on: date | None = None
    reported: bool = False


def expected(readers: set[Reader], audience: Audience, adopted: Audience | None) -> Sight:
    """The rule once more, as a person would say it."""
    wide = (_COMMITTEE, _PUBLIC)
    prepares = Reader.PREPARES in readers and audience != _OWN
    oversees = Reader.OVERSEES in readers and audience in wide
    if readers & {Reader.OWN, Reader.RECORDS} or prepares or oversees:
        return Sight.WHOLE
    both = {audience, adopted or _OWN}
    official = Reader.OFFICIAL in readers and _OWN not in both
    party = Reader.PARTY in readers and both <= set(wide)
    return Sight.ADOPTED if official or party else Sight.PROMISE


def test_the_table_is_the_rule_for_all_readers_audiences_and_adoptions() -> None:
    asked = list(product(EVERY, AUDIENCES, (None, *AUDIENCES)))
    assert len(asked) == 64 * 4 * 5
    assert [sight_of(*one) for one in asked] == [expected(*one) for one in asked]


def test_a_wider_audience_never_shows_less_to_anybody() -> None:
    for reader, sight in product(Reader, (Sight.WHOLE, Sight.ADOPTED)):
        allowed = seen_by(reader, sight)
        assert allowed == AUDIENCES[len(AUDIENCES) - len(allowed) :]


def test_as_usual_it_is_as_it_was_before_there_was_a_choice() -> None:
    usual = {reader: SEES[reader][_COMMITTEE] for reader in Reader}
    assert {r for r, sight in usual.items() if sight is Sight.ADOPTED} == {
        Reader.OFFICIAL, Reader.PARTY,
    }  # fmt: skip
    assert Sight.PROMISE not in usual.values()
    assert all(SEES[reader][_PUBLIC] == SEES[reader][_COMMITTEE] for reader in Reader)
    assert TOLD_TO_COMMITTEE == (_COMMITTEE, _PUBLIC)


def test_audiences_go_from_the_narrowest_to_the_widest() -> None:
    assert narrower(_PUBLIC, _OFFICIALS) == narrower(_OFFICIALS, _PUBLIC) == _OFFICIALS
    assert hidden_from(_OWN, _OFFICIALS) and not hidden_from(_OFFICIALS, _OWN)
    assert not hidden_from(_OWN, _OWN)
    assert set(AUDIENCE_WORDS) == set(MEANINGS) == set(Audience)


DAY = date(2026, 7, 2)


@pytest.mark.parametrize(
    ("of", "form", "fields"),
    [
        (Of(), {"audience": "own"}, []),
        (Of(), {"audience": "committee"}, ["audience"]),
        (Of(), {"audience": "everybody"}, ["audience"]),
        (Of(), {"audience": "public", "reason": "x" * 1001}, ["reason"]),
        (Of(), {"audience": "own", "reason": "BSN 123456782"}, ["reason", "notCaseData"]),
        (Of(adopted_on=DAY), {"audience": "officials"}, ["knowingly"]),
        (Of(adopted_on=DAY), {"audience": "officials", "knowingly": True}, []),
        (Of(adopted_on=DAY), {"audience": "public"}, []),
        (Of(reported=True), {"audience": "own"}, ["knowingly"]),
        (Of(_OWN, reported=True), {"audience": "public"}, []),
    ],
)
def test_each_complaint_is_told_at_its_field(
    of: Of, form: dict[str, Any], fields: list[str]
) -> None:
    assert [complaint.field for complaint in complaints(AudienceForm(**form), of)] == fields
