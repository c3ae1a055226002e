"""Pages of functions and who fills them: the list, one, filling, correcting, ending, confirming."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotFound, Refused, WrongState
from governance.parties import words
from governance.parties.choosing.pages import regions_apart
from governance.parties.fillings import actions, queries
from governance.parties.fillings.forms import ConfirmForm, EndForm, FillingChange, FillingForm
from governance.parties.fillings.papers import as_file
from governance.parties.fillings.queries import Wanted
from governance.parties.queries import groupings, organisation
from governance.parties.rules import FunctionKind
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in
from governance.web.values import Wrong, value

_NEW = page("organisations", "{organisation_id:uuid}", "fillings", "new")
_ONE = "{filling_id:uuid}"
NO_DAY = N_(
    "“{said}” is no date that exists. Go back and write it as dd-mm-yyyy, for example 24-11-2026."
)


def day_asked(request: AnyRequest, name: str = "on") -> date | None:
    """A day that the address asks for; raises :class:`Refused` for what is no day."""
    said = request.query_params.get(name, "").strip()
    found = value(said, date, form=True) if said else None
    if isinstance(found, Wrong):
        raise Refused([Complaint(name, NO_DAY, {"said": said[:40]})])
    return found


def id_asked(request: AnyRequest, name: str) -> UUID | None:
    """An id that the address asks for; what is no id is not there."""
    said = request.query_params.get(name, "")
    try:
        return UUID(said) if said else None
    except ValueError:
        raise NotFound from None


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the list as a whole; today, unless another day is asked."""
    asked = request.query_params
    function = asked.get("function", "")
    if function not in {"", *FunctionKind}:
        raise NotFound
    return Wanted(
        organisation=id_asked(request, "organisation"),
        region=id_asked(request, "region"),
        function=function,
        search=asked.get("search", ""),
        on=day_asked(request) or day(moment_of(request)),
        unconfirmed=asked.get("unconfirmed", "") == "on",
    )


@get(page("fillings"), opt=needs("network.read"))
async def fillings(request: Request[Any, Any, Any]) -> Response[Any]:
    """Who fills which function, as on a day, narrowed by the address."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    kept = {
        "organisation": str(asked.organisation or ""),
        "region": str(asked.region or ""),
        "function": asked.function,
        "search": asked.search,
        "on": "" if asked.on in (None, today) else f"{asked.on:%d-%m-%Y}",
        "unconfirmed": "on" if asked.unconfirmed else "",
    }
    base = page("fillings", **kept)
    of = asked.organisation
    return render(
        request,
        "parties/fillings.html",
        block="found",
        found=await queries.fillings(by, today, asked, page=number_of(request)),
        whose=await organisation(of, by=by) if of else None,
        regions=regions_apart(await groupings(by, today)),
        form=filled(kept),
        on=asked.on,
        base=base + ("&" if "?" in base else "?"),
        file=page("fillings", "export", **kept),
        words=words,
    )


@get(page("fillings", "export"), opt=needs("network.read"))
async def fillings_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, all of it, as a file for a spreadsheet."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.fillings(by, today, unpaged(request), size=10_000)
    return await as_file(request, found.fillings)


async def _filling(
    request: AnyRequest, organisation_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.fillable(organisation_id, by=by)
    asked = request.query_params
    begins = filled(
        function=asked.get("function", ""),
        servesId=asked.get("serves", "") or str(organisation_id),
        validFrom=today,
        part=asked.get("part", "") or "holder",
    )
    return render(
        request,
        "parties/fill.html",
        status=400 if form else 200,
        organisation=view,
        served=await queries.served_by(organisation_id, by=by, today=today),
        form=form or begins,
        words=words,
    )


@get(_NEW, opt=needs("filling.fill"))
async def filling_form(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """The form with which an organisation fills a function."""
    return await _filling(request, organisation_id)


@post(_NEW, opt=needs("filling.fill") | acts(actions.fill_function))
async def fill(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """Fill a function."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, FillingForm)
        made = await actions.fill_function(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _filling(request, organisation_id, again(request, refused))
    return redirect(page("fillings", made), N_("The function is filled."))


@get(page("fillings", _ONE), opt=needs("network.read"))
async def filling(request: Request[Any, Any, Any], filling_id: FromPath[UUID]) -> Response[Any]:
    """One filling, with everything that is known of it."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.filling(filling_id, by=by, today=today)
    return render(request, "parties/filling.html", view=view, today=today, words=words)


async def _change(
    request: AnyRequest, filling_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await queries.filling(filling_id, by=signed_in(request), today=day(moment_of(request)))
    if not view.may_change:
        raise NotFound
    return render(
        request,
        "parties/filling_change.html",
        status=400 if form else 200,
        view=view,
        form=form or filled(view),
        words=words,
    )


@get(page("fillings", _ONE, "details"), opt=needs("filling.change"))
async def details(request: Request[Any, Any, Any], filling_id: FromPath[UUID]) -> Response[Any]:
    """The form with which a filling is corrected."""
    return await _change(request, filling_id)


@post(page("fillings", _ONE, "details"), opt=needs("filling.change") | acts(actions.change_filling))
async def change(request: Request[Any, Any, Any], filling_id: FromPath[UUID]) -> Response[Any]:
    """Correct a filling."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, FillingChange)
        await actions.change_filling(filling_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _change(request, filling_id, again(request, refused))
    return redirect(page("fillings", filling_id), N_("The filling is corrected."))


async def _ending(
    request: AnyRequest, filling_id: UUID, form: Filled | None = None
) -> Response[Any]:
    today = day(moment_of(request))
    view = await queries.filling(filling_id, by=signed_in(request), today=today)
    if view.valid_until is not None and view.valid_until <= today:
        raise WrongState("end", "ended", actions.OVER, page("fillings", filling_id))
    if not view.may_end:
        raise NotFound
    return render(
        request,
        "parties/filling_end.html",
        status=400 if form else 200,
        view=view,
        form=form or filled(validUntil=max(today, view.valid_from)),
        words=words,
    )


@get(page("fillings", _ONE, "ending"), opt=needs("filling.end"))
async def ending(request: Request[Any, Any, Any], filling_id: FromPath[UUID]) -> Response[Any]:
    """From when a function is not filled so any more."""
    return await _ending(request, filling_id)


@post(page("fillings", _ONE, "ending"), opt=needs("filling.end") | acts(actions.stop_filling))
async def end(request: Request[Any, Any, Any], filling_id: FromPath[UUID]) -> Response[Any]:
    """End a filling."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EndForm)
        await actions.stop_filling(filling_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _ending(request, filling_id, again(request, refused))
    return redirect(page("fillings", filling_id), N_("The filling ends on that day."))


@post(
    page("fillings", _ONE, "confirmation"),
    opt=needs("filling.confirm") | acts(actions.confirm_filling),
)
async def confirm(request: Request[Any, Any, Any], filling_id: FromPath[UUID]) -> Response[Any]:
    """Note that a filling is still right."""
    by, at = signed_in(request), moment_of(request)
    form, unread = await handed_in(request, ConfirmForm)
    await actions.confirm_filling(filling_id, form, unread=unread, by=by, at=at)
    return redirect(page("fillings", filling_id), N_("It is noted that this is still right."))


ROUTES: list[Any] = [
    fillings, fillings_file, filling_form, fill, filling, details, change, ending, end, confirm,
]  # fmt: skip
