"""Pages of the articles of a draft: the outline, and a section with its paragraphs as fields."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from markupsafe import Markup
from msgspec.structs import replace

from governance.agreements.steps.pages import may_step
from governance.agreements.texts.queries import changes_of, typing
from governance.base.errors import N_, Overtaken, Refused
from governance.documents.html import write_html
from governance.formation.clauses.queries import newer_of
from governance.formation.editing import actions, papers, rules
from governance.formation.editing.forms import (
    NewSectionForm,
    OrderForm,
    SectionPage,
    SeenForm,
    UndoForm,
)
from governance.formation.editing.words import FORM_WORDS
from governance.formation.queries import Forming, forming
from governance.formation.sentences.rules import known_within
from governance.formation.texts.papers import agreement_text
from governance.library.drafts import FORMS, Text, kind_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import Key, page
from governance.web.forms import Filled, again, filled
from governance.web.forms import typed as typed_now
from governance.web.pages import is_fragment, redirect, render
from governance.web.reading import handed_in, read_form

_ONE = "{agreement_id:uuid}"
_ARTICLES = ("agreements", _ONE, "articles")
_SECTION = (*_ARTICLES, "{section:str}")
_EDITS = needs("agreement.edit_text")


async def _draft(request: AnyRequest, agreement_id: UUID) -> Forming:
    whole = await forming(agreement_id, by=signed_in(request))
    may_step(whole.agreement, "edit_text", signed_in(request))
    return whole


async def _outline(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    whole = await _draft(request, agreement_id)
    at_work = await typing(agreement_id, moment_of(request), by=by)
    return render(
        request,
        "formation/articles.html",
        status=400 if form else 200,
        agreement=whole.agreement,
        sections=papers.outline(whole, at_work, by.person_id),
        origins=await newer_of(actions.own_text(whole), by=by),
        changes=await changes_of(agreement_id, by=by),
        form=form or filled({"kind": "article"}),
    )


@get(page(*_ARTICLES), opt=_EDITS)
async def articles(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Every section of the text in its order, to write in, move and add to."""
    return await _outline(request, agreement_id)


@post(page(*_ARTICLES), opt=acts(actions.add_section) | _EDITS)
async def add(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Add an article or an annex."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, NewSectionForm)
        section = await actions.add_section(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _outline(request, agreement_id, again(request, refused))
    said = N_("It is there. Write its first passage.")
    return redirect(page("agreements", agreement_id, "articles", Key(section)), said)


async def _section(
    request: AnyRequest,
    agreement_id: UUID,
    name: str,
    form: Filled | None = None,
    *,
    status: int = 0,
    changed: bool = False,
) -> Response[Any]:
    by = signed_in(request)
    whole = await _draft(request, agreement_id)
    section = actions.section_named(whole, name)
    at_work = await typing(agreement_id, moment_of(request), by=by)
    was = papers.was_typing(at_work, name, by.person_id)
    sections = papers.outline(whole, at_work, by.person_id)
    shown = form or filled(was[0] if was else papers.fields(section, whole.model))
    return render(
        request,
        "formation/section.html",
        status=status or (400 if form else 200),
        agreement=whole.agreement,
        section=(shown_section := next(one for one in sections if one.name == name)),
        at_work=shown_section.at_work,
        was_typing=bool(was and not form),
        form=shown,
        rows=shown.rows("passages"),
        kept_at=was[1] if was and not form else None,
        changed=papers.fields(section, whole.model) if changed else None,
        forms=[(one.value, FORM_WORDS[one]) for one in FORMS[kind_of(name)]],
        conditions=[(c.when, c.said) for c in rules.conditions(whole.model, section.passages)],
        whens=rules.whens(whole.model),
        places=list(rules.places(whole.model)),
        within=sorted(known_within(whole.model)),
        origin=(await newer_of(Text((section,)), by=by)).get(name),
        # The writer escapes whatever was typed into the text.
        text=Markup(write_html(agreement_text(whole, draft=True), only=name)),  # noqa: S704
    )


@get(page(*_SECTION), opt=_EDITS)
async def section(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """One section to write in; what was typed and not saved stands in it again."""
    return await _section(request, agreement_id, section)


@post(page(*_SECTION), opt=acts(actions.save_section) | _EDITS)
async def save(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """Save a section, or change which rows are typed."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, SectionPage)
        if form.act != "save":
            return await _acted(request, agreement_id, section, form.act)
        saved = await actions.save_section(agreement_id, section, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _section(request, agreement_id, section, again(request, refused))
    except Overtaken:
        return await _overtaken(request, agreement_id, section)
    said = N_("The section was saved.") if saved else N_("Nothing was changed.")
    return redirect(page("agreements", agreement_id, "articles", Key(section)), said)


async def _acted(request: AnyRequest, agreement_id: UUID, name: str, act: str) -> Response[Any]:
    """The page with its rows as they were typed, one of them added, moved or dropped."""
    first = FORMS[kind_of(name)][0].value
    values = papers.acted(await typed_now(request), act, first)
    by, at = signed_in(request), moment_of(request)
    await actions.keep_typing(agreement_id, name, values, by=by, at=at)
    return await _section(request, agreement_id, name, filled(values), status=200)


async def _overtaken(request: AnyRequest, agreement_id: UUID, name: str) -> Response[Any]:
    """What was typed beside what stands there now; saving once more keeps what was typed."""
    whole = await _draft(request, agreement_id)
    if actions.own_text(whole).section(name) is None:
        raise Overtaken
    there = papers.fields(actions.section_named(whole, name), whole.model)
    typed = again(request, Refused([]))
    shown = replace(typed, values={**typed.values, "seen": there["seen"]})
    return await _section(request, agreement_id, name, shown, status=409, changed=True)


@post(page(*_SECTION, "drafts"), opt=acts(actions.keep_typing) | _EDITS)
async def keep(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """Keep what is being typed; says when, and who else is at work in it."""
    by, at = signed_in(request), moment_of(request)
    await actions.keep_typing(agreement_id, section, await typed_now(request), by=by, at=at)
    if not is_fragment(request):
        return redirect(page("agreements", agreement_id, "articles", Key(section)))
    others = await typing(agreement_id, at, by=by)
    at_work = {t.function for t in others if t.section == section and t.person != by.person_id}
    return render(
        request, "formation/section.html", block="kept", kept_at=at, at_work=sorted(at_work)
    )


@post(page(*_SECTION, "drafts", "removal"), opt=acts(actions.drop_typing) | _EDITS)
async def drop(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """Let go what was typed and not saved."""
    await actions.drop_typing(agreement_id, section, by=signed_in(request))
    said = N_("What you typed and did not save is gone. This is the section as it stands.")
    return redirect(page("agreements", agreement_id, "articles", Key(section)), said)


@post(page(*_SECTION, "order"), opt=acts(actions.move_section) | _EDITS)
async def move(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """Move an article or annex up or down; the numbers follow."""
    form, unread = await handed_in(request, OrderForm)
    by, at = signed_in(request), moment_of(request)
    await actions.move_section(agreement_id, section, form, unread=unread, by=by, at=at)
    return redirect(page("agreements", agreement_id, "articles"), N_("It was moved."))


@post(page(*_SECTION, "removal"), opt=acts(actions.leave_out_section) | _EDITS)
async def leave_out(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """Leave an article or annex out; the page that follows offers to put it back."""
    form = await read_form(request, SeenForm)
    by, at = signed_in(request), moment_of(request)
    await actions.leave_out_section(agreement_id, section, form.seen, by=by, at=at)
    said = N_("It was left out of the text. Under “Changes of this version” it can be put back.")
    return redirect(page("agreements", agreement_id, "articles"), said)


@post(page(*_SECTION, "undoing"), opt=acts(actions.undo) | _EDITS)
async def undo(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], section: FromPath[str]
) -> Response[Any]:
    """Put a section back as it was before its last change."""
    form = await read_form(request, UndoForm)
    by, at = signed_in(request), moment_of(request)
    await actions.undo(agreement_id, section, form.change, by=by, at=at)
    said = N_("The last change of it was undone.")
    return redirect(page("agreements", agreement_id, "articles"), said)


ROUTES: list[Any] = [articles, add, section, save, keep, drop, move, leave_out, undo]
