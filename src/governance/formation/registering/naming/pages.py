"""The page on which a name of the file is linked to an organisation, or left out."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.queries import agreement
from governance.agreements.registering import queries, words
from governance.agreements.registering.naming.actions import settle_name
from governance.agreements.registering.naming.forms import NameForm
from governance.agreements.registering.naming.rules import NameState
from governance.agreements.rules import AgreementState
from governance.agreements.steps.pages import may_step
from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.parties.choosing.queries import FEW, Asked, offered
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_PAGE = page("registrations", "{registration_id:uuid}", "names", "{number:int}")
_SETTLES = needs("agreement.settle_name")


async def _named(
    request: AnyRequest, registration_id: UUID, number: int, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    kept = await queries.registration(registration_id, by=by)
    view = await agreement(kept.agreement_id, by=by)
    may_step(view, "settle_name", by)
    name = kept.named(number)
    said = {"organisationId": str(name.organisation_id or "")}
    shown = form or filled(said | {"leftOut": name.state == NameState.LEFT_OUT})
    search, also = request.query_params.get("search", "")[:200], []
    with suppress(ValueError):
        also = [UUID(str(shown.value("organisationId")))]
    asked = Asked(kept.keeper_id, search, also)
    found = await offered(by, asked, today=day(moment_of(request)))
    return render(
        request,
        "formation/registration_name.html",
        status=400 if form else 200,
        agreement=view,
        kept=kept,
        named=name,
        form=shown,
        search=search,
        narrowed=len(found) >= FEW,
        organisations=[(one.id, one.name) for one in found],
        counts=view.state != AgreementState.DRAFT,
        words=words,
    )


@get(_PAGE, opt=_SETTLES)
async def name(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID], number: FromPath[int]
) -> Response[Any]:
    """A name of the file with where it stands there, and the organisations that it can be."""
    return await _named(request, registration_id, number)


@post(_PAGE, opt=acts(settle_name) | _SETTLES)
async def settle(
    request: Request[Any, Any, Any], registration_id: FromPath[UUID], number: FromPath[int]
) -> Response[Any]:
    """Link a name of the file to an organisation, leave it out, or open it again."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, NameForm)
        await settle_name(registration_id, number, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _named(request, registration_id, number, again(request, refused))
    kept = await queries.registration(registration_id, by=by)
    draft = kept.state == AgreementState.DRAFT
    back = page("agreements", kept.agreement_id, *(["parties"] if draft else []))
    return redirect(back, N_("What this name in the file is was saved."))


ROUTES: list[Any] = [name, settle]
