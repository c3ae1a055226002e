"""Pages of the trail: each costs the same, however long the trail is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.reading.rules import (
    PAGE_SIZE,
    Scope,
    Wanted,
    end_moment,
    first_moment,
)
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, holds
from governance.base.searching import anywhere
from governance.base.views import fetch

_OF_CHAINS = TABLE["trail.of_organisation"].who
_OF_COMMITTEES = TABLE["trail.of_agreement"].who
SHARED = "('committee', 'public')"
"""What the secretary and chair of a committee may read of the things of that committee."""


class ActRow(Struct, frozen=True):
    """One entry as it is kept."""

    id: UUID
    organisation_id: UUID
    number: int
    at: datetime
    actor_id: UUID
    on_behalf_of: str
    function: str
    stands_in_for: str
    verb: str
    kind: str
    thing_id: UUID
    changes: str
    result: str
    origin: str
    request_id: str
    hash: str


_COLUMNS = ", ".join(f"e.{name}" for name in ActRow.__struct_fields__)
_NEWEST = "order by e.at desc, e.id desc limit"


def chains_of(by: Actor) -> frozenset[UUID]:
    """The chains that the actor reads whole: of organisations, also those for which these go on,
    and that of the service itself."""
    service = {SERVICE} if holds(by, _OF_CHAINS, service=SERVICE) else set()
    return held_on(by, _OF_CHAINS, Reach.OWN, past=True) | service


def committees_of(by: Actor) -> frozenset[UUID]:
    """The committees of whose things the actor reads what is for the committee."""
    return held_on(by, _OF_COMMITTEES, Reach.COMMITTEE)


def visible_to(by: Actor, scope: Scope) -> tuple[str, list[Any]]:
    """Which entries (``e``) somebody sees, with the values of ``$1`` and ``$2``."""
    seen = "e.organisation_id = any($1::uuid[])"
    shared = f"(e.audience in {SHARED} and e.thing_id = any($2::uuid[]))"
    return f"({seen} or {shared})", [sorted(chains_of(by)), sorted(scope.shared)]


async def acts(scope: Scope, wanted: Wanted, *, by: Actor, limit: int = PAGE_SIZE) -> list[ActRow]:
    """The newest entries of a scope that the actor may read, at most ``limit``: 1 query."""
    if not (chains_of(by) or scope.shared):
        raise NotFound
    sql, values = statement(scope, wanted, by, limit)
    return await fetch(ActRow, sql, *values)


def statement(scope: Scope, wanted: Wanted, by: Actor, limit: int) -> tuple[str, list[Any]]:
    """The statement of a page with its values; a test asks the database how it does it."""
    seen, values = visible_to(by, scope)
    told = " and ".join([seen, *_conditions(wanted, values)])
    # Twice in one: who acts on their own account. Rows are told apart by their id.
    union = " union ".join(f"({part})" for part in _parts(scope, told, values, limit))
    return f"select {_COLUMNS} from ({union}) e {_NEWEST} {limit:d}", values  # noqa: S608 - constant text


def _parts(scope: Scope, told: str, values: list[Any], limit: int) -> Iterator[str]:
    """A statement per way in, each along an index, and each ended as soon as it is enough."""
    rest = f"and {told} {_NEWEST} {limit:d}"
    if scope.chain:
        yield f"select * from trail_entry e where e.organisation_id = {_at(values, scope.chain)} {rest}"  # noqa: S608, E501 - constant text
    if scope.actor:
        yield f"select * from trail_entry e where e.actor_id = {_at(values, scope.actor)} {rest}"  # noqa: S608 - constant text
    if scope.things:
        things = _at(values, list(scope.things))
        inner = f"select * from trail_entry e where e.thing_id = t.id {rest}"  # noqa: S608 - constant text
        yield f"select e.* from unnest({things}::uuid[]) t (id) cross join lateral ({inner}) e"  # noqa: S608 - constant text


def _at(values: list[Any], value: Any) -> str:
    """The place of one more value of a statement."""
    values.append(value)
    return f"${len(values)}"


def _conditions(wanted: Wanted, values: list[Any]) -> Iterator[str]:
    for name in ("verb", "kind", "result"):
        if said := getattr(wanted, name):
            yield f"e.{name} = any({_at(values, [said, *wanted.alike.get(name, ())])}::text[])"
    if wanted.function:
        yield f"e.on_behalf_of ilike {_at(values, anywhere(wanted.function))}"
    if wanted.since:
        yield f"e.at >= {_at(values, first_moment(wanted.since))}"
    if wanted.until:
        yield f"e.at < {_at(values, end_moment(wanted.until))}"
    if wanted.before:
        place = f"{_at(values, wanted.before)}::uuid"
        cursor = f"select c.at from trail_entry c where c.id = {place}"  # noqa: S608 - constant text
        yield f"(e.at, e.id) < (({cursor}), {place})"
