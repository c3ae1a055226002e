"""Lines and adoptions of before there was a choice: everybody sees what was seen, and no less."""

from __future__ import annotations

from tests.builders import parties
from tests.builders.servers import run
from tests.commitments.audience.test_actions import adopted, reported, seen

from governance.base.database import Database
from governance.commitments.sharing.rules import Sight
from governance.migrations.runner import migrations

BEFORE = (
    "alter table commitment_line drop constraint commitment_line_audience",
    "alter table adopted_line drop constraint adopted_line_audience",
    "alter table adopted_line drop column audience",
)
NAME = "0050_line_audience"


async def test_older_rows_are_seen_as_they_were(database: Database, owner_url: str) -> None:
    cast = await parties.cast()
    line, made, _ = await reported(cast)
    await adopted(cast, made, cast.secretary)
    [ours] = [one for one in migrations() if one.name == NAME]
    await run(owner_url, *BEFORE)
    await run(owner_url, "update commitment_line set audience = 'anything'")
    await run(owner_url, ours.sql)
    for actor in (cast.pin_north, cast.secretary, cast.chair, cast.administrator):
        assert (await seen(line, actor)).line.sight == Sight.WHOLE
    view = await seen(line, cast.pin_south)
    assert (view.line.sight, view.audience) == (Sight.ADOPTED, "committee")
    assert view.history != ()
