"""The prevention offer, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.parties.offers import actions, queries
from governance.parties.offers.forms import OfferChange, OfferForm
from governance.parties.offers.pages import unpaged
from governance.parties.offers.papers import as_file
from governance.parties.offers.rules import Cell
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_ONE = "{offer_id:uuid}"
_ASKS = {
    "group": "Target group, such as pupils.",
    "method": "Method, such as training.",
    "region": "What can be had in this region or municipality, by its id.",
    "search": "Beginnings of words in title or name, or part of the text.",
}


async def _offer(request: AnyRequest, offer_id: UUID) -> queries.OfferView:
    by, today = signed_in(request), day(moment_of(request))
    return await queries.offer(offer_id, by=by, today=today)


@get(
    api("offers"),
    opt=needs("register.read") | asks(**_ASKS, page="Which page, from 1; too far is the last."),
)
async def offers(request: Request[Any, Any, Any]) -> queries.Offers:
    """One page of what is offered today."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    return await queries.offers(by, today, asked, page=number_of(request))


@get(api("offers", "export"), opt=needs("register.read") | asks(**_ASKS) | gives("text/csv"))
async def offers_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All of it as CSV."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.offers(by, today, unpaged(request), size=10_000)
    return await as_file(request, found.offers)


@get(
    api("offers", "coverage"),
    opt=needs("register.read") | asks(region=_ASKS["region"]),
)
async def offers_picture(request: Request[Any, Any, Any]) -> list[Cell]:
    """How many offers there are for each target group by each method: none is a gap, two or more
    may be double."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    return await queries.picture(by, today, region=asked.region)


@get(api("offers", _ONE), opt=needs("register.read"))
async def offer(request: Request[Any, Any, Any], offer_id: FromPath[UUID]) -> queries.OfferView:
    """One offer; the tag is its version."""
    return await _offer(request, offer_id)


@post(
    api("organisations", "{organisation_id:uuid}", "offers"),
    opt=needs("offer.keep") | acts(actions.add_offer) | takes(OfferForm),
)
async def add_offer(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.OfferView:
    """Note what an organisation offers."""
    form, unread = await handed_in(request, OfferForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.add_offer(organisation_id, form, unread=unread, by=by, at=at)
    return await _offer(request, made)


@put(
    api("offers", _ONE, "details"),
    opt=needs("offer.keep") | acts(actions.change_offer) | takes(OfferChange),
)
async def change_offer(
    request: Request[Any, Any, Any], offer_id: FromPath[UUID]
) -> queries.OfferView:
    """Change an offer, or let it end on a day."""
    form, unread = await handed_in(request, OfferChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_offer(offer_id, form, unread=unread, by=by, at=at)
    return await _offer(request, offer_id)


ROUTES: list[Any] = [offers, offers_file, offers_picture, offer, add_offer, change_offer]
