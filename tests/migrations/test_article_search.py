"""Articles that were there before they could be searched are found as well."""

from __future__ import annotations

import asyncpg
import pytest
from tests.builders.servers import run

from governance.migrations.runner import APP, migrations

_ROW = """insert into article (id, agreement_version, number, key, title, text)
values (gen_random_uuid(), gen_random_uuid(), 1, 'k', 'De kosten', 'Gemeenten betalen.')"""


async def test_what_was_stored_before_is_searched_and_nobody_writes_it(owner_url: str) -> None:
    [ours] = [one for one in migrations() if one.name == "0031_article_search"]
    await run(
        owner_url,
        "alter table article drop column searched",
        "alter table article drop constraint article_agreement_version_fkey",
        _ROW,
        ours.sql,
    )
    connection = await asyncpg.connect(owner_url)
    try:
        assert await connection.fetchval("select searched::text from article") == (
            "'betal':4B 'gemeent':3B 'kost':2A"
        )
        await connection.execute(f"set role {APP}")
        await connection.execute("update article set text = 'Partijen'")
        found = "select count(*) from article where searched @@ to_tsquery('dutch', 'partij')"
        assert await connection.fetchval(found) == 1
        with pytest.raises(asyncpg.GeneratedAlwaysError):
            await connection.execute("update article set searched = to_tsvector('x')")
    finally:
        await connection.close()
