"""Whoever owns the database changes, removes, adds, moves or truncates entries: each is found."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import asyncpg
import pytest
from tests.builders.servers import run

from governance.audit.actions import record
from governance.audit.checkpoints.actions import daily_checkpoint, make_checkpoint, make_key
from governance.audit.checkpoints.queries import checkpoint_of, signing_key, verifying_key
from governance.audit.checkpoints.rules import new_key, private_key, read_checkpoint
from governance.audit.rules import Entry, entry_hash
from governance.audit.verifying.queries import verify
from governance.audit.verifying.rules import Broken, Fault
from governance.base.actor import Actor
from governance.base.database import DATABASE, Database, OutsideTransaction
from governance.base.errors import Unusable
from governance.base.ids import new_id
from governance.base.origin import Way, originating

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
KEY = private_key(new_key()[0])
BY = Actor(new_id(), "administrator")


async def chain(length: int = 6) -> UUID:
    """A chain of entries, and another one beside it that must stay right."""
    mine, other = new_id(), new_id()
    with originating(Way.WEB, request_id="abc", address="192.0.2.7"):
        for number in range(length):
            for of in (mine, other):
                async with DATABASE.transaction():
                    await record(of, f"verb_{number}", "thing", new_id(), {}, by=BY, at=AT)
    return mine


async def first(**more: object) -> Broken | None:
    """What is wrong; at most one thing, and only in one chain."""
    report = await verify(**more)  # type: ignore[arg-type]
    assert len(report.broken) <= 1, report
    return report.broken[0] if report.broken else None


async def superuser(owner_url: str, *statements: str) -> None:
    await run(owner_url, *statements)


async def test_chains_that_nobody_touched_hold(database: Database) -> None:
    await chain()
    report = await verify()
    assert (report.entries, report.chains, report.broken) == (12, 2, ())


@pytest.mark.parametrize(
    "column",
    ["at = at + '1 s'", "actor_id = id", "on_behalf_of = 'x'", "verb = 'x'", "kind = 'x'",
     "thing_id = id", "changes = '[]'", "audience = 'public'", "cause_kind = 'x'", "cause_id = id",
     "result = 'refused'", "origin = 'api'", "request_id = 'x'", "personal = ''", "hashing = 1",
     "hash = repeat('a', 64)", "previous_hash = repeat('a', 64)", "id = gen_random_uuid()"],
)  # fmt: skip
async def test_every_changed_field_is_found(
    database: Database, owner_url: str, column: str
) -> None:
    mine = await chain()
    await superuser(
        owner_url,
        "alter table trail_personal drop constraint trail_personal_entry_fkey",
        f"update trail_entry set {column} where organisation_id = '{mine}' and number = 3",
    )
    broken = await first()
    assert broken is not None
    assert (broken.organisation_id, broken.number, broken.fault) == (mine, 3, Fault.HASH)


async def test_a_removed_entry_leaves_a_gap(database: Database, owner_url: str) -> None:
    mine = await chain()
    await superuser(
        owner_url,
        "delete from trail_personal",
        f"delete from trail_entry where organisation_id = '{mine}' and number = 3",
    )
    broken = await first()
    assert broken is not None
    assert (broken.organisation_id, broken.fault, broken.since, broken.number) == (
        mine, Fault.GAP, 3, 4,
    )  # fmt: skip


async def test_a_removed_first_entry_leaves_a_gap(database: Database, owner_url: str) -> None:
    mine = await chain()
    await superuser(
        owner_url,
        "delete from trail_personal",
        f"delete from trail_entry where organisation_id = '{mine}' and number = 1",
    )
    broken = await first()
    assert broken is not None
    assert (broken.fault, broken.since, broken.number) == (Fault.GAP, 1, 2)


async def test_entries_that_changed_places_are_found_with_their_own(
    database: Database, owner_url: str
) -> None:
    mine = await chain()
    of = f"where organisation_id = '{mine}' and number ="
    await superuser(
        owner_url,
        f"update trail_entry set number = 99 {of} 2",
        f"update trail_entry set number = 2 {of} 5",
        f"update trail_entry set number = 5 {of} 99",
    )
    broken = await first()
    assert broken is not None
    assert (broken.organisation_id, broken.number, broken.fault, broken.belongs) == (
        mine, 2, Fault.ORDER, 5,
    )  # fmt: skip


async def test_an_inserted_entry_is_found(database: Database, owner_url: str) -> None:
    """Sealed rightly to the entry before it, with what came after moved on."""
    mine = await chain()
    owner = await asyncpg.connect(owner_url)
    of = f"organisation_id = '{mine}' and number"
    before = await owner.fetchrow(f"select * from trail_entry where {of} = 3")
    await owner.execute(f"update trail_entry set number = -number where {of} > 3")
    await owner.execute(f"update trail_entry set number = -number + 1 where {of} < 0")
    await owner.execute("update trail_head set number = number + 1 where id = $1", mine)
    values = {n: before[n] for n in Entry.__struct_fields__}
    forged = Entry(**{**values, "id": new_id(), "number": 4, "verb": "forged"})
    await insert(owner, forged, before["hash"])
    await owner.close()
    broken = await first()
    assert broken is not None
    assert (broken.organisation_id, broken.number, broken.belongs) == (mine, 5, 4)


async def insert(owner: asyncpg.Connection, entry: Entry, previous: str) -> str:
    """Put an entry in as who owns the database can: with a hash that is right."""
    columns = [*Entry.__struct_fields__, "previous_hash", "hash"]
    sealed = entry_hash(entry, previous)
    marks = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    await owner.execute(
        f"insert into trail_entry ({', '.join(columns)}) values ({marks})",
        *(getattr(entry, n) for n in Entry.__struct_fields__), previous, sealed,
    )  # fmt: skip
    return sealed


async def test_a_cut_off_tail_is_found_by_the_head(database: Database, owner_url: str) -> None:
    mine = await chain()
    await superuser(
        owner_url,
        "delete from trail_personal",
        f"delete from trail_entry where organisation_id = '{mine}' and number > 4",
    )
    broken = await first()
    assert broken is not None
    assert (broken.organisation_id, broken.number, broken.fault) == (mine, 5, Fault.TAIL)


async def test_a_head_that_is_not_of_its_chain_is_found(database: Database, owner_url: str) -> None:
    mine = await chain()
    for wrong in ("number = 5", "hash = repeat('a', 64)"):
        await superuser(owner_url, f"update trail_head set {wrong} where id = '{mine}'")
        broken = await first()
        assert broken is not None
        assert (broken.organisation_id, broken.number, broken.fault) == (mine, 6, Fault.HEAD)
    await superuser(owner_url, f"delete from trail_head where id = '{mine}'")
    broken = await first()
    assert broken is not None
    assert (broken.organisation_id, broken.fault) == (mine, Fault.HEAD)


async def test_a_truncated_trail_is_found_for_every_chain(
    database: Database, owner_url: str
) -> None:
    await chain()
    await superuser(owner_url, "truncate trail_entry cascade")
    assert [b.fault for b in (await verify()).broken] == [Fault.TAIL] * 2


async def test_a_changed_personal_value_is_found(database: Database, owner_url: str) -> None:
    mine = await chain()
    await superuser(
        owner_url,
        "update trail_personal set value = '198.51.100.1' from trail_entry e "
        f"where e.id = entry and organisation_id = '{mine}' and number = 2",
    )
    broken = await first()
    assert broken is not None
    assert (broken.organisation_id, broken.number, broken.fault) == (mine, 2, Fault.PERSONAL)


async def rewrite(owner_url: str, mine: UUID, since: int) -> None:
    """What the owner of the database can do: another story, with every hash made anew."""
    owner = await asyncpg.connect(owner_url)
    of = "from trail_entry where organisation_id = $1 and number"
    rows = await owner.fetch(f"select * {of} >= $2 order by number", mine, since)
    previous = await owner.fetchval(f"select hash {of} = $2", mine, since - 1)
    await owner.execute("delete from trail_personal")
    await owner.execute(f"delete {of} >= $2", mine, since)
    for row in rows:
        entry = Entry(**{**{n: row[n] for n in Entry.__struct_fields__}, "personal": ""})
        previous = await insert(owner, msgspec_with(entry, verb="another_story"), previous)
    await owner.execute("update trail_head set hash = $2 where id = $1", mine, previous)
    await owner.close()


def msgspec_with(entry: Entry, **values: object) -> Entry:
    return Entry(**{**{n: getattr(entry, n) for n in Entry.__struct_fields__}, **values})


async def test_only_a_checkpoint_finds_a_rewritten_tail(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    mine = await chain(3)
    early = await make_checkpoint(KEY, at=AT, file=tmp_path / "early.json")
    async with DATABASE.transaction():
        for number in range(3):
            await record(mine, f"later_{number}", "thing", new_id(), {}, by=BY, at=AT)
    await make_checkpoint(KEY, at=AT + timedelta(days=1), file=tmp_path / "late.json")
    public = KEY.public_key()
    late = checkpoint_of(tmp_path / "late.json")
    assert late.checkpoint.previous == early.hash
    assert await first(files={"late": late}, keys=[public]) is None
    await rewrite(owner_url, mine, 5)
    broken = await first()
    assert broken is not None, "the checkpoint in the database tells it already"
    assert (broken.organisation_id, broken.fault, broken.since, broken.number) == (
        mine, Fault.REWRITTEN, 4, 6,
    )  # fmt: skip
    # Who rewrites all takes the checkpoints in the database away as well.
    await superuser(owner_url, "delete from trail_checkpoint where at > '2026-11-25'")
    assert await first() is None
    report = await verify(files={"late.json": late}, keys=[public])
    assert [b.fault for b in report.broken] == [Fault.NO_CHECKPOINT, Fault.REWRITTEN]
    assert report.broken[1].source == "late.json"


async def test_a_checkpoint_finds_a_chain_that_was_cut_off_with_its_head(
    database: Database, owner_url: str
) -> None:
    mine = await chain()
    kept = await make_checkpoint(KEY, at=AT)
    await superuser(
        owner_url,
        "delete from trail_personal",
        f"delete from trail_entry where organisation_id = '{mine}' and number > 4",
        "update trail_head h set number = 4, hash = e.hash from trail_entry e "
        f"where h.id = '{mine}' and e.organisation_id = h.id and e.number = 4",
    )
    broken = await first(files={"a": kept}, keys=[KEY.public_key()])
    assert broken is not None
    assert (broken.organisation_id, broken.number, broken.fault) == (mine, 6, Fault.CUT_OFF)


async def test_a_checkpoint_of_another_key_or_with_other_heads_is_refused(
    database: Database, owner_url: str
) -> None:
    await chain()
    made = await make_checkpoint(KEY, at=AT)
    other = private_key(new_key()[0]).public_key()
    assert {b.fault for b in (await verify(files={"f": made}, keys=[other])).broken} == {
        Fault.CHECKPOINT, Fault.SIGNATURE,
    }  # fmt: skip
    forged = read_checkpoint(made.as_file().replace(b'"number": 6', b'"number": 5', 1))
    broken = await first(files={"f": forged}, keys=[KEY.public_key()])
    assert broken is not None
    assert broken.fault is Fault.SIGNATURE
    await superuser(owner_url, "update trail_checkpoint set at = at + '1 s'")
    broken = await first()
    assert broken is not None
    assert broken.fault is Fault.CHECKPOINT


async def test_eight_processes_make_one_checkpoint_a_day(
    database: Database, tmp_path: Path
) -> None:
    await chain()

    async def once(at: datetime) -> int:
        made = await asyncio.gather(
            *(daily_checkpoint(KEY, at=at, folder=tmp_path) for _ in range(8))
        )
        return sum(one is not None for one in made)

    assert [await once(AT), await once(AT + timedelta(hours=3))] == [1, 0]
    assert await once(AT + timedelta(days=1)) == 1
    names = ["checkpoint-20261124T120000Z.json", "checkpoint-20261125T120000Z.json"]
    assert sorted(os.listdir(tmp_path)) == names  # noqa: PTH208 - no path is needed
    report = await verify(keys=[KEY.public_key()])
    assert (report.checkpoints, report.broken) == (2, ())


async def test_what_cannot_be_written_is_no_checkpoint(database: Database, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="cannot be written"):
        await daily_checkpoint(KEY, at=AT, folder=tmp_path / "not-there")
    assert await DATABASE.fetch("select 1 from trail_checkpoint") == []
    assert await daily_checkpoint(KEY, at=AT, folder=tmp_path) is not None


def test_a_key_is_for_its_owner_only_and_never_written_over(tmp_path: Path) -> None:
    place = tmp_path / "key.pem"
    public = make_key(place)
    assert place.stat().st_mode & 0o777 == 0o600
    signing, verifying = signing_key(place), verifying_key(public)
    verifying.verify(signing.sign(b"x"), b"x")
    with pytest.raises(Unusable, match="cannot be written"):
        make_key(place)
    with pytest.raises(Unusable, match="no private key"):
        signing_key(public)
    with pytest.raises(Unusable, match="cannot be read"):
        signing_key(tmp_path / "other.pem")
    with pytest.raises(Unusable, match="no checkpoint"):
        checkpoint_of(place)


@pytest.mark.parametrize("table", ["trail_entry", "trail_checkpoint"])
@pytest.mark.parametrize("how", ["update {} set hash = 'x'", "delete from {}", "truncate {}"])
async def test_the_running_role_can_only_add(database: Database, table: str, how: str) -> None:
    await chain(1)
    await make_checkpoint(KEY, at=AT)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await DATABASE.fetch(how.format(table))


async def test_the_running_role_takes_personal_values_away_but_never_writes_them_over(
    database: Database,
) -> None:
    await chain(1)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await DATABASE.fetch("update trail_personal set value = 'x'")
    await DATABASE.fetch("delete from trail_personal")


async def test_rows_are_streamed_in_a_transaction_only(database: Database) -> None:
    with pytest.raises(OutsideTransaction):
        async for _ in DATABASE.stream("select 1"):
            raise AssertionError
