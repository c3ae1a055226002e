"""Pages of a change of people: the new executive, and the handover files."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.audit.rules import SERVICE
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.base.names import search_key
from governance.base.words import translate
from governance.documents.blocks import Document
from governance.documents.forms import FORMS, write
from governance.files.pages import exported
from governance.files.queries import Thing
from governance.identity.roles.words import ROLE_WORDS
from governance.overview.cards.queries import card
from governance.overview.executives import actions, queries
from governance.overview.executives.forms import ExecutiveForm
from governance.overview.executives.papers import handover_document
from governance.overview.handover.queries import leaving
from governance.parties import words
from governance.parties.visible.queries import seen_organisation
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ORGANISATION = "{organisation_id:uuid}"
_CHANGE = page("organisations", _ORGANISATION, "change-of-executive")
DONE = N_("The portfolios end on that day. Fill them anew as soon as they are divided.")


async def _changing(
    request: AnyRequest, organisation_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    return render(
        request,
        "overview/executive.html",
        status=400 if form else 200,
        view=await queries.change(organisation_id, by=by, today=today),
        form=form or filled(begins=today),
        words=words,
    )


@get(_CHANGE, opt=needs("filling.change_executive"))
async def changing(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """What a new executive changes: portfolios that end, mandates to confirm again."""
    return await _changing(request, organisation_id)


@post(_CHANGE, opt=needs("filling.change_executive") | acts(actions.change_executive))
async def change(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """End the portfolios on the first day of the new executive."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ExecutiveForm)
        await actions.change_executive(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, organisation_id, again(request, refused))
    return redirect(page("organisations", organisation_id), DONE)


async def written(
    request: AnyRequest, document: Document, form: str, thing: Thing, chain: UUID
) -> Response[bytes]:
    """A handover file in one of its forms; the trail notes that it was taken out."""
    content = await asyncio.to_thread(write, document, form)
    name = "-".join(search_key(document.short_title).split())[:80]
    return await exported(request, chain, thing, f"{name}.{form}", MEDIA[form], content)


async def of_organisation(request: AnyRequest, organisation_id: UUID, form: str) -> Response[bytes]:
    """The handover file of an organisation, for who sees it."""
    by, today = signed_in(request), day(moment_of(request))
    if form not in FORMS:
        raise NotFound
    await seen_organisation(organisation_id, by=by, today=today)
    found = await card(organisation_id, by=by, today=today)
    document = handover_document([found], today, language_of(request))
    return await written(
        request, document, form, ("organisation", organisation_id), organisation_id
    )


async def of_person(request: AnyRequest, person_id: UUID, form: str) -> Response[bytes]:
    """The handover file of somebody who leaves: the roles, and the organisations these are for."""
    by, at, language = signed_in(request), moment_of(request), language_of(request)
    if form not in FORMS:
        raise NotFound
    view = await leaving(person_id, by=by, at=at)
    keepers = dict.fromkeys(one.role.keeper_id for one in view.owned if one.role.keeper_id)
    cards = [await card(one, by=by, today=day(at)) for one in list(keepers)[:5]]
    roles = [
        f"{translate(language, ROLE_WORDS[one.role.kind])}, {one.role.for_name}"
        for one in view.owned
    ]
    document = handover_document(cards, day(at), language, function=view.function, roles=roles)
    chain = next(iter(keepers), SERVICE)
    return await written(request, document, form, ("person", person_id), chain)


@get(page("organisations", _ORGANISATION, "handover-file", "{form:str}"), opt=needs("network.read"))
async def organisation_file(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The handover file of an organisation as Word or PDF."""
    return await of_organisation(request, organisation_id, form)


@get(page("people", "{person_id:uuid}", "handover-file", "{form:str}"), opt=needs("person.leave"))
async def person_file(
    request: Request[Any, Any, Any], person_id: FromPath[UUID], form: FromPath[str]
) -> Response[bytes]:
    """The handover file of somebody who leaves as Word or PDF."""
    return await of_person(request, person_id, form)


ROUTES: list[Any] = [changing, change, organisation_file, person_file]
