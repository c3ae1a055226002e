"""An amendment that was begun before commitments had kinds finds the same in what it changes."""

from __future__ import annotations

import re

import asyncpg
import msgspec
from tests.builders.servers import run

from governance.commitments.amending.forms import Part
from governance.commitments.kinds.forms import NAMES, of_kind
from governance.migrations.runner import migrations

_OLD = """{"commitment.plan": {"key": "plan", "modelNumber": null, "title": "Plan",
"text": "Een plan.", "theme": "beleid", "nature": "result", "ownerFunction": "secretaris",
"executor": "", "measurableGoal": "Er is een plan.", "indicatorUnit": "",
"target": null, "owners": [],
"contributors": [], "milestones": []}, "order": ["art-doel"], "term.term_months": 24}"""
_ROW = """insert into amendment (id, version, agreement, subject, base)
values (gen_random_uuid(), 1, gen_random_uuid(), 'Oud', $1::jsonb)"""


async def test_what_was_copied_before_names_the_kind_that_it_had(owner_url: str) -> None:
    [ours] = [one for one in migrations() if one.name == "0041_kinds"]
    [fill] = re.findall(r"^update amendment a set base = .*?;$", ours.sql, re.M | re.S)
    await run(owner_url, "alter table amendment drop constraint amendment_agreement_fkey")
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute(_ROW, _OLD)
        await connection.execute(fill)
        base = msgspec.json.decode(await connection.fetchval("select base::text from amendment"))
    finally:
        await connection.close()
    old = msgspec.json.decode(_OLD)
    assert {name: base[name] for name in ("order", "term.term_months")} == {
        name: old[name] for name in ("order", "term.term_months")
    }
    part = msgspec.convert(base["commitment.plan"], Part)
    assert of_kind(part) == dict(zip(NAMES, ("other", None, "normal", None, "", {}), strict=True))
    now = msgspec.json.decode(msgspec.json.encode(part))
    assert base["commitment.plan"] == now, "nothing seems changed"
