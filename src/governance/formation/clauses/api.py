"""The library of clauses for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, get
from litestar.params import FromPath
from msgspec import Struct

from governance.formation.clauses import queries
from governance.formation.clauses.pages import unpaged
from governance.library.clauses.rules import Clause
from governance.web.acting import needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks

_ASKS = {"theme": "Only clauses of this theme.", "search": "Beginnings of words in the clause."}


class ClauseListed(Struct, frozen=True, rename="camel"):
    """A clause in the list. ``own``: of an organisation's own library."""

    key: str
    title: str
    theme: str
    newest: str
    variants: tuple[str, ...]
    own: bool
    keeper: str


class ClauseShown(Struct, frozen=True, rename="camel"):
    """A clause with the texts of all its variants and versions, and where it is used."""

    clause: Clause
    uses: queries.Uses


def listed(one: queries.Shelved) -> ClauseListed:
    """A clause as the list shows it."""
    of = one.clause
    keys = tuple(v.key for v in of.variants)
    return ClauseListed(
        of.key, of.title, of.theme, of.newest.version, keys, bool(one.own), one.keeper
    )


@get(api("clauses"), opt=needs("model.read") | asks(**_ASKS))
async def clauses(request: Request[Any, Any, Any]) -> list[ClauseListed]:
    """The clauses of the library."""
    return [listed(s) for s in await queries.library(unpaged(request), by=signed_in(request))]


@get(api("clauses", "{name:str}"), opt=needs("model.read"))
async def clause(request: Request[Any, Any, Any], name: FromPath[str]) -> ClauseShown:
    """One clause of the built-in library, whole."""
    found = queries.built_in(name)
    return ClauseShown(found, await queries.uses(found, own=False, by=signed_in(request)))


ROUTES: list[Any] = [clauses, clause]
