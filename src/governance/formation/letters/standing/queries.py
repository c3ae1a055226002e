"""An agreement with all that letters about it tell: its text, its life, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.agreements import queries as agreements
from governance.agreements.advising.moving.rules import Move, MoveKind
from governance.agreements.advising.queries import chains_of
from governance.agreements.advising.shown.queries import ChainView
from governance.agreements.consenting.queries import RequestView
from governance.agreements.consenting.rules import RequestKind, RequestState
from governance.agreements.living.queries import Life, life
from governance.agreements.noticing.queries import NoticeView
from governance.agreements.noticing.rules import NoticeKind
from governance.agreements.rules import SIGNING, AgreementState
from governance.agreements.taking_part.queries import PartyView
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.commitments.queries import LineShown, lines
from governance.formation.queries import Forming, forming


class Standing(Struct, frozen=True):
    """An agreement on the day of a letter. ``beside``: the agreement that an addendum stands
    beside, ``follows``: the one that it takes the place of, by their short titles."""

    whole: Forming
    life: Life
    chains: tuple[ChainView, ...]
    lines: tuple[LineShown, ...]
    beside: str
    follows: str
    today: date

    @property
    def settled_end(self) -> date | None:
        """The first day on which it no longer holds for anybody, whatever a notice says."""
        return self.life.ends_on if self.life.ended_because else None

    @property
    def signing(self) -> list[PartyView]:
        """The parties that decide and sign and have not left, in their order."""
        of = self.whole.parties
        return [one for one in of if one.participation in SIGNING and one.left_on is None]

    @property
    def bound(self) -> list[PartyView]:
        """The parties for which it holds now."""
        return [one for one in self.signing if one.joined_on is not None]

    def party(self, organisation: UUID) -> PartyView | None:
        """A party that signs and has not left."""
        return next((one for one in self.signing if one.organisation_id == organisation), None)

    def notices(self, kind: NoticeKind) -> list[NoticeView]:
        """The notices that stand and have not taken effect."""
        standing = (one for one in self.life.notices if one.kind == kind)
        return [one for one in standing if not one.withdrawn_on and not one.carried_out_on]

    def requests(self, kind: RequestKind, *states: RequestState) -> list[RequestView]:
        """The requests of a kind that stand so."""
        return [one for one in self.life.requests if one.kind == kind and one.state in states]

    def accession(self, organisation: UUID) -> RequestView | None:
        """The request upon which an organisation accedes, or wants to: the last one."""
        states = (RequestState.OPEN, RequestState.AGREED, RequestState.CARRIED_OUT)
        asked = self.requests(RequestKind.ACCESSION, *states)
        return next((one for one in asked[::-1] if one.organisation_id == organisation), None)


class OpenPoint(Struct, frozen=True):
    """Something that waits for a party: a move, with its step; or its consent, with the request's
    kind."""

    kind: str
    of: str
    with_whom: str
    since: date
    days: int
    until: date | None = None


CONSENT = "consent"
"""The kind of what waits for the consent of a party."""


async def standing_of(agreement_id: UUID, *, by: Actor, today: date) -> Standing:
    """An agreement that the actor takes part in, as letters tell of it: 22 queries at most."""
    whole = await forming(agreement_id, by=by)
    view = whole.agreement
    return Standing(
        whole,
        await life(agreement_id, by=by),
        tuple(await chains_of(view, whole.parties, by=by, today=today)),
        tuple(await lines(agreement_id, by=by, today=today)),
        await _called(view.supplements, by),
        await _called(view.predecessor, by),
        today,
    )


async def _called(agreement_id: UUID | None, by: Actor) -> str:
    """The short title of another agreement; nothing where there is none, or it is not seen."""
    if agreement_id is None:
        return ""
    try:
        return (await agreements.agreement(agreement_id, by=by)).short_title
    except NotFound:
        return ""


def agreed_on(request: RequestView) -> date | None:
    """The day on which the last party consented, once all have."""
    if request.state not in (RequestState.AGREED, RequestState.CARRIED_OUT):
        return None
    return max((one.decided_on for one in request.consents if one.decided_on), default=None)


def takes_effect(request: RequestView) -> date:
    """The first day on which what was asked can take effect, as far as is known now."""
    return max(request.takes_effect_on, agreed_on(request) or request.takes_effect_on)


def open_points(told: Standing, party: PartyView) -> list[OpenPoint]:
    """All that waits for a party, what is open longest first."""
    found = [*_moves(told, party), *_consents(told, party)]
    return sorted(found, key=lambda one: one.since)


def _moves(told: Standing, party: PartyView) -> Iterator[OpenPoint]:
    """Its steps, decision and signature; who does not agree has nothing left to do itself."""
    came = told.accession(party.organisation_id)
    began = takes_effect(came) if came and party.joined_on is None else date.min
    for chain in told.chains:
        for move in chain.moves if chain.party_id == party.id else ():
            if move.kind is not MoveKind.TAKE_BACK:
                yield _of_move(move, max(move.since, min(began, told.today)), told.today)


def _of_move(move: Move, since: date, today: date) -> OpenPoint:
    days = max(0, (today - since).days)
    return OpenPoint(move.kind, move.step, move.with_whom, since, days, move.until)


def _consents(told: Standing, party: PartyView) -> Iterator[OpenPoint]:
    if told.life.state != AgreementState.IN_FORCE:
        return
    for request in told.life.requests:
        mine = [one for one in request.consents if one.party_id == party.id]
        if request.state == RequestState.OPEN and any(not one.outcome for one in mine):
            since = max(request.asked_on, party.joined_on or request.asked_on)
            days = max(0, (told.today - since).days)
            yield OpenPoint(CONSENT, request.kind, party.organisation, since, days)
