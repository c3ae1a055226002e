"""By what somebody may ask, and which organisation is to be asked about a gap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import TABLE, Reach, held_on, holds
from governance.overview.choosing.rules import Chosen, Whom
from governance.parties.visible.queries import holding

Askable = tuple[bool, list[UUID], list[UUID], list[UUID]]
_UNTIL = "least(coalesce({row}.valid_until, 'infinity'), $2::date + 1)"
"""Until when it was filled so: what goes on counts alike, however long it goes on."""
_WHOM = f"""
with asking as (select unnest($5::uuid[]) as region
    union select c."grouping" from committee c where c.id = any($6::uuid[])),
provided as (
    select f.organisation as place, f.function, f.provider, {_UNTIL.format(row="f")} as until,
           1 as near, f.valid_from
    from filling f where f.provider is not null and f.provider <> f.organisation
      and f.organisation = any($1::uuid[]) and f.valid_from <= $2
    union all
    select m.organisation, f.function, f.provider, {_UNTIL.format(row="f")}, 0, f.valid_from
    from filling f join membership m on m."grouping" = f."grouping" and {holding("m", "$2")}
    where f.provider <> m.organisation
      and m.organisation = any($1::uuid[]) and f.valid_from <= $2),
can as (
    select o.id, o.short_name from organisation o where o.id in (select provider from provided)
      and (o.valid_until is null or o.valid_until > $2)
      and ($3::boolean or o.id = any($4::uuid[]) or exists (
        select from membership am join asking a on a.region = am."grouping"
        where am.organisation = o.id and {holding("am", "$2")}))),
latest as (
    select distinct on (p.place, p.function) p.*, can.id, can.short_name
    from provided p join can on can.id = p.provider
    order by p.place, p.function, p.until desc, p.near desc, p.valid_from desc, can.id)
select l.place, l.function, l.id, l.short_name from latest l where not exists (
    select from filling f where f.organisation = l.place and f.function = l.function
      and coalesce(f.provider, f.organisation) = l.place and f.valid_from <= $2
      and ({_UNTIL.format(row="f")}, 1, f.valid_from) > (l.until, l.near, l.valid_from))"""  # noqa: S608 - constant text


def askable(by: Actor) -> Askable:
    """By what the actor may ask: everything; own organisations; regions; committees."""
    who = TABLE["filling_request.ask"].who
    everything = holds(by, [held for held in who if held.reach is Reach.ALL]) is not None
    reaches = (Reach.OWN, Reach.REGION, Reach.COMMITTEE)
    own, regions, committees = (sorted(held_on(by, who, reach)) for reach in reaches)
    return everything, own, regions, committees


async def whom_to_ask(places: Sequence[UUID], today: date, *, by: Actor) -> Chosen:
    """Whom the actor is to ask about the functions of some municipalities, where that is not the
    municipality itself: 1 query, none for who asks nobody.

    Who provides it there now comes first, then who did so last; for the municipality before for
    its region. Who ended, or may not be asked by this actor, is passed over.
    """
    may = askable(by)
    if not any(may):
        return {}
    rows = await DATABASE.fetch(_WHOM, list(places), today, *may)
    return {(row[0], row[1]): Whom(row[2], row[3]) for row in rows}
