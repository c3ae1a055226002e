"""Destroying the file of evidence, while somebody else takes it off, destroys or adds the same."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.commitments import AT, in_force
from tests.builders.evidence import evidence
from tests.builders.files import pdf, upload
from tests.builders.measuring import line_of
from tests.builders.parties import Cast

from governance.base.database import DATABASE, Database
from governance.base.errors import Overtaken, Unavailable
from governance.base.settings import Settings
from governance.commitments.evidence.actions import remove_evidence
from governance.commitments.evidence.destroying.actions import destroy_evidence
from governance.commitments.evidence.forms import EvidenceDestructionForm, EvidenceRemovalForm
from governance.commitments.evidence.queries import THING
from governance.files.actions import Received, keep, receive
from governance.files.keeping.remote import STORE
from governance.files.moving.queries import checked_files
from governance.files.rules import Kind

WHY = EvidenceDestructionForm("Er stonden gegevens over een casus in.", version=1)
CONTENT = pdf("casus")
SEALED = hashlib.sha256(CONTENT).hexdigest()


async def begun() -> tuple[Cast, UUID, UUID, UUID]:
    """Evidence of the north; its line, and that of the south."""
    cast = await parties.cast()
    agreement = await in_force(cast)
    line, other = await line_of(agreement, cast.north), await line_of(agreement, cast.south)
    return cast, line, other, await evidence(line, cast.pin_north, AT, CONTENT)


def there(folder: Settings) -> bool:
    return (Path(folder.files) / SEALED[:2] / SEALED).is_file()


async def received(cast: Cast, line: UUID) -> Received:
    file, thing = upload(CONTENT, "besluit.pdf"), (THING, line)
    by, settings = cast.pin_south, Settings()
    return await receive(file, (Kind.PDF,), cast.south, thing, settings=settings, by=by, at=AT)


async def kept(found: Received, cast: Cast, line: UUID) -> None:
    async with DATABASE.transaction():
        await keep(found, cast.south, (THING, line), by=cast.pin_south, at=AT)


async def broken() -> list[Any]:
    return [one async for one in checked_files() if one.problem]


async def test_who_takes_it_off_while_it_is_destroyed_is_told_or_the_other_is(
    database: Database,
) -> None:
    cast, line, _, made = await begun()
    removal = EvidenceRemovalForm("Verkeerd bestand.")
    done = await asyncio.gather(
        destroy_evidence(line, made, WHY, by=cast.administrator, at=AT),
        remove_evidence(line, made, removal, by=cast.pin_north, at=AT),
        return_exceptions=True,
    )
    assert sum(isinstance(one, Overtaken) for one in done) == 1, done
    verbs = await DATABASE.fetch(
        "select verb from trail_entry where verb in ('destroy_evidence', 'remove_evidence')"
        " and result = 'done'"
    )
    assert len(verbs) == 1


async def test_two_who_destroy_the_same_bytes_of_two_organisations_leave_none(
    database: Database, folder: Settings
) -> None:
    STORE.open(folder)
    cast, line, other, made = await begun()
    second = await evidence(other, cast.pin_south, AT, CONTENT)
    done = await asyncio.gather(
        *(
            destroy_evidence(of, one, WHY, by=cast.administrator, at=AT)
            for of, one in ((line, made), (other, second))
        )
    )
    assert done == [0, 0]
    assert not there(folder)


async def test_who_adds_what_is_being_destroyed_chooses_it_again(
    database: Database, folder: Settings
) -> None:
    """The bytes came in, and went before they were recorded: no record without its bytes."""
    STORE.open(folder)
    cast, line, other, made = await begun()
    found = await received(cast, other)
    await destroy_evidence(line, made, WHY, by=cast.administrator, at=AT)
    with pytest.raises(Unavailable):
        await kept(found, cast, other)
    assert await broken() == []
    await evidence(other, cast.pin_south, AT, CONTENT)
    assert there(folder) and await broken() == []


async def test_what_is_recorded_first_stays_when_the_same_bytes_are_destroyed(
    database: Database, folder: Settings
) -> None:
    STORE.open(folder)
    cast, line, other, made = await begun()
    found, recorded = await received(cast, other), asyncio.Event()

    async def add() -> None:
        async with DATABASE.transaction():
            await keep(found, cast.south, (THING, other), by=cast.pin_south, at=AT)
            recorded.set()
            await asyncio.sleep(0.3)

    async def destroy() -> None:
        await recorded.wait()
        await destroy_evidence(line, made, WHY, by=cast.administrator, at=AT)

    await asyncio.gather(add(), destroy())
    assert there(folder), "South has a record of it"
    assert await broken() == []
