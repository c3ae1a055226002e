"""How a chain is shown: what this reader may read of it, who is next, and what it may do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.advising.moving.rules import Move, Organ, Standing, moves, stays_out
from governance.agreements.advising.rules import COUNCIL, Given, Planned, hidden
from governance.agreements.queries import AgreementView
from governance.agreements.rules import WORKFLOW
from governance.agreements.taking_part.queries import AuthorityView, PartyView
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import NotFound
from governance.base.permissions import holds, may


class AdviceView(Given, frozen=True, rename="camel", kw_only=True):
    """What is noted of a step about a version of the text. What officials advised is for the
    party and the keeper: for anybody else ``outcome`` is ``given``, without words."""

    text_version: int
    words: str
    version: int
    recorded_at: datetime
    on_behalf_of: str


class StepView(Struct, frozen=True, rename="camel"):
    """A step of a chain, and what is noted of it about the text that is up."""

    step: str
    function: str
    given: AdviceView | None


class ChainView(Struct, frozen=True, rename="camel"):
    """The chain of a party. ``moves``: who is next; ``earlier``: what was noted about texts
    before, or of steps that it has no more. ``version`` is 0 where nothing was chosen;
    ``reads``: this reader may read what officials advised."""

    party_id: UUID
    agreement_id: UUID
    agreement: str
    state: str
    organisation_id: UUID
    organisation: str
    text_version: int
    put_up_on: date | None
    in_order: bool
    version: int
    steps: tuple[StepView, ...]
    earlier: tuple[AdviceView, ...]
    authorities: tuple[AuthorityView, ...]
    moves: tuple[Move, ...]
    may_choose: bool
    may_record: bool
    keeper_id: UUID
    reads: bool

    @property
    def stays_out(self) -> bool:
        """Whether this party does not accede after all."""
        return stays_out(self.state, [_organ(one) for one in self.authorities])

    def step(self, name: str) -> StepView:
        """One step of it; raises :class:`NotFound` for a step that it has not."""
        for one in self.steps:
            if one.step == name:
                return one
        raise NotFound


class Kept(Struct, frozen=True):
    """The steps that a party chose, as they are stored."""

    party: UUID
    version: int
    in_order: bool
    steps: str


class Noted(AdviceView, frozen=True, kw_only=True):
    """The same as it is stored, and of which party."""

    party: UUID


def view_of(
    view: AgreementView,
    party: PartyView,
    kept: Kept | None,
    noted: Sequence[Noted],
    by: Actor,
    today: date,
) -> ChainView:
    """The chain of a party for one reader."""
    reads = _reads(by, view.keeper_id, party.organisation_id)
    shown = [one if reads else _closed(one) for one in noted]
    planned = msgspec.json.decode(kept.steps, type=list[Planned]) if kept else []
    now = {str(one.step): one for one in shown if one.text_version == view.text_version}
    steps = tuple(StepView(one.step, one.function, now.get(one.step)) for one in planned)
    in_steps = [one.given for one in steps if one.given]
    in_order = kept.in_order if kept else False
    put_up_on = day(view.frozen_at) if view.frozen_at else None
    verbs = _verbs(view, party.organisation_id, by)
    return ChainView(
        party.id,
        view.id,
        view.short_title,
        view.state,
        party.organisation_id,
        party.organisation,
        view.text_version,
        put_up_on,
        in_order,
        kept.version if kept else 0,
        steps,
        tuple(one for one in shown if one not in in_steps),
        party.authorities,
        _moves(view, party, in_order, planned, now, put_up_on, today),
        "set_chain" in verbs and party.joined_on is None,
        "record_advice" in verbs,
        view.keeper_id,
        reads,
    )


def _moves(
    view: AgreementView,
    party: PartyView,
    in_order: bool,
    planned: Sequence[Planned],
    now: dict[str, Noted],
    put_up_on: date | None,
    today: date,
) -> tuple[Move, ...]:
    if put_up_on is None:
        return ()
    organs = [_organ(one) for one in party.authorities]
    given = {name: one for name, one in now.items() if name in {p.step for p in planned}}
    begun_on = max(put_up_on, party.accession_asked_on or put_up_on)
    standing = Standing(view.state, begun_on, in_order, planned, given, organs, view.keeper)
    return tuple(moves(standing, today))


def _organ(one: AuthorityView) -> Organ:
    decided = one.decision
    return Organ(
        one.id,
        one.authority,
        one.represented_by_function,
        one.next_step,
        decided.decided_on if decided else None,
        decided.outcome if decided else "",
        decided.reserved_until if decided else None,
    )


def _closed(one: Noted) -> Noted:
    """What anybody else sees of an advice that officials gave."""
    if one.step in COUNCIL:
        return one
    return replace(one, words="", outcome=hidden(one.outcome))


def _reads(by: Actor, keeper: UUID, party: UUID) -> bool:
    return may(by, "agreement.read_advice", keeper=keeper, party=party)


def _verbs(view: AgreementView, party: UUID, by: Actor) -> set[str]:
    return {
        step.verb
        for step in WORKFLOW.steps
        if step.source == view.state and holds(by, step.who, keeper=view.keeper_id, party=party)
    }
