"""What the pages of contributions and of spending have in common: their forms, and what is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Response
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotFound, Refused, WrongState
from governance.commitments.budget import queries
from governance.commitments.budget.forms import Removal
from governance.commitments.budget.pages import asked_year, why_off
from governance.commitments.budget.rules import NOT_NOW
from governance.commitments.features.queries import region_of
from governance.web.acting import AnyRequest, moment_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

Part: TypeAlias = queries.ContributionView | queries.SpendingView


class Kind(Struct, frozen=True):
    """What is noted of a budget, contributions or spending: under which word of the addresses,
    by which form, how it is read, what changes it, and what is said then."""

    place: str
    template: str
    one: Callable[..., Awaitable[Part]]
    form: type[Struct]
    change: type[Struct]
    actions: tuple[Callable[..., Awaitable[Any]], ...]
    """What adds, what changes and what removes."""
    said: tuple[str, str, str]
    """What is said once that is done."""


def back(view: queries.BudgetView | Part) -> str:
    """The page of the year that it is of."""
    return f"{page('agreements', view.agreement_id, 'budget')}?year={view.year}"


async def _kept(of: UUID, year: int, by: Actor) -> queries.BudgetView:
    """The budget, for who may keep it. Raises :class:`WrongState` where none is kept now."""
    view = await queries.budget(of, year, by=by)
    if not view.may_keep:
        raise NotFound
    if not view.in_use:
        raise WrongState("keep_budget", "off", why_off(view), back(view))
    if not view.open:
        raise WrongState("keep_budget", view.agreement_state, NOT_NOW, back(view))
    return view


async def _form(
    request: AnyRequest, of: UUID, year: int, kind: Kind, one: Any, form: Filled | None
) -> Response[Any]:
    """The form of a contribution or of spending, for who may keep the budget now."""
    by = signed_in(request)
    view = await _kept(of, year, by)
    choices = await queries.choices(of, await region_of(of, by=by), by=by)
    given = {"year": year, "partyId": request.query_params.get("party", "")}
    return render(
        request,
        kind.template,
        status=400 if form else 200,
        view=view,
        one=one,
        choices=choices,
        form=form or (filled(one) if one else filled(given)),
    )


async def new_form(
    request: AnyRequest, kind: Kind, of: UUID, form: Filled | None = None
) -> Response[Any]:
    """The form of a new contribution or new spending."""
    return await _form(request, of, asked_year(request), kind, None, form)


async def changed_form(
    request: AnyRequest, kind: Kind, one_id: UUID, form: Filled | None = None
) -> Response[Any]:
    """The form of what is there already."""
    one = await kind.one(one_id, by=signed_in(request))
    return await _form(request, one.agreement_id, one.year, kind, one, form)


async def removal(
    request: AnyRequest, kind: Kind, one_id: UUID, form: Filled | None = None
) -> Response[Any]:
    """What is removed, and the button that does so."""
    by = signed_in(request)
    one = await kind.one(one_id, by=by)
    view = await _kept(one.agreement_id, one.year, by)
    return render(
        request,
        "commitments/budget_removal.html",
        status=400 if form else 200,
        view=view,
        one=one,
        kind=kind.place,
        form=form or Filled(),
    )


async def added(request: AnyRequest, kind: Kind, of: UUID) -> Response[Any]:
    """Add what is handed in, or show it again with what is wrong with it."""
    by, at = signed_in(request), moment_of(request)
    add, _, _ = kind.actions
    try:
        form, unread = await handed_in(request, kind.form)
        made = await add(of, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await new_form(request, kind, of, again(request, refused))
    return redirect(back(await kind.one(made, by=by)), kind.said[0])


async def changed(request: AnyRequest, kind: Kind, one_id: UUID) -> Response[Any]:
    """Change it to what is handed in, or show that again with what is wrong with it."""
    by, at = signed_in(request), moment_of(request)
    _, change, _ = kind.actions
    try:
        form, unread = await handed_in(request, kind.change)
        await change(one_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await changed_form(request, kind, one_id, again(request, refused))
    return redirect(back(await kind.one(one_id, by=by)), kind.said[1])


async def removed(request: AnyRequest, kind: Kind, one_id: UUID) -> Response[Any]:
    """Take it away, or show why that cannot be."""
    by, at = signed_in(request), moment_of(request)
    _, _, remove = kind.actions
    try:
        form, unread = await handed_in(request, Removal)
        one = await kind.one(one_id, by=by)
        await remove(one_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await removal(request, kind, one_id, again(request, refused))
    return redirect(back(one), kind.said[2])
