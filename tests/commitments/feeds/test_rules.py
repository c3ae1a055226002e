"""What an address of a feed looks like, and what a feed still tells of."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from governance.base.ids import new_id
from governance.commitments.feeds.rules import (
    CANCELLED_FOR,
    MOST,
    FeedState,
    feed_complaints,
    secret_in,
    state_of,
    told,
)
from governance.identity.rules import new_token

TODAY = date(2027, 1, 15)


def test_an_address_of_ours_holds_a_secret_of_256_bits() -> None:
    secret = new_token()
    assert secret_in(f"{secret}.ics") == secret


@pytest.mark.parametrize("said", ["", ".ics", "x.ics", "a" * 43, "a" * 44 + ".ics", "é" * 43])
def test_what_cannot_be_an_address_is_not_looked_up(said: str) -> None:
    assert secret_in(said) is None


def test_a_cancelled_milestone_is_told_of_until_a_while_after_its_day() -> None:
    last = TODAY - CANCELLED_FOR
    assert told(True, last + timedelta(days=1), TODAY)
    assert not told(True, last, TODAY)
    assert told(False, last, TODAY)


def test_a_feed_is_for_what_one_can_choose_and_one_has_not_too_many() -> None:
    mine = new_id()
    assert list(feed_complaints(None, [None, mine], 0)) == []
    assert list(feed_complaints(mine, [None, mine], MOST - 1)) == []
    assert [c.field for c in feed_complaints(new_id(), [None, mine], MOST)] == ["forId"] * 2


def test_a_feed_without_a_role_there_is_empty_and_one_that_ended_has_ended() -> None:
    mine, at = new_id(), datetime(2027, 1, 1, tzinfo=UTC)
    assert state_of(None, mine, [None, mine]) is FeedState.WORKS
    assert state_of(None, mine, [None]) is FeedState.EMPTY
    assert state_of(at, mine, [None, mine]) is FeedState.ENDED
