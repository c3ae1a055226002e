"""A search over the texts of all municipalities reads what it finds, and not what is there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import asyncpg
from tests.builders.parties import Cast, cast

from governance.agreements.finding.queries import STATEMENT, found, statement_values
from governance.base.actor import Actor
from governance.base.database import DATABASE, Database

_FILL = (
    """insert into agreement (id, version, keeper, committee, kind, model_key, model_version, title,
    short_title, sort_key, search_key, state, audience, extension_rule, enforceable, entry_rule)
    select gen_random_uuid(), n, $1, $2, 'convenant', 'test', '1', 'Afspraak ' || n, 'Afspraak',
    'afspraak ' || n, 'afspraak', 'in_force', 'committee', 'none', false, 'all_signed'
    from generate_series($3::int, $4::int) n""",
    """insert into agreement_version
    (id, version, agreement, number, answers, content_hash, made_with, made_at,
    frozen_at, frozen_for, note)
    select gen_random_uuid(), 1, id, v, '{}', '', '', now(), now(), 'decision', '' from agreement,
    generate_series(1, 2) v where version between $3 and $4 and keeper = $1 and committee = $2""",
    """insert into article (id, agreement_version, number, key, title, text)
    select gen_random_uuid(), v.id, n, 'k' || n, 'Onderwerp ' || n,
    repeat('Partijen werken samen tegen mensenhandel en bezien de kosten. ', 20)
      || case when a.version <= 3 and n = 7 then 'Zij vergoeden de tolk.' else '' end
    from agreement_version v join agreement a on a.id = v.agreement, generate_series(1, 20) n
    where a.version between $3 and $4 and a.keeper = $1 and a.committee = $2""",
)
TABLES = ("agreement", "agreement_version", "article")


async def filled(owner_url: str, people: Cast, first: int, last: int) -> None:
    owner = await asyncpg.connect(owner_url)
    try:
        for sql in _FILL:
            await owner.execute(sql, people.keeper, people.committee, first, last)
        for table in TABLES:
            await owner.execute(f"vacuum analyze {table}")
    finally:
        await owner.close()


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


async def cost(search: str, by: Actor) -> tuple[int, set[str], set[str]]:
    """The blocks that a search touches, the indexes that it uses, the tables that it reads
    from begin to end."""
    values = statement_values(search, 1, by)
    [row] = await DATABASE.fetch(f"explain (analyze, buffers, format json) {STATEMENT}", *values)
    [told] = json.loads(row[0])
    plan, all_nodes = told["Plan"], list(nodes(told["Plan"]))
    indexes = {one["Index Name"] for one in all_nodes if "Index Name" in one}
    scanned = {one["Relation Name"] for one in all_nodes if one["Node Type"] == "Seq Scan"}
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]), indexes, scanned


async def test_a_search_costs_what_it_finds_however_many_texts_there_are(
    database: Database, owner_url: str
) -> None:
    people = await cast()
    await filled(owner_url, people, 1, 34)
    few, _, _ = await cost("tolk", people.administrator)
    await filled(owner_url, people, 35, 342)
    many, indexes, scanned = await cost("tolk", people.administrator)
    assert "article_searched" in indexes
    assert "article" not in scanned
    assert many <= few * 1.5 + 20, (many, few)
    seen = await found("tolk", by=people.administrator)
    assert [(one.text_version, one.number) for one in seen.articles] == [(2, 7)] * 3
    assert (await found("tolk", by=people.outsider)).total == 0
    before = database.queries
    common = await found("mensenhandel", 18, by=people.administrator)
    assert database.queries - before == 1
    assert (common.total, common.page, common.pages) == (342 * 20, 18, 342)
    blocks, _, _ = await cost("mensenhandel", people.administrator)
    assert blocks < 60_000, blocks
