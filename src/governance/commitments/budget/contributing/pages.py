"""Pages of contributions of the shared budget: add, change and remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.commitments.budget import actions, queries
from governance.commitments.budget.forms import ContributionChange, ContributionForm, Removal
from governance.commitments.budget.pages import OF, back, changed_form, new_form, removal
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import again
from governance.web.pages import redirect
from governance.web.reading import handed_in

_ONE = "{contribution_id:uuid}"
_KEEPS = needs("budget.keep")
_DETAILS = page("contributions", _ONE, "details")
_REMOVAL = page("contributions", _ONE, "removal")


@get(page(*OF, "contributions", "new"), opt=_KEEPS)
async def adding_contribution(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The form of a new contribution."""
    return await new_form(request, agreement_id, "contributions")


@post(page(*OF, "contributions"), opt=_KEEPS | acts(actions.add_contribution))
async def add_contribution(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Note a contribution."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ContributionForm)
        made = await actions.add_contribution(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await new_form(request, agreement_id, "contributions", again(request, refused))
    one = await queries.contribution(made, by=by)
    return redirect(back(one), N_("The contribution is noted."))


@get(_DETAILS, opt=_KEEPS)
async def changing_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """A contribution, to change."""
    return await changed_form(request, "contributions", contribution_id)


@post(_DETAILS, opt=_KEEPS | acts(actions.change_contribution))
async def change_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """Change a contribution."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, ContributionChange)
        await actions.change_contribution(contribution_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await changed_form(
            request, "contributions", contribution_id, again(request, refused)
        )
    one = await queries.contribution(contribution_id, by=by)
    return redirect(back(one), N_("The contribution is changed."))


@get(_REMOVAL, opt=_KEEPS)
async def removing_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """What is removed, and the button that does so."""
    return await removal(request, "contributions", contribution_id)


@post(_REMOVAL, opt=_KEEPS | acts(actions.remove_contribution))
async def remove_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """Take a contribution away."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, Removal)
        one = await queries.contribution(contribution_id, by=by)
        await actions.remove_contribution(contribution_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        typed = again(request, refused)
        return await removal(request, "contributions", contribution_id, typed)
    return redirect(back(one), N_("The contribution is removed."))


ROUTES: list[Any] = [
    adding_contribution, add_contribution, changing_contribution, change_contribution,
    removing_contribution, remove_contribution,
]  # fmt: skip
