"""The values of organisations, as far as they are told: the one door through which they come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.commitments.measuring.counting.queries import STILL_IN
from governance.commitments.measuring.hiding.rules import Shown, hides, shown
from governance.commitments.measuring.queries import IndicatorView, indicators
from governance.commitments.sharing.queries import ADOPTED_SO, FOR_COMMITTEE, SIGHT, sees


class Value(Struct, frozen=True, rename="camel"):
    """What is shown of what one organisation measured over one period."""

    indicator_id: UUID
    organisation_id: UUID
    since: date
    until: date
    shown: Shown


class LineValue(Struct, frozen=True):
    """An indicator with the newest value of one organisation, if there is one."""

    indicator: IndicatorView
    newest: Value | None


_PUBLISHED = f"""
select m.indicator as indicator_id, m.organisation as organisation_id, m.period_from as since,
       m.period_until as until, m.value, i.counts,
       i.leads_to_people, i.signals, m.hiding as was_hiding
from measurement m join indicator i on i.id = m.indicator
join commitment_line l on l.id = m.commitment_line join agreement a on a.id = l.agreement
{SIGHT}
where m.indicator = any($5::uuid[]) and {TAKING_PART}
  and case when k.whole then m.latest else m.number = (
        select max(x.number) from measurement x
        where x.indicator = m.indicator and x.organisation = m.organisation
          and x.period_from = m.period_from and x.made_at <= s.adopted_at) end
order by m.period_from desc"""  # noqa: S608 - constant text
_IN_PAPER = f"""
select m.indicator as indicator_id, m.organisation as organisation_id, m.period_from as since,
       m.period_until as until, m.value, i.counts,
       i.leads_to_people, i.signals, m.hiding as was_hiding
from measurement m join indicator i on i.id = m.indicator
join commitment_line l on l.id = m.commitment_line join agreement a on a.id = l.agreement
where m.indicator = any($3::uuid[]) and {TAKING_PART} and {FOR_COMMITTEE} and m.number = (
    select max(x.number) from measurement x
    where x.indicator = m.indicator and x.organisation = m.organisation
      and x.period_from = m.period_from
      and x.made_at <= coalesce($4::timestamptz, 'infinity'))"""  # noqa: S608 - constant text
_ADOPTED = f"""
select m.indicator as indicator_id, m.organisation as organisation_id, m.period_from as since,
       m.period_until as until, m.value, i.counts,
       i.leads_to_people, i.signals, m.hiding as was_hiding
from indicator t join commitment tc on tc.id = t.commitment join agreement a on a.id = tc.agreement
join indicator i on i.id = t.id or i.counts_towards = t.id
join measurement m on m.indicator = i.id join commitment_line l on l.id = m.commitment_line
join adopted_line s on s.commitment_line = l.id and s.latest and {ADOPTED_SO}
where t.id = $3 and {STILL_IN} and {FOR_COMMITTEE}
  and m.number = (
    select max(x.number) from measurement x
    where x.indicator = m.indicator and x.organisation = m.organisation
      and x.period_from = m.period_from and x.made_at <= s.adopted_at)"""  # noqa: S608


async def published(indicators: Iterable[UUID], *, by: Actor) -> list[Value]:
    """What is shown of the values that stand, of all organisations, newest first: 1 query.

    A party sees of another what stood when the steering committee last adopted its line, as it
    does of the line itself. Nothing but this file reads the values of others.
    """
    return _told(await DATABASE.fetch(_PUBLISHED, *sees(by), list(indicators)))


async def in_paper(indicators: Iterable[UUID], until: datetime | None, *, by: Actor) -> list[Value]:
    """What is shown of the values of lines that are for the committee in a paper of it, the same
    whoever opens that: 1 query. ``until``: as they stood when it was adopted; none: as they stand,
    in one that only who keeps the agreement and its committee see. The caller has seen the paper.
    """
    return _told(await DATABASE.fetch(_IN_PAPER, *visible_to(by), list(indicators), until))


async def adopted_together(indicator_id: UUID, *, by: Actor) -> list[Value]:
    """What is shown of the values of an indicator and of all that count towards it, for who takes
    part in its own agreement: 1 query.

    Of every agreement the same, whoever reads it: what stood when its committee last adopted the
    line, of lines that were for the committee then and are now.
    """
    return _told(await DATABASE.fetch(_ADOPTED, *visible_to(by), indicator_id))


def _told(rows: Iterable[Any]) -> list[Value]:
    found = []
    for row in rows:
        values = dict(row)
        number, counts = values.pop("value"), values.pop("counts")
        kind = {name: values.pop(name) for name in ("leads_to_people", "signals")}
        hiding = values.pop("was_hiding") or hides(counts, **kind)
        found.append(Value(**values, shown=shown(number, hiding=hiding)))
    return found


async def of_line(commitment_id: UUID, organisation_id: UUID, *, by: Actor) -> list[LineValue]:
    """The indicators of a commitment with the newest value of one organisation: 3 queries."""
    views = await indicators(commitment_id, by=by)
    there = await published([view.id for view in views], by=by) if views else []
    newest: dict[UUID, Value] = {}
    for one in there:
        if one.organisation_id == organisation_id:
            newest.setdefault(one.indicator_id, one)
    return [LineValue(view, newest.get(view.id)) for view in views]
