"""A notice, a part that ends, an accession: with the days and what follows, by the fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from governance.agreements.consenting.queries import RequestView
from governance.agreements.consenting.rules import ConsentedBy
from governance.agreements.noticing.queries import NoticeView
from governance.agreements.noticing.rules import NoticeKind, leaving_on
from governance.agreements.rules import AgreementState, WithdrawalRule
from governance.agreements.taking_part.queries import PartyView
from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.agreed.queries import CommitmentView
from governance.formation.letters.offering.queries import Choice, terms_of
from governance.formation.letters.owing.papers import commitment_told, due_on, owners_of
from governance.formation.letters.standing.queries import Standing, agreed_on, takes_effect
from governance.formation.letters.telling.papers import Values, known, together

COMMITTEE = N_("the steering committee")
GO_ON = N_("The agreement stays in force between the other parties.")
ENDS_ALL = N_("The agreement ends on that day for all parties. Their commitments end as well.")
CONSULT = N_(
    "The other parties consult whether they go on. Until they have decided, the agreement stays "
    "in force between them."
)
TOO_FEW = N_("Only one party is left then. So the agreement ends on that day altogether.")
NO_EXTENSION = N_("The agreement is not extended. It ends on that day for all parties.")
_DONE = frozenset({"done", "lapsed"})


def leaving_told(told: Standing, party: PartyView, choice: Choice, language: str) -> Values:
    """How a party leaves, or which part ends: by what is recorded; or, of a draft, by what a
    notice of today would bring. Nothing where neither is so."""
    about = choice.about
    if choice.draft:
        on = leaving_on(terms_of(told, party), told.today)
        return _draft(told, party, on, language) if on else {}
    for kind, group in ((NoticeKind.WITHDRAWAL, "notice"), (NoticeKind.NO_EXTENSION, "objection")):
        for one in told.notices(kind):
            if one.party_id == party.id and about in (one.id, None):
                dated: Values = {"dated": one.given_on} if about else {}
                return _noticed(told, party, one, group, language) | dated
    asked = next((one for one in told.life.requests if one.id == about), None)
    return _partial(told, asked, language) if asked else {}


def _noticed(
    told: Standing, party: PartyView, one: NoticeView, group: str, language: str
) -> Values:
    on = min(one.effective_on, told.settled_end or one.effective_on)
    noted = {"given_on": one.given_on, "number": one.letter, "reason": one.reason}
    found: Values = {group: known({**noted, **_days(on)})}
    if group == "objection":
        found["effect"] = translate(language, NO_EXTENSION)
        found["ending"] = list(_owed_alone(told, party))
        return found
    return found | _leaves(told, party, on, language)


def _draft(told: Standing, party: PartyView, on: date, language: str) -> Values:
    return {"notice": _days(on)} | _leaves(told, party, on, language)


def _days(on: date) -> Values:
    return {"effective_on": on, "last_day": on - timedelta(days=1)}


def _leaves(told: Standing, party: PartyView, on: date, language: str) -> Values:
    """What follows for the others, and what ends for the party itself."""
    effect = effect_of(told, party, on)
    alone = effect in (ENDS_ALL, TOO_FEW)
    owed = _owed_alone(told, party) if alone else _owed(told, party, language)
    return {"effect": translate(language, effect), "ending": list(owed)}


def effect_of(told: Standing, party: PartyView, on: date) -> str:
    """What a withdrawal on a day does to the others: by the terms of the agreement, or as it ends
    on that day anyway."""
    if on == told.settled_end:
        return ENDS_ALL
    gone = {x.party_id for x in told.notices(NoticeKind.WITHDRAWAL) if x.effective_on <= on}
    rest = [one for one in told.bound if one.id != party.id and one.id not in gone]
    rule = told.whole.agreement.withdrawal_rule
    if rule == WithdrawalRule.ENDS_ALL:
        return ENDS_ALL
    if len(rest) < 2:
        return TOO_FEW
    return CONSULT if rule == WithdrawalRule.CONSULTATION else GO_ON


def _open_for(told: Standing, party: PartyView) -> Iterator[tuple[CommitmentView, date | None]]:
    """The commitments of which a party still owes its line; what is done stays done."""
    owed = {
        line.commitment_id: line.planned_on
        for line in told.lines
        if line.party_id == party.id and line.state not in _DONE
    }
    yield from ((one, owed[one.id]) for one in told.whole.commitments if one.id in owed)


def _owed(told: Standing, party: PartyView, language: str) -> Iterator[Values]:
    """What ends for a party, with who goes on with it."""
    leaving = {one.party_id for one in told.notices(NoticeKind.WITHDRAWAL)} | {party.id}
    away = {one.organisation_id for one in told.bound if one.id in leaving}
    for one, due in _open_for(told, party):
        owners = owners_of(told, one).items()
        others = {who: name for who, name in owners if who not in away}
        ends = commitment_told(one, party.organisation, due)
        yield ends | known({"others": together(told, others, language, away)})


def _owed_alone(told: Standing, party: PartyView) -> Iterator[Values]:
    """What a party owes, where nobody goes on with it."""
    for one, due in _open_for(told, party):
        yield commitment_told(one, party.organisation, due)


def own_told(told: Standing, organisation: UUID, asked: RequestView | None) -> Iterator[Values]:
    """What a party promised; of who wants to accede, what it will promise."""
    party = told.party(organisation)
    if asked is not None and (party is None or party.joined_on is None):
        mine = [one for one in told.whole.commitments if one.id in asked.commitment_ids]
        yield from (commitment_told(one, asked.organisation, None) for one in mine)
        return
    for one in told.whole.commitments:
        owners = owners_of(told, one)
        if organisation in owners:
            yield commitment_told(one, owners[organisation], due_on(told, one, organisation))


def _partial(told: Standing, asked: RequestView, language: str) -> Values:
    on = takes_effect(asked)
    days = {"asked_on": asked.asked_on, "agreed_on": agreed_on(asked), "reason": asked.words}
    ending = [
        commitment_told(one, together(told, owners_of(told, one), language), due_on(told, one))
        for one in told.whole.commitments
        if one.id in asked.commitment_ids
    ]
    told_of = {"partial": known({**days, **_days(on)}), "ending": ending}
    return told_of | {"dated": asked.asked_on}


def accession_told(told: Standing, organisation: UUID, language: str) -> Values:
    """The accession of a party: when all were asked, and from which day it can take effect.

    Who takes part by acceding from the start is bound with all others, so no day is known.
    """
    asked, party = told.accession(organisation), told.party(organisation)
    if asked is not None:
        by_committee = asked.consented_by == ConsentedBy.STEERING_COMMITTEE
        who = translate(language, COMMITTEE) if by_committee else ""
        on = {"asked_on": asked.asked_on, "agreed_on": agreed_on(asked), "consented_by": who}
        return {"accession": known({**on, "not_before": takes_effect(asked)})}
    came: dict[str, Any] = {}
    if party and party.joined_on is None and told.life.state == AgreementState.IN_FORCE:
        came = {"accession": {"not_before": told.whole.agreement.entered_into_force_on}}
    return came
