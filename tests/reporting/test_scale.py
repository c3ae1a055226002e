"""A round of many parties: what it reads does not depend on statistics being there."""

from __future__ import annotations

import json

from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.reporting import open_round

from governance.base.database import Database
from governance.reporting.picture import queries

OWNERS, COMMITMENTS = 60, 18
MOST = 25
"""Blocks of 8 kB that may be read for one line; per line a few indexes and rows."""


async def test_a_round_is_read_in_few_blocks_before_the_database_has_counted_its_rows(
    database: Database,
) -> None:
    people = await parties.cast()
    agreement = await in_force(people, owners=OWNERS, commitments=COMMITMENTS)
    opened = await open_round(people, agreement)
    await database.fetch("update report set state = 'accepted', accepted_at = now()")
    asked = f"explain (analyze, buffers, format json) {queries._LINES}"
    [row] = await database.fetch(asked, opened, None)
    [told] = json.loads(row["QUERY PLAN"])
    plan = told["Plan"]
    assert plan["Actual Rows"] == OWNERS * COMMITMENTS
    read = plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
    assert read < MOST * OWNERS * COMMITMENTS
