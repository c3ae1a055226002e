"""What is shown of agreements, and to whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import SIGNING
from governance.agreements.signing.queries import Due, Waiting, reached, waited_for
from governance.agreements.taking_part.queries import (
    AuthorityView,
    PartyView,
    authority_row,
    parties_of,
    view_of,
)
from governance.agreements.versions.queries import VersionView, newest
from governance.agreements.visible.queries import TAKING_PART, VISIBLE, visible_to
from governance.agreements.when.rules import verbs_of
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.searching import like
from governance.base.views import fetch

PAGE_SIZE = 25


class Listed(Struct, frozen=True, rename="camel"):
    """An agreement in the list. ``asked``: how many authorities must decide and sign;
    ``registered``: it was signed elsewhere."""

    id: UUID
    title: str
    short_title: str
    state: str
    keeper: str
    parties: int
    asked: int
    decided: int
    signed: int
    entered_into_force_on: date | None
    ends_on: date | None
    ended_because: str
    registered: bool


class Listing(Struct, frozen=True, rename="camel"):
    """One page of agreements; ``total`` counts all that were found, ``pages`` is at least 1."""

    agreements: tuple[Listed, ...]
    total: int
    page: int
    pages: int


class AgreementView(Struct, frozen=True, rename="camel"):
    """An agreement as it stands. ``was_up``: a text of it was put up for decision before;
    ``takes_part``: this reader's organisation or committee does; ``registration_id``: of one that
    was signed elsewhere; ``verbs``: what this reader may
    do now, by the workflow."""

    id: UUID
    version: int
    keeper_id: UUID
    keeper: str
    committee_id: UUID | None
    committee: str | None
    kind: str
    model_key: str
    model_version: str
    title: str
    short_title: str
    state: str
    term_months: int | None
    extension_rule: str
    extension_months: int | None
    notice_months: int | None
    enforceable: bool
    entry_rule: str
    entry_date: date | None
    entry_number: int | None
    withdrawal_rule: str
    end_event: str
    published_on: date | None
    entered_into_force_on: date | None
    ends_on: date | None
    ended_because: str
    text_version: int
    frozen_at: datetime | None
    shared_at: datetime | None
    parties: int
    asked: int
    decided: int
    declined: int
    signed: int
    last_signed_on: date | None
    was_up: bool
    takes_part: bool
    amends: UUID | None
    supplements: UUID | None
    predecessor: UUID | None
    registration_id: UUID | None = None
    verbs: tuple[str, ...] = ()


class PartyAuthorityView(Struct, frozen=True, rename="camel"):
    """One authority of a party, with the agreement and text that it decides upon and signs."""

    agreement_id: UUID
    agreement: str
    state: str
    organisation_id: UUID
    organisation: str
    participation: str
    text_version: int
    put_up_on: date | None
    joined_on: date | None
    authority: AuthorityView


_COUNTS = """
cross join lateral (
    select count(distinct p.id)::int as parties,
           count(pa.id) filter (where p.participation = any($3::text[]))::int as asked,
           count(d.id)::int as decided, count(s.id)::int as signed,
           (count(d.id) filter (where d.outcome = 'declined'))::int as declined,
           max(s.signed_on) as last_signed_on
    from party p
    left join party_authority pa on pa.party = p.id
    left join decision d on d.party_authority = pa.id
    left join signature s on s.party_authority = pa.id
    where p.agreement = a.id
) n"""
_TOTAL = f"""
select count(*)::int as number from agreement a
where {VISIBLE} and ($3::text is null or a.state = $3)
  and ($4::text is null or ' ' || a.search_key like $4)"""  # noqa: S608 - constant text
_LISTED = f"""
select a.id, a.title, a.short_title, a.state, o.short_name as keeper, n.parties, n.asked,
       n.decided, n.signed, a.entered_into_force_on, a.ends_on, a.ended_because,
       a.model_key = '' as registered
from (
    select a.* from agreement a
    where {VISIBLE} and ($4::text is null or a.state = $4)
      and ($5::text is null or ' ' || a.search_key like $5)
    order by a.sort_key, a.id limit $6 offset $7
) a
join organisation o on o.id = a.keeper {_COUNTS}
order by a.sort_key, a.id"""  # noqa: S608 - constant text
_AGREEMENT = f"""
select a.id, a.version, o.id as keeper_id, o.name as keeper, c.id as committee_id,
       c.name as committee, a.kind, a.model_key, a.model_version, a.title, a.short_title, a.state,
       a.term_months, a.extension_rule, a.extension_months, a.notice_months, a.enforceable,
       a.entry_rule, a.entry_date, a.entry_number, a.withdrawal_rule, a.end_event,
       a.published_on, a.entered_into_force_on, a.ends_on, a.ended_because,
       v.number as text_version, v.frozen_at, a.shared_at,
       n.parties, n.asked, n.decided, n.declined, n.signed, n.last_signed_on,
       exists (select 1 from agreement_version u where u.agreement = a.id
               and u.frozen_for = 'decision') as was_up,
       (select g.id from registration g where g.agreement = a.id) as registration_id,
       {TAKING_PART} as takes_part, a.amends, a.supplements, a.predecessor
from agreement a
join organisation o on o.id = a.keeper
left join committee c on c.id = a.committee
join lateral (select number, frozen_at from agreement_version v where v.agreement = a.id
              order by v.number desc limit 1) v on true {_COUNTS}
where a.id = $4 and {VISIBLE}"""  # noqa: S608 - constant text
_SEEN = f"select a.id from agreement a where a.id = $3 and {VISIBLE}"  # noqa: S608 - constant


async def listed(
    by: Actor, *, search: str | None = None, state: str | None = None, page: int = 1
) -> Listing:
    """One page of the agreements that the actor sees, by title: 2 queries.

    ``search`` finds the beginning of words in the title. A page that is not there is the last.
    """
    wanted, state = like(search), state or None
    [row] = await DATABASE.fetch(_TOTAL, *visible_to(by), state, wanted)
    pages = max(1, -(-row["number"] // PAGE_SIZE))
    page = min(max(1, page), pages)
    offset = (page - 1) * PAGE_SIZE
    values = (*visible_to(by), sorted(SIGNING), state, wanted, PAGE_SIZE, offset)
    found = await fetch(Listed, _LISTED, *values)
    return Listing(tuple(found), row["number"], page, pages)


async def agreement(agreement_id: UUID, *, by: Actor) -> AgreementView:
    """One agreement: 1 query. Raises :class:`NotFound`, also for who may not see it."""
    rows = await DATABASE.fetch(_AGREEMENT, *visible_to(by), sorted(SIGNING), agreement_id)
    if not rows:
        raise NotFound
    values: dict[str, Any] = dict(rows[0])
    return AgreementView(**values, verbs=verbs_of(values, by))


async def _seen(agreement_id: UUID, by: Actor) -> None:
    if not await DATABASE.fetch(_SEEN, *visible_to(by), agreement_id):
        raise NotFound


async def parties(agreement_id: UUID, *, by: Actor) -> list[PartyView]:
    """The parties with authorities, decisions and signatures: 3 queries."""
    await _seen(agreement_id, by)
    return await parties_of(agreement_id, by=by)


async def party_authority(party_authority_id: UUID, *, by: Actor) -> PartyAuthorityView:
    """One authority of a party, to decide or sign: 2 queries. Raises :class:`NotFound`."""
    row = await authority_row(party_authority_id)
    if row is None:
        raise NotFound
    await _seen(row.agreement_id, by)
    return PartyAuthorityView(
        row.agreement_id,
        row.agreement,
        row.state,
        row.organisation_id,
        row.organisation,
        row.participation,
        row.text_version,
        day(row.frozen_at) if row.frozen_at else None,
        row.joined_on,
        view_of(row, by),
    )


async def current_version(agreement_id: UUID, *, by: Actor) -> VersionView:
    """The newest version of the text, with its answers: 2 queries."""
    await _seen(agreement_id, by)
    return await newest(agreement_id)


async def waiting(by: Actor, today: date, *, limit: int = 200) -> list[Waiting]:
    """Authorities that have still to decide or sign, longest waiting first: 1 query."""
    return await waited_for(VISIBLE, visible_to(by), by, today, limit)


async def due_to_enter(today: date, *, by: Actor) -> list[Due]:
    """Signed agreements whose rule brings them into force by today: 1 query."""
    return await reached(VISIBLE, visible_to(by), today)
