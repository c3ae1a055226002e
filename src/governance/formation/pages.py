"""Pages of drafting: the models, one model and its beginning, blanks with the live text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from markupsafe import Markup

from governance.agreements.rules import signs
from governance.agreements.steps.pages import may_step
from governance.agreements.words import ENTRY_WORDS, EXTENSION_WORDS, KIND_WORDS
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.base.permissions import TABLE, Reach, held_on, somewhere
from governance.documents.html import write_html
from governance.formation import actions, queries, rules
from governance.formation.adding import pages as adding
from governance.formation.adopting import pages as adopting
from governance.formation.amending import pages as amending
from governance.formation.answering.rules import TYPES, readable, typed
from governance.formation.checklist import pages as checklist
from governance.formation.clauses import pages as clauses
from governance.formation.clauses.own import pages as own_clauses
from governance.formation.comparing import pages as comparing
from governance.formation.consenting import pages as consenting
from governance.formation.downloads import pages as downloads
from governance.formation.dropping import pages as dropping
from governance.formation.editing import pages as editing
from governance.formation.following import pages as following
from governance.formation.forms import BeginForm, BlanksPage
from governance.formation.lasting import pages as lasting
from governance.formation.letters import pages as letters
from governance.formation.looks import pages as looks
from governance.formation.negotiating import pages as negotiating
from governance.formation.noticing import pages as noticing
from governance.formation.registering import pages as registering
from governance.formation.remarking import pages as remarking
from governance.formation.sealing import pages as sealing
from governance.formation.taking_over import pages as taking_over
from governance.formation.texts.papers import agreement_text
from governance.formation.versions import pages as versions
from governance.library.rules import BlankKind, Model
from governance.library.saying import at_first
from governance.parties.queries import committees, organisations, there
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in
from governance.web.values import value

_ANSWERS = page("agreements", "{agreement_id:uuid}", "answers")
MOVED = N_("The text was saved. What follows an answer in it moved along: {moved}.")
KINDS = {
    BlankKind.LONG_TEXT: "textarea",
    BlankKind.DATE: "date",
    BlankKind.NUMBER: "number",
    BlankKind.MONEY: "number",
    BlankKind.CHOICE: "radio",
    BlankKind.YES_NO: "radio",
}
"""The field of each kind of blank; the others are one line of text."""


@get(page("models"), opt=needs("model.read"))
async def models(request: Request[Any, Any, Any]) -> Response[Any]:
    """The model agreements to choose from."""
    by = signed_in(request)
    return render(
        request,
        "formation/models.html",
        models=[(model, len(at_first(model))) for model in queries.models()],
        kinds=KIND_WORDS,
        drafts=somewhere(by, "agreement.begin"),
    )


async def _model_page(request: AnyRequest, key: str, form: Filled | None = None) -> Response[Any]:
    by, model = signed_in(request), queries.model_of(key)
    keeps = held_on(by, TABLE["agreement.begin"].who, Reach.KEEPER)
    today, bodies = day(moment_of(request)), await organisations(by)
    watched = [c for c in there(await committees(by), today) if c.organisation_id in keeps]
    title, short = rules.suggested(model.title), rules.suggested(model.short_title)
    first = {"title": title, "shortTitle": short, "keeperId": str(next(iter(keeps), ""))}
    first["committeeId"] = str(watched[0].id) if len(watched) == 1 else ""
    return render(
        request,
        "formation/model.html",
        status=400 if form else 200,
        model=model,
        articles=(standing := at_first(model)),
        others=[a for a in model.articles if a.title not in {one.title for one in standing}],
        form=form or filled(first),
        keepers=[(o.id, o.name) for o in there(bodies, today) if o.id in keeps],
        committees=[(c.id, c.name) for c in watched],
        kinds=KIND_WORDS,
        extensions=EXTENSION_WORDS,
        entries=ENTRY_WORDS,
    )


@get(page("models", "{key:str}"), opt=needs("model.read"))
async def model(request: Request[Any, Any, Any], key: FromPath[str]) -> Response[Any]:
    """One model: what it asks, its articles and commitments, and the form to begin."""
    return await _model_page(request, key)


@post(page("agreements"), opt=acts(actions.begin) | needs("agreement.begin"))
async def begin(request: Request[Any, Any, Any]) -> Response[Any]:
    """Begin an agreement from a model."""
    by, key = signed_in(request), ""
    try:
        form, unread = await handed_in(request, BeginForm)
        key = form.model_key
        made = await actions.begin(form, unread=unread, by=by, at=moment_of(request))
    except Refused as refused:
        shown = again(request, refused)
        return await _model_page(request, key or str(shown.value("modelKey")), shown)
    return redirect(page("agreements", made), N_("The draft is there. Choose the parties first."))


async def _drafting(request: AnyRequest, agreement_id: UUID) -> queries.Forming:
    whole = await queries.forming(agreement_id, by=signed_in(request))
    may_step(whole.agreement, "save_answers", signed_in(request))
    return whole


async def _answers_page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    whole = await _drafting(request, agreement_id)
    shown = form or filled(
        {"blanks": _shown(whole.model, whole.version.answers)}, version=whole.agreement.version
    )
    given = dict(shown.value("blanks") or {})
    return render(
        request,
        "formation/answers.html",
        status=400 if form else 200,
        agreement=whole.agreement,
        model=whole.model,
        form=shown,
        kinds=KINDS,
        organisations=_choices(whole),
        options={b.key: [(o.key, o.text) for o in b.options] for b in whole.model.blanks},
        text=_text(whole, readable(whole.model, given)),
    )


def _choices(whole: queries.Forming) -> dict[str, list[tuple[str, str]]]:
    """The parties that sign, by the blank that asks one of their kind; nothing before any does."""
    signing = [party for party in whole.parties if signs(party.participation)]
    return {
        blank.key: [
            (party.organisation, party.organisation)
            for party in signing
            if not blank.kinds or party.kind in blank.kinds
        ]
        for blank in whole.model.blanks
        if signing and blank.kind is BlankKind.ORGANISATION
    }


def _text(whole: queries.Forming, blanks: dict[str, Any]) -> Markup:
    # The writer escapes whatever was typed into the text.
    return Markup(write_html(agreement_text(whole, draft=True, blanks=blanks)))  # noqa: S704


def _shown(model: Model, stored: dict[str, Any]) -> dict[str, Any]:
    """Stored blanks as fields hold them: days as days, numbers as numbers."""
    made: dict[str, Any] = {}
    for blank in model.blanks:
        if blank.key in stored:
            kept = stored[blank.key]
            kind = TYPES.get(blank.kind)
            said = {True: "yes", False: "no"}[kept] if isinstance(kept, bool) else kept
            made[blank.key] = value(said, kind, form=False) if kind else said
    return made


@get(_ANSWERS, opt=needs("agreement.save_answers"))
async def answers(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The blanks and choices of a draft, beside the text as it becomes."""
    return await _answers_page(request, agreement_id)


@post(_ANSWERS, opt=acts(actions.fill_in) | needs("agreement.save_answers"))
async def fill_in(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Keep the blanks and choices."""
    try:
        form, unread = await handed_in(request, BlanksPage)
        whole = await _drafting(request, agreement_id)
        read, wrong = typed(whole.model, form.blanks)
        by, at, told = signed_in(request), moment_of(request), [*unread, *wrong]
        moved = await actions.fill_in(agreement_id, read, form.version, unread=told, by=by, at=at)
    except Refused as refused:
        return await _answers_page(request, agreement_id, again(request, refused))
    said = MOVED if moved else N_("The text was saved.")
    return redirect(page("agreements", agreement_id, "answers"), said, moved="; ".join(moved))


@post(page("agreements", "{agreement_id:uuid}", "preview"), opt=needs("agreement.save_answers"))
async def typing(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The text with what is typed now; nothing is kept."""
    whole = await _drafting(request, agreement_id)
    try:
        form, _ = await handed_in(request, BlanksPage)
    except Refused:
        raise NotFound from None
    shown = _text(whole, readable(whole.model, form.blanks))
    return render(
        request, "formation/preview.html", block="text", agreement=whole.agreement, text=shown
    )


ROUTES: list[Any] = [
    models,
    model,
    begin,
    answers,
    fill_in,
    typing,
    *amending.ROUTES,
    *adding.ROUTES,
    *following.ROUTES,
    *checklist.ROUTES,
    *sealing.ROUTES,
    *taking_over.ROUTES,
    *dropping.ROUTES,
    *downloads.ROUTES,
    *editing.ROUTES,
    *registering.ROUTES,
    *remarking.ROUTES,
    *negotiating.ROUTES,
    *letters.ROUTES,
    *clauses.ROUTES,
    *own_clauses.ROUTES,
    *adopting.ROUTES,
    *looks.ROUTES,
    *comparing.ROUTES,
    *versions.ROUTES,
    *lasting.ROUTES,
    *noticing.ROUTES,
    *consenting.ROUTES,
]
