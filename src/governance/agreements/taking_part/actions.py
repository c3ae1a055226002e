"""How parties are checked and stored. Steps of ``agreements.actions``, in its transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import structs

from governance.agreements.forms import PartyForm
from governance.agreements.rules import SIGNING
from governance.agreements.tables import Party, PartyAuthority
from governance.agreements.taking_part.rules import (
    Body,
    Known,
    Standing,
    acting_body,
    case_number,
    named_complaints,
    new_complaints,
    parties_missing,
    party_complaints,
)
from governance.agreements.telling.rules import listed
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.ids import new_id
from governance.base.views import add, add_all, change, encoded, fetch, lock

_BODIES = """
select id, name, legal_personality, acting_body, valid_until
from organisation where id = any($1::uuid[])
union
select b.id, b.name, b.legal_personality, b.acting_body, b.valid_until
from organisation o join organisation b on b.id = o.acting_body where o.id = any($1::uuid[])"""
_AUTHORITIES = "select id, organisation from authority where id = any($1::uuid[])"
_STANDING = """
select p.position - 1 as place, o.name, p.participation, count(pa.id)::int as authorities,
       o.valid_until
from party p join organisation o on o.id = p.organisation
left join party_authority pa on pa.party = p.id
where p.agreement = $1 group by p.id, p.position, o.name, p.participation, o.valid_until
order by p.position"""
_KEPT = """
select p.id, p.organisation, o.name, p.participation, p.acting_body, p.case_number,
       pa.id as party_authority, pa.authority, pa.represented_by_function
from party p join organisation o on o.id = p.organisation
left join party_authority pa on pa.party = p.id where p.agreement = $1
order by p.position, pa.position"""
_CLEAR = "delete from party_authority where party in (select id from party where agreement = $1)"
# A floor above points at the parties of a draft: only commitments do, and their keys hold here.
_NAMED = """
select p.organisation, p.position - 1 as place, o.name, c.position as number, c.title, cp.part
from commitment_party cp
join commitment c on c.id = cp.commitment
join party p on p.id = cp.party
join organisation o on o.id = p.organisation
where p.agreement = $1 order by p.position, c.position"""
# What a party did before its decision goes with it when it is left out; the trail keeps it.
_GONE = """
with gone as (select id from party where agreement = $1 and id <> all($2::uuid[])),
     advice as (delete from chain_advice where party in (select id from gone)),
     chain as (delete from party_chain where party in (select id from gone))
delete from party where id in (select id from gone)"""
_STORE = """
insert into party (id, version, agreement, organisation, participation, acting_body, position,
                   case_number)
select r.id, 1, $2, r.organisation, r.participation, r.acting_body, r.position, r.case_number
from jsonb_to_recordset($1::jsonb)
     as r(id uuid, organisation uuid, participation text, acting_body uuid, position integer,
          case_number text)
on conflict (id) do update set version = party.version + 1, position = excluded.position,
     participation = excluded.participation, acting_body = excluded.acting_body,
     case_number = excluded.case_number"""

_LAST = "select coalesce(max(position), 0) + 1 as next from party where agreement = $1"
_JOIN = """
update party p set version = p.version + 1, joined_on = $2
where p.agreement = $1 and p.participation = any($3::text[]) and p.joined_on is null
  and ($4 or not exists (select from party_authority pa where pa.party = p.id and not exists (
      select from signature s where s.party_authority = pa.id)))"""


async def _known(parties: list[PartyForm]) -> Known:
    named = {p.organisation_id for p in parties if p.organisation_id} | {
        p.acting_body_id for p in parties if p.acting_body_id
    }
    bodies = await fetch(Body, _BODIES, sorted(named))
    authorities = sorted({a.authority_id for p in parties for a in p.authorities if a.authority_id})
    rows = await DATABASE.fetch(_AUTHORITIES, authorities)
    return Known({b.id: b for b in bodies}, {r["id"]: r["organisation"] for r in rows})


async def replace(
    agreement_id: UUID, parties: list[PartyForm], today: date, unread: Unread = ()
) -> dict[str, Any]:
    """Store the parties of a draft in this order; who stays keeps its identity.

    Gives what the trail notes of it: who came, who went, who takes part in another way.
    Raises :class:`Refused` with every complaint, also about who has ended and is no party yet,
    and about each commitment in which a party that is left out still stands.
    """
    known = await _known(parties)
    named = await DATABASE.fetch(_NAMED, agreement_id)
    rows = await DATABASE.fetch(_KEPT, agreement_id)
    kept = {r["organisation"]: r["acting_body"] for r in rows}
    found = [*party_complaints(parties, known), *new_complaints(parties, known, kept, today)]
    complain([*found, *named_complaints(named, parties)], unread)
    ids = {r["organisation"]: r["id"] for r in rows}
    organs = {(r["organisation"], r["authority"]): r["party_authority"] for r in rows}
    await DATABASE.fetch(_CLEAR, agreement_id)
    numbers = {r["organisation"]: r["case_number"] for r in rows}
    stored = [
        _row(form, place, ids, known) | {"case_number": case_number(form, numbers)}
        for place, form in enumerate(parties, start=1)
    ]
    await DATABASE.fetch(_GONE, agreement_id, [party["id"] for party in stored])
    await DATABASE.fetch(_STORE, encoded(stored), agreement_id)
    await add_all(
        PartyAuthority(
            id=organs.get((form.organisation_id, organ.authority_id)) or new_id(),
            party=party["id"],
            authority=organ.authority_id,
            represented_by_function=organ.represented_by_function.strip(),
            position=place,
        )
        for party, form in zip(stored, parties, strict=True)
        for place, organ in enumerate(form.authorities, start=1)
    )
    names = {r["organisation"]: r["name"] for r in rows}
    names |= {body.id: body.name for body in known.bodies.values()}
    return dict(listed(_ways(rows), _asked(parties, known, numbers), names))


async def add_party(
    agreement_id: UUID, form: PartyForm, today: date, *, joined_on: date | None = None
) -> None:
    """One party more, behind those that there are. Complaints are about ``organisationId``."""
    known = await _known([form])
    found = [*party_complaints([form], known), *new_complaints([form], known, {}, today)]
    complain(structs.replace(one, field="organisationId") for one in found)
    [last] = await DATABASE.fetch(_LAST, agreement_id)
    await add(
        Party(
            agreement=agreement_id,
            organisation=form.organisation_id,
            participation=form.participation,
            acting_body=acting_body(form, known),
            position=last["next"],
            joined_on=joined_on,
        )
    )


def _row(form: PartyForm, place: int, ids: Mapping[UUID, UUID], known: Known) -> dict[str, Any]:
    """A party as it is stored; one that stays keeps its id."""
    return {
        "id": ids.get(form.organisation_id) or new_id(),
        "organisation": form.organisation_id,
        "participation": form.participation,
        "acting_body": acting_body(form, known),
        "position": place,
    }


def _ways(rows: Iterable[Any]) -> dict[UUID, Any]:
    """In which way each organisation took part: form, who acts, through which authorities."""
    found: dict[UUID, Any] = {}
    for row in rows:
        way: Any = (row["participation"], row["acting_body"], row["case_number"], [])
        organs = found.setdefault(row["organisation"], way)[3]
        if row["authority"]:
            organs.append((row["authority"], row["represented_by_function"]))
    return found


def _asked(parties: list[PartyForm], known: Known, numbers: Mapping[UUID, str]) -> dict[UUID, Any]:
    """In which way each organisation is to take part, as ``_ways`` gives it."""
    return {
        form.organisation_id: (
            form.participation,
            acting_body(form, known),
            case_number(form, numbers),
            [(one.authority_id, one.represented_by_function.strip()) for one in form.authorities],
        )
        for form in parties
    }


async def join_at_entry(agreement_id: UUID, on: date, *, elsewhere: bool = False) -> None:
    """From its entry into force the agreement holds for every party that has signed by then:
    here, or ``elsewhere`` on a paper that is its evidence."""
    await DATABASE.fetch(_JOIN, agreement_id, on, sorted(SIGNING), elsewhere)


async def join(party_id: UUID, on: date) -> None:
    """From a day the agreement holds for one party more: it acceded, or signed later."""
    await change(Party, await lock(Party, party_id), joined_on=on)


async def leave(party_id: UUID, on: date) -> None:
    """From a day the agreement no longer holds for a party."""
    await change(Party, await lock(Party, party_id), left_on=on)


async def missing(agreement_id: UUID, today: date) -> list[Complaint]:
    """What the parties still lack before the agreement can be put up for decision."""
    return list(parties_missing(await fetch(Standing, _STANDING, agreement_id), today))
