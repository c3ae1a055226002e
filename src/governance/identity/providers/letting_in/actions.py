"""Let somebody in whom a provider vouches for, or refuse and say why in the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.audit.rules import NOBODY, Result
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.identity.noting.actions import tell_owner
from governance.identity.noting.queries import chain_of, chain_of_person
from governance.identity.noting.words import ACCOUNT_WORDS
from governance.identity.providers.queries import Known, is_of, named, of_account, of_person
from governance.identity.providers.rules import NotBelieved, Provider, Purpose, Reason
from governance.identity.providers.tokens.rules import (
    check_recent,
    invited_address,
    organisations_of,
    shown_at,
)
from governance.identity.queries import OPENS
from governance.identity.rules import Caller, Vouched
from governance.identity.sessions.actions import begin, hold, renew
from governance.notices.actions import call_off, hold_back
from governance.notices.letters.rules import Kind

_WHOSE = """
select from person where id = (select person from invitation where id = $1) for update"""
_USE = f"""
update invitation i set ended_at = $2, used = true from person p
where i.id = $1 and p.id = i.person and i.offer is null and {OPENS}
returning i.person, i.organisation
"""  # noqa: S608 - constant text
_JOIN = """
insert into identity_link (id, person, provider, issuer, subject, linked_at)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id
"""
_USED = "update identity_link set used_at = $3 where issuer = $1 and subject = $2 returning id"
_REFUSED = "update provider_flow set outcome = $2 where id = $1 and outcome = '' returning id"


class Flow(Struct, frozen=True):
    """A going to a provider that came back."""

    id: UUID
    provider: str
    purpose: Purpose
    person: UUID | None
    session_id: UUID | None
    invitation: UUID | None
    wanted: str
    made_at: datetime


class Account(Struct, frozen=True):
    """An account that was believed: what its token says, and where its browser is."""

    provider: Provider
    claims: Mapping[str, Any]
    address: str
    device: str
    session_id: UUID | None

    @property
    def subject(self) -> str:
        """The account, as the issuer calls it."""
        return str(self.claims["sub"])


async def let_in(flow: Flow, account: Account, at: datetime) -> str | None:
    """Do what somebody came for; gives the token of a session that is new or renewed."""
    async with DATABASE.transaction():
        if flow.purpose is Purpose.INVITATION:
            return await _invited(flow, account, at)
        if flow.purpose is Purpose.LINK:
            await _link(flow, account, at)
            return None
        known = await _of(account, at)
        if flow.purpose is Purpose.CONFIRM:
            return await _confirm(flow, account, known, at)
        return await _begin(known.actor, account, at)


async def _of(account: Account, at: datetime) -> Known:
    """The person of the account, who may sign in from there."""
    given = account.provider
    known = await of_account(account.subject, given.key, given.issuer, at)
    return await _allowed(known, account, at)


async def _allowed(known: Known | None, account: Account, at: datetime) -> Known:
    if known is None:
        raise NotBelieved(Reason.UNKNOWN_PERSON)
    if not await is_of(known.actor, organisations_of(account.claims, account.provider), at):
        raise NotBelieved(Reason.ORGANISATION)
    return known


async def _begin(actor: Actor, account: Account, at: datetime) -> str:
    given, said = account.provider, account.claims.get("sid")
    theirs = said if isinstance(said, str) and len(said) <= 255 else ""
    await hold(actor.person_id)
    if not await DATABASE.fetch(_USED, given.issuer, account.subject, at):
        raise NotBelieved(Reason.UNKNOWN_PERSON)
    caller = Caller(account.address, account.device)
    return await begin(
        actor,
        method="provider",
        caller=caller,
        at=at,
        vouched=Vouched(given.key, theirs, shown_at(account.claims)),
    )


async def _invited(flow: Flow, account: Account, at: datetime) -> str:
    assert flow.invitation is not None  # noqa: S101 - a check of the table
    await DATABASE.fetch(_WHOSE, flow.invitation)  # The person first, as what closes ways in does.
    rows = await DATABASE.fetch(_USE, flow.invitation, at, day(at))
    if not rows:
        raise NotBelieved(Reason.INVITATION)
    given = account.provider
    known = await of_person(rows[0]["person"], given.key, given.issuer, at)
    known = await _allowed(known, account, at)
    if not known.email or known.email.strip().casefold() != invited_address(account.claims, given):
        raise NotBelieved(Reason.ADDRESS)
    await hold_back(Kind.INVITATION, "invitation", [flow.invitation])
    await _join(known.actor, account, at)
    await call_off(Kind.INVITATION, "invitation", [flow.invitation], by=known.actor, at=at)
    chain = rows[0]["organisation"] or await chain_of(known.actor)
    said = {"provider": given.key}
    await record(
        chain, "accept_invitation", "invitation", flow.invitation, said, by=known.actor, at=at
    )
    return await _begin(known.actor, account, at)


async def _link(flow: Flow, account: Account, at: datetime) -> None:
    assert flow.person is not None  # noqa: S101 - a check of the table
    if flow.session_id != account.session_id:
        raise NotBelieved(Reason.OTHER_BROWSER)
    given = account.provider
    known = await of_person(flow.person, given.key, given.issuer, at)
    known = await _allowed(known, account, at)
    if await _join(known.actor, account, at):
        await tell_owner(ACCOUNT_WORDS["linked"], by=known.actor, at=at)


async def _join(actor: Actor, account: Account, at: datetime) -> bool:
    """Link the account; it may be of this person already (False), never of another."""
    given, link = account.provider, new_id()
    made = await DATABASE.fetch(
        _JOIN, link, actor.person_id, given.key, given.issuer, account.subject, at
    )
    if made:
        await _note("linked", link, {"provider": given.key}, actor, at)
        return True
    known = await of_account(account.subject, given.key, given.issuer, at)
    if known is None or known.actor.person_id != actor.person_id:
        raise NotBelieved(Reason.LINKED)
    return False


async def _confirm(flow: Flow, account: Account, known: Known, at: datetime) -> str:
    check_recent(account.claims, flow.made_at)
    mine = flow.session_id == account.session_id and known.actor.person_id == flow.person
    if account.session_id is None or not mine:
        raise NotBelieved(Reason.OTHER_PERSON)
    token = await renew(account.session_id, at=at)
    said = {"confirmed_by": "provider", "provider": account.provider.key}
    await _note("confirmed", account.session_id, said, known.actor, at)
    return token


async def _note(
    verb: str, thing_id: UUID, changes: Mapping[str, Any], actor: Actor, at: datetime
) -> None:
    kind = "identity_link" if verb == "linked" else "session"
    await record(await chain_of(actor), verb, kind, thing_id, changes, by=actor, at=at)


async def refuse(flow: Flow, provider: Provider, reason: Reason, at: datetime) -> None:
    """Note that a going ended in a refusal: once, in the trail of whom the provider is for."""
    async with DATABASE.transaction():
        if not await DATABASE.fetch(_REFUSED, flow.id, reason.value):
            return
        known = flow.person is not None
        chain = None if known else next(iter(await named(_organisations(provider))), None)
        said = {"provider": provider.key, "purpose": flow.purpose, "reason": reason.value}
        await record(
            chain or await chain_of_person(flow.person), "sign_in", "person",
            flow.person or NOBODY.person_id, said, by=NOBODY, at=at, result=Result.REFUSED,
            person_id=flow.person,
        )  # fmt: skip


def _organisations(provider: Provider) -> tuple[str, ...]:
    return (*provider.organisations, *(row.organisation for row in provider.mapped))
