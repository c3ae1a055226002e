"""Where bytes are kept: in the database, in a folder, in a bucket. Moved, lost, altered, away."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import boto3
import pytest
from asyncpg import InsufficientPrivilegeError
from structlog.testing import capture_logs
from tests.builders.agreements import AT
from tests.builders.files import stored
from tests.builders.parties import Cast, cast
from tests.builders.peers import BUCKET

from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.base.errors import Damaged, Unavailable, Unusable
from governance.base.ids import new_id
from governance.base.settings import Secret, Settings
from governance.files.actions import Thing, store
from governance.files.keeping.remote import STORE
from governance.files.moving.actions import move_files
from governance.files.moving.queries import checked_files, orphans
from governance.files.queries import kept

CONTENT = b"Getekend te Noordstad.\n" * 1000


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest) -> Settings:
    """Each kind of store in turn."""
    settings: Settings = request.getfixturevalue(request.param)
    return settings


async def keep(people: Cast, content: bytes = CONTENT) -> tuple[UUID, Thing]:
    thing = ("agreement", new_id())
    made = await store(
        people.keeper, thing, "afspraak.txt", "text/plain", content, {},
        by=people.administrator, at=AT,
    )  # fmt: skip
    return made, thing


async def in_row(file_id: UUID) -> bytes | None:
    [row] = await DATABASE.fetch("select content from stored_file where id = $1", file_id)
    found: bytes | None = row["content"]
    return found


def objects(settings: Settings) -> dict[str, bytes]:
    """What lies in the store, read by another way than ours."""
    if not settings.files.startswith("s3:"):
        return {p.name: p.read_bytes() for p in Path(settings.files).rglob("*") if p.is_file()}
    with bucket(settings) as client:
        names = [o["Key"] for o in client.list_objects_v2(Bucket=BUCKET)["Contents"]]
        assert all(name.startswith("proef/") for name in names)
        found = {n: client.get_object(Bucket=BUCKET, Key=n)["Body"].read() for n in names}
    return {name.rpartition("/")[2]: content for name, content in found.items()}


@contextmanager
def bucket(settings: Settings) -> Iterator[Any]:
    """A client of another make."""
    client = boto3.client(
        "s3", endpoint_url=settings.s3_endpoint, region_name=settings.s3_region,
        aws_access_key_id="key", aws_secret_access_key="secret",
    )  # fmt: skip
    yield client
    client.close()


def alter(settings: Settings, sha256: str, content: bytes | None) -> None:
    """Somebody reaches into the store: other bytes under a name, or none."""
    name = f"{sha256[:2]}/{sha256}"
    if settings.files.startswith("s3:"):
        with bucket(settings) as client:
            if content:
                client.put_object(Bucket=BUCKET, Key=f"proef/{name}", Body=content)
            else:
                client.delete_object(Bucket=BUCKET, Key=f"proef/{name}")
    elif content:
        (Path(settings.files) / name).write_bytes(content)
    else:
        (Path(settings.files) / name).unlink()


@pytest.mark.usefixtures("database")
async def test_a_file_is_kept_under_its_hash_and_given_back(place: Settings) -> None:
    STORE.open(place)
    people = await cast()
    made, thing = await keep(people)
    assert await in_row(made) is None
    sealed = hashlib.sha256(CONTENT).hexdigest()
    assert objects(place) == {sealed: CONTENT}
    assert await stored(made, thing, people.administrator) == CONTENT
    again, other = await keep(people)
    assert again != made
    assert len(objects(place)) == 1
    assert await stored(again, other, people.administrator) == CONTENT


@pytest.mark.usefixtures("database")
async def test_a_large_file_is_kept_and_given_back(place: Settings) -> None:
    STORE.open(place)
    people = await cast()
    content = bytes(range(256)) * 50_000
    made, thing = await keep(people, content)
    assert await stored(made, thing, people.administrator) == content


@pytest.mark.usefixtures("database")
async def test_without_a_store_the_database_keeps_it() -> None:
    people = await cast()
    made, thing = await keep(people)
    assert await in_row(made) == CONTENT
    assert await stored(made, thing, people.administrator) == CONTENT


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "missing"),
        (CONTENT[:-1], "altered"),
        (CONTENT + b"x", "altered"),
        (b"X" + CONTENT[1:], "altered"),
    ],
)
async def test_what_is_lost_or_altered_is_told_and_never_given(
    place: Settings, content: bytes | None, problem: str
) -> None:
    STORE.open(place)
    people = await cast()
    made, thing = await keep(people)
    alter(place, hashlib.sha256(CONTENT).hexdigest(), content)
    with capture_logs() as logs, pytest.raises(Damaged) as damaged:
        await stored(made, thing, people.administrator)
    assert damaged.value.values == {"file": "afspraak.txt"}
    assert [(log["event"], log["file_id"]) for log in logs] == [(f"file {problem}", str(made))]
    assert [one.problem async for one in checked_files()] == [problem]


@pytest.mark.usefixtures("database")
async def test_what_the_database_holds_is_moved_and_proved(place: Settings) -> None:
    people = await cast()
    made, thing = await keep(people)
    other, _ = await keep(people, b"Een ander stuk.\n")
    wrong, _ = await keep(people, b"Nog een stuk.\n")
    await DATABASE.fetch("update stored_file set content = 'x' where id = $1", wrong)
    STORE.open(place)
    assert await stored(made, thing, people.administrator) == CONTENT
    moving = move_files()
    assert (await anext(moving)).id == made
    await moving.aclose()
    assert await in_row(made) is None
    assert await in_row(other) is not None
    rest = {one.id: one.sound async for one in move_files()}
    assert rest == {other: True, wrong: False}
    assert await in_row(wrong) == b"x"
    assert {one.id: one.sound async for one in move_files()} == {wrong: False}
    assert await stored(made, thing, people.administrator) == CONTENT
    assert {one.id: one.problem async for one in checked_files()} == {
        made: "", other: "", wrong: "altered",
    }  # fmt: skip
    assert len(await kept(thing, by=people.administrator)) == 1


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "statement",
    [
        "delete from stored_file",
        "update stored_file set sha256 = 'x'",
        "update stored_file set name = 'x', content = null",
        "update stored_file set name = '', content = null",
        "update stored_file set name = 'x', content = null, destroyed_at = now(),"
        " destroyed_by = id, destroyed_why = 'x'",
        "delete from signature_scan",
        "update signature_scan set file = signature",
        "truncate signature_scan",
    ],
)
async def test_the_service_itself_cannot_change_what_is_kept(statement: str) -> None:
    await keep(await cast())
    with pytest.raises(InsufficientPrivilegeError):
        await DATABASE.fetch(statement)


@pytest.mark.usefixtures("database")
async def test_a_transaction_that_is_rolled_back_leaves_an_object_that_is_found(
    place: Settings,
) -> None:
    STORE.open(place)
    people = await cast()
    kept_one, _ = await keep(people, b"Blijft.\n")
    with pytest.raises(ZeroDivisionError):
        async with DATABASE.transaction():
            await keep(people)
            raise ZeroDivisionError
    assert [r["id"] for r in await DATABASE.fetch("select id from stored_file")] == [kept_one]
    now = system_clock()
    assert [name async for name in orphans(now)] == []
    sealed = hashlib.sha256(CONTENT).hexdigest()
    assert [name async for name in orphans(now + timedelta(days=2))] == [sealed]


@pytest.mark.usefixtures("database")
async def test_a_store_that_does_not_answer_loses_nothing(s3: Settings) -> None:
    people = await cast()
    away: dict[str, Any] = {"s3_endpoint": "http://127.0.0.1:9", "s3_region": "us-east-1"}
    secret = Secret("not to be told")
    STORE.open(Settings(files="s3://x", s3_access_key=secret, s3_secret_key=secret, **away))
    with capture_logs() as logs, pytest.raises(Unavailable) as told:
        await keep(people)
    assert not isinstance(told.value, Damaged)
    assert await DATABASE.fetch("select 1 from stored_file") == []
    assert logs[0]["event"] == "store unreachable"
    assert "not to be told" not in str(logs)
    STORE.open(s3)
    made, thing = await keep(people)
    assert await stored(made, thing, people.administrator) == CONTENT


async def test_a_wrong_bucket_or_key_is_told_as_out_of_reach(s3: Settings) -> None:
    STORE.open(Settings(files="s3://another", s3_endpoint=s3.s3_endpoint, s3_region="us-east-1",
                        s3_access_key=Secret("k"), s3_secret_key=Secret("s")))  # fmt: skip
    with pytest.raises(Unavailable):
        await STORE.put("a" * 64, b"x")
    with pytest.raises(Unavailable):
        assert [piece async for piece in STORE.pieces("a" * 64)]


def test_a_folder_that_cannot_be_is_told_in_one_sentence(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("x")
    with pytest.raises(Unusable) as unusable:
        STORE.open(Settings(files=str(taken)))
    assert unusable.value.values["reason"] == "a file stands in its place"


def test_the_folder_is_for_its_owner_only(folder: Settings) -> None:
    STORE.open(folder)
    assert Path(folder.files).stat().st_mode & 0o777 == 0o700


def test_a_secret_is_not_shown_where_all_settings_are() -> None:
    settings = Settings(s3_secret_key=Secret("not to be told"))
    assert "not to be told" not in repr(settings)
    assert str(settings.s3_secret_key) == "not to be told"
