"""Pages of the prevention offer: the list with its picture, one offer, adding and changing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.parties import words
from governance.parties.choosing.pages import places_apart, regions_apart
from governance.parties.choosing.queries import regions_of
from governance.parties.fillings.pages import id_asked
from governance.parties.offers import actions, queries
from governance.parties.offers import words as own
from governance.parties.offers.forms import OfferChange, OfferForm
from governance.parties.offers.papers import as_file
from governance.parties.offers.queries import Wanted
from governance.parties.offers.rules import AreaReach, Method
from governance.parties.rules import TargetGroup
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_OF = page("organisations", "{organisation_id:uuid}", "offers", "new")
_ONE = "{offer_id:uuid}"


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the list as a whole; what cannot be asked is not there."""
    asked = request.query_params
    group, method = asked.get("group", ""), asked.get("method", "")
    if group not in {"", *TargetGroup} or method not in {"", *Method}:
        raise NotFound
    return Wanted(group, method, id_asked(request, "region"), asked.get("search", ""))


@get(page("offers"), opt=needs("register.read"))
async def offers(request: Request[Any, Any, Any]) -> Response[Any]:
    """What is offered to prevent exploitation, and where offers double or miss."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    kept = {
        "search": asked.search,
        "group": asked.target_group,
        "method": asked.method,
        "region": str(asked.region or ""),
    }
    base = page("offers", **kept)
    return render(
        request,
        "parties/offers.html",
        block="found",
        found=await queries.offers(by, today, asked, page=number_of(request)),
        cells=await queries.picture(by, today, region=asked.region),
        places=places_apart(await queries.somewhere(by, today)),
        mine=queries.own(by),
        form=filled(kept),
        kept=kept,
        base=base + ("&" if "?" in base else "?"),
        file=page("offers", "export", **kept),
        words=words,
        own=own,
    )


@get(page("offers", "export"), opt=needs("register.read"))
async def offers_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, all of it, as a file for a spreadsheet."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.offers(by, today, unpaged(request), size=10_000)
    return await as_file(request, found.offers)


@get(page("offers", _ONE), opt=needs("register.read"))
async def offer(request: Request[Any, Any, Any], offer_id: FromPath[UUID]) -> Response[Any]:
    """One offer."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.offer(offer_id, by=by, today=today)
    return render(request, "parties/offer.html", view=view, words=words, own=own, today=today)


async def _form(
    request: AnyRequest, organisation_id: UUID, view: queries.OfferView | None,
    form: Filled | None = None,
) -> Response[Any]:  # fmt: skip
    by, today = signed_in(request), day(moment_of(request))
    whose = await queries.offering(organisation_id, by=by)
    begins = filled(view) if view else filled(validFrom=today, reach=AreaReach.OWN)
    return render(
        request,
        "parties/offer_form.html",
        status=400 if form else 200,
        whose=whose,
        view=view,
        regions=regions_apart(await regions_of(organisation_id, by=by, today=today)),
        form=form or begins,
        words=words,
        own=own,
    )


@get(_OF, opt=needs("offer.keep"))
async def adding(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """The form of a new offer."""
    return await _form(request, organisation_id, None)


@post(_OF, opt=needs("offer.keep") | acts(actions.add_offer))
async def add(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """Note an offer."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, OfferForm)
        made = await actions.add_offer(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _form(request, organisation_id, None, again(request, refused))
    return redirect(page("offers", made), N_("The offer is added."))


async def _changing(
    request: AnyRequest, offer_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.offer(offer_id, by=by, today=today)
    return await _form(request, view.organisation_id, view, form)


@get(page("offers", _ONE, "details"), opt=needs("offer.keep"))
async def changing(request: Request[Any, Any, Any], offer_id: FromPath[UUID]) -> Response[Any]:
    """The form with which an offer is changed."""
    return await _changing(request, offer_id)


@post(page("offers", _ONE, "details"), opt=needs("offer.keep") | acts(actions.change_offer))
async def change(request: Request[Any, Any, Any], offer_id: FromPath[UUID]) -> Response[Any]:
    """Change an offer."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, OfferChange)
        await actions.change_offer(offer_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _changing(request, offer_id, again(request, refused))
    return redirect(page("offers", offer_id), N_("The offer is changed."))


ROUTES: list[Any] = [offers, offers_file, offer, adding, add, changing, change]
