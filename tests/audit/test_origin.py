"""Where an act came from stands in its entry; what is personal of it stands apart."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import asyncpg
import msgspec
from tests.builders.service import service, signed_in

from governance.audit.actions import record, separate
from governance.audit.queries import broken_at
from governance.audit.rules import NOBODY, Unkept, salted
from governance.audit.verifying.queries import verify
from governance.base.actor import Actor
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id
from governance.base.origin import Way, network_of, origin, originating

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


async def note(chain: UUID, by: Actor, **more: object) -> None:
    async with DATABASE.transaction():
        await record(chain, "changed", "thing", new_id(), {}, by=by, at=AT, **more)  # type: ignore[arg-type]


async def test_an_entry_tells_the_way_in_and_holds_the_network_as_a_hash(
    database: Database,
) -> None:
    chain, by = new_id(), Actor(new_id(), "administrator")
    with originating(Way.API, request_id="abc", address="2001:db8::1:2:3:4"):
        await note(chain, by)
    [entry] = await DATABASE.fetch("select * from trail_entry")
    [apart] = await DATABASE.fetch("select * from trail_personal")
    assert (entry["origin"], entry["request_id"], entry["result"]) == ("api", "abc", "done")
    assert (apart["field"], apart["value"]) == ("network", "2001:db8::/56")
    assert apart["person"] == by.person_id
    held = msgspec.json.decode(entry["personal"])
    assert held == {"network": salted("2001:db8::/56", apart["salt"])}
    assert await broken_at(chain) is None


async def test_what_nobody_said_comes_from_the_service_itself(database: Database) -> None:
    await note(new_id(), Actor(new_id(), "x"))
    [entry] = await DATABASE.fetch("select origin, request_id, personal from trail_entry")
    assert tuple(entry) == ("service", "", "")
    assert origin().way == Way.SERVICE


async def test_of_a_value_that_may_be_a_secret_only_the_salt_is_kept(database: Database) -> None:
    await note(new_id(), NOBODY, personal={"name": Unkept("hunter2")})
    [entry] = await DATABASE.fetch("select personal from trail_entry")
    [apart] = await DATABASE.fetch("select * from trail_personal")
    assert (apart["value"], apart["person"]) == ("", None)
    assert msgspec.json.decode(entry["personal"])["name"] == salted("hunter2", apart["salt"])


async def test_who_is_erased_leaves_no_personal_value_and_a_trail_that_holds(
    database: Database,
) -> None:
    chain, gone, stays = new_id(), Actor(new_id(), "one"), Actor(new_id(), "other")
    with originating(Way.WEB, request_id="abc", address="192.0.2.7"):
        for by in (gone, stays, gone):
            await note(chain, by)
        await note(chain, stays, personal={"name": "who left"}, person_id=gone.person_id)
    # Their two networks and the name; the networks of the other stay.
    assert await separate(gone.person_id) == 3
    left = await DATABASE.fetch("select person from trail_personal")
    assert [row["person"] for row in left] == [stays.person_id] * 2
    assert await broken_at(chain) is None
    [row] = await DATABASE.fetch("select count(*) as number from trail_entry")
    assert row["number"] == 4


async def test_a_page_names_its_request_in_the_answer_and_in_the_trail(owner_url: str) -> None:
    async with service(owner_url) as (transport, cast), signed_in(transport, cast.secretary) as on:
        first, second = await on.get("/"), await on.get("/api/v1/taken")
        assert len(first.headers["x-request-id"]) == 16
        assert first.headers["x-request-id"] != second.headers["x-request-id"]
        [entry] = await DATABASE.fetch(
            "select request_id, origin, personal from trail_entry where verb = 'signed_in'"
        )
        assert (len(entry["request_id"]), entry["origin"]) == (16, "web")
        assert "network" in entry["personal"]


async def test_an_entry_of_the_version_before_still_verifies(
    database: Database, owner_url: str
) -> None:
    """As that version wrote it, on the schema of now; then one of now follows it."""
    chain, one = new_id(), new_id()
    fields = (
        f"id={one}\norganisation_id={chain}\nnumber=1\nat=2026-11-24T12:00:00.000000+00:00\n"
        f"actor_id={one}\non_behalf_of=x\nverb=v\nkind=k\nthing_id={one}\n"
        "changes={}\naudience=own\ncause_kind=\ncause_id=None"
    )
    owner = await asyncpg.connect(owner_url)
    await owner.execute(
        "with s as (select encode(sha256(convert_to($1, 'UTF8')), 'hex') as hash), "
        "h as (insert into trail_head (id, number, hash) select $2, 1, hash from s) "
        "insert into trail_entry (id, organisation_id, number, at, actor_id, on_behalf_of, verb, "
        "kind, thing_id, changes, audience, cause_kind, previous_hash, hash) select $3, $2, 1, "
        "$4, $3, 'x', 'v', 'k', $3, '{}', 'own', '', $5, hash from s",
        "0" * 64 + "\n" + fields, chain, one, AT, "0" * 64,
    )  # fmt: skip
    await note(chain, Actor(new_id(), "x"))
    assert await broken_at(chain) is None
    await owner.execute("update trail_entry set origin = 'web' where number = 1")
    assert await broken_at(chain) == 1
    await owner.close()


def test_the_network_of_an_address() -> None:
    assert network_of("192.0.2.7") == "192.0.2.7"
    assert network_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert network_of("2001:db8:0:1ab:2::") == "2001:db8:0:100::/56"


async def test_any_text_is_sealed_the_same_by_the_database_and_by_us(database: Database) -> None:
    chain = new_id()
    by = Actor(new_id(), 'wethouder “Zorg”\n\\ {"a": 1} é ß 👩‍⚖️ \t')
    for at in (AT, AT.replace(microsecond=1), AT.replace(microsecond=120000)):
        async with DATABASE.transaction():
            changes = {"é\n": ['"', "\\u0041", None, 1.5], "z": {"b": at, "a": new_id()}}
            await record(
                chain, "v", "k", new_id(), changes, by=by, at=at, cause=("kind", new_id()),
                personal={"name": "Jansen; drop table", "mail": ""},
            )  # fmt: skip
    report = await verify(chain)
    assert (report.entries, report.broken) == (3, ())
