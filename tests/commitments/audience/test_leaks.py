"""By no side door one learns how a line stands that is not for one's eyes, nor when it changed."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from tests.builders import amending
from tests.builders.audience import OWN, shown_to
from tests.builders.measuring import indicator, line_of, measure, value
from tests.builders.reporting import AT, open_round, report_of, submitted
from tests.builders.service import service, signed_in
from tests.commitments.audience.test_actions import adopted, reported

from governance.agreements.sharing.actions import share_draft
from governance.base.database import DATABASE
from governance.commitments.queries import of_agreement
from governance.reporting import actions
from governance.web.addresses import api

LATE = "Pas na de zomer gelukt"


async def test_who_carries_it_out_is_told_without_how_it_stands(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        line, made, _ = await reported(people)
        at = api("commitments", line, "carrying-out")
        async with signed_in(transport, people.pin_south) as client:
            assert (await client.get(at)).json()["state"] == ""
            await adopted(people, made, people.secretary)
            assert (await client.get(at)).json()["state"] == "delayed"
        await shown_to(line, OWN, people.pin_north, AT)
        for actor, state in (
            (people.chair, ""), (people.secretary, ""), (people.pin_south, ""),
            (people.pin_north, "delayed"), (people.administrator, "delayed"),
        ):  # fmt: skip
            async with signed_in(transport, actor) as client:
                assert (await client.get(at)).json()["state"] == state


async def test_when_a_line_changed_is_told_to_who_sees_how_it_stands(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        line, made, _ = await reported(people)
        at = api("commitments", line)
        async with signed_in(transport, people.pin_north) as client:
            assert (await client.get(at)).json()["line"]["changedAt"].startswith("2026-07-02T12:00")
        async with signed_in(transport, people.pin_south) as client:
            assert (await client.get(at)).json()["line"]["changedAt"] is None
            await adopted(people, made, people.secretary)
            shared = (await client.get(at)).json()["line"]["changedAt"]
            assert shared.startswith("2026-07-02T13:00"), "when it was adopted"


async def test_an_amendment_tells_of_the_lines_of_others_what_was_adopted(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await amending.in_force(people)
        first = (await of_agreement(made, by=people.administrator))[0]
        line = await line_of(made, people.north)
        await DATABASE.fetch("update commitment_line set state = 'done' where id = $1", line)
        await DATABASE.fetch(
            "update milestone_line set state = 'done' where commitment_line = $1", line
        )
        amendment = await amending.begun(made, people)
        await amending.promise(amendment, people, drop=first.key)
        await share_draft(amendment, by=people.administrator, at=amending.AT)
        at = api("agreements", amendment, "amendment")

        async def told(actor: Any) -> dict[str, Any]:
            async with signed_in(transport, actor) as client:
                shown = await client.get(
                    at.removeprefix("/api/v1"), headers={"accept": "text/html"}
                )
                assert shown.status_code == 200
                [effect] = (await client.get(at)).json()["commitments"]
                return {one["organisation"]: one for one in effect["lines"]}["Noordstad"]

        mine = await told(people.pin_north)
        assert (mine["what"], mine["state"]) == ("stays_done", "done") and mine["done"]
        other = await told(people.pin_south)
        assert (other["what"], other["state"]) == ("lapses_unless_done", "")
        assert (other["done"], other["milestones"]) == (0, 0)
        await shown_to(line, OWN, people.pin_north, amending.AT)
        assert (await told(people.administrator))["state"] == "done"


async def test_whether_others_measured_is_not_told_with_an_indicator(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        line, _, _ = await reported(people)
        [row] = await DATABASE.fetch("select agreement from commitment_line where id = $1", line)
        one = await indicator(row["agreement"], people.administrator)
        await measure(line, one, people.pin_north, value(7))
        for actor, known in (
            (people.pin_south, False), (people.pin_north, True), (people.administrator, True),
        ):  # fmt: skip
            async with signed_in(transport, actor) as client:
                assert (await client.get(api("indicators", one))).json()["measured"] is known


async def test_what_a_later_round_says_waits_for_its_own_adoption(owner_url: str) -> None:
    """A report over the second half is accepted before the first half is adopted."""
    async with service(owner_url) as (transport, people):
        line, made, _ = await reported(people)
        [row] = await DATABASE.fetch("select agreement from commitment_line where id = $1", line)
        days = {"period_from": date(2026, 7, 1), "period_until": date(2027, 1, 1)}
        second = await open_round(people, row["agreement"], title="Tweede helft", **days)
        view = await report_of(second, people.north, people.pin_north)
        await submitted(view, people.pin_north, words=LATE)
        await actions.accept(view.id, by=people.secretary, at=AT + timedelta(minutes=5))
        await adopted(people, made, people.secretary)
        async with signed_in(transport, people.pin_south) as client:
            told = await client.get(api("commitments", line))
            assert told.json()["line"]["sight"] == "adopted" and LATE not in told.text
        async with signed_in(transport, people.secretary) as client:
            assert LATE in (await client.get(api("commitments", line))).text


async def test_that_a_party_reports_a_line_as_lapsed_shows_in_no_period(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        line, _, _ = await reported(people)
        [row] = await DATABASE.fetch("select agreement from commitment_line where id = $1", line)
        one = await indicator(row["agreement"], people.administrator)
        await _lapsed(line)

        async def organisations(actor: Any) -> int:
            async with signed_in(transport, actor) as client:
                at = api("indicators", one, "measurements", period=date(2026, 10, 1))
                return len((await client.get(at)).json()["cells"])

        assert await organisations(people.pin_south) == 2
        assert await organisations(people.pin_north) == 1


async def _lapsed(line: UUID) -> None:
    await DATABASE.fetch(
        "update commitment_line set state = 'lapsed', changed_at = '2026-07-02 12:00Z'"
        " where id = $1", line,
    )  # fmt: skip
    await DATABASE.fetch("update line_history set state = 'lapsed' where commitment_line = $1"
                         " and cause_kind = 'report'", line)  # fmt: skip


async def test_that_a_line_changed_is_not_told_by_its_version(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        line, _, _ = await reported(people)
        one, listed = api("commitments", line), api("commitments")
        for actor, told in (
            (people.pin_south, False), (people.pin_north, True), (people.secretary, True),
        ):  # fmt: skip
            async with signed_in(transport, actor) as client:
                shown = (await client.get(one)).json()["version"]
                found = (await client.get(listed)).json()["lines"]
                [same] = [x["version"] for x in found if x["id"] == str(line)]
                assert shown == same == (2 if told else None), actor.function
                file = (await client.get(api("commitments", "export"))).content.decode("utf-8-sig")
                rows = csv.DictReader(io.StringIO(file), delimiter=";")
                [row] = [x for x in rows if x["id"] == str(line)]
                assert row["versie"] == ("2" if told else "")
