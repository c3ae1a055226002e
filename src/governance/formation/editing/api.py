"""The articles of a draft for machines: read, written, added, moved and left out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post, put
from litestar.params import FromPath
from msgspec import Struct

from governance.agreements.steps.actions import may_ever
from governance.agreements.texts.rules import mark
from governance.formation.editing import actions, papers
from governance.formation.editing.forms import (
    NewSectionForm,
    OrderForm,
    SectionForm,
    SeenForm,
    UndoForm,
)
from governance.formation.queries import Forming, forming
from governance.formation.sentences.rules import shown
from governance.library.drafts import Origin, Section
from governance.library.rules import Model
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in, read_form

_ARTICLES = ("agreements", "{agreement_id:uuid}", "articles")
_SECTION = (*_ARTICLES, "{section:str}")
_EDITS = needs("agreement.edit_text")


class PassageShown(Struct, frozen=True, rename="camel"):
    """A paragraph as one types it: places in brackets."""

    key: str
    form: str
    words: str
    when: str


class SectionShown(Struct, frozen=True, rename="camel"):
    """A section with its paragraphs; ``seen`` is handed in again when it is written. ``origin``:
    the clause that it came from."""

    name: str
    title: str
    when: str
    seen: str
    passages: tuple[PassageShown, ...]
    origin: Origin | None = None


def section_shown(section: Section, model: Model) -> SectionShown:
    """A section as machines read it, with the clause that it came from."""
    when = f"{section.when.choice}={section.when.is_}" if section.when else ""
    passages = tuple(
        PassageShown(one.key, one.form.value, shown(one.words, model), one.when)
        for one in section.passages
    )
    seen = mark(section)
    return SectionShown(section.name, section.title, when, seen, passages, section.origin)


async def _draft(request: AnyRequest, agreement_id: UUID) -> Forming:
    """The text, for who may write in it while it is a draft; it is read in every state."""
    whole = await forming(agreement_id, by=signed_in(request))
    may_ever("edit_text", signed_in(request), whole.agreement.keeper_id)
    return whole


@get(api(*_ARTICLES), opt=_EDITS)
async def articles(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[papers.Outlined]:
    """Every section of the text in its order."""
    return papers.outline(await _draft(request, agreement_id))


@post(api(*_ARTICLES), opt=acts(actions.add_section) | takes(NewSectionForm) | _EDITS)
async def add(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> SectionShown:
    """Add an article or an annex, still to be written."""
    form, unread = await handed_in(request, NewSectionForm)
    by, at = signed_in(request), moment_of(request)
    section = await actions.add_section(agreement_id, form, unread=unread, by=by, at=at)
    whole = await _draft(request, agreement_id)
    return section_shown(actions.section_named(whole, section), whole.model)


@get(api(*_SECTION), opt=_EDITS)
async def section(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> SectionShown:
    """One section with its paragraphs."""
    whole = await _draft(request, agreement_id)
    return section_shown(actions.section_named(whole, section), whole.model)


@put(api(*_SECTION), opt=acts(actions.save_section) | takes(SectionForm) | _EDITS)
async def save(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> SectionShown:
    """Write a section anew; refused where somebody changed it since it was seen."""
    form, unread = await handed_in(request, SectionForm)
    by, at = signed_in(request), moment_of(request)
    await actions.save_section(agreement_id, section, form, unread=unread, by=by, at=at)
    whole = await _draft(request, agreement_id)
    return section_shown(actions.section_named(whole, section), whole.model)


@post(
    api(*_SECTION, "order"),
    opt=acts(actions.move_section) | takes(OrderForm) | _EDITS,
    status_code=200,
)
async def move(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> list[papers.Outlined]:
    """Move an article or annex up or down; gives the sections in their order."""
    form, unread = await handed_in(request, OrderForm)
    by, at = signed_in(request), moment_of(request)
    await actions.move_section(agreement_id, section, form, unread=unread, by=by, at=at)
    return papers.outline(await _draft(request, agreement_id))


@post(
    api(*_SECTION, "removal"),
    opt=acts(actions.leave_out_section) | takes(SeenForm) | _EDITS,
    status_code=204,
)
async def leave_out(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> None:
    """Leave an article or annex out of the text."""
    form = await read_form(request, SeenForm)
    by, at = signed_in(request), moment_of(request)
    await actions.leave_out_section(agreement_id, section, form.seen, by=by, at=at)


@post(
    api(*_SECTION, "undoing"),
    opt=acts(actions.undo) | takes(UndoForm) | _EDITS,
    status_code=200,
)
async def undo(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> list[papers.Outlined]:
    """Put a section back as it was before its last change; gives the sections in their order."""
    form = await read_form(request, UndoForm)
    by, at = signed_in(request), moment_of(request)
    await actions.undo(agreement_id, section, form.change, by=by, at=at)
    return papers.outline(await _draft(request, agreement_id))


ROUTES: list[Any] = [articles, add, section, save, move, leave_out, undo]
