"""The calendar feeds of somebody, and what one tells whoever has its secret address."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.commitments.days.queries import DayShown, Whom, days, whom_choices
from governance.commitments.days.rules import WhomKind
from governance.commitments.feeds.rules import BACK, FeedState, secret_in, state_of, told
from governance.identity.queries import may_act
from governance.identity.rules import token_hash

_FEED = """
select f.id, f.version, coalesce(f.organisation, f.committee) as for_id,
       case when f.organisation is not null then 'organisation'
            when f.committee is not null then 'committee' else 'person' end as kind,
       coalesce(o.name, c.name, '') as name, f.made_at, f.renewed_at, f.ended_at, f.last_read_at,
       f.person, p.language
from calendar_feed f join person p on p.id = f.person
left join organisation o on o.id = f.organisation left join committee c on c.id = f.committee"""
_MINE = f"{_FEED} where f.person = $1 order by f.ended_at is not null, f.id desc limit 100"
_ONE = f"{_FEED} where f.person = $1 and f.id = $2"
_READ = f"{_FEED} where f.token_hash = $1"


class FeedView(Struct, frozen=True, rename="camel"):
    """One's own feed: for whom, and whether it tells anything; not its address, which is secret."""

    id: UUID
    version: int
    kind: WhomKind
    for_id: UUID | None
    name: str
    made_at: datetime
    renewed_at: datetime | None
    ended_at: datetime | None
    last_read_at: datetime | None
    state: FeedState


class FeedRead(Struct, frozen=True):
    """What a feed tells now, in the language of its person; ``ended``: nothing, for ever."""

    id: UUID
    whom: Whom
    language: str
    last_read_at: datetime | None
    days: tuple[DayShown, ...] = ()
    ended: bool = False


def _view(row: Any, choices: Collection[UUID | None]) -> FeedView:
    values = {name: value for name, value in dict(row).items() if name not in _INNER}
    state = state_of(row["ended_at"], row["for_id"], choices)
    return FeedView(**{**values, "kind": WhomKind(row["kind"])}, state=state)


_INNER = ("person", "language")


async def my_feeds(*, by: Actor) -> list[FeedView]:
    """The feeds of the actor, those that ended last: 2 queries."""
    choices = {one.id for one in await whom_choices(by)}
    return [_view(row, choices) for row in await DATABASE.fetch(_MINE, by.person_id)]


async def my_feed(feed_id: UUID, *, by: Actor) -> FeedView:
    """One feed of the actor: 2 queries. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_ONE, by.person_id, feed_id)
    if not rows:
        raise NotFound
    return _view(rows[0], {one.id for one in await whom_choices(by)})


async def read_feed(said: str, *, at: datetime) -> FeedRead:
    """What whoever has the secret address may read: what its person may see at this moment, and
    nothing where that person has no role for it any more: at most 5 queries.

    Raises :class:`NotFound` for what is no address of ours. A feed that was ended, and one of
    somebody who left, has ended.
    """
    secret = secret_in(said)
    rows = await DATABASE.fetch(_READ, token_hash(secret)) if secret else []
    if not rows:
        raise NotFound
    row = rows[0]
    whom = Whom(WhomKind(row["kind"]), row["for_id"], row["name"])
    known = (row["id"], whom, row["language"], row["last_read_at"])
    actor = None if row["ended_at"] else await may_act(row["person"], at)
    if actor is None:
        return FeedRead(*known, ended=True)
    if whom.id not in {one.id for one in await whom_choices(actor)}:
        return FeedRead(*known)
    today = day(at)
    found = await days(whom, today - BACK, None, by=actor, today=today)
    return FeedRead(*known, tuple(one for one in found if told(one.cancelled, one.day, today)))
