"""The virus scanner: a real clamd, one that lies, and none at all."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders.agreements import AT
from tests.builders.files import as_file, upload
from tests.builders.parties import Cast, cast
from tests.builders.peers import EICAR

from governance.audit.queries import history
from governance.base.database import DATABASE
from governance.base.errors import Refused, Unavailable
from governance.base.ids import new_id
from governance.base.settings import Settings
from governance.files import remote
from governance.files.actions import Received, receive
from governance.files.remote import scan
from governance.files.rules import INFECTED, LATER, Kind


async def taken(people: Cast, thing: UUID, content: bytes, clamd: str) -> Received:
    return await receive(
        upload(content, "notitie.txt"),
        (Kind.TXT,),
        people.keeper,
        ("agreement", thing),
        settings=Settings(clamd=clamd),
        by=people.administrator,
        at=AT,
    )


async def test_a_clean_file_passes_and_the_test_file_is_found(scanner: str) -> None:
    assert await scan(scanner, as_file(b"Gewone tekst.\n")) == ""
    assert await scan(scanner, as_file(EICAR)) == "Own.Eicar-Test.UNOFFICIAL"
    large = as_file(b"x" * 1_900_000)
    assert await scan(scanner, large) == ""


@pytest.mark.usefixtures("database")
async def test_a_file_with_a_virus_is_refused_and_noted_in_the_trail(scanner: str) -> None:
    people, thing = await cast(), new_id()
    with pytest.raises(Refused) as refused:
        await taken(people, thing, EICAR, scanner)
    assert [c.problem for c in refused.value.complaints] == [INFECTED]
    [entry] = await history(thing, by=people.administrator)
    assert entry.verb == "refuse_file"
    assert "Own.Eicar-Test" in entry.changes
    assert "notitie" not in entry.changes
    assert (await taken(people, thing, b"Gewone tekst.\n", scanner)).name == "notitie.txt"
    assert await DATABASE.fetch("select 1 from stored_file") == []


async def test_a_file_above_the_limit_of_the_scanner_does_not_pass(scanner: str) -> None:
    with pytest.raises(Unavailable):
        await scan(scanner, as_file(b"x" * 30_000_000))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("address", ["unix:///nowhere/clamd", "tcp://127.0.0.1:9"])
async def test_where_the_scanner_is_not_there_nothing_is_taken(address: str) -> None:
    people = await cast()
    with pytest.raises(Unavailable) as told:
        await taken(people, new_id(), b"Gewone tekst.\n", address)
    assert told.value.why == LATER
    assert await DATABASE.fetch("select 1 from trail_entry") == []


@asynccontextmanager
async def listening(path: Path, said: bytes) -> AsyncIterator[str]:
    """Something that takes connections where the scanner should be, and says this."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\0\0\0\0")
        writer.write(said)
        if not said:
            await reader.read()
        writer.close()

    server = await asyncio.start_unix_server(answer, path)
    try:
        yield f"unix://{path}"
    finally:
        server.close()


@pytest.mark.parametrize(
    "said",
    [
        b"UNKNOWN COMMAND\0",
        b"stream: Can't allocate memory ERROR\0",
        b"INSTREAM size limit exceeded. ERROR\0",
        b"stream: OK",
        b"x" * 70_000,
        b"OK\0",
    ],
)
async def test_what_is_no_clear_answer_is_no_clean_file(tmp_path: Path, said: bytes) -> None:
    async with listening(tmp_path / "s", said) as address:
        with pytest.raises(Unavailable):
            await scan(address, as_file(b"Gewone tekst.\n"))


async def test_a_scanner_that_never_answers_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "WHOLE", 0.3)
    async with listening(tmp_path / "s", b"") as address:
        with pytest.raises(Unavailable):
            await scan(address, as_file(b"Gewone tekst.\n"))
