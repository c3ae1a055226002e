"""Pages on which an organisation is asked to fill a function, answers, and confirms from a mail."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused, WrongState
from governance.overview.asking import actions, queries
from governance.parties import words
from governance.parties.asking import actions as asking
from governance.parties.asking.forms import AskForm, DeclineForm, WithdrawForm
from governance.parties.asking.queries import request_of, requests, ways_to_ask
from governance.parties.asking.words import OUTCOME_TONES, OUTCOME_WORDS
from governance.parties.queries import organisation
from governance.parties.rules import FunctionKind
from governance.web.acting import AnyRequest, actor_or_nobody, acts, moment_of, needs, signed_in
from governance.web.addresses import Key, page
from governance.web.body import posted
from governance.web.forms import Filled, again, filled
from governance.web.pages import gettext, redirect, render
from governance.web.reading import handed_in

_REQUEST = "{request_id:uuid}"
_ASK = page("organisations", "{organisation_id:uuid}", "requests")
_LINK = page("fillings", "confirmation", "{token:str}")
SILENTLY = N_(
    "The organisation is asked to fill this function, but no mail went out: no address of it is "
    "known here. Tell it yourself, or give it a functional mailbox."
)
ABOUT = N_("This is about {name}.")
ASKED = N_("The organisation is asked to fill this function.")


@get(page("requests"), opt=needs("network.read"))
async def asked(request: Request[Any, Any, Any]) -> Response[Any]:
    """What was asked of organisations in sight, what is open first."""
    by, today = signed_in(request), day(moment_of(request))
    return render(
        request,
        "overview/requests.html",
        found=await requests(by, today, only_open=False),
        words=words,
        outcomes=OUTCOME_WORDS,
        tones=OUTCOME_TONES,
    )


@post(page("coverage", "requests"), opt=needs("filling_request.ask") | acts(actions.ask_to_fill))
async def ask_from_gap(request: Request[Any, Any, Any]) -> Response[Any]:
    """Ask from the picture, with one click; back to the same picture."""
    by, at = signed_in(request), moment_of(request)
    values = (await posted(request)).values
    whom_said, function, about, *_ = [*str(values.get("gap", "")).split(" "), "", ""]
    kept = {name: str(values.get(name, "")) for name in ("region", "on", "function", "state")}
    back = page("coverage", **kept)
    try:
        whom = UUID(whom_said)
        form = AskForm(FunctionKind(function), await _note(about, by=by))
    except ValueError:
        return redirect(back, actions.NO_GAP, tone="warning")
    try:
        await actions.ask_to_fill(whom, form, by=by, at=at)
    except WrongState as late:
        return redirect(back, late.why, tone="warning")
    except Refused:
        return redirect(back, actions.NO_GAP, tone="warning")
    return await _asked(request, whom, back)


async def _asked(request: AnyRequest, whom: UUID, to: str) -> Response[Any]:
    """Where to go once it is asked, with whether a mail went out."""
    if await actions.reachable(whom, today=day(moment_of(request))):
        return redirect(to, ASKED)
    return redirect(to, SILENTLY, tone="warning")


async def _note(about: str, *, by: Actor) -> str:
    """For whom another organisation is asked; nothing where it is asked for itself. Raises
    ``ValueError`` for what is no organisation of the register."""
    if not about:
        return ""
    try:
        return gettext(ABOUT, name=(await organisation(UUID(about), by=by)).name)
    except NotFound:
        raise ValueError(about) from None


async def _asking(
    request: AnyRequest, organisation_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    whose = await organisation(organisation_id, by=by)
    if await ways_to_ask(by, organisation_id, today) is None:
        raise NotFound
    asked_for = request.query_params
    try:
        note = await _note(asked_for.get("about", ""), by=by)
    except ValueError:
        raise NotFound from None
    begins = filled(function=asked_for.get("function", ""), note=note)
    return render(
        request,
        "overview/ask.html",
        status=400 if form else 200,
        whose=whose,
        form=form or begins,
        words=words,
    )


@get(_ASK, opt=needs("filling_request.ask"))
async def asking_form(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """The form with which an organisation is asked to fill a function, with a note."""
    return await _asking(request, organisation_id)


@post(_ASK, opt=needs("filling_request.ask") | acts(actions.ask_to_fill))
async def ask(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """Ask an organisation to fill a function."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AskForm)
        made = await actions.ask_to_fill(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _asking(request, organisation_id, again(request, refused))
    return await _asked(request, organisation_id, page("requests", made))


async def _one(request: AnyRequest, request_id: UUID, form: Filled | None = None) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    return render(
        request,
        "overview/request.html",
        status=400 if form else 200,
        view=await request_of(request_id, by=by, today=today),
        form=form or filled(),
        words=words,
        outcomes=OUTCOME_WORDS,
        tones=OUTCOME_TONES,
    )


@get(page("requests", _REQUEST), opt=needs("network.read"))
async def one(request: Request[Any, Any, Any], request_id: FromPath[UUID]) -> Response[Any]:
    """One question: filling the function, saying why not, or withdrawing it."""
    return await _one(request, request_id)


@post(
    page("requests", _REQUEST, "answer"),
    opt=needs("filling_request.decline") | acts(asking.decline_request),
)
async def decline(request: Request[Any, Any, Any], request_id: FromPath[UUID]) -> Response[Any]:
    """Say why a function is not filled."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, DeclineForm)
        await asking.decline_request(request_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _one(request, request_id, again(request, refused))
    return redirect(page("requests", request_id), N_("Your answer is noted."))


@post(
    page("requests", _REQUEST, "cancellation"),
    opt=needs("filling_request.withdraw") | acts(asking.withdraw_request),
)
async def withdraw(request: Request[Any, Any, Any], request_id: FromPath[UUID]) -> Response[Any]:
    """Withdraw a question."""
    by, at = signed_in(request), moment_of(request)
    form, unread = await handed_in(request, WithdrawForm)
    await asking.withdraw_request(request_id, form, unread=unread, by=by, at=at)
    return redirect(page("requests", request_id), N_("The question is withdrawn."))


@get(_LINK, opt=needs("filling.confirm_by_link"))
async def by_link(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[Any]:
    """What stands here of an organisation, for who has the link of its mail."""
    view = await queries.by_link(token, at=moment_of(request))
    return render(request, "overview/confirm.html", view=view, token=Key(token), words=words)


@post(_LINK, opt=needs("filling.confirm_by_link") | acts(actions.confirm_by_link))
async def confirm(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[Any]:
    """Confirm it all with one click."""
    by, at = actor_or_nobody(request), moment_of(request)
    here = page("fillings", "confirmation", Key(token))
    try:
        await actions.confirm_by_link(token, by=by, at=at)
    except WrongState as late:
        return redirect(here, late.why, tone="warning")
    return redirect(here, N_("Thank you. It is noted that this is right."))


ROUTES: list[Any] = [
    asked,
    asking_form,
    ask,
    ask_from_gap,
    one,
    decline,
    withdraw,
    by_link,
    confirm,
]
