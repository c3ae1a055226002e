"""The shared budget for machines; amounts are exact, in euros, as text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.commitments.budget import queries
from governance.commitments.budget.contributing import actions as contributing
from governance.commitments.budget.forms import (
    ContributionChange,
    ContributionForm,
    Removal,
    SpendingChange,
    SpendingForm,
)
from governance.commitments.budget.pages import of_year
from governance.commitments.budget.papers import as_file
from governance.commitments.budget.spending import actions as to_spend
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.reading import handed_in

_HERE = api("agreements", "{agreement_id:uuid}", "budget")
_GIVEN = api("agreements", "{agreement_id:uuid}", "budget", "contributions")
_GONE = api("agreements", "{agreement_id:uuid}", "budget", "spending")
_CONTRIBUTION, _SPENDING = "{contribution_id:uuid}", "{spending_id:uuid}"
_KEEPS = needs("budget.keep")
ASKED = asks(year="Which calendar year, as 2027; this year without.")


@get(_HERE, opt=needs("budget.read") | ASKED)
async def budget(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.BudgetView:
    """The shared budget of an agreement in one year.

    Empty, with `inUse` false, while its region does not use budgets. `open` is what is agreed and
    not paid, `left` what is paid and not spent, `free` what is agreed and not committed.
    """
    return await of_year(request, agreement_id)


@get(
    api("agreements", "{agreement_id:uuid}", "budget", "export"),
    opt=needs("budget.read") | gives("text/csv") | ASKED,
)
async def budget_file(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[bytes]:
    """The budget of one year as CSV, a row for each contribution and each spending."""
    return await as_file(request, await of_year(request, agreement_id))


@post(_GIVEN, opt=_KEEPS | acts(contributing.add_contribution) | takes(ContributionForm))
async def add_contribution(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.ContributionView:
    """Note what a party is to pay in a year and what it has paid."""
    form, unread = await handed_in(request, ContributionForm)
    by, at = signed_in(request), moment_of(request)
    made = await contributing.add_contribution(agreement_id, form, unread=unread, by=by, at=at)
    return await queries.contribution(made, by=by)


@get(api("contributions", _CONTRIBUTION), opt=needs("budget.read"))
async def contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> queries.ContributionView:
    """What one party contributes in a year; the tag is its version."""
    return await queries.contribution(contribution_id, by=signed_in(request))


@put(
    api("contributions", _CONTRIBUTION, "details"),
    opt=_KEEPS | acts(contributing.change_contribution) | takes(ContributionChange),
)
async def change_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> queries.ContributionView:
    """Change what a party is to pay and what it has paid."""
    form, unread = await handed_in(request, ContributionChange)
    by, at = signed_in(request), moment_of(request)
    await contributing.change_contribution(contribution_id, form, unread=unread, by=by, at=at)
    return await queries.contribution(contribution_id, by=by)


@post(
    api("contributions", _CONTRIBUTION, "removal"),
    opt=_KEEPS | acts(contributing.remove_contribution) | takes(Removal),
    status_code=204,
)
async def remove_contribution(
    request: Request[Any, Any, Any], contribution_id: FromPath[UUID]
) -> None:
    """Take a contribution away."""
    form, unread = await handed_in(request, Removal)
    by, at = signed_in(request), moment_of(request)
    await contributing.remove_contribution(contribution_id, form, unread=unread, by=by, at=at)


@post(_GONE, opt=_KEEPS | acts(to_spend.add_spending) | takes(SpendingForm))
async def add_spending(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.SpendingView:
    """Note what is committed and spent in a year."""
    form, unread = await handed_in(request, SpendingForm)
    by, at = signed_in(request), moment_of(request)
    made = await to_spend.add_spending(agreement_id, form, unread=unread, by=by, at=at)
    return await queries.spending(made, by=by)


@get(api("spending", _SPENDING), opt=needs("budget.read"))
async def spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> queries.SpendingView:
    """One spending of the budget; the tag is its version."""
    return await queries.spending(spending_id, by=signed_in(request))


@put(
    api("spending", _SPENDING, "details"),
    opt=_KEEPS | acts(to_spend.change_spending) | takes(SpendingChange),
)
async def change_spending(
    request: Request[Any, Any, Any], spending_id: FromPath[UUID]
) -> queries.SpendingView:
    """Change what is committed and spent, and for what."""
    form, unread = await handed_in(request, SpendingChange)
    by, at = signed_in(request), moment_of(request)
    await to_spend.change_spending(spending_id, form, unread=unread, by=by, at=at)
    return await queries.spending(spending_id, by=by)


@post(
    api("spending", _SPENDING, "removal"),
    opt=_KEEPS | acts(to_spend.remove_spending) | takes(Removal),
    status_code=204,
)
async def remove_spending(request: Request[Any, Any, Any], spending_id: FromPath[UUID]) -> None:
    """Take spending away."""
    form, unread = await handed_in(request, Removal)
    by, at = signed_in(request), moment_of(request)
    await to_spend.remove_spending(spending_id, form, unread=unread, by=by, at=at)


ROUTES: list[Any] = [
    budget, budget_file, add_contribution, contribution, change_contribution, remove_contribution,
    add_spending, spending, change_spending, remove_spending,
]  # fmt: skip
