"""The clauses that somebody may read, and where each is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec import Struct

from governance.agreements.texts.queries import TakenFrom, taken_from
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.names import search_key
from governance.formation.queries import Forming, models
from governance.library.clauses import rules
from governance.library.clauses.folders import shipped_clauses
from governance.library.clauses.queries import OwnClauseView, own_clause, own_clauses
from governance.library.clauses.rules import Clause, Edition
from governance.library.drafts import Section, Text
from governance.library.rules import Model


class ModelUse(Struct, frozen=True, rename="camel"):
    """An article of a model agreement that is a clause, in which variant and version."""

    model: str
    title: str
    article: str
    variant: str
    clause_version: str


class Uses(Struct, frozen=True, rename="camel"):
    """Where a clause is used: in models, and in agreements that the reader takes part in."""

    models: tuple[ModelUse, ...]
    agreements: tuple[TakenFrom, ...]


class Wanted(Struct, frozen=True):
    """What a list of clauses is narrowed to."""

    theme: str = ""
    search: str = ""


def built_in(key: str) -> Clause:
    """The clause of the built-in library with this key. Raises :class:`NotFound`."""
    found = next((one for one in shipped_clauses() if one.key == key), None)
    if found is None:
        raise NotFound(key)
    return found


class Shelved(Struct, frozen=True):
    """A clause as it stands on the shelf: built in, or ``own`` of an organisation."""

    clause: Clause
    own: OwnClauseView | None = None

    @property
    def keeper(self) -> str:
        """The organisation in whose library it stands; empty for the built-in one."""
        return self.own.organisation if self.own else ""

    def newer(self, section: Section) -> Edition | None:
        """The version that a section could adopt; none of a clause that is out of use."""
        return rules.newer(section, self.clause) if self.own is None or self.own.in_use else None


async def shelf(*, by: Actor) -> list[Shelved]:
    """Every clause that somebody may read: built in, then of the own organisations: 1 query."""
    own = [Shelved(one.clause, one) for one in await own_clauses(by=by)]
    return [*(Shelved(one) for one in shipped_clauses()), *own]


async def offered(whole: Forming, *, by: Actor) -> list[Shelved]:
    """The clauses that a draft can take: built in, and of the organisation that keeps it."""
    return [one for one in await shelf(by=by) if one.own is None or _lies_with(whole, one.own)]


def _lies_with(whole: Forming, own: OwnClauseView) -> bool:
    return own.in_use and own.organisation_id == whole.agreement.keeper_id


async def shelved_of(section: Section, *, by: Actor) -> Shelved:
    """The clause that a section came from. Raises :class:`NotFound`."""
    if section.origin is None:
        raise NotFound(section.name)
    key = section.origin.clause.key
    if not section.origin.own:
        return Shelved(built_in(key))
    own = await own_clause(UUID(key), by=by)
    return Shelved(own.clause, own)


class CameFrom(Struct, frozen=True):
    """The clause of a section, the version it was taken in, and a ``newer`` one if there is."""

    clause: Clause
    version: str
    newer: str


async def newer_of(text: Text, *, by: Actor) -> dict[str, CameFrom]:
    """By section that came from a clause: which, and its newer version if there is one."""
    there = {(one.clause.key, one.own is not None): one for one in await shelf(by=by)}
    found: dict[str, CameFrom] = {}
    for section in text.sections:
        origin = section.origin
        if origin and (one := there.get((origin.clause.key, origin.own))):
            newer = one.newer(section)
            number = newer.version if newer else ""
            found[section.name] = CameFrom(one.clause, origin.clause.version, number)
    return found


async def library(wanted: Wanted, *, by: Actor) -> list[Shelved]:
    """The clauses that somebody may read, narrowed."""
    found = await shelf(by=by)
    kept = {one.key for one in narrowed((one.clause for one in found), wanted)}
    return [one for one in found if one.clause.key in kept]


def narrowed(clauses: Iterable[Clause], wanted: Wanted) -> Iterator[Clause]:
    """The clauses of a theme in which every word that is searched for begins a word."""
    words = search_key(wanted.search).split()
    for one in clauses:
        newest = one.texts.get(one.newest.version, {})
        said = " " + search_key(" ".join([one.title, one.explanation, *newest.values()]))
        if wanted.theme in ("", one.theme) and all(f" {word}" in said for word in words):
            yield one


def of_models(key: str) -> Iterator[ModelUse]:
    """The articles of the shipped models that are this built-in clause."""
    for model in models():
        yield from _of_model(model, key)


def _of_model(model: Model, key: str) -> Iterator[ModelUse]:
    called = model.subtitle or model.title
    for one in (*model.articles, *model.annexes):
        if one.clause and one.clause.key == key:
            yield ModelUse(model.key, called, one.title, one.clause.variant, one.clause.version)


async def uses(clause: Clause, *, own: bool, by: Actor) -> Uses:
    """Where a clause is used, as far as the actor may see that: 1 query."""
    found = await taken_from(clause.key, own=own, by=by)
    return Uses(() if own else tuple(of_models(clause.key)), tuple(found))
