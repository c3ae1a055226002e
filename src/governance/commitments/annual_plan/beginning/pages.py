"""The page on which a party says from what its annual plan begins."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.commitments.annual_plan.beginning import actions
from governance.commitments.annual_plan.beginning.forms import BeginForm
from governance.commitments.annual_plan.begun.rules import BEGINNING_WORDS, Beginning
from governance.commitments.annual_plan.entering.pages import enterable
from governance.commitments.annual_plan.of_party.queries import PartyPlanView
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.filters import first_upper
from governance.web.forms import Filled, again, filled
from governance.web.pages import gettext, redirect, render
from governance.web.reading import handed_in

_AT = page("parties", "{party_id:uuid}", "annual-plan", "beginning")
_ABOUT = {
    Beginning.GOALS: N_("The commitments and the goals of the region that they serve stand ready."),
    Beginning.SAFETY_PLAN: N_("Say below which plan that is, and what it says of this."),
    Beginning.LAST_YEAR: N_("What was planned for commitments that are not finished goes along."),
}


async def _form(request: AnyRequest, party_id: UUID, form: Filled | None = None) -> Response[Any]:
    """From what the plan begins, to change, for who may do so now."""
    view = await enterable(request, party_id)
    choices = [
        (one, first_upper(gettext(word)), gettext(_ABOUT[Beginning(one)]))
        for one, word in BEGINNING_WORDS.items()
    ]
    return render(
        request,
        "commitments/beginning.html",
        status=400 if form else 200,
        view=view,
        choices=choices,
        form=form or filled(_begins(view)),
    )


def _begins(view: PartyPlanView) -> BeginForm:
    """What the form holds at first."""
    begun = view.begun
    of = begun.safety_plan
    if of is None:
        return BeginForm(year=view.year, begins_from=begun.begins_from)
    return BeginForm(
        year=view.year, begins_from=begun.begins_from, title=of.title, adopted_by=of.adopted_by,
        adopted_on=of.adopted_on, holds_from=of.holds_from, last_day=of.last_day, link=of.link,
        priorities=of.priorities,
    )  # fmt: skip


@get(_AT, opt=needs("annual_plan.enter"))
async def beginning(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """From what the plan of a party for a year begins."""
    return await _form(request, party_id)


@post(_AT, opt=needs("annual_plan.enter") | acts(actions.begin_plan))
async def begin_plan(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """Begin the plan of a party for a year."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, BeginForm)
        await actions.begin_plan(party_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, party_id, again(request, refused))
    to = f"{page('parties', party_id, 'annual-plan')}?year={form.year}"
    return redirect(to, N_("It is saved from what the plan begins."))


ROUTES: list[Any] = [beginning, begin_plan]
