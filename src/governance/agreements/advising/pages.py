"""Pages of the chain of a party: how it stands, which steps it has, what came of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.agreements.advising import actions, queries, words
from governance.agreements.advising.forms import AdviceForm, ChainForm, ChainPage, StepForm, StepRow
from governance.agreements.advising.rules import (
    COUNCIL,
    AdviceOutcome,
    AdviceStep,
    number_complaints,
    outcomes_of,
)
from governance.agreements.advising.shown.queries import ChainView, StepView
from governance.agreements.rules import CHOOSE, WORKFLOW
from governance.agreements.when.rules import IS_BOUND, why_not
from governance.agreements.words import VERB_WORDS
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotAllowed, Refused, WrongState
from governance.base.permissions import holds
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_CHAIN = ("parties", "{party_id:uuid}", "decision-making")
_SAVED = N_("The steps are saved.")
_NOTED = N_("This is noted.")


def _at(party_id: UUID) -> str:
    return page("parties", party_id, "decision-making")


async def _seen(request: AnyRequest, party_id: UUID) -> ChainView:
    today = day(moment_of(request))
    return await queries.chain(party_id, by=signed_in(request), today=today)


def _may(view: ChainView, verb: str, by: Actor) -> None:
    """Raises for who may never; who may, and not now, is told why."""
    who = WORKFLOW.who(verb)
    if holds(by, who, keeper=view.keeper_id, party=view.organisation_id) is None:
        raise NotAllowed
    if why := why_not(verb, view.state):
        raise WrongState(verb, view.state, why, _at(view.party_id))
    if verb == "set_chain" and not view.may_choose:
        raise WrongState(verb, view.state, IS_BOUND, _at(view.party_id))


@get(page(*_CHAIN), opt=needs("agreement.read_chain"))
async def chain(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """How a party stands before its decision: every step, who is next and the ways out."""
    view = await _seen(request, party_id)
    return render(request, "agreements/chain.html", chain=view, words=words, verbs=VERB_WORDS)


async def _choosing(
    request: AnyRequest, party_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await _seen(request, party_id)
    _may(view, "set_chain", signed_in(request))
    return render(
        request,
        "agreements/chain_steps.html",
        status=400 if form else 200,
        chain=view,
        form=form or filled(_rows(view)),
        steps=list(AdviceStep),
        words=words,
    )


def _rows(view: ChainView) -> ChainPage:
    """The steps that a party has, in its order, and then those that it could have."""
    there = {one.step: (place, one) for place, one in enumerate(view.steps, start=1)}
    rows = [
        StepRow(step, True, there[step][1].function, there[step][0])
        if step in there
        else StepRow(step)
        for step in AdviceStep
    ]
    return ChainPage(rows, "in_order" if view.in_order else "together", view.version)


@get(page(*_CHAIN, "steps"), opt=needs("agreement.set_chain"))
async def choosing(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """The form of the steps that a party takes before it decides."""
    return await _choosing(request, party_id)


@post(page(*_CHAIN, "steps"), opt=acts(actions.set_chain) | needs("agreement.set_chain"))
async def choose(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """Choose the steps that a party takes before it decides."""
    by, at = signed_in(request), moment_of(request)
    try:
        typed, unread = await handed_in(request, ChainPage)
        places = _places(typed)
        steps = [StepForm(typed.rows[p].step, typed.rows[p].function) for p in places]
        form = ChainForm(steps, typed.order == "in_order", typed.version)
        wrong = [] if typed.order in ("in_order", "together") else [Complaint("order", CHOOSE)]
        numbers = [typed.rows[place].place for place in places]
        wrong += number_complaints(numbers, in_order=form.in_order)
        told = [*_as_sent(unread, places), *wrong]
        try:
            await actions.set_chain(party_id, form, unread=told, by=by, at=at)
        except Refused as refused:
            raise Refused(_as_shown(refused.complaints, places)) from refused
    except Refused as refused:
        return await _choosing(request, party_id, again(request, refused))
    return redirect(_at(party_id), _SAVED)


def _places(typed: ChainPage) -> list[int]:
    """The rows that were chosen, in the order of their numbers; without a number comes last."""
    chosen = [place for place, row in enumerate(typed.rows) if row.chosen]
    numbers = [row.place for row in typed.rows]
    return sorted(chosen, key=lambda place: (numbers[place] is None, numbers[place] or 0, place))


def _as_sent(unread: Iterable[Complaint], places: list[int]) -> list[Complaint]:
    """Complaints about rows of the page at the steps that they are, so that rules give way to
    them; those about rows that were not chosen do not count."""
    sent = {f"rows.{row}": f"steps.{place}" for place, row in enumerate(places)}
    found = []
    for one in unread:
        row = ".".join(one.field.split(".")[:2])
        if row in sent:
            found.append(replace(one, field=sent[row] + one.field.removeprefix(row)))
        elif not one.field.startswith("rows."):
            found.append(one)
    return found


def _as_shown(complaints: Iterable[Complaint], places: list[int]) -> list[Complaint]:
    """Complaints about the steps of a chain, at the rows of the page in which they stand."""
    return [replace(one, field=_row_of(one.field, places)) for one in complaints]


def _row_of(field: str, places: list[int]) -> str:
    group, _, rest = field.partition(".")
    place, _, name = rest.partition(".")
    if group != "steps" or not place.isdigit():
        return field
    return f"rows.{places[int(place)]}.{'chosen' if name == 'step' else name}"


async def _noting(
    request: AnyRequest, party_id: UUID, step: str, form: Filled | None = None
) -> Response[Any]:
    view = await _seen(request, party_id)
    _may(view, "record_advice", signed_in(request))
    one = view.step(step)
    return render(
        request,
        "agreements/chain_step.html",
        status=400 if form else 200,
        chain=view,
        step=one,
        form=form or _kept(one),
        outcomes=[(said, words.OUTCOME_WORDS[said]) for said in outcomes_of(step)],
        council=step in COUNCIL,
        words=words,
    )


def _kept(one: StepView) -> Filled:
    """What was noted of a step, as the form holds it."""
    if one.given is None:
        said = {"function": one.function, "outcome": AdviceOutcome.WAITING}
        return filled(said | {"version": 0})
    return filled(one.given)


@get(page(*_CHAIN, "steps", "{step:str}"), opt=needs("agreement.record_advice"))
async def noting(
    request: Request[Any, Any, Any], party_id: FromPath[UUID], step: FromPath[str]
) -> Response[Any]:
    """The form of one step: who was asked, until when, and what came of it."""
    return await _noting(request, party_id, step)


@post(
    page(*_CHAIN, "steps", "{step:str}"),
    opt=acts(actions.record_advice) | needs("agreement.record_advice"),
)
async def record_advice(
    request: Request[Any, Any, Any], party_id: FromPath[UUID], step: FromPath[str]
) -> Response[Any]:
    """Note of one step who was asked, until when, and what came of it."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AdviceForm)
        await actions.record_advice(party_id, step, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _noting(request, party_id, step, again(request, refused))
    return redirect(_at(party_id), _NOTED)


ROUTES: list[Any] = [chain, choosing, choose, noting, record_advice]
