"""One organisation with everything that is known of it, as far as its reader may know it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.permissions import somewhere
from governance.base.views import fetch
from governance.commitments.owed.queries import owed_by
from governance.commitments.queries import LineShown
from governance.overview.choosing.rules import Whom
from governance.overview.coverage.queries import coverage
from governance.overview.coverage.rules import FUNCTIONS, Wanted
from governance.parties.abilities.queries import AbilityView
from governance.parties.abilities.queries import of_organisation as abilities_of
from governance.parties.asking.queries import RequestView, requests, ways_to_ask
from governance.parties.fillings import queries as fillings
from governance.parties.fillings.queries import FillingView
from governance.parties.fillings.rules import State
from governance.parties.offers.queries import OfferView
from governance.parties.offers.queries import of_organisation as offers_of
from governance.parties.queries import organisation
from governance.parties.register import queries as register
from governance.parties.routes.queries import RouteView
from governance.parties.routes.queries import of_organisation as routes_of
from governance.parties.rules import FunctionKind
from governance.parties.seating.queries import SeatView
from governance.parties.seating.queries import of_organisation as seats_of

LIMIT = 50
_AGREEMENTS = f"""
select a.id, a.title, a.state, a.ended_because, p.participation,
       a.entered_into_force_on, a.ends_on
from party p join agreement a on a.id = p.agreement
where p.organisation = $3 and {VISIBLE} order by a.sort_key, a.id limit $4"""  # noqa: S608 - constant text


class Promised(Struct, frozen=True, rename="camel"):
    """An agreement to which an organisation is a party."""

    id: UUID
    title: str
    state: str
    ended_because: str
    participation: str
    entered_into_force_on: date | None
    ends_on: date | None


class Standing(Struct, frozen=True, rename="camel"):
    """How one function stands at a municipality."""

    function: FunctionKind
    state: State
    whom: Whom | None
    """Who is asked to fill it, where that is another: who provided it last."""
    asked: UUID | None
    """The question about it that waits for an answer."""


class Card(Struct, frozen=True, rename="camel"):
    """One organisation: what the register has of it, what it agreed and owes, what it provides
    and what is there for it, how each function stands there (of a municipality), what it is
    asked, where it sits, what it can, and which routes name it. What this reader may not know is
    left out."""

    register: register.Card
    agreements: tuple[Promised, ...]
    owed: tuple[LineShown, ...]
    fillings: tuple[FillingView, ...]
    standings: tuple[Standing, ...]
    requests: tuple[RequestView, ...]
    seats: tuple[SeatView, ...]
    abilities: tuple[AbilityView, ...]
    routes: tuple[RouteView, ...]
    offers: tuple[OfferView, ...]
    may_fill: bool
    may_ask: bool

    @property
    def gaps(self) -> list[Standing]:
        """The functions that are not filled, or not fully."""
        return [one for one in self.standings if one.state is not State.FILLED]


async def card(organisation_id: UUID, *, by: Actor, today: date) -> Card:
    """The card of one organisation: at most 19 queries. Raises :class:`NotFound`."""
    known = await register.card(organisation_id, by=by)
    sees = somewhere(by, "network.read")
    visible = (*visible_to(by), organisation_id, LIMIT)
    view = await organisation(organisation_id, by=by)
    return Card(
        register=known,
        agreements=tuple(await fetch(Promised, _AGREEMENTS, *visible)),
        owed=tuple(await owed_by(organisation_id, by=by, today=today)),
        fillings=tuple(await _fillings(organisation_id, by, today)) if sees else (),
        standings=await _standings(organisation_id, by, today) if sees else (),
        requests=tuple(await requests(by, today, of=[organisation_id])) if sees else (),
        seats=tuple(await seats_of(organisation_id, by=by, today=today)) if sees else (),
        abilities=tuple(await abilities_of(organisation_id, by=by)),
        routes=tuple(await routes_of(organisation_id, by=by, today=today)) if sees else (),
        offers=tuple(await offers_of(organisation_id, by=by, today=today)),
        may_fill=fillings.fills(view, by),
        may_ask=sees and await ways_to_ask(by, organisation_id, today) is not None,
    )


async def _fillings(organisation_id: UUID, by: Actor, today: date) -> list[FillingView]:
    return await fillings.of_organisation(organisation_id, by=by, today=today)


async def _standings(organisation_id: UUID, by: Actor, today: date) -> tuple[Standing, ...]:
    """How each function stands; nothing of what is no municipality in sight."""
    found = await coverage(by, today, Wanted(), only=organisation_id)
    return tuple(
        Standing(function, state, place.whom.get(function), place.asked.get(function))
        for place in found.places
        for function, state in zip(FUNCTIONS, place.states, strict=True)
    )
