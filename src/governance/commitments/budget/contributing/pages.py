"""Pages of contributions of the shared budget: add, change and remove."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_
from governance.commitments.budget import queries
from governance.commitments.budget.contributing import actions
from governance.commitments.budget.forms import ContributionChange, ContributionForm
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
from governance.web.acting import acts, needs
from governance.web.addresses import page

_ONE = "{contribution_id:uuid}"
_KEEPS = needs("budget.keep")
_DETAILS = page("contributions", _ONE, "details")
_REMOVAL = page("contributions", _ONE, "removal")
KIND = Kind(
    "contributions",
    "commitments/contribution_form.html",
    queries.contribution,
    ContributionForm,
    ContributionChange,
    (actions.add_contribution, actions.change_contribution, actions.remove_contribution),
    (
        N_("The contribution is noted."),
        N_("The contribution is changed."),
        N_("The contribution is removed."),
    ),
)


@get(page(*OF, "contributions", "new"), opt=_KEEPS)
async def adding_contribution(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The form of a new contribution."""
    return await new_form(request, KIND, agreement_id)


@post(page(*OF, "contributions"), opt=_KEEPS | acts(actions.add_contribution))
async def add_contribution(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Note a contribution."""
    return await added(request, KIND, agreement_id)


@get(_DETAILS, opt=_KEEPS)
async def changing_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """A contribution, to change."""
    return await changed_form(request, KIND, contribution_id)


@post(_DETAILS, opt=_KEEPS | acts(actions.change_contribution))
async def change_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """Change a contribution."""
    return await changed(request, KIND, contribution_id)


@get(_REMOVAL, opt=_KEEPS)
async def removing_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """What is removed, and the button that does so."""
    return await removal(request, KIND, contribution_id)


@post(_REMOVAL, opt=_KEEPS | acts(actions.remove_contribution))
async def remove_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> Response[Any]:
    """Take a contribution away."""
    return await removed(request, KIND, contribution_id)


ROUTES: list[Any] = [
    adding_contribution, add_contribution, changing_contribution, change_contribution,
    removing_contribution, remove_contribution,
]  # fmt: skip
