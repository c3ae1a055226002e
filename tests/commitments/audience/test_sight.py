"""The database lets everybody see of a line what the table says: every role at every place, each
audience, and each audience at an adoption."""

from __future__ import annotations

from itertools import product
from uuid import UUID

from msgspec.structs import replace
from tests.builders import parties
from tests.builders.commitments import AT, in_force
from tests.builders.parties import Cast

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id
from governance.commitments.queries import lines
from governance.commitments.sharing.rules import AUDIENCES, Reader, sight_of
from governance.parties.rules import Audience

IN_ORGANISATION = (
    RoleKind.ADMINISTRATOR, RoleKind.LINKING_PIN, RoleKind.DESIGNATED_OFFICER, RoleKind.AUDITOR,
    RoleKind.READER,
)  # fmt: skip
IN_COMMITTEE = (RoleKind.CHAIR, RoleKind.SECRETARY, RoleKind.MEMBER, RoleKind.READER)
OFFICIALS = (RoleKind.ADMINISTRATOR, RoleKind.LINKING_PIN)
CASES: list[tuple[Audience, Audience | None]] = list(product(AUDIENCES, (None, *AUDIENCES)))
_ADOPT = """
insert into adopted_line (id, commitment_line, cause_id, latest, adopted_at, adopted_on, standing,
    state, words, reason, measure, milestones, audience)
values ($1, $2, $3, true, $4::timestamptz, '2026-01-02', 'late', 'delayed', 'Woorden', '', '',
    '[]', $5)"""


def readers(place: str, kind: RoleKind) -> set[Reader]:
    """As what a role at a place meets the lines of North."""
    official, over = kind in OFFICIALS, {Reader.PARTY, Reader.OVERSEES}
    if place == "north":
        return {Reader.OWN, Reader.PARTY} | ({Reader.OFFICIAL} if official else set())
    if place == "south":
        return {Reader.PARTY} | ({Reader.OFFICIAL} if official else set())
    if place == "committee":
        return over | ({Reader.PREPARES} if kind is RoleKind.SECRETARY else set())
    keeps = {Reader.RECORDS, Reader.PREPARES} if kind is RoleKind.ADMINISTRATOR else set()
    return over | keeps | ({Reader.PREPARES} if official else set())


async def everybody(cast: Cast) -> list[tuple[Actor, set[Reader]]]:
    """Each role at each place."""
    found = []
    places = {"keeper": cast.keeper, "north": cast.north, "south": cast.south}
    for (place, of), kind in product(places.items(), IN_ORGANISATION):
        found.append((await parties.actor(kind, organisation=of), readers(place, kind)))
    for kind in IN_COMMITTEE:
        there = await parties.actor(kind, committee=cast.committee)
        found.append((there, readers("committee", kind)))
    return found


async def with_cases(cast: Cast) -> tuple[UUID, dict[UUID, tuple[Audience, Audience | None]]]:
    """An agreement in which North owes a commitment for every case."""
    agreement = await in_force(cast, commitments=len(CASES))
    asked = "select id from commitment_line where agreement = $1 and organisation = $2 order by id"
    rows = await DATABASE.fetch(asked, agreement, cast.north)
    of = {row["id"]: case for row, case in zip(rows, CASES, strict=True)}
    for line, (audience, adopted) in of.items():
        asked = "update commitment_line set audience = $2, words = 'Eigen' where id = $1"
        await DATABASE.fetch(asked, line, audience)
        if adopted is not None:
            await DATABASE.fetch(_ADOPT, new_id(), line, new_id(), AT, adopted)
    return agreement, of


async def test_the_database_says_what_the_table_says_to_every_role(database: Database) -> None:
    cast = await parties.cast()
    agreement, of = await with_cases(cast)
    people = await everybody(cast)
    pin = next(a for a, r in people if r == {Reader.PARTY, Reader.OFFICIAL})
    reader = next(a for a, r in people if r == {Reader.PARTY, Reader.OVERSEES})
    both = replace(reader, roles=(*reader.roles, *pin.roles))
    as_both = {Reader.PARTY, Reader.OVERSEES, Reader.OFFICIAL}
    met = set()
    for actor, as_what in [*people, (both, as_both)]:
        found = await lines(agreement, by=actor, today=AT.date(), organisation=cast.north)
        told = {line.id: line.sight for line in found}
        assert told == {id_: sight_of(as_what, *case) for id_, case in of.items()}, actor.function
        words = {"whole": "Eigen", "adopted": "Woorden", "promise": ""}
        assert all(line.words == words[line.sight] for line in found)
        met |= as_what
    assert met == set(Reader), "each reader of the table was there"


async def test_an_official_elsewhere_is_none_here(
    database: Database,
) -> None:
    cast = await parties.cast()
    agreement, of = await with_cases(cast)
    reader = await parties.actor(RoleKind.READER, organisation=cast.south)
    elsewhere = replace(reader, roles=(*reader.roles, *cast.outsider.roles))
    found = await lines(agreement, by=elsewhere, today=AT.date(), organisation=cast.north)
    assert {one.id: one.sight for one in found} == {
        id_: sight_of({Reader.PARTY}, *case) for id_, case in of.items()
    }
