"""Making an API token, and withdrawing one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound, Unread, WrongState, complain
from governance.base.permissions import acting, in_turn, somewhere, taken_by
from governance.base.views import add, change
from governance.identity.people.rules import keys_of
from governance.identity.roles.rules import HeldFor, Target, may_give
from governance.identity.roles.steps.actions import Row, held_on, outlived, store, target_of
from governance.identity.rules import token_hash
from governance.identity.tables import Person, RoleAssignment
from governance.identity.tokens.forms import TokenForm
from governance.identity.tokens.queries import SEEN, tokens_seen
from governance.identity.tokens.rules import (
    ENDED,
    WITHDRAWN,
    TokenState,
    may_withdraw,
    name_taken,
    new_api_token,
    roles_complaints,
    state_of,
    token_complaints,
)
from governance.identity.tokens.tables import ApiToken
from governance.web.addresses import page

# Two who make a token for the same at once wait for one another.
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('token ' || $1, 0))"
_TAKEN = """
select from api_token t join person p on p.id = t.person
where lower(p.function) = lower($1) and t.withdrawn_at is null and t.valid_until > $3
  and coalesce(t.organisation, t.committee, t."grouping") is not distinct from $2"""
_TOKEN = f"""
select t.*, p.function as name from api_token t join person p on p.id = t.person
left join committee c on c.id = t.committee
where t.id = $4 and {SEEN} for update of t"""  # noqa: S608 - constant text
_KINDS = "select distinct kind from role_assignment where person = $1"
_WITHOUT_ROLE = """
select t.*, p.function as name from api_token t join person p on p.id = t.person
where t.person = any($1::uuid[]) and t.withdrawn_at is null and not exists (
    select from role_assignment r
    where r.person = t.person and (r.valid_until is null or r.valid_until > $2))
order by t.id for update of t"""
_ROLES = """
select * from role_assignment where person = $1 and (valid_until is null or valid_until > $2)
order by id for update"""


class Made(Struct, frozen=True, rename="camel"):
    """A token as it was made. ``token`` is shown this once: only its hash is kept."""

    id: UUID
    name: str
    token: str
    valid_until: date


async def make_token(form: TokenForm, *, by: Actor, at: datetime, unread: Unread = ()) -> Made:
    """Make a token with its roles, from now until its last day; the roles end with it."""
    if not somewhere(by, "token.make"):
        raise NotAllowed
    today, name = day(at), " ".join(form.name.split())
    kinds = tuple(dict.fromkeys(form.kinds))
    async with DATABASE.transaction():
        found = [*token_complaints(name, kinds, form.valid_until, today)]
        target = await target_of(form.for_id)
        found += roles_complaints(kinds, target, by)
        found += await outlived(kinds, target, form.valid_until, "validUntil", by)
        await DATABASE.fetch(_ONE_BY_ONE, str(target.id or ""))
        if name and await DATABASE.fetch(_TAKEN, name, target.id, today):
            found.append(name_taken())
        complain(found, unread)
        taken_by(by, lambda way: all(may_give(kind, target, way) for kind in kinds))
        token = new_api_token()
        machine = await _machine(name, form.valid_until)
        made = await add(_row(machine, token, target, form.valid_until, by, at))
        await _roles(machine, kinds, target, form.valid_until, made, by, at)
        noted = _facts(name, kinds, target.id) | {
            "person": machine,
            "valid_until": form.valid_until,
        }
        await record(target.chain, "make_token", "token", made, noted, by=by, at=at)
    return Made(made, name, token, form.valid_until)


async def _machine(name: str, until: date) -> UUID:
    """Who the machine is in the trail and in its roles: by the name of its token."""
    machine = Person(function=name, kind="machine", password_hash="", valid_until=until)
    machine.sign_in_name = f"machine-{machine.id}"
    machine.sort_key, machine.search_key = keys_of(name, "", "").values()
    return await add(machine)


def _row(
    machine: UUID, token: str, target: Target, until: date, by: Actor, at: datetime
) -> ApiToken:
    return ApiToken(
        person=machine,
        token_hash=token_hash(token),
        organisation=target.id if target.held_for is HeldFor.ORGANISATION else None,
        grouping=target.id if target.held_for is HeldFor.REGION else None,
        committee=target.id if target.held_for is HeldFor.COMMITTEE else None,
        made_by=by.person_id,
        made_at=at,
        valid_until=until,
    )


async def _roles(
    machine: UUID, kinds: Iterable[RoleKind], target: Target, until: date, token: UUID,
    by: Actor, at: datetime,
) -> None:  # fmt: skip
    """The roles of the machine. It fills no function: that is what a person does."""
    cause = ("token", token)
    for kind in kinds:
        await store(machine, kind, target, day(at), until, by=by, at=at, told=False, cause=cause)


def _facts(name: str, kinds: Iterable[str], held_for: UUID | None) -> dict[str, Any]:
    return {"token_name": name, "roles": [str(kind) for kind in kinds], "held_for": held_for}


async def withdraw_token(token_id: UUID, *, by: Actor, at: datetime) -> None:
    """Withdraw a token: the next request with it is refused, and its roles have ended."""
    async with DATABASE.transaction():
        row, today = await _mine(token_id, by), day(at)
        state, back = state_of(row["valid_until"], row["withdrawn_at"], today), ("tokens", token_id)
        if state in (TokenState.WITHDRAWN, TokenState.ENDED):
            why = WITHDRAWN if state is TokenState.WITHDRAWN else ENDED
            raise WrongState("withdraw_token", state, why, page(*back))
        target = await target_of(held_on(row))
        if not may_withdraw(await _kinds(row["person"]), target, by):
            raise NotAllowed
        kinds = await _end_roles(row, target, today, by, at)
        await _withdrawn(row, target, kinds, by=by, at=at)


async def withdraw_roles(
    rows: Iterable[tuple[Row, Target]], *, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    """Let locked roles of machines end today, as a review says. A token without any role that
    holds is withdrawn with them. In the transaction of who looked at whether the actor may."""
    ending = list(rows)
    for row, target in ending:
        await _end_role(row, target, day(at), by, at, cause)
    of = {row["person"]: target for row, target in ending}
    for found in await DATABASE.fetch(_WITHOUT_ROLE, sorted(of), day(at)):
        token, kinds = dict(found), [r["kind"] for r, _ in ending if r["person"] == found["person"]]
        await _withdrawn(token, of[token["person"]], kinds, by=by, at=at, cause=cause)


async def _withdrawn(
    token: Row, target: Target, kinds: Iterable[str], *, by: Actor, at: datetime,
    cause: tuple[str, UUID] | None = None,
) -> None:  # fmt: skip
    """Write that a token is withdrawn, and the act."""
    await change(ApiToken, token, withdrawn_at=at, withdrawn_by=by.person_id)
    facts = _facts(token["name"], kinds, target.id)
    noted = changed(token, {"withdrawn_at": at}, **facts)
    made = ("token", token["id"])
    await record(target.chain, "withdraw_token", *made, noted, by=by, at=at, cause=cause)


async def _mine(token_id: UUID, by: Actor) -> Row:
    """A token that the actor withdraws, locked."""
    for way in in_turn(by):
        rows = await DATABASE.fetch(_TOKEN, *tokens_seen(way, "token.withdraw"), token_id)
        if rows:
            acting(way)
            return dict(rows[0])
    raise NotFound


async def _kinds(machine: UUID) -> list[RoleKind]:
    """The roles that a token was made with."""
    rows = await DATABASE.fetch(_KINDS, machine)
    return [RoleKind(row["kind"]) for row in rows]


async def _end_roles(token: Row, target: Target, today: date, by: Actor, at: datetime) -> list[str]:
    """Let what the machine may end today; no rule keeps it, because it is no person."""
    cause = ("token", token["id"])
    rows = [dict(row) for row in await DATABASE.fetch(_ROLES, token["person"], today)]
    for row in rows:
        await _end_role(row, target, today, by, at, cause)
    return [row["kind"] for row in rows]


async def _end_role(
    row: Row, target: Target, today: date, by: Actor, at: datetime, cause: tuple[str, UUID]
) -> None:
    until = {"valid_until": max(today, row["valid_from"])}
    facts = {"person": row["person"], "role": row["kind"], "held_for": target.id}
    await change(RoleAssignment, row, **until)
    noted = changed(row, until, **facts)
    await record(target.chain, "end_role", "role", row["id"], noted, by=by, at=at, cause=cause)
