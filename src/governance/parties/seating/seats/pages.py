"""Giving a seat at a table, changing it, and ending it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.parties import words
from governance.parties.rules import SeatPart
from governance.parties.seating import actions, queries
from governance.parties.seating.forms import EndForm, SeatChange, SeatForm
from governance.parties.seating.rules import asks_basis
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_NEW = page("tables", "{committee_id:uuid}", "seats", "new")
_ONE = "{seat_id:uuid}"


async def _giving(
    request: AnyRequest, committee_id: UUID, form: Filled | None = None, first: date | None = None
) -> Response[Any]:
    """The form; it offers who can sit today or later, or from the first day that was typed."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.table(committee_id, by=by, today=today)
    if not view.may_seat:
        raise NotFound
    return render(
        request,
        "parties/seat_new.html",
        status=400 if form else 200,
        view=view,
        organisations=await queries.who_can_sit(
            committee_id, by=by, on=min(first or today, today), later=True
        ),
        asks=asks_basis("care_coordinator", view.of_riec, ""),
        form=form or filled(validFrom=today, part=SeatPart.MEMBER),
        words=words,
    )


@get(_NEW, opt=needs("table.seat"))
async def giving(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> Response[Any]:
    """The form of a seat."""
    return await _giving(request, committee_id)


@post(_NEW, opt=needs("table.seat") | acts(actions.give_seat))
async def give(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> Response[Any]:
    """Give an organisation a seat."""
    by, at, first = signed_in(request), moment_of(request), None
    try:
        form, unread = await handed_in(request, SeatForm)
        first = form.valid_from
        await actions.give_seat(committee_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _giving(request, committee_id, again(request, refused), first)
    return redirect(page("tables", committee_id), N_("The seat is given."))


async def _keeping(
    request: AnyRequest, seat_id: UUID, template: str, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    seat = await queries.seat(seat_id, by=by, today=today)
    view = await queries.table(seat.committee_id, by=by, today=today)
    if not view.may_seat:
        raise NotFound
    begins = filled(seat) if template == "seat_change" else filled(validUntil=today)
    return render(
        request,
        f"parties/{template}.html",
        status=400 if form else 200,
        view=view,
        seat=seat,
        asks=seat.asks,
        form=form or begins,
        words=words,
    )


@get(page("seats", _ONE, "details"), opt=needs("table.seat"))
async def changing(request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> Response[Any]:
    """The form with which a seat is changed."""
    return await _keeping(request, seat_id, "seat_change")


@post(page("seats", _ONE, "details"), opt=needs("table.seat") | acts(actions.change_seat))
async def change(request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> Response[Any]:
    """Change a seat."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, SeatChange)
        await actions.change_seat(seat_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _keeping(request, seat_id, "seat_change", again(request, refused))
    return await _back(request, seat_id, N_("The seat is changed."))


@get(page("seats", _ONE, "ending"), opt=needs("table.seat"))
async def ending(request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> Response[Any]:
    """From when a seat is not taken any more."""
    return await _keeping(request, seat_id, "seat_end")


@post(page("seats", _ONE, "ending"), opt=needs("table.seat") | acts(actions.end_seat))
async def end(request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> Response[Any]:
    """End a seat."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EndForm)
        await actions.end_seat(seat_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _keeping(request, seat_id, "seat_end", again(request, refused))
    return await _back(request, seat_id, N_("The seat ends on that day."))


async def _back(request: AnyRequest, seat_id: UUID, said: str) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.seat(seat_id, by=by, today=today)
    return redirect(page("tables", found.committee_id), said)


ROUTES: list[Any] = [giving, give, changing, change, ending, end]
