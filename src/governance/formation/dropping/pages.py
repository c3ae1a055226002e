"""The page on which a draft is removed: first what goes, then the step."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.steps.pages import stepping
from governance.agreements.when.rules import WAS_UP
from governance.base.errors import N_, WrongState
from governance.formation import queries
from governance.formation.dropping import actions
from governance.formation.forms import StepForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.pages import redirect, render
from governance.web.reading import read_form

_REMOVAL = page("agreements", "{agreement_id:uuid}", "removal")


@get(_REMOVAL, opt=needs("agreement.remove_draft"))
async def what_goes(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """What goes when a draft is removed, and the button that does so."""
    by = signed_in(request)
    view = await stepping(agreement_id, "remove_draft", by)
    if view.text_version > 1:
        raise WrongState("remove_draft", view.state, WAS_UP, page("agreements", view.id))
    whole = await queries.forming(agreement_id, by=by)
    return render(request, "formation/removal.html", agreement=view, whole=whole, form=filled())


@post(_REMOVAL, opt=acts(actions.remove_draft) | needs("agreement.remove_draft"))
async def remove_draft(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Remove a draft."""
    form = await read_form(request, StepForm)
    by, at = signed_in(request), moment_of(request)
    await actions.remove_draft(agreement_id, form.version, by=by, at=at)
    return redirect(page("agreements"), N_("The draft is removed."))


ROUTES: list[Any] = [what_goes, remove_draft]
