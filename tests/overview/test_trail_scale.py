"""A page of the trail costs the same at 1,000 and at 100,000 entries: blocks, not seconds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg

from governance.audit.reading.queries import statement
from governance.audit.reading.rules import PAGE_SIZE, Scope, Wanted
from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
CHAIN, PERSON, THINGS = new_id(), new_id(), [new_id() for _ in range(40)]
BY = Actor(new_id(), "x", (Role(new_id(), RoleKind.AUDITOR, organisation_id=CHAIN),))
_FILL = """
insert into trail_entry (id, organisation_id, number, at, actor_id, on_behalf_of, verb, kind,
    thing_id, changes, audience, cause_kind, previous_hash, hash)
select gen_random_uuid(), $1, n, $4::timestamptz + n * interval '1 minute',
    case when n % 2 = 0 then $2 else gen_random_uuid() end, 'function', 'verb_' || n % 20, 'thing',
    ($3::uuid[])[1 + n % 40], '{"before": {"title": "x"}, "after": {"title": "y"}}', 'own', '',
    md5(n::text), md5(n::text)
from generate_series($5::int, $6::int) n
"""


async def filled(owner_url: str, first: int, last: int) -> None:
    owner = await asyncpg.connect(owner_url)
    await owner.execute(_FILL, CHAIN, PERSON, THINGS, AT, first, last)
    await owner.execute("vacuum analyze trail_entry")
    await owner.close()


def touched(plan: dict[str, Any]) -> int:
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


def kinds(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["Node Type"]
    for inner in plan.get("Plans", ()):
        yield from kinds(inner)


async def cost(scope: Scope, wanted: Wanted) -> int:
    sql, values = statement(scope, wanted, BY, PAGE_SIZE + 1)
    [row] = await DATABASE.fetch(f"explain (analyze, buffers, format json) {sql}", *values)
    [told] = json.loads(row[0])
    assert "Seq Scan" not in set(kinds(told["Plan"])), told
    return touched(told["Plan"])


async def at_number(number: int) -> UUID:
    [row] = await DATABASE.fetch(
        "select id from trail_entry where organisation_id = $1 and number = $2", CHAIN, number
    )
    return UUID(str(row["id"]))


async def costs(last: int) -> dict[str, int]:
    middle = Wanted(before=await at_number(last // 2))
    of = {
        "organisation": Scope(chain=CHAIN),
        "person": Scope(actor=PERSON, things=(PERSON,)),
        "things": Scope(things=tuple(THINGS)),
    }
    found = {name: await cost(scope, Wanted()) for name, scope in of.items()}
    found |= {f"{name}, middle": await cost(scope, middle) for name, scope in of.items()}
    found["verb"] = await cost(of["organisation"], Wanted(verb="verb_3"))
    return found


async def test_a_page_costs_the_same_however_long_the_trail_is(
    database: Database, owner_url: str
) -> None:
    await filled(owner_url, 1, 5_000)
    few = await costs(5_000)
    await filled(owner_url, 5_001, 100_000)
    many = await costs(100_000)
    for name, blocks in many.items():
        assert blocks <= few[name] * 1.5 + 20, (name, blocks, few)
    assert max(blocks for name, blocks in many.items() if "things" not in name) < 100
    # Of 40 things at once, each entry of a page of each is read.
    assert many["things"] < len(THINGS) * (PAGE_SIZE + 1) * 1.5
