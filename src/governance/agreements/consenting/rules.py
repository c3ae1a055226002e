"""What all parties are asked, and when they have answered. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.lasting.rules import ASKS_ALL, BY_SILENCE, extended
from governance.agreements.rules import CHOOSE, FUTURE, TOO_LONG, ExtensionRule, Typed
from governance.agreements.rules import text_complaints as texts
from governance.agreements.signing.rules import NO_REASON, REASON_MOST
from governance.base.errors import MISSING, N_, Complaint

FOR_ALL = N_("The steering committee says this for all parties: choose no party.")


class RequestKind(StrEnum):
    """What needs the written consent of all parties beside an amendment."""

    EXTENSION = "extension"
    ACCESSION = "accession"
    TERMINATION = "termination"
    PARTIAL = "partial"


class RequestState(StrEnum):
    """Where a request stands. What is agreed waits for its day, or is carried out at once."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    CARRIED_OUT = "carried_out"


class ConsentOutcome(StrEnum):
    """What one party says to a request."""

    AGREED = "agreed"
    DECLINED = "declined"


class ConsentedBy(StrEnum):
    """Who consents: each party, or for an accession the steering committee for all of them, where
    the text gives its members power of attorney to do so."""

    PARTIES = "parties"
    STEERING_COMMITTEE = "steering_committee"


LAPSING = frozenset({RequestKind.TERMINATION, RequestKind.PARTIAL})
"""These take effect on a day that is asked for."""


class Asked(Struct, frozen=True, rename="camel"):
    """What a request is about beside its days: through which authority somebody accedes, and
    which commitments it comes to owe; or which commitments lapse; and who consents."""

    authority_id: UUID | None = None
    represented_by_function: str = ""
    commitment_ids: tuple[UUID, ...] = ()
    consented_by: str = ConsentedBy.PARTIES


class Acceding(Struct, frozen=True):
    """Who wants to accede: ``ended_on`` where it does not exist any more, its ``authorities``."""

    is_party: bool
    authorities: frozenset[UUID]
    name: str = ""
    ended_on: date | None = None


def request_complaints(
    form: Typed, row: Mapping[str, Any], members: Collection[UUID], extensions: int, today: date
) -> Iterator[Complaint]:
    """What is wrong with a request. ``members``: organisations that are a party now."""
    if form.kind not in set(RequestKind):
        yield Complaint("kind", CHOOSE)
    yield from texts(form, {"words": 2000})
    if form.asked_on and form.asked_on > today:
        yield Complaint("askedOn", FUTURE)
    elif form.asked_on and form.asked_on < row["entered_into_force_on"]:
        yield Complaint("askedOn", N_("This lies before the entry into force."))
    if form.consented_by not in set(ConsentedBy):
        yield Complaint("consentedBy", CHOOSE)
    elif form.kind != RequestKind.ACCESSION and form.consented_by != ConsentedBy.PARTIES:
        only = N_("The steering committee consents to an accession only: the parties to the rest.")
        yield Complaint("consentedBy", only)
    if form.kind != RequestKind.ACCESSION and form.organisation_id not in members:
        yield Complaint("organisationId", N_("Only a party of the agreement asks this."))
    if form.kind == RequestKind.EXTENSION:
        yield from _extension(row, extensions)
    elif form.kind in LAPSING:
        yield from _on_a_day(form, row["ends_on"])
    if form.kind == RequestKind.PARTIAL and not form.commitment_ids:
        yield Complaint("commitmentIds", N_("Choose the commitments that end."))


def _extension(row: Mapping[str, Any], extensions: int) -> Iterator[Complaint]:
    rule = row["extension_rule"]
    if row["ended_because"] or row["ends_on"] is None:
        yield Complaint("kind", N_("The end of this agreement is settled, or it has none."))
    elif rule in BY_SILENCE:
        yield Complaint("kind", N_("This agreement is extended by its own rule: nobody is asked."))
    elif rule not in ASKS_ALL:
        problem = N_("The text says that there is no extension. Amend the agreement instead.")
        yield Complaint("kind", problem)
    elif rule == ExtensionRule.ONCE and extensions:
        yield Complaint("kind", N_("It was extended once, and the text allows no more than that."))


def _on_a_day(form: Typed, ends_on: date | None) -> Iterator[Complaint]:
    on = form.takes_effect_on
    if on is None:
        yield Complaint("takesEffectOn", MISSING)
    elif form.asked_on and on < form.asked_on:
        yield Complaint("takesEffectOn", N_("This does not take effect before it is asked."))
    elif ends_on and on >= ends_on:
        yield Complaint("takesEffectOn", N_("The agreement has ended by then."))


def accession_complaints(form: Typed, who: Acceding | None, today: date) -> Iterator[Complaint]:
    """What is wrong with who wants to accede, and through which authority."""
    if who is None:
        yield Complaint("organisationId", CHOOSE)
        return
    if who.is_party:
        yield Complaint("organisationId", N_("This organisation is a party already."))
    if who.ended_on and who.ended_on <= today:
        values = {"name": who.name, "day": who.ended_on}
        yield Complaint("organisationId", N_("“{name}” has not existed since {day}."), values)
    if form.takes_effect_on and form.asked_on and form.takes_effect_on < form.asked_on:
        yield Complaint("takesEffectOn", N_("This does not take effect before it is asked."))
    if form.authority_id not in who.authorities:
        yield Complaint("authorityId", N_("Choose an authority of this organisation."))
    yield from texts(form, {"represented_by_function": 200})


def new_end(row: Mapping[str, Any]) -> date | None:
    """The end of an agreement after an extension that all agree to."""
    if row["ends_on"] is None or not row["extension_months"]:
        return None
    return extended(row["entered_into_force_on"], row["ends_on"], row["extension_months"])


def consent_complaints(form: Typed, asked_on: date, today: date) -> Iterator[Complaint]:
    """What is wrong with what one party says to a request."""
    yield from texts(form, {"decided_by": 200, "number": 80})
    if form.outcome not in set(ConsentOutcome):
        yield Complaint("outcome", CHOOSE)
    reason = form.reason.strip()
    if form.outcome == ConsentOutcome.DECLINED and not reason:
        yield Complaint("reason", NO_REASON)
    elif len(reason) > REASON_MOST:
        yield Complaint("reason", TOO_LONG, {"limit": REASON_MOST})
    if form.decided_on and form.decided_on > today:
        yield Complaint("decidedOn", FUTURE)
    elif form.decided_on and form.decided_on < asked_on:
        yield Complaint("decidedOn", N_("On this day it was not asked yet."))


def state_of(members: Collection[UUID], said: Mapping[UUID, str]) -> RequestState:
    """Where a request stands by what its parties said: one refusal is enough, and silence of one
    that is still a party leaves it open."""
    outcomes = [said.get(one) for one in members]
    if ConsentOutcome.DECLINED in outcomes:
        return RequestState.REFUSED
    return RequestState.OPEN if None in outcomes or not outcomes else RequestState.AGREED
