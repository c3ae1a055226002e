"""Two send the same form at once: of feeds, of the parts of a region, of evidence destroyed."""

from __future__ import annotations

from typing import Any

from httpx import ASGITransport
from tests.builders.aiming import region_of
from tests.builders.commitments import in_force
from tests.builders.evidence import evidence
from tests.builders.feeds import feed, reads
from tests.builders.measuring import line_of
from tests.builders.parties import Cast
from tests.builders.reporting import AT
from tests.builders.service import service
from tests.stories.test_two_at_once import Form, at_once

from governance.base.database import DATABASE
from governance.web.addresses import page


async def _codes(transport: ASGITransport, who: Any, forms: list[Form], acts: int = 1) -> list[int]:
    answers, done = await at_once(transport, who, forms)
    assert done == acts
    return sorted(told.status_code for told in answers)


async def test_of_two_who_renew_a_secret_address_one_is_told_and_the_old_one_is_dead(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await feed(people.pin_north, AT)
        at = page("calendar-feeds", made.id, "renewal")
        forms: list[Form] = [(at, {"version": "1"})] * 2
        assert await _codes(transport, people.pin_north, forms) == [200, 409]
        assert (await reads(transport, made.secret)).status_code == 404
        [row] = await DATABASE.fetch("select version from calendar_feed")
        assert row["version"] == 2


async def test_a_feed_is_renewed_or_ended_and_never_works_after_it_was_ended(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await feed(people.pin_north, AT)
        at = [page("calendar-feeds", made.id, one) for one in ("renewal", "stop")]
        forms: list[Form] = [(one, {"version": "1"}) for one in at]
        told = await _codes(transport, people.pin_north, forms)
        assert told in ([200, 409], [303, 409])
        [row] = await DATABASE.fetch("select ended_at from calendar_feed")
        assert (row["ended_at"] is not None) is (told[0] == 303)


async def test_of_two_who_choose_the_parts_of_a_region_one_is_told(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = page("regions", await region_of(people), "features")
        forms: list[Form] = [(at, {"version": "0", part: "on"}) for part in ("weights", "budget")]
        assert await _codes(transport, people.administrator, forms) == [303, 409]
        [row] = await DATABASE.fetch("select weights, budget, version from region_features")
        assert row["weights"] is not row["budget"] and row["version"] == 1


async def test_of_two_who_destroy_a_file_of_evidence_one_is_told(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = await _destruction(people)
        forms: list[Form] = [
            (at, {"reason": said, "version": "1"}) for said in ("Een casus.", "Namen.")
        ]
        assert await _codes(transport, people.administrator, forms, acts=2) == [303, 409]
        [row] = await DATABASE.fetch("select destroyed_why, content from stored_file")
        assert row["destroyed_why"] in ("Een casus.", "Namen.") and row["content"] is None


async def _destruction(people: Cast) -> str:
    line = await line_of(await in_force(people), people.north)
    made = await evidence(line, people.pin_north, AT)
    return page("commitments", line, "evidence", made, "destruction")
