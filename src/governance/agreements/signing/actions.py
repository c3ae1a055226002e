"""How decisions and signatures are stored. Steps of ``agreements.actions``, in its transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.agreements.forms import DecisionForm, SignatureForm
from governance.agreements.rules import SIGNING, decision_complaints, signature_complaints
from governance.agreements.tables import Decision, Signature
from governance.agreements.taking_part.queries import AuthorityRow
from governance.agreements.versions.actions import last_version
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Overtaken, Unread, WrongState, complain
from governance.base.views import add

_LEFT = """
select count(*)::int as number from party_authority pa join party p on p.id = pa.party
where p.agreement = $1 and p.participation = any($2::text[])
  and not exists (select from signature s where s.party_authority = pa.id)"""
_SIGNED = """
select max(s.signed_on) as last, count(*)::int as number from signature s
join party_authority pa on pa.id = s.party_authority join party p on p.id = pa.party
where p.agreement = $1"""
_DROP = """
delete from decision where party_authority in (
    select pa.id from party_authority pa join party p on p.id = pa.party where p.agreement = $1)
returning id"""


def _asked(row: AuthorityRow, verb: str) -> None:
    """Whether this party decides and signs at all: a party that does not sign has no such step."""
    if row.participation not in SIGNING:
        raise WrongState(verb, row.participation)


async def decide(
    row: AuthorityRow, form: DecisionForm, unread: Unread, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Store the decision of an authority; gives what the trail notes of it.

    Raises :class:`Overtaken` when somebody recorded it already.
    """
    _asked(row, "record_decision")
    if row.decided_on is not None:
        raise Overtaken
    complain(decision_complaints(form, day(at)), unread)
    decision = Decision(
        party_authority=row.id,
        agreement_version=(await last_version(row.agreement_id))["id"],
        decided_by=form.decided_by.strip(),
        decided_on=form.decided_on,
        number=form.number.strip(),
        recorded_at=at,
        recorded_by=by.person_id,
        on_behalf_of=row.represented_by_function,
    )
    await add(decision)
    named = {"party_authority": row.id, "organisation": row.organisation}
    return {**named, "decided_on": form.decided_on, "number": decision.number}


async def sign(
    row: AuthorityRow, form: SignatureForm, unread: Unread, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Store the signature of an authority; gives what the trail notes of it.

    Raises :class:`Overtaken` when somebody recorded it already.
    """
    _asked(row, "record_signature")
    if row.signed_on is not None:
        raise Overtaken
    complain(signature_complaints(form, row.decided_on, day(at)), unread)
    signature = Signature(
        party_authority=row.id,
        agreement_version=(await last_version(row.agreement_id))["id"],
        signed_by_function=form.signed_by_function.strip(),
        signed_on=form.signed_on,
        capacity=form.capacity,
        capacity_reference=form.capacity_reference.strip(),
        recorded_at=at,
        recorded_by=by.person_id,
        on_behalf_of=row.represented_by_function,
    )
    await add(signature)
    named = {"party_authority": row.id, "organisation": row.organisation}
    return {**named, "signed_on": form.signed_on, "capacity": form.capacity}


async def left(agreement_id: UUID) -> int:
    """How many authorities have still to sign."""
    [row] = await DATABASE.fetch(_LEFT, agreement_id, sorted(SIGNING))
    return int(row["number"])


async def last_signed_on(agreement_id: UUID) -> date | None:
    """The day of the last signature, or None when nobody signed."""
    [row] = await DATABASE.fetch(_SIGNED, agreement_id)
    last: date | None = row["last"]
    return last


async def drop_decisions(agreement_id: UUID) -> int:
    """Decisions fall away with the version that they were about; gives how many."""
    return len(await DATABASE.fetch(_DROP, agreement_id))
