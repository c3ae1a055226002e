"""The page on which a commitment is taken out of a draft, and what goes with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.commitments import actions, queries
from governance.commitments.drafting.pages import drafted, only
from governance.commitments.forms import RemovalForm, form_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_REMOVAL = page(
    "agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "removal"
)


async def _removing(
    request: AnyRequest, agreement_id: UUID, commitment_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    agreement = await drafted(agreement_id, by)
    there = await queries.of_agreement(agreement_id, by=by)
    return render(
        request,
        "commitments/removal.html",
        status=400 if form else 200,
        agreement=agreement,
        commitment=only(agreement, there, commitment_id),
        form=form or Filled(),
    )


@get(_REMOVAL, opt=needs("commitment.set"))
async def what_goes(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """What is lost when a commitment is taken out, and the button that does so."""
    return await _removing(request, agreement_id, commitment_id)


@post(_REMOVAL, opt=acts(actions.set_commitments) | needs("commitment.set"))
async def remove(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Take one commitment out of a draft."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemovalForm)
        agreement = await drafted(agreement_id, by)
        there = await queries.of_agreement(agreement_id, by=by)
        gone = only(agreement, there, commitment_id)
        left, seen = [form_of(view) for view in there if view is not gone], form.version
        await actions.set_commitments(agreement_id, left, seen, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, agreement_id, commitment_id, again(request, refused))
    said = N_("The commitment “{title}” was removed.")
    return redirect(page("agreements", agreement_id, "commitments"), said, title=gone.title)


ROUTES: list[Any] = [what_goes, remove]
