"""Pages of spending of the shared budget: add, change and remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_
from governance.commitments.budget import queries
from governance.commitments.budget.forms import SpendingChange, SpendingForm
from governance.commitments.budget.pages import OF
from governance.commitments.budget.parts.pages import (
    Kind,
    added,
    changed,
    changed_form,
    new_form,
    removal,
    removed,
)
from governance.commitments.budget.spending import actions
from governance.web.acting import acts, needs
from governance.web.addresses import page

_ONE = "{spending_id:uuid}"
_KEEPS = needs("budget.keep")
_DETAILS = page("spending", _ONE, "details")
_REMOVAL = page("spending", _ONE, "removal")
KIND = Kind(
    "spending",
    "commitments/spending_form.html",
    queries.spending,
    SpendingForm,
    SpendingChange,
    (actions.add_spending, actions.change_spending, actions.remove_spending),
    (
        N_("The spending is noted."),
        N_("The spending is changed."),
        N_("The spending is removed."),
    ),
)


@get(page(*OF, "spending", "new"), opt=_KEEPS)
async def adding_spending(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The form of new spending."""
    return await new_form(request, KIND, agreement_id)


@post(page(*OF, "spending"), opt=_KEEPS | acts(actions.add_spending))
async def add_spending(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Note spending."""
    return await added(request, KIND, agreement_id)


@get(_DETAILS, opt=_KEEPS)
async def changing_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """Spending, to change."""
    return await changed_form(request, KIND, spending_id)


@post(_DETAILS, opt=_KEEPS | acts(actions.change_spending))
async def change_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """Change spending."""
    return await changed(request, KIND, spending_id)


@get(_REMOVAL, opt=_KEEPS)
async def removing_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """What is removed, and the button that does so."""
    return await removal(request, KIND, spending_id)


@post(_REMOVAL, opt=_KEEPS | acts(actions.remove_spending))
async def remove_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> Response[Any]:
    """Take spending away."""
    return await removed(request, KIND, spending_id)


ROUTES: list[Any] = [
    adding_spending, add_spending, changing_spending, change_spending,
    removing_spending, remove_spending,
]  # fmt: skip
