"""Pages of reorganisations: those that were, one of them, and a new one with what would move."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.base.permissions import may
from governance.identity.roles.words import ROLE_WORDS
from governance.overview.reorganisation import actions, queries, words
from governance.overview.reorganisation.forms import ReorganisationForm
from governance.parties import words as parties
from governance.parties.queries import organisations
from governance.parties.rules import OrganisationKind
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.filters import typed_date
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in


@get(page("reorganisations"), opt=needs("register.read"))
async def reorganisations(request: Request[Any, Any, Any]) -> Response[Any]:
    """The reorganisations that were carried out."""
    by = signed_in(request)
    return render(
        request,
        "overview/reorganisations.html",
        found=await queries.reorganisations(by),
        may_reorganise=may(by, "register.reorganise"),
    )


@get(page("reorganisations", "{reorganisation_id:uuid}"), opt=needs("register.read"))
async def reorganisation(
    request: Request[Any, Any, Any], reorganisation_id: FromPath[UUID]
) -> Response[Any]:
    """One reorganisation."""
    view = await queries.reorganisation(reorganisation_id, by=signed_in(request))
    names = dict(
        zip((*view.ended_ids, *view.went_on_ids), (*view.ended, *view.went_on), strict=True)
    )
    before = typed_date(view.happens_on - timedelta(days=1))
    return render(request, "overview/reorganisation.html", view=view, names=names, before=before)


async def _form(
    request: AnyRequest, form: Filled, view: queries.Preview | None = None, status: int = 200
) -> Response[Any]:
    by = signed_in(request)
    if not may(by, "register.reorganise"):
        raise NotFound
    kind = request.query_params.get("kind", OrganisationKind.MUNICIPALITY)
    there = await organisations(by, kind=kind if kind in set(OrganisationKind) else None)
    return render(
        request,
        "overview/reorganisation_new.html",
        status=status,
        choices=[(one.id, one.name) for one in there if not one.valid_until],
        kind=kind,
        narrowing=filled(kind=kind),
        form=form,
        view=view,
        words=words,
        parties=parties,
        roles=ROLE_WORDS,
    )


@get(page("reorganisations", "new"), opt=needs("register.reorganise"))
async def choosing(request: Request[Any, Any, Any]) -> Response[Any]:
    """Who ends, and who goes on."""
    said = request.query_params.get("predecessor", "")
    return await _form(request, filled(predecessors=[said], happensOn=day(moment_of(request))))


async def _shown(
    request: AnyRequest, form: ReorganisationForm, refused: Refused | None = None
) -> Response[Any]:
    """What would move, with the form as it was typed, and what is wrong."""
    by, at = signed_in(request), moment_of(request)
    found = await queries.preview(form, by=by, at=at)
    complaints = refused.complaints if refused else found.wrong
    kept = again(request, Refused(complaints))
    values = {**kept.values, "seen": found.view.seen}
    shown = Filled(values, complaints, sent_to=kept.sent_to)
    whole = not found.wrong or all(one.field == "happensOn" for one in found.wrong)
    return await _form(request, shown, found.view if whole else None, 400 if complaints else 200)


@post(page("reorganisations", "preview"), opt=needs("register.reorganise"), status_code=200)
async def preview(request: Request[Any, Any, Any]) -> Response[Any]:
    """What a reorganisation would move; nothing is changed."""
    if not may(signed_in(request), "register.reorganise"):
        raise NotFound
    try:
        form, unread = await handed_in(request, ReorganisationForm)
    except Refused as refused:
        return await _form(request, again(request, refused), status=400)
    return await _shown(request, form, Refused(unread) if unread else None)


@post(
    page("reorganisations", "new"),
    opt=needs("register.reorganise") | acts(actions.reorganise),
)
async def reorganise(request: Request[Any, Any, Any]) -> Response[Any]:
    """Carry a reorganisation out."""
    by, at = signed_in(request), moment_of(request)
    form = None
    try:
        form, unread = await handed_in(request, ReorganisationForm)
        made = await actions.reorganise(form, unread=unread, by=by, at=at)
    except Refused as refused:
        if form is None:
            return await _form(request, again(request, refused), status=400)
        return await _shown(request, form, refused)
    return redirect(page("reorganisations", made), N_("The reorganisation is carried out."))


ROUTES: list[Any] = [reorganisations, reorganisation, choosing, preview, reorganise]
