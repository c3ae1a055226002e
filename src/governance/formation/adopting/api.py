"""Clauses in a draft for machines: taken, compared, adopted or not."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.agreements.steps.actions import may_ever
from governance.agreements.texts.rules import mark
from governance.base.errors import NotFound
from governance.documents.comparing.changes import Comparison
from governance.formation.adopting import actions
from governance.formation.adopting.forms import AdoptForm, TakeClauseForm
from governance.formation.clauses import papers, queries
from governance.formation.clauses.api import ClauseListed, listed
from governance.formation.editing.actions import section_named
from governance.formation.editing.api import SectionShown, section_shown
from governance.formation.queries import Forming, forming
from governance.library.clauses.rules import changed_since, wording
from governance.library.passages import ClauseRef
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_IN_DRAFT = ("agreements", "{agreement_id:uuid}", "clauses")
_NEWER = ("agreements", "{agreement_id:uuid}", "articles", "{section:str}", "clause")
_EDITS = needs("agreement.edit_text")


class NewerShown(Struct, frozen=True, rename="camel"):
    """A section beside the newest version of its clause. ``ownWords``: it says something that the
    clause did not say in the version that was taken; ``seen`` is handed in to decide."""

    seen: str
    taken: str
    newest: str
    own_words: bool
    comparison: Comparison


async def _draft(request: AnyRequest, agreement_id: UUID) -> Forming:
    whole = await forming(agreement_id, by=signed_in(request))
    may_ever("edit_text", signed_in(request), whole.agreement.keeper_id)
    return whole


@get(api(*_IN_DRAFT), opt=_EDITS)
async def offer(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[ClauseListed]:
    """The clauses that a draft can take."""
    whole = await _draft(request, agreement_id)
    return [listed(one) for one in await queries.offered(whole, by=signed_in(request))]


@post(api(*_IN_DRAFT), opt=acts(actions.take_clause) | takes(TakeClauseForm) | _EDITS)
async def take(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> SectionShown:
    """Take a clause into a draft as a new article."""
    form, unread = await handed_in(request, TakeClauseForm)
    by, at = signed_in(request), moment_of(request)
    name = await actions.take_clause(agreement_id, form, unread=unread, by=by, at=at)
    whole = await _draft(request, agreement_id)
    return section_shown(section_named(whole, name), whole.model)


@get(api(*_NEWER), opt=_EDITS)
async def newer_version(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> NewerShown:
    """A section beside a newer version of its clause; not there where nothing is newer."""
    whole = await _draft(request, agreement_id)
    here = section_named(whole, section)
    one = await queries.shelved_of(here, by=signed_in(request))
    found, edition, origin = one.clause, one.newer(here), here.origin
    if edition is None or origin is None:
        raise NotFound(section)
    to = ClauseRef(found.key, origin.clause.variant, edition.version)
    new = wording(found, to, here.key)
    texts, of = (here.title, here.passages, new), whole.model
    own = here.key.replace("-", "_")
    told = await asyncio.to_thread(papers.differing, *texts, of.language, of.blanks, own)
    own_words = changed_since(here, found)
    return NewerShown(mark(here), origin.clause.version, edition.version, own_words, told)


@post(
    api(*_NEWER),
    opt=acts(actions.adopt_clause) | takes(AdoptForm) | _EDITS,
    status_code=200,
)
async def adopt(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> SectionShown:
    """Adopt the newer version of a clause, or keep the section as it is."""
    form, unread = await handed_in(request, AdoptForm)
    by, at = signed_in(request), moment_of(request)
    await actions.adopt_clause(agreement_id, section, form, unread=unread, by=by, at=at)
    whole = await _draft(request, agreement_id)
    return section_shown(section_named(whole, section), whole.model)


ROUTES: list[Any] = [offer, take, newer_version, adopt]
