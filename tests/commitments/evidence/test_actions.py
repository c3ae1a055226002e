"""Evidence is added and taken off by who owes it or keeps it, and seen by who sees all of it."""

from __future__ import annotations

import asyncio
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.commitments import AT, in_force
from tests.builders.counting import counted
from tests.builders.evidence import LINK, evidence, piece
from tests.builders.files import office, pdf, stored, upload
from tests.builders.measuring import line_of
from tests.builders.parties import Cast

from governance.audit.queries import history
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState
from governance.base.ids import new_id
from governance.base.settings import Settings
from governance.commitments.evidence.actions import add_evidence, remove_evidence
from governance.commitments.evidence.forms import EvidenceRemovalForm
from governance.commitments.evidence.queries import (
    THING,
    evidence_of,
    line_seen,
    may_keep,
    one_piece,
)
from governance.commitments.evidence.rules import MOST
from governance.commitments.withdrawing.actions import remove_lines

WHY = EvidenceRemovalForm("Verkeerd bestand.")


async def begun() -> tuple[Cast, UUID, UUID]:
    cast = await parties.cast()
    agreement = await in_force(cast)
    return cast, agreement, await line_of(agreement, cast.north)


async def linked(line: UUID, by: Actor, **fields: object) -> UUID:
    form = piece(link=LINK, **fields)
    return await add_evidence(line, None, form, settings=Settings(), by=by, at=AT)


async def milestone_of(line: UUID) -> UUID:
    asked = "select id from milestone_line where commitment_line = $1 order by position limit 1"
    found: UUID = (await DATABASE.fetch(asked, line))[0]["id"]
    return found


async def test_a_file_and_a_link_are_kept_with_what_they_are_of(database: Database) -> None:
    cast, _, line = await begun()
    made = await evidence(line, cast.pin_north, AT, pdf("besluit"))
    milestone = await milestone_of(line)
    second = await linked(line, cast.administrator, milestone_line_id=milestone, title="Bericht")
    found, asked = await counted(evidence_of(line, by=cast.secretary))
    assert asked == 2
    assert {one.id for one in found} == {made, second}
    by_id = {one.id: one for one in found}
    assert by_id[second].milestone == "Concept gereed" and by_id[second].link == LINK
    assert by_id[second].file_id is None
    shown = by_id[made]
    assert (shown.name, shown.media_type, shown.milestone) == (
        "besluit.pdf", "application/pdf", None,
    )  # fmt: skip
    assert shown.file_id
    assert await stored(shown.file_id, (THING, line), cast.pin_north) == pdf("besluit")


async def test_the_trail_of_the_own_organisation_says_so_and_nobody_elses(
    database: Database,
) -> None:
    cast, _, line = await begun()
    made = await evidence(line, cast.pin_north, AT)
    await remove_evidence(line, made, WHY, by=cast.pin_north, at=AT)
    told = [act.verb for act in await history(line, by=cast.pin_north)]
    assert sorted(told) == ["add_evidence", "remove_evidence", "store_file"]
    assert await history(line, by=cast.pin_south) == []


async def test_who_sees_only_what_was_adopted_or_promised_sees_no_evidence(
    database: Database,
) -> None:
    cast, _, line = await begun()
    made = await evidence(line, cast.pin_north, AT)
    await DATABASE.fetch(
        "insert into adopted_line (id, commitment_line, cause_id, latest, adopted_at, adopted_on,"
        " standing, state, words, reason, measure, milestones)"
        " values ($1, $2, $1, true, $3, $4, 'done', 'done', '', '', '', '[]')",
        new_id(), line, AT, AT.date(),
    )  # fmt: skip
    for who in (cast.pin_south, cast.outsider):
        for asked in (evidence_of(line, by=who), one_piece(line, made, by=who)):
            with pytest.raises(NotFound):
                await asked
        with pytest.raises(NotFound):
            await linked(line, who)
        with pytest.raises(NotFound):
            await remove_evidence(line, made, WHY, by=who, at=AT)


async def test_the_committee_sees_it_and_adds_nothing(database: Database) -> None:
    cast, _, line = await begun()
    made = await evidence(line, cast.pin_north, AT)
    reader = await parties.actor(RoleKind.READER, organisation=cast.north)
    for who in (cast.secretary, cast.chair, reader):
        assert len(await evidence_of(line, by=who)) == 1
        assert not may_keep(await line_seen(line, by=who), "evidence.add", who)
        with pytest.raises(NotAllowed):
            await linked(line, who)
        with pytest.raises(NotAllowed):
            await remove_evidence(line, made, WHY, by=who, at=AT)


async def test_it_is_of_its_own_line_and_of_a_milestone_of_that_line(database: Database) -> None:
    cast, agreement, line = await begun()
    other = await line_of(agreement, cast.south)
    made = await evidence(line, cast.pin_north, AT)
    with pytest.raises(NotFound):
        await one_piece(other, made, by=cast.administrator)
    with pytest.raises(NotFound):
        await remove_evidence(other, made, WHY, by=cast.administrator, at=AT)
    with pytest.raises(Refused) as refused:
        await linked(line, cast.pin_north, milestone_line_id=await milestone_of(other))
    assert [c.field for c in refused.value.complaints] == ["milestoneLineId"]


async def test_of_a_form_that_is_not_right_no_file_is_taken_in(database: Database) -> None:
    cast, _, line = await begun()
    with pytest.raises(Refused) as refused:
        await add_evidence(
            line, upload(pdf()), piece(declared=False), settings=Settings(),
            by=cast.pin_north, at=AT,
        )  # fmt: skip
    assert [c.field for c in refused.value.complaints] == ["declared"]
    with pytest.raises(Refused) as refused:
        await add_evidence(
            line, upload(b"<html>", "a.pdf"), piece(), settings=Settings(),
            by=cast.pin_north, at=AT,
        )  # fmt: skip
    assert [c.field for c in refused.value.complaints] == ["file"]
    assert await DATABASE.fetch("select id from stored_file") == []


async def test_who_presses_twice_adds_it_once_and_another_day_is_another_piece(
    database: Database,
) -> None:
    cast, _, line = await begun()
    first = await linked(line, cast.pin_north)
    both = await asyncio.gather(*(linked(line, cast.pin_north) for _ in range(2)))
    assert set(both) == {first}
    again = await evidence(line, cast.pin_north, AT)
    assert await evidence(line, cast.pin_north, AT) == again
    await linked(line, cast.pin_north, title="Iets anders")
    assert len(await evidence_of(line, by=cast.pin_north)) == 3


async def test_a_word_file_is_evidence_too(database: Database) -> None:
    cast, _, line = await begun()
    file = upload(office(), "plan.docx")
    made = await add_evidence(line, file, piece(), settings=Settings(), by=cast.pin_north, at=AT)
    assert (await one_piece(line, made, by=cast.pin_north)).name == "plan.docx"


async def test_what_is_taken_off_nobody_sees_and_its_file_stays(database: Database) -> None:
    cast, _, line = await begun()
    made = await evidence(line, cast.pin_north, AT)
    with pytest.raises(Refused) as refused:
        await remove_evidence(line, made, EvidenceRemovalForm(" "), by=cast.pin_north, at=AT)
    assert [c.field for c in refused.value.complaints] == ["reason"]
    done = await asyncio.gather(
        *(remove_evidence(line, made, WHY, by=cast.pin_north, at=AT) for _ in range(2)),
        return_exceptions=True,
    )
    assert [type(one) for one in done if one] == [Overtaken]
    assert await evidence_of(line, by=cast.pin_north) == []
    with pytest.raises(NotFound):
        await one_piece(line, made, by=cast.pin_north)
    [kept] = await DATABASE.fetch("select count(*)::int as files from stored_file")
    assert kept["files"] == 1
    assert await evidence(line, cast.pin_north, AT) != made, "it can be added anew"


async def test_a_line_has_no_more_than_it_may(database: Database) -> None:
    cast, _, line = await begun()
    for number in range(MOST):
        await linked(line, cast.pin_north, title=f"Stuk {number}")
    with pytest.raises(Refused):
        await linked(line, cast.pin_north, title="Nog een")


async def test_of_what_lapsed_none_is_added_or_taken_off(database: Database) -> None:
    cast, _, line = await begun()
    made = await linked(line, cast.pin_north)
    await DATABASE.fetch("update commitment_line set state = 'lapsed' where id = $1", line)
    with pytest.raises(WrongState):
        await linked(line, cast.pin_north, title="Later")
    with pytest.raises(WrongState):
        await remove_evidence(line, made, WHY, by=cast.pin_north, at=AT)
    assert len(await evidence_of(line, by=cast.pin_north)) == 1


async def test_lines_with_evidence_do_not_go_when_an_agreement_is_to_be_a_draft_again(
    database: Database,
) -> None:
    cast, agreement, line = await begun()
    await linked(line, cast.pin_north)
    with pytest.raises(WrongState):
        await remove_lines(agreement, by=cast.administrator, at=AT)
    assert len(await evidence_of(line, by=cast.pin_north)) == 1
