"""Pages of spending of the shared budget: add, change and remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.commitments.budget import actions, queries
from governance.commitments.budget.forms import Removal, SpendingChange, SpendingForm
from governance.commitments.budget.pages import OF, back, changed_form, new_form, removal
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import again
from governance.web.pages import redirect
from governance.web.reading import handed_in

_ONE = "{spending_id:uuid}"
_KEEPS = needs("budget.keep")
_DETAILS = page("spending", _ONE, "details")
_REMOVAL = page("spending", _ONE, "removal")


@get(page(*OF, "spending", "new"), opt=_KEEPS)
async def adding_spending(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The form of new spending."""
    return await new_form(request, agreement_id, "spending")


@post(page(*OF, "spending"), opt=_KEEPS | acts(actions.add_spending))
async def add_spending(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Note spending."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, SpendingForm)
        made = await actions.add_spending(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await new_form(request, agreement_id, "spending", again(request, refused))
    one = await queries.spending(made, by=by)
    return redirect(back(one), N_("The spending is noted."))


@get(_DETAILS, opt=_KEEPS)
async def changing_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """Spending, to change."""
    return await changed_form(request, "spending", spending_id)


@post(_DETAILS, opt=_KEEPS | acts(actions.change_spending))
async def change_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """Change spending."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, SpendingChange)
        await actions.change_spending(spending_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        typed = again(request, refused)
        return await changed_form(request, "spending", spending_id, typed)
    one = await queries.spending(spending_id, by=by)
    return redirect(back(one), N_("The spending is changed."))


@get(_REMOVAL, opt=_KEEPS)
async def removing_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """What is removed, and the button that does so."""
    return await removal(request, "spending", spending_id)


@post(_REMOVAL, opt=_KEEPS | acts(actions.remove_spending))
async def remove_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """Take spending away."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, Removal)
        one = await queries.spending(spending_id, by=by)
        await actions.remove_spending(spending_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        typed = again(request, refused)
        return await removal(request, "spending", spending_id, typed)
    return redirect(back(one), N_("The spending is removed."))


ROUTES: list[Any] = [
    adding_spending, add_spending, changing_spending, change_spending,
    removing_spending, remove_spending,
]  # fmt: skip
