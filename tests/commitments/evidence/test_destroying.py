"""The bytes of evidence that turned out to hold case data go; that they were there stays."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.commitments import AT, in_force
from tests.builders.evidence import evidence
from tests.builders.files import pdf, stored
from tests.builders.measuring import line_of
from tests.builders.parties import Cast

from governance.audit.queries import history
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused
from governance.base.settings import Settings
from governance.commitments.evidence.actions import remove_evidence
from governance.commitments.evidence.destroying.actions import destroy_evidence
from governance.commitments.evidence.destroying.queries import file_of, taken_off
from governance.commitments.evidence.forms import EvidenceDestructionForm, EvidenceRemovalForm
from governance.commitments.evidence.queries import THING, evidence_of, line_seen
from governance.files.moving.queries import checked_files

WHY = EvidenceDestructionForm("Er stonden gegevens over een casus in.")
CONTENT = pdf("casus")
SEALED = hashlib.sha256(CONTENT).hexdigest()


async def begun() -> tuple[Cast, UUID, UUID]:
    cast = await parties.cast()
    agreement = await in_force(cast)
    line = await line_of(agreement, cast.north)
    return cast, line, await evidence(line, cast.pin_north, AT, CONTENT)


async def own_administrator(cast: Cast) -> Actor:
    return await parties.actor(RoleKind.ADMINISTRATOR, organisation=cast.north)


async def row() -> dict[str, object]:
    [found] = await DATABASE.fetch("select * from stored_file where sha256 = $1", SEALED)
    return dict(found)


async def test_the_bytes_go_and_the_row_keeps_hash_who_when_and_why(database: Database) -> None:
    cast, line, made = await begun()
    by = await own_administrator(cast)
    assert await destroy_evidence(line, made, WHY, by=by, at=AT) == 0
    kept = await row()
    assert (kept["content"], kept["name"]) == (None, ""), "a name may say who it is about"
    assert (kept["destroyed_at"], kept["destroyed_by"], kept["destroyed_why"]) == (
        AT, by.person_id, WHY.reason,
    )  # fmt: skip
    assert await evidence_of(line, by=by) == [], "it is taken off as well"
    file_id = kept["id"]
    assert isinstance(file_id, UUID)
    with pytest.raises(NotFound):
        await stored(file_id, (THING, line), by)
    assert [one async for one in checked_files()] == [], "what was destroyed is not missing"


async def test_the_trail_tells_that_it_was_destroyed_and_why(database: Database) -> None:
    cast, line, made = await begun()
    by = await own_administrator(cast)
    await destroy_evidence(line, made, WHY, by=by, at=AT)
    told = {act.verb: act for act in await history(line, by=by)}
    assert {"destroy_file", "destroy_evidence"} <= set(told)
    assert SEALED in str(told["destroy_file"].changes)
    assert WHY.reason in str(told["destroy_evidence"].changes)


async def test_a_store_gives_the_bytes_up_but_not_those_that_another_thing_keeps(
    database: Database, folder: Settings
) -> None:
    cast, line, made = await begun()
    agreement = (await line_seen(line, by=cast.administrator)).agreement_id
    other = await line_of(agreement, cast.south)
    second = await evidence(other, cast.pin_south, AT, CONTENT)
    at = Path(folder.files) / SEALED[:2] / SEALED
    assert at.is_file()
    assert await destroy_evidence(line, made, WHY, by=cast.administrator, at=AT) == 0
    assert at.is_file(), "South has a record of its own of the same bytes"
    assert await destroy_evidence(other, second, WHY, by=cast.administrator, at=AT) == 0
    assert not at.exists()


async def test_who_keeps_the_same_bytes_elsewhere_is_told_to_look_there(
    database: Database,
) -> None:
    cast, line, made = await begun()
    removal = EvidenceRemovalForm("Verkeerd bestand.")
    await remove_evidence(line, made, removal, by=cast.pin_north, at=AT)
    again = await evidence(line, cast.pin_north, AT, CONTENT)
    by = await own_administrator(cast)
    assert await destroy_evidence(line, again, WHY, by=by, at=AT) == 1
    seen = await taken_off(await line_seen(line, by=by), by=by)
    assert {one.id: one.destroyed_why for one in seen} == {made: "", again: WHY.reason}
    assert await destroy_evidence(line, made, WHY, by=by, at=AT) == 0, "also once taken off"


async def test_only_an_administrator_of_who_owes_or_keeps_it_destroys_with_a_reason(
    database: Database,
) -> None:
    cast, line, made = await begun()
    for by in (cast.pin_north, cast.secretary, cast.chair):
        with pytest.raises(NotAllowed):
            await destroy_evidence(line, made, WHY, by=by, at=AT)
        with pytest.raises(NotAllowed):
            await file_of(line, made, by=by)
        assert await taken_off(await line_seen(line, by=by), by=by) == []
    for by in (cast.outsider, cast.pin_south):
        with pytest.raises(NotFound):
            await destroy_evidence(line, made, WHY, by=by, at=AT)
    for why in (" ", "Het ging om 06-12345678."):
        with pytest.raises(Refused) as refused:
            form = EvidenceDestructionForm(why)
            await destroy_evidence(line, made, form, by=cast.administrator, at=AT)
        assert refused.value.complaints[0].field == "reason"
    assert (await row())["destroyed_at"] is None


async def test_of_two_at_once_one_is_told_and_what_has_lapsed_can_be_destroyed(
    database: Database,
) -> None:
    cast, line, made = await begun()
    await DATABASE.fetch("update commitment_line set state = 'lapsed' where id = $1", line)
    form = EvidenceDestructionForm(WHY.reason, version=1)
    done = await asyncio.gather(
        *(destroy_evidence(line, made, form, by=cast.administrator, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in done) == ["Overtaken", "int"]
    with pytest.raises(Overtaken):
        await destroy_evidence(line, made, WHY, by=cast.administrator, at=AT)
