"""Pages of the library of clauses: the list, and one clause."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from markupsafe import Markup

from governance.base.errors import NotFound
from governance.base.permissions import somewhere
from governance.formation.clauses import papers, queries
from governance.formation.clauses.queries import Wanted
from governance.library.clauses.rules import Clause, ClauseTheme, wording
from governance.library.clauses.words import THEME_WORDS
from governance.library.passages import ClauseRef
from governance.library.rules import Blank
from governance.web.acting import AnyRequest, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.language import speaking
from governance.web.pages import render


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the list; a theme that does not exist is not there."""
    asked = request.query_params
    theme = asked.get("theme", "")
    if theme not in {"", *ClauseTheme}:
        raise NotFound
    return Wanted(theme, asked.get("search", ""))


@get(page("clauses"), opt=needs("model.read"))
async def clauses(request: Request[Any, Any, Any]) -> Response[Any]:
    """The clauses of the library, by theme."""
    by, asked = signed_in(request), unpaged(request)
    found = await queries.library(asked, by=by)
    return render(
        request,
        "formation/clauses.html",
        block="found",
        found=found,
        themes=THEME_WORDS,
        keeps=somewhere(by, "clause.keep"),
        form=filled({"theme": asked.theme, "search": asked.search}),
    )


@get(page("clauses", "{name:str}"), opt=needs("model.read"))
async def clause(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[Any]:
    """One clause: its variants, why, its versions with what changed, and where it is used."""
    by = signed_in(request)
    one = queries.Shelved(queries.built_in(name))
    return await clause_page(request, one, await queries.uses(one.clause, own=False, by=by))


async def clause_page(
    request: AnyRequest, one: queries.Shelved, used: queries.Uses, **more: Any
) -> Response[Any]:
    """The page of a clause, built in or of an organisation."""
    found = one.clause
    return render(
        request,
        "formation/clause.html",
        one=one,
        clause=found,
        texts=[(v, list(texts_of(found, v.key))) for v in found.variants],
        changes=[(v, _changes(found, v.key)) for v in found.variants],
        theme=THEME_WORDS[found.theme],
        uses=used,
        **more,
    )


def texts_of(clause: Clause, variant: str, asked: tuple[Blank, ...] = ()) -> list[papers.Line]:
    """The paragraphs of a variant in its newest version; ``asked``: what a draft asks."""
    text = clause.text(clause.newest.version, variant)
    return list(papers.lines(clause.itself or clause.key, text, speaking.get(), asked))


def _changes(clause: Clause, variant: str) -> list[tuple[str, str, Markup]]:
    """What each newer version of a variant changed in the one before it."""
    there = [one.version for one in clause.versions if clause.text(one.version, variant)]
    return [(old, new, _difference(clause, variant, old, new)) for new, old in pairwise(there)]


_HERE = "a"
"""How the texts of a clause that are compared call their own article."""


def _difference(clause: Clause, variant: str, old: str, new: str) -> Markup:
    was, now = (wording(clause, ClauseRef(clause.key, variant, v), _HERE) for v in (old, new))
    # The writer escapes whatever was typed into the text.
    return Markup(papers.difference(clause.title, was, now, speaking.get(), (), _HERE))  # noqa: S704


ROUTES: list[Any] = [clauses, clause]
