"""However many messages were sent, looking for the next one and listing a page read little."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from tests.builders.mail import AT, posted
from tests.builders.servers import run

from governance.audit.rules import THE_SERVICE
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id
from governance.notices import queries
from governance.notices.rules import LEASE
from governance.notices.sending import actions
from governance.notices.sending import queries as sending

MANY = 20_000
BLOCKS = 40
"""Blocks of 8 kB that a look may read; the whole table is over three hundred of them."""
_SENT = """
insert into notice
select gen_random_uuid(), gen_random_uuid(), null, 'invitation', '', 'nl', '{}', 'x', null, 'sent',
       '', '', 1, timestamptz '2026-01-01' + n * interval '1 minute', timestamptz '2026-01-01',
       timestamptz '2026-02-01', timestamptz '2026-01-01', null, null
from generate_series(1, %d) n
"""


async def read(sql: str, *values: Any) -> int:
    """Blocks that a query reads, in memory or not."""
    [row] = await DATABASE.fetch(f"explain (analyze, buffers, format json) {sql}", *values)
    plan = json.loads(row["QUERY PLAN"])[0]["Plan"]
    return int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])


@pytest.fixture
async def full(database: Database, owner_url: str) -> Database:
    """An outbox of which nearly all was sent, and little waits."""
    await run(owner_url, _SENT % MANY)
    for number in range(30):
        await posted(at=AT + timedelta(minutes=number))
    await run(owner_url, "vacuum analyze notice")
    return database


async def test_looking_for_what_is_due_reads_little_of_a_full_outbox(full: Database) -> None:
    assert await read("select * from notice") > 5 * BLOCKS
    for sql, values in (
        (sending._DUE, (AT,)),
        (sending._LEFT, ()),
        (actions._CLAIM, (AT, new_id(), AT + LEASE)),
        (actions._LATE, (AT, 100)),
        (actions._LAPSED, (AT, 100)),
        (actions._CLEAR, (AT,)),
    ):
        assert await read(sql, *values) <= BLOCKS, sql
    assert await actions.claim(by=THE_SERVICE, at=AT + timedelta(hours=1))


async def test_a_page_of_a_full_outbox_reads_little(full: Database) -> None:
    for state, fits in (("", queries._OPEN), ("sent", "state = $1")):
        asked = (state, None, None, queries.PAGE_SIZE, 0)
        assert await read(queries._LISTED.format(state=fits), *asked) <= BLOCKS, state
