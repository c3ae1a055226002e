"""What somebody reads of the trail: of an agreement, an organisation, a person, or the service."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.queries import agreement
from governance.audit.reading.queries import ActRow, acts, chains_of, committees_of
from governance.audit.reading.rules import PAGE_SIZE, Scope, Wanted
from governance.audit.rules import SERVICE, doer, read_changes
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on
from governance.base.views import fetch
from governance.identity.noting.queries import chain_of
from governance.identity.queries import functions_of
from governance.overview.trail.naming.queries import PERSON, Named, named

_THINGS = """
select a.id, a.committee from agreement a where a.id = $1
union all select r.id, r.committee from round r where r.agreement = $1
union all select p.id, r.committee from report p join round r on r.id = p.round
    where r.agreement = $1
union all select g.id, r.committee from regional_report g join round r on r.id = g.round
    where r.agreement = $1
union all select pa.id, null from party_authority pa join party p on p.id = pa.party
    where p.agreement = $1
"""
_PARTIES = "select organisation from party where agreement = $1"
_ORGANISATIONS = (
    "select id, name from organisation where id = any($1::uuid[]) order by sort_key, id"
)
_PERSON = f"""
select p.function from person p
where p.id = $1 and {PERSON}"""  # noqa: S608 - constant text


class Subject(Struct, frozen=True):
    """Of what it is the trail. An empty ``name`` is the service itself. In ``chain`` an export
    of it is noted."""

    kind: str
    id: UUID
    name: str
    scope: Scope
    chain: UUID


class FieldChange(Struct, frozen=True, rename="camel"):
    """One field of an act. ``compared``: what stood there before is known."""

    field: str
    before: Any
    after: Any
    compared: bool


class ActShown(Struct, frozen=True, rename="camel"):
    """One entry as shown. ``organisation`` is empty for the chain of the service itself.

    ``actor`` is what the person was who typed; empty where nobody was recognised.
    ``actor_opens``: this reader may open the trail of that person. ``about`` is what the entry is
    about and names, the thing first, as far as the reader may know it.
    ``stands_in_for`` and ``on_behalf_of`` are empty where it was for nobody else, and in entries
    of earlier versions, which do not hold it: there ``actor`` is what the person is now.
    """

    id: UUID
    at: datetime
    organisation: str
    number: int
    actor_id: UUID
    actor: str
    stands_in_for: str
    on_behalf_of: str
    verb: str
    kind: str
    thing_id: UUID
    result: str
    origin: str
    request_id: str
    hash: str
    changes: tuple[FieldChange, ...]
    about: tuple[Named, ...] = ()
    actor_opens: bool = False


class TrailPage(Struct, frozen=True, rename="camel"):
    """A page of the trail, newest first. ``older``: the entry before which the next page begins."""

    name: str
    acts: tuple[ActShown, ...]
    older: UUID | None


class TrailOf(Struct, frozen=True, rename="camel"):
    """A trail that somebody may read whole; an empty name is the service itself."""

    id: UUID
    name: str


async def trails(*, by: Actor) -> list[TrailOf]:
    """The trails that the actor reads whole, the service itself last: 1 query."""
    chains = chains_of(by)
    if not chains:
        raise NotFound
    found = await fetch(TrailOf, _ORGANISATIONS, sorted(chains))
    return [*found, TrailOf(SERVICE, "")] if SERVICE in chains else found


async def of_agreement(agreement_id: UUID, *, by: Actor) -> Subject:
    """The trail of an agreement with its rounds and reports: 3 queries.

    For who keeps it, for its parties what stands in their own chain, and for its committee what
    is meant for it.
    """
    view = await agreement(agreement_id, by=by)
    rows = await DATABASE.fetch(_THINGS, agreement_id)
    committees = committees_of(by)
    shared = tuple(row["id"] for row in rows if row["committee"] in committees)
    own = held_on(by, TABLE["trail.of_agreement"].who, Reach.KEEPER, Reach.PARTY, past=True)
    parties = {row["organisation"] for row in await DATABASE.fetch(_PARTIES, agreement_id)}
    if not (shared or own & (parties | {view.keeper_id})):
        raise NotFound
    scope = Scope(things=tuple(row["id"] for row in rows), shared=shared)
    return Subject("agreement", agreement_id, view.short_title, scope, view.keeper_id)


async def of_organisation(organisation_id: UUID, *, by: Actor) -> Subject:
    """The whole chain of an organisation, or of the service itself: 1 query."""
    if organisation_id not in chains_of(by):
        raise NotFound
    rows = await DATABASE.fetch(_ORGANISATIONS, [organisation_id])
    name = rows[0]["name"] if rows else ""
    kind = "organisation" if rows else "service"
    scope = Scope(chain=organisation_id)
    return Subject(kind, organisation_id, name, scope, organisation_id)


async def of_person(person_id: UUID, *, by: Actor) -> Subject:
    """What a person did, and what was done about that person, in the chains that the actor
    reads: 2 queries. Raises :class:`NotFound` for who holds no role there."""
    chains = chains_of(by)
    rows = await DATABASE.fetch(_PERSON, person_id, sorted(chains), SERVICE in chains)
    if not rows:
        raise NotFound
    scope = Scope(actor=person_id, things=(person_id,))
    return Subject("person", person_id, rows[0]["function"], scope, await chain_of(by))


async def page_of(subject: Subject, wanted: Wanted, *, by: Actor) -> TrailPage:
    """One page of a trail: 2 queries, however long it is; 3 where it has entries of versions that
    did not keep what the actor was then."""
    rows = await acts(subject.scope, wanted, by=by, limit=PAGE_SIZE + 1)
    older = rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None
    return TrailPage(subject.name, tuple(await shown(rows[:PAGE_SIZE], by=by)), older)


async def shown(rows: Sequence[ActRow], *, by: Actor) -> list[ActShown]:
    """Entries that somebody may read, with names: 1 query, or 2 (see :func:`page_of`)."""
    lacking = {row.actor_id for row in rows if not row.function and row.actor_id.int}
    people = await functions_of(lacking) if lacking else {}
    read = [(row, tuple(_changes(row))) for row in rows]
    ids = {one for row, changes in read for one in _ids(row, changes)}
    ids |= {one for row in rows for one in (row.actor_id, row.organisation_id)}
    known = await named(ids, by=by)
    return [_shown(row, changes, people, known) for row, changes in read]


def _changes(row: ActRow) -> Iterator[FieldChange]:
    for one in read_changes(msgspec.json.decode(row.changes or "{}")):
        yield FieldChange(one.field, one.before, one.after, one.compared)


def _ids(row: ActRow, changes: Iterable[FieldChange]) -> Iterator[UUID]:
    """What an entry is about: the thing, and what its fields name."""
    yield row.thing_id
    for one in changes:
        yield from (found for value in (one.after, one.before) if (found := as_id(value)))


def as_id(value: Any) -> UUID | None:
    """The id that a value of an entry is, if it is one."""
    try:
        found = UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return found if str(found) == value else None


def _shown(
    row: ActRow, changes: tuple[FieldChange, ...], people: dict[UUID, str], known: dict[UUID, Named]
) -> ActShown:
    said = msgspec.structs.asdict(row)
    chain, actor = known.get(said.pop("organisation_id")), known.get(row.actor_id)
    by = doer(row.function, row.stands_in_for, row.on_behalf_of, people.get(row.actor_id, ""))
    del said["function"]
    said |= {"actor": by.function, "stands_in_for": by.stands_in_for}
    said |= {"on_behalf_of": by.on_behalf_of, "changes": changes}
    about = dict.fromkeys(_ids(row, changes))
    return ActShown(
        **said,
        organisation=chain.name if chain else "",
        about=tuple(known[one] for one in about if one in known),
        actor_opens=actor is not None and actor.opens,
    )
