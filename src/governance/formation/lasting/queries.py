"""The life of an agreement with its calendar: what lies ahead by its rules and its text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from uuid import UUID

from msgspec import Struct

from governance.agreements import queries as agreements
from governance.agreements.consenting.rules import RequestKind, RequestState
from governance.agreements.lasting.rules import (
    Lasting,
    Moment,
    MomentKind,
    at_end,
    calendar,
    last_day_to_object,
)
from governance.agreements.living.queries import Life, life
from governance.agreements.noticing.rules import NoticeKind
from governance.agreements.rules import AgreementState, WithdrawalRule
from governance.base.actor import Actor
from governance.formation.queries import model_of
from governance.library.promises import day_of


class LifeView(Struct, frozen=True, rename="camel"):
    """An agreement in its life: the days of its calendar, in order, and what happened."""

    life: Life
    calendar: tuple[Moment, ...]


async def life_of(agreement_id: UUID, *, by: Actor) -> LifeView:
    """The life of an agreement with its calendar, for who takes part in it: 9 queries."""
    view = await agreements.agreement(agreement_id, by=by)
    lived = await life(agreement_id, by=by)
    if view.entered_into_force_on is None:
        return LifeView(lived, ())
    named = [*await _of_text(view, by), *_of_parties(lived)]
    ended = view.state == AgreementState.ENDED
    ends, over = view.ends_on, ended or bool(lived.ended_because)
    last = None if over else _last_notice(view, lived)
    if last and (ends is None or last <= ends):
        ends, over = last, True
    elif last:
        named.append(Moment(MomentKind.ENDS, last))
    lasting = Lasting(
        view.entered_into_force_on,
        ends,
        view.extension_rule,
        view.extension_months,
        view.notice_months,
        extended=len(lived.extensions),
        objected=over or _objects(lived, view.ends_on, view.notice_months),
        final=over,
    )
    after = at_end(lasting).until
    if after and _objects(lived, after, view.notice_months):
        named.append(Moment(MomentKind.ENDS, after))
    return LifeView(lived, tuple(calendar(lasting, named)))


def _objects(lived: Life, ends: date | None, notice_months: int | None) -> bool:
    """Whether a party said in time that it wants no extension after an end of the term."""
    if ends is None:
        return False
    last = last_day_to_object(ends, notice_months)
    gone = {one.id for one in lived.parties if one.left_on and one.left_on < ends}
    return any(
        one.kind == NoticeKind.NO_EXTENSION
        and one.withdrawn_on is None
        and one.given_on <= last
        and one.party_id not in gone
        for one in lived.notices
    )


def _last_notice(view: agreements.AgreementView, lived: Life) -> date | None:
    """The day on which notices end it for all: by its rule, or as one party would be left."""
    rest = sum(bool(one.joined_on) and one.left_on is None for one in lived.parties)
    for notice in sorted(lived.notices, key=attrgetter("effective_on")):
        if notice.kind != NoticeKind.WITHDRAWAL or notice.withdrawn_on or notice.carried_out_on:
            continue
        rest -= 1
        if rest < 2 or view.withdrawal_rule == WithdrawalRule.ENDS_ALL:
            return notice.effective_on
    return None


async def _of_text(view: agreements.AgreementView, by: Actor) -> list[Moment]:
    """The days that the text itself names, for a report halfway and for the evaluation."""
    if not view.model_key:
        return []
    version = await agreements.current_version(view.id, by=by)
    asked = [blank for blank in model_of(view.model_key).blanks if blank.moment]
    days = ((blank.moment, day_of(version.answers.get(blank.key))) for blank in asked)
    return [Moment(kind, day, by_text=True) for kind, day in days if day is not None]


def _of_parties(lived: Life) -> Iterator[Moment]:
    """When parties come and go; the first parties came with the entry into force."""
    first = min((one.joined_on for one in lived.parties if one.joined_on), default=None)
    for one in lived.parties:
        if one.joined_on and one.joined_on != first:
            yield Moment(MomentKind.JOINS, one.joined_on, who=one.organisation)
    for notice in lived.notices:
        if notice.kind == NoticeKind.WITHDRAWAL and notice.withdrawn_on is None:
            yield Moment(MomentKind.LEAVES, notice.effective_on, who=notice.organisation)
    for request in lived.requests:
        if request.kind == RequestKind.PARTIAL and request.state == RequestState.AGREED:
            yield Moment(MomentKind.PART_ENDS, request.takes_effect_on)
