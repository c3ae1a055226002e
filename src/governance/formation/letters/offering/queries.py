"""Who may get or write which letter now, by what is recorded; no letter is there for nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

from msgspec import Struct

from governance.agreements.consenting.rules import RequestKind, RequestState
from governance.agreements.noticing.rules import NoticeKind, NoticeTerms, leaving_on
from governance.agreements.rules import AgreementState, Outcome, Participation
from governance.agreements.taking_part.queries import AuthorityView, PartyView
from governance.base.errors import N_
from governance.formation.letters.rules import Letter
from governance.formation.letters.standing.queries import Standing, open_points
from governance.parties.rules import OrganisationKind

_PENDING = (RequestState.OPEN, RequestState.AGREED)


class Choice(Struct, frozen=True):
    """For whom a letter can be made: to or from a party, or one that wants to accede; of nobody
    for a letter to all. ``about``: the notice or the request that it is of, where one is recorded;
    ``draft``: it is the letter with which a party gives notice."""

    organisation_id: UUID | None = None
    organisation: str = ""
    about: UUID | None = None
    draft: bool = False


NOBODY = Choice()
ENDED = N_("The agreement has ended.")
UNREGISTERED = N_("This agreement is not registered yet.")
NOT_NOW: Mapping[str, str] = {
    Letter.EXECUTIVE_PROPOSAL: N_("No municipal executive has still to decide."),
    Letter.COUNCIL_LETTER: N_("No municipality takes part as a party that signs."),
    Letter.INVITATION: N_("Nobody can sign now: that is so once the text is up for decision."),
    Letter.REMINDER: N_("Nothing is open that a party must do."),
    Letter.TERMINATION: N_("Nobody can leave now: that is so while the agreement is in force."),
    Letter.ACCESSION: N_("Nobody accedes. First ask all parties whether they agree to that."),
    Letter.PRESS: UNREGISTERED,
}
"""Why a letter cannot be made now."""


def choices(letter: Letter, told: Standing) -> list[Choice]:
    """For whom a letter can be made now; empty where it cannot."""
    return [] if told.life.state == AgreementState.ENDED else list(_OF[letter](told))


def of_own_kind(told: Standing) -> list[Choice]:
    """For whom a letter of an organisation's own kind can be made: any party, or nobody."""
    return [_choice(one) for one in told.signing] or [NOBODY]


def why_none(letter: Letter, told: Standing) -> str:
    """Why a letter cannot be made now."""
    if told.life.state == AgreementState.ENDED:
        return ENDED
    return UNREGISTERED if _registering(told) else NOT_NOW[letter]


def _choice(of: PartyView, about: UUID | None = None) -> Choice:
    return Choice(of.organisation_id, of.organisation, about)


def _registering(told: Standing) -> bool:
    """Whether it was signed elsewhere and is no more than begun here."""
    view = told.whole.agreement
    return view.state == AgreementState.DRAFT and not view.model_key


def _municipalities(told: Standing) -> list[PartyView]:
    return [one for one in told.signing if one.kind == OrganisationKind.MUNICIPALITY]


def _decides(told: Standing) -> Iterator[Choice]:
    """Municipalities of which an authority has to decide, now or once the draft is put up."""
    draft = told.life.state == AgreementState.DRAFT
    for one in [] if _registering(told) else _municipalities(told):
        steps = {organ.next_step for organ in one.authorities}
        if draft or steps & {"record_decision", "correct_decision", "take_back"}:
            yield _choice(one)


def _tells_council(told: Standing) -> Iterator[Choice]:
    return map(_choice, [] if _registering(told) else _municipalities(told))


def _signs(told: Standing) -> Iterator[Choice]:
    """Parties of which an authority has to sign, now or once it has decided."""
    for one in told.signing:
        steps = {organ.next_step for organ in one.authorities}
        if not any(map(_held_up, one.authorities)) and steps - {""}:
            yield _choice(one)


def _held_up(organ: AuthorityView) -> bool:
    """Whether an authority does not agree, or not yet without a reservation."""
    return organ.decision is not None and organ.decision.outcome != Outcome.AGREED


def _waits(told: Standing) -> Iterator[Choice]:
    return (_choice(one) for one in told.signing if open_points(told, one))


def _leaves(told: Standing) -> Iterator[Choice]:
    """First what is recorded, then who could give notice today."""
    if told.life.state != AgreementState.IN_FORCE:
        return
    leaving = told.notices(NoticeKind.WITHDRAWAL)
    for notice in [*leaving, *told.notices(NoticeKind.NO_EXTENSION)]:
        yield from (_choice(p, notice.id) for p in told.bound if p.id == notice.party_id)
    for asked in told.requests(RequestKind.PARTIAL, *_PENDING):
        mine = (p for p in told.bound if p.organisation_id == asked.organisation_id)
        yield from (_choice(p, asked.id) for p in mine)
    gone = {notice.party_id for notice in leaving}
    for one in told.bound:
        if one.id not in gone and leaving_on(terms_of(told, one), told.today):
            yield Choice(one.organisation_id, one.organisation, draft=True)


def terms_of(told: Standing, party: PartyView) -> NoticeTerms:
    """What the terms say to a notice of a party."""
    view, joined_on = told.whole.agreement, party.joined_on or told.today
    final = bool(told.life.ended_because)
    ends_on = told.life.ends_on
    return NoticeTerms(ends_on, view.extension_rule, view.notice_months, joined_on, final)


_ACCEDES_IN = frozenset(
    {AgreementState.UP_FOR_DECISION, AgreementState.SIGNED, AgreementState.IN_FORCE}
)


def _accedes(told: Standing) -> Iterator[Choice]:
    """Who takes part by acceding, and who asked to and waits for the others."""
    if told.life.state not in _ACCEDES_IN or told.whole.agreement.amends:
        return
    for one in told.signing:
        if one.participation == Participation.ACCEDING:
            yield _choice(one)
    for asked in told.requests(RequestKind.ACCESSION, *_PENDING):
        if told.party(asked.organisation_id) is None:
            yield Choice(asked.organisation_id, asked.organisation)


def _press(told: Standing) -> Iterator[Choice]:
    return iter([] if _registering(told) else [NOBODY])


_OF: Mapping[Letter, Callable[[Standing], Iterator[Choice]]] = {
    Letter.EXECUTIVE_PROPOSAL: _decides,
    Letter.COUNCIL_LETTER: _tells_council,
    Letter.INVITATION: _signs,
    Letter.REMINDER: _waits,
    Letter.TERMINATION: _leaves,
    Letter.ACCESSION: _accedes,
    Letter.PRESS: _press,
}
