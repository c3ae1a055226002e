"""How decisions and signatures are stored. Steps of ``agreements.actions``, in its transaction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from governance.agreements.forms import DecisionForm, SignatureForm
from governance.agreements.rules import SIGNING, is_open
from governance.agreements.signing.rules import decision_complaints, signature_complaints
from governance.agreements.tables import Decision, Signature
from governance.agreements.taking_part.queries import AuthorityRow
from governance.agreements.versions.actions import text_seen
from governance.agreements.when.rules import IS_SEALED, NOT_ASKED, NOT_RECORDED
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Overtaken, Unread, WrongState, complain
from governance.base.views import add, change, unchanged

_OF_TYPING = ("recorded_at", "recorded_by", "on_behalf_of")
"""Who typed it and when: that alone is no change."""
_DROP = """
delete from {table} where party_authority in (
    select pa.id from party_authority pa join party p on p.id = pa.party where p.agreement = $1)
returning id"""

_SIGNATURES = """select s.id from signature s join party_authority pa on pa.id = s.party_authority
    join party p on p.id = pa.party where p.agreement = $1"""
_TAKE_OFF = """
update signature_scan set removed_at = $2, removed_by = $3, reason = $4
where removed_at is null and signature in ({signatures}) returning id"""


def _asked(row: AuthorityRow, verb: str) -> None:
    """Whether this party decides and signs at all: a party that does not sign has no such step."""
    if row.participation not in SIGNING:
        raise WrongState(verb, row.participation, NOT_ASKED)
    if not is_open(row.state, row.participation, row.joined_on):
        raise WrongState(verb, row.state, IS_SEALED)


async def decide(
    row: AuthorityRow, form: DecisionForm, unread: Unread, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Store the decision of an authority; gives what the trail notes of it.

    Raises :class:`Overtaken` when somebody recorded it already, or when it is about a text
    that was taken back since.
    """
    _asked(row, "record_decision")
    if row.decided_on is not None:
        raise Overtaken
    text = await text_seen(row.agreement_id, form.text_version)
    complain(decision_complaints(form, day(at), day(text["frozen_at"])), unread)
    values = _decided(form, row, by, at)
    await add(Decision(party_authority=row.id, agreement_version=text["id"], **values))
    noted = ("decided_on", "number", "outcome", "reason", "reserved_until")
    return about(row) | {name: values[name] for name in noted}


async def decide_anew(
    row: AuthorityRow,
    form: DecisionForm,
    version: int | None,
    unread: Unread,
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """Put the decision of an authority right; gives what the trail notes of it, or nothing when
    it says what it said."""
    found = await recorded(Decision, row, "correct_decision", version)
    text = await text_seen(row.agreement_id, form.text_version)
    if not form.outcome:
        kept = {"reason": form.reason or found["reason"], "outcome": found["outcome"]}
        until = form.reserved_until or found["reserved_until"]
        form = replace(form, reserved_until=until, **kept)
    put_up_on = day(text["frozen_at"])
    complain(decision_complaints(form, day(at), put_up_on, row.signed_on), unread)
    values = _decided(form, row, by, at)
    noted = _noted(row, found, values)
    if noted:
        await change(Decision, found, **values)
    return noted


def _decided(form: DecisionForm, row: AuthorityRow, by: Actor, at: datetime) -> dict[str, Any]:
    typed = {"decided_by": form.decided_by.strip(), "number": form.number.strip()}
    said = {"decided_on": form.decided_on, "outcome": form.outcome}
    typed |= {"reason": form.reason.strip()}
    said |= {"reserved_until": form.reserved_until}
    return typed | said | _typed(row.authority, by, at)


def _typed(behalf: str, by: Actor, at: datetime) -> dict[str, Any]:
    """Who typed it, when, and for whom: the authority that decided, the function that signed."""
    return {"recorded_at": at, "recorded_by": by.person_id, "on_behalf_of": behalf}


def about(row: AuthorityRow) -> dict[str, Any]:
    """Which authority an entry of the trail is about."""
    return {
        "party_authority": row.id, "organisation": row.organisation, "authority": row.authority,
    }  # fmt: skip


def _noted(row: AuthorityRow, found: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """What the trail notes of what was put right; nothing when it says what it said."""
    said = {name: value for name, value in values.items() if name not in _OF_TYPING}
    noted = changed(found, said, **about(row))
    return noted if noted["after"] else {}


async def recorded(
    table: type[Decision | Signature], row: AuthorityRow, verb: str, version: int | None
) -> dict[str, Any]:
    """What was recorded of an authority, to be put right; raises when there is nothing."""
    _asked(row, verb)
    found = await table.select().where(table.party_authority == row.id)
    if not found:
        raise WrongState(verb, row.next_step, NOT_RECORDED)
    unchanged(found[0], version)
    return dict(found[0])


async def sign(
    row: AuthorityRow, form: SignatureForm, unread: Unread, *, by: Actor, at: datetime
) -> dict[str, Any]:
    """Store the signature of an authority; gives what the trail notes of it.

    Raises :class:`Overtaken` when somebody recorded it already, or when it is about a text
    that was taken back since.
    """
    _asked(row, "record_signature")
    if row.signed_on is not None:
        raise Overtaken
    text = (await text_seen(row.agreement_id, form.text_version))["id"]
    complain(_unsigned(form, row, at), unread)
    values = _signed(form, row, by, at)
    await add(Signature(party_authority=row.id, agreement_version=text, **values))
    return about(row) | {"signed_on": form.signed_on, "capacity": form.capacity}


async def sign_anew(
    row: AuthorityRow,
    form: SignatureForm,
    version: int | None,
    unread: Unread,
    *,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """Put the signature of an authority right; gives what the trail notes of it, or nothing when
    it says what it said."""
    found = await recorded(Signature, row, "correct_signature", version)
    await text_seen(row.agreement_id, form.text_version)
    complain(_unsigned(form, row, at), unread)
    values = _signed(form, row, by, at)
    noted = _noted(row, found, values)
    if noted:
        await change(Signature, found, **values)
    return noted


def _unsigned(form: SignatureForm, row: AuthorityRow, at: datetime) -> Iterator[Complaint]:
    """Why this cannot be the signature of an authority."""
    said = row.represented_by_function
    return signature_complaints(form, row.decided_on, row.outcome, day(at), said)


def _signed(form: SignatureForm, row: AuthorityRow, by: Actor, at: datetime) -> dict[str, Any]:
    reference = form.capacity_reference.strip()
    typed = {"signed_by_function": form.signed_by_function.strip(), "signed_on": form.signed_on}
    right = {"capacity": form.capacity, "capacity_reference": reference}
    return typed | right | _typed(row.represented_by_function, by, at)


async def drop(agreement_id: UUID, by: Actor, at: datetime) -> tuple[int, dict[str, int]]:
    """Signatures and decisions fall away with the version that they were about.

    Gives how many, and what the trail notes of them. The files of scans are kept.
    """
    scans = await take_off(_SIGNATURES, agreement_id, "", by, at)
    signed = await DATABASE.fetch(_DROP.format(table="signature"), agreement_id)
    decided = await DATABASE.fetch(_DROP.format(table="decision"), agreement_id)
    more = {"signatures_dropped": len(signed), "scans_dropped": scans}
    noted = {"decisions_dropped": len(decided)} | {n: v for n, v in more.items() if v}
    return len(decided) + len(signed), noted


async def take_off(signatures: str, of: UUID, reason: str, by: Actor, at: datetime) -> int:
    """The scans of signatures that are taken out come off with them; gives how many."""
    values = (of, at, by.person_id, reason)
    return len(await DATABASE.fetch(_TAKE_OFF.format(signatures=signatures), *values))
