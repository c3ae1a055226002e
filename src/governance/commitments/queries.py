"""What is shown of commitments, lines and how they stand, and to whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import SIGNING
from governance.agreements.visible.queries import TAKING_PART, VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.commitments.agreed.queries import CommitmentView, commitments_of
from governance.commitments.figures.queries import told_figure
from governance.commitments.hidden_days.rules import without_days
from governance.commitments.lines.queries import KNOWN, OF_LINE
from governance.commitments.measuring.hiding.rules import Shown
from governance.commitments.rules import Standing
from governance.commitments.sharing.queries import sees, standing_of, told
from governance.library.kinds.folders import hides_dates


class AgreementSeen(Struct, frozen=True):
    """What commitments need to know of an agreement that the actor may see."""

    id: UUID
    version: int
    state: str
    title: str
    keeper: UUID
    committee: UUID | None
    term_months: int | None
    entered_into_force_on: date | None
    ends_on: date | None
    registration_id: UUID | None


class PartyChoice(Struct, frozen=True):
    """A party that can be chosen: to owe a commitment, or only to contribute."""

    id: UUID
    organisation: str
    participation: str
    may_owe: bool


class LineShown(Struct, frozen=True, rename="camel"):
    """One commitment as owed by one organisation, and how it stands today.

    ``next_*`` is the first milestone that is still open, by planned day. ``went_on``: it lapsed
    here because another organisation went on for this one and owes it now. ``sight`` is how much
    the reader sees of it (:class:`~governance.commitments.sharing.rules.Sight`); who sees only the
    promise is told no state, no standing and not when it last changed, who sees what was adopted on
    ``shared_on`` that. ``days_hidden``: its days, and what is next, are told on its own page alone.
    """

    id: UUID
    commitment_id: UUID
    number: int
    title: str
    theme: str
    party_id: UUID
    organisation_id: UUID
    organisation: str
    sight: str
    shared_on: date | None
    state: str
    words: str
    reason: str
    measure: str
    planned_on: date | None
    forecast_on: date | None
    done_on: date | None
    figure: Shown | None
    measured_on: date | None
    changed_at: datetime | None
    behind_from: date | None
    accepted_until: date | None
    next_title: str | None
    next_state: str | None
    next_planned_on: date | None
    next_forecast_on: date | None
    went_on: bool
    standing: Standing | None = Standing.ON_SCHEDULE
    days_hidden: bool = False


_AGREEMENT = f"""
select a.id, a.version, a.state, a.short_title as title, a.keeper, a.committee, a.term_months,
       a.entered_into_force_on, a.ends_on, g.id as registration_id
from agreement a left join registration g on g.agreement = a.id where a.id = $3 and {VISIBLE}"""  # noqa: S608 - constant text
_PARTIES = """
select p.id, o.name as organisation, p.participation
from party p join organisation o on o.id = p.organisation
where p.agreement = $1 order by p.position, o.sort_key"""
LINES = f"""
select l.id, c.id as commitment_id, c.position as number, c.title, c.theme, l.party as party_id,
       o.id as organisation_id, o.short_name as organisation,
       case when not k.whole then s.adopted_on end as shared_on, {told("words", "''")} as words,
       {told("reason", "''")} as reason, {told("measure", "''")} as measure,
       case when k.whole then l.changed_at else s.adopted_at end as changed_at,
       l.state = 'lapsed' and exists (select from line_history h
         where h.commitment_line = l.id and h.cause_kind = 'reorganisation') as went_on,
       {KNOWN}
{OF_LINE}
where {TAKING_PART} and ($5::uuid is null or l.agreement = $5)
  and ($6::uuid is null or l.id = $6) and ($7::uuid is null or l.organisation = $7)
order by a.sort_key, c.position, o.sort_key, l.id"""  # noqa: S608 - constant text
"""Lines of agreements that one takes part in: of an agreement ``$5``, one ``$6``, of one ``$7``.

Of the line of another party no more is read than its committee adopted."""


async def seen_agreement(agreement_id: UUID, *, by: Actor) -> AgreementSeen:
    """The agreement, or :class:`NotFound` when it is not there or not for this actor."""
    found = await fetch(AgreementSeen, _AGREEMENT, *visible_to(by), agreement_id)
    if not found:
        raise NotFound
    return found[0]


async def of_agreement(agreement_id: UUID, *, by: Actor) -> list[CommitmentView]:
    """All commitments of an agreement with owners, contributors and milestones: 4 queries."""
    await seen_agreement(agreement_id, by=by)
    return await commitments_of(agreement_id, None)


async def parties_of(agreement_id: UUID, *, by: Actor) -> list[PartyChoice]:
    """The parties of an agreement, in order: 2 queries."""
    await seen_agreement(agreement_id, by=by)
    rows = await DATABASE.fetch(_PARTIES, agreement_id)
    return [PartyChoice(**dict(row), may_owe=row["participation"] in SIGNING) for row in rows]


def shown_line(found: Any, today: date, *, on_its_page: bool = False) -> LineShown:
    """A line as shown, with how it stands on a day; ``on_its_page`` with days that are hidden
    elsewhere."""
    row = told_figure(dict(found))
    whole, hides = standing_of(row, today), hides_dates(row.pop("kind"))
    return LineShown(**without_days(row, hides=hides and not on_its_page), standing=whole)


async def lines(
    agreement_id: UUID, *, by: Actor, today: date, organisation: UUID | None = None
) -> list[LineShown]:
    """The lines of an agreement by commitment and organisation, of one where given: 2 queries."""
    await seen_agreement(agreement_id, by=by)
    rows = await DATABASE.fetch(LINES, *sees(by), agreement_id, None, organisation)
    return [shown_line(row, today) for row in rows]
