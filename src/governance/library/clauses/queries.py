"""The clauses of organisations' own libraries: for who works there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.names import sort_key
from governance.base.permissions import TABLE, Reach, held_on, may
from governance.library.clauses.rules import ITSELF, Clause, ClauseTheme, Edition, Variant

_OWN = """
select c.id, c.version, c.organisation as organisation_id, o.name as organisation, c.in_use,
       v.number, v.title, v.theme, v.explanation, v.source, v.says, v.variants, v.made_at
from clause c join organisation o on o.id = c.organisation
join clause_version v on v.clause = c.id
where c.organisation = any($1::uuid[]) and ($2::uuid is null or c.id = $2)
order by c.id, v.number desc"""


class KeptVariant(Struct, frozen=True):
    """A variant as it is kept with a version."""

    key: str
    title: str
    explanation: str
    text: str


class OwnClauseView(Struct, frozen=True, rename="camel"):
    """A clause of an organisation's own library, with all its versions."""

    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    in_use: bool
    may_keep: bool
    clause: Clause


async def own_clauses(*, by: Actor) -> list[OwnClauseView]:
    """The clauses of the own organisations, and of those for which these go on, by title:
    1 query."""
    mine = sorted(held_on(by, TABLE["clause.read"].who, Reach.OWN, past=True))
    found = list(_views(await DATABASE.fetch(_OWN, mine, None), by))
    return sorted(found, key=lambda one: sort_key(one.clause.title))


async def own_clause(clause_id: UUID, *, by: Actor) -> OwnClauseView:
    """One clause of an own organisation: 1 query. Raises :class:`NotFound`."""
    mine = sorted(held_on(by, TABLE["clause.read"].who, Reach.OWN, past=True))
    for one in _views(await DATABASE.fetch(_OWN, mine, clause_id), by):
        return one
    raise NotFound(str(clause_id))


def _views(rows: Iterable[Mapping[str, Any]], by: Actor) -> Iterator[OwnClauseView]:
    for _, versions in groupby(rows, key=lambda row: row["id"]):
        kept = list(versions)
        row = kept[0]
        yield OwnClauseView(
            id=row["id"],
            version=row["version"],
            organisation_id=row["organisation_id"],
            organisation=row["organisation"],
            in_use=row["in_use"],
            may_keep=may(by, "clause.keep", own=row["organisation_id"]),
            clause=_clause(kept),
        )


def _clause(rows: list[Mapping[str, Any]]) -> Clause:
    """Its versions as a clause, newest first."""
    newest = rows[0]
    kept = {str(row["number"]): variants_of(row["variants"]) for row in rows}
    return Clause(
        key=str(newest["id"]),
        title=newest["title"],
        theme=ClauseTheme(newest["theme"]),
        language="nl",
        explanation=newest["explanation"],
        sources=(newest["source"],),
        variants=tuple(
            Variant(one.key, one.title, one.explanation) for one in kept[str(newest["number"])]
        ),
        versions=tuple(
            Edition(str(row["number"]), day(row["made_at"]), row["says"]) for row in rows
        ),
        texts={number: {one.key: one.text for one in said} for number, said in kept.items()},
        itself=ITSELF,
    )


def variants_of(said: str) -> tuple[KeptVariant, ...]:
    """The variants of a version as they are kept."""
    return msgspec.json.decode(said, type=tuple[KeptVariant, ...])
