"""Pages of clauses in a draft: what it can take, and a newer version beside what stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from markupsafe import Markup

from governance.agreements.steps.pages import may_step
from governance.agreements.texts.rules import mark
from governance.base.errors import N_, NotFound, Refused
from governance.formation.adopting import actions, rules
from governance.formation.adopting.forms import AdoptForm, TakeClauseForm
from governance.formation.clauses import papers, queries
from governance.formation.clauses.pages import texts_of, unpaged
from governance.formation.editing.actions import own_text, section_named
from governance.formation.queries import Forming, forming
from governance.library.clauses.rules import Clause, changed_since, wording
from governance.library.clauses.words import THEME_WORDS
from governance.library.drafts import Section, key_of
from governance.library.passages import ClauseRef, Passage
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import Key, page
from governance.web.forms import Filled, again, filled
from governance.web.language import speaking
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ONE = "{agreement_id:uuid}"
_IN_DRAFT = page("agreements", _ONE, "clauses")
_NEWER = page("agreements", _ONE, "articles", "{section:str}", "clause")
_EDITS = needs("agreement.edit_text")


async def _draft(request: AnyRequest, agreement_id: UUID) -> Forming:
    whole = await forming(agreement_id, by=signed_in(request))
    may_step(whole.agreement, "edit_text", signed_in(request))
    return whole


async def _offer(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, asked = signed_in(request), unpaged(request)
    whole = await _draft(request, agreement_id)
    shelf = await queries.offered(whole, by=by)
    kept = {one.key for one in queries.narrowed((s.clause for s in shelf), asked)}
    return render(
        request,
        "formation/clauses_offered.html",
        status=400 if form else 200,
        agreement=whole.agreement,
        shelf=[(one, _variants(whole, one.clause)) for one in shelf if one.clause.key in kept],
        used={s.origin.clause.key for s in own_text(whole).sections if s.origin},
        themes=THEME_WORDS,
        form=form or filled({}),
        filters=filled({"theme": asked.theme, "search": asked.search}),
    )


def _variants(whole: Forming, clause: Clause) -> list[tuple[Any, list[papers.Line], list[str]]]:
    """Each variant with its text, and what it uses that the draft does not have."""
    key = key_of(clause.title, {one.key for one in own_text(whole).sections})
    version, asked = clause.newest.version, whole.model.blanks
    return [
        (v, texts_of(clause, v.key, asked), rules.unasked(whole.model, clause, v.key, version, key))
        for v in clause.variants
    ]


@get(_IN_DRAFT, opt=_EDITS)
async def offer(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The clauses that this draft can take."""
    return await _offer(request, agreement_id)


@post(_IN_DRAFT, opt=acts(actions.take_clause) | _EDITS)
async def take(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Take a clause into the draft as an article."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TakeClauseForm)
        name = await actions.take_clause(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _offer(request, agreement_id, again(request, refused))
    said = N_("The clause is there as the last article. Read it, and change what this text needs.")
    return redirect(page("agreements", agreement_id, "articles", Key(name)), said)


def _differing(
    whole: Forming, section: Section, old: Sequence[Passage], new: Sequence[Passage]
) -> Markup:
    texts, here = (section.title, old, new), section.key.replace("-", "_")
    # The writer escapes whatever was typed into the text.
    told = papers.difference(*texts, speaking.get(), whole.model.blanks, here)
    return Markup(told)  # noqa: S704


async def _newer(
    request: AnyRequest, agreement_id: UUID, name: str, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    whole = await _draft(request, agreement_id)
    section = section_named(whole, name)
    one = await queries.shelved_of(section, by=by)
    edition = one.newer(section)
    origin = section.origin
    if edition is None or origin is None:
        raise NotFound(name)
    was = wording(one.clause, origin.clause, section.key)
    to = ClauseRef(one.clause.key, origin.clause.variant, edition.version)
    own = changed_since(section, one.clause)
    new = wording(one.clause, to, section.key)
    between = [e for e in one.clause.versions if e.version != origin.clause.version]
    return render(
        request,
        "formation/clause_newer.html",
        status=400 if form else 200,
        agreement=whole.agreement,
        section=section,
        one=one,
        edition=edition,
        editions=between[: [e.version for e in one.clause.versions].index(origin.clause.version)],
        own=own,
        mine=_differing(whole, section, was, section.passages) if own else "",
        text=_differing(whole, section, section.passages, new),
        form=form or filled({"seen": mark(section), "number": edition.version}),
    )


@get(_NEWER, opt=_EDITS)
async def newer_version(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """A newer version of the clause of a section, with what would change in it."""
    return await _newer(request, agreement_id, section)


@post(_NEWER, opt=acts(actions.adopt_clause) | _EDITS)
async def adopt(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """Adopt the newer version, or keep the section as it is."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AdoptForm)
        await actions.adopt_clause(agreement_id, section, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _newer(request, agreement_id, section, again(request, refused))
    said = N_("The newer version stands in the text. It can be undone below.")
    if form.choice == "keep":
        said = N_("The section stays as it is.")
    return redirect(page("agreements", agreement_id, "articles"), said)


ROUTES: list[Any] = [offer, take, newer_version, adopt]
