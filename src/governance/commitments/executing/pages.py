"""The page on which a party says who carries out a commitment for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, Refused, WrongState
from governance.base.permissions import may
from governance.commitments.executing import actions, queries
from governance.commitments.executing.forms import ExecutionForm
from governance.commitments.executing.rules import HOW_WORDS, NOT_NOW
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render

_ONE = page("commitments", "{line_id:uuid}", "carrying-out")


async def _page(request: AnyRequest, line_id: UUID, form: Filled | None = None) -> Response[Any]:
    by = signed_in(request)
    view = await queries.execution_of(line_id, by=by)
    if not may(by, "commitment.execute", own=view.organisation_id):
        raise NotAllowed
    if not view.open:
        back = page("commitments", line_id)
        raise WrongState("execute_otherwise", view.state, NOT_NOW, back)
    standing = {name: getattr(view, name) for name in ("how", "why")}
    standing["executorOrganisationId"] = view.executor_organisation_id or ""
    return render(
        request,
        "commitments/executing.html",
        status=400 if form else 200,
        view=view,
        form=form or filled(standing),
        ways=list(HOW_WORDS.items()),
        executors=await queries.executors(view, by=by, today=day(moment_of(request))),
    )


@get(_ONE, opt=needs("commitment.execute"))
async def execution(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """Who carries out a commitment for one party, to change."""
    return await _page(request, line_id)


@post(_ONE, opt=acts(actions.execute_otherwise) | needs("commitment.execute"))
async def execute_otherwise(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> Response[Any]:
    """Say who carries it out."""
    try:
        await handed_to(request, ExecutionForm, actions.execute_otherwise, line_id)
    except Refused as refused:
        return await _page(request, line_id, again(request, refused))
    return redirect(page("commitments", line_id), N_("It is recorded who carries it out."))


ROUTES: list[Any] = [execution, execute_otherwise]
