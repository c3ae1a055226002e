"""Which API tokens there are, and to whom they are shown."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound
from governance.base.permissions import TABLE, Reach, held_on, may, somewhere
from governance.identity.roles.rules import HeldFor, Target
from governance.identity.tokens.rules import TokenState, may_withdraw, state_of

PAGE_SIZE = 50
WORKING = (TokenState.WORKS, TokenState.ENDS_SOON)
SEEN = """($1 or t.organisation = any($2::uuid[]) or c.organisation = any($2::uuid[])
    or t.committee = any($3::uuid[]))"""
"""Which tokens (``t``, with its committee ``c``) somebody sees; from :func:`tokens_seen`."""
_FROM = """
from api_token t join person p on p.id = t.person join person m on m.id = t.made_by
left join person w on w.id = t.withdrawn_by
left join organisation g on g.id = t.organisation
left join committee c on c.id = t.committee
left join grouping q on q.id = t."grouping" """
_COLUMNS = """
select t.id, t.person as machine_id, p.function as name,
  case when g.id is not null then 'organisation' when c.id is not null then 'committee'
       when q.id is not null then 'region' else 'service' end as held_for,
  coalesce(g.id, c.id, q.id) as for_id, coalesce(g.name, c.name, q.name, '') as for_name,
  coalesce(t.organisation, c.organisation) as keeper_id, m.function as made_by,
  t.made_at, t.valid_until, t.last_used_at, t.withdrawn_at,
  coalesce(w.function, '') as withdrawn_by,
  (select coalesce(json_agg(r.kind order by r.id), '[]')::text from role_assignment r
   where r.person = t.person) as kinds"""
_TOTAL = f"""
select count(*)::int as number from api_token t left join committee c on c.id = t.committee
where {SEEN}"""  # noqa: S608 - constant text
_ORDER = "order by (t.withdrawn_at is null and t.valid_until > $4) desc, t.made_at desc, t.id"
_LISTED = f"{_COLUMNS} {_FROM} where {SEEN} {_ORDER} limit $5 offset $6"
_ONE = f"{_COLUMNS} {_FROM} where {SEEN} and t.id = $4"
_MADE_BY = f"""{_COLUMNS} {_FROM} where {SEEN} and t.made_by = $5
  and t.withdrawn_at is null and t.valid_until > $4 {_ORDER}"""


class TokenView(Struct, frozen=True, rename="camel"):
    """A token as it is shown: everything but the token itself. ``machine_id``: who the trail
    knows it by; ``state``: works, ends_soon, ended or withdrawn; ``may_withdraw``: by this
    reader, now."""

    id: UUID
    machine_id: UUID
    name: str
    kinds: tuple[RoleKind, ...]
    held_for: HeldFor
    for_id: UUID | None
    for_name: str
    keeper_id: UUID | None
    made_by: str
    made_at: datetime
    valid_until: date
    last_used_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_by: str
    state: TokenState
    may_withdraw: bool

    @property
    def works(self) -> bool:
        """Whether a machine comes in with it today."""
        return self.state in WORKING


class TokensView(Struct, frozen=True, rename="camel"):
    """One page of tokens; ``total`` counts all, ``pages`` is at least 1."""

    tokens: tuple[TokenView, ...]
    total: int
    page: int
    pages: int


def tokens_seen(by: Actor, action: str = "token.read") -> tuple[bool, list[UUID], list[UUID]]:
    """By what the actor sees tokens: everything as system administrator, the organisations as
    administrator, the committees as secretary."""
    who = TABLE[action].who
    return (
        may(by, action),
        sorted(held_on(by, who, Reach.OWN)),
        sorted(held_on(by, who, Reach.COMMITTEE)),
    )


def _view(row: Any, today: date, by: Actor) -> TokenView:
    values = dict(row)
    kinds = msgspec.json.decode(values.pop("kinds"), type=tuple[RoleKind, ...])
    held_for = HeldFor(values.pop("held_for"))
    state = state_of(values["valid_until"], values["withdrawn_at"], today)
    target = Target(held_for, values["for_id"], values["keeper_id"])
    may = state in WORKING and may_withdraw(kinds, target, by)
    return TokenView(**values, kinds=kinds, held_for=held_for, state=state, may_withdraw=may)


async def tokens(*, by: Actor, page: int, at: datetime) -> TokensView:
    """One page of the tokens that the actor sees, those that work first: 2 queries.

    A page that is not there is the last.
    """
    if not somewhere(by, "token.list"):
        raise NotAllowed
    seen = tokens_seen(by, "token.list")
    [row] = await DATABASE.fetch(_TOTAL, *seen)
    pages = max(1, -(-row["number"] // PAGE_SIZE))
    shown = min(max(1, page), pages)
    rows = await DATABASE.fetch(_LISTED, *seen, day(at), PAGE_SIZE, (shown - 1) * PAGE_SIZE)
    listed = tuple(_view(one, day(at), by) for one in rows)
    return TokensView(listed, row["number"], shown, pages)


async def token(token_id: UUID, *, by: Actor, at: datetime) -> TokenView:
    """One token: 1 query. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_ONE, *tokens_seen(by), token_id)
    if not rows:
        raise NotFound
    return _view(rows[0], day(at), by)


async def tokens_made_by(person_id: UUID, *, by: Actor, at: datetime) -> tuple[TokenView, ...]:
    """The tokens that somebody made and that work, as far as the actor sees them: 1 query."""
    rows = await DATABASE.fetch(_MADE_BY, *tokens_seen(by, "token.list"), day(at), person_id)
    return tuple(_view(row, day(at), by) for row in rows)
