"""A page leads a reader only to what that reader may open."""

from __future__ import annotations

from tests.builders.commitments import in_force
from tests.builders.reporting import AT, open_round, report_of, submitted
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE
from governance.reporting.actions import accept

HTML = {"accept": "text/html", "accept-language": "nl"}


async def test_the_report_behind_a_commitment_is_named_to_who_may_read_it(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await open_round(people, await in_force(people))
        report = await report_of(made, people.north, people.pin_north)
        await submitted(report, people.pin_north)
        await accept(report.id, by=people.secretary, at=AT)
        [line] = await DATABASE.fetch(
            "select id from commitment_line where organisation = $1 order by id limit 1",
            people.north,
        )
        led = {}
        for who in (people.pin_north, people.pin_south, people.secretary, people.administrator):
            async with signed_in(transport, who) as client:
                page = await client.get(f"/toezeggingen/{line['id']}", headers=HTML)
                assert page.status_code == 200
                led[who.person_id] = f"/rapportages/{report.id}" in page.text
                there = await client.get(f"/rapportages/{report.id}", headers=HTML)
                assert (there.status_code == 200) is led[who.person_id]
        assert led[people.pin_north.person_id]
        assert not led[people.pin_south.person_id]
