"""What waits to be sent and what failed, for who looks after the service."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.notices.rules import OF_THE_SERVER, may_see, verbs_of

PAGE_SIZE = 25


class Wanted(Struct, frozen=True):
    """Which messages are asked for; empty for all, an empty state for what was not sent."""

    state: str = ""
    kind: str = ""
    problem: str = ""
    page: int = 1


class NoticeView(Struct, frozen=True, rename="camel"):
    """A message as an operator sees it: to whom and what about, never what it says.

    ``verbs``: what can be done with it now. The address is empty once it was cleared.
    """

    id: UUID
    kind: str
    address: str
    language: str
    state: str
    problem: str
    reply: str
    attempts: int
    posted_at: datetime
    due_at: datetime
    useful_until: datetime
    ended_at: datetime | None
    verbs: tuple[str, ...] = ()


class Outbox(Struct, frozen=True, rename="camel"):
    """One page of messages. ``waiting`` and ``failed`` count all that were not sent.

    ``problem``: why the mail server cannot be used, when what waits waits for that.
    """

    notices: tuple[NoticeView, ...]
    total: int
    page: int
    pages: int
    waiting: int
    failed: int
    problem: str


_OPEN = "$1::text = '' and state in ('failed', 'waiting')"
"""What is shown when no state is asked for: what was not sent."""
_FITS = "($2::text is null or kind = $2) and ($3::text is null or problem = $3)"
_COUNTS = f"""
select (select count(*)::int from notice where state = 'waiting') as waiting,
       (select count(*)::int from notice where state = 'failed') as failed,
       (select count(*)::int from notice where {{state}} and {_FITS}) as total,
       coalesce((select problem from notice where state = 'waiting' and problem = any($4::text[])
                 order by due_at desc limit 1), '') as problem
"""  # noqa: S608 - constant text
_COLUMNS = ", ".join(n for n in NoticeView.__struct_fields__ if n != "verbs")
_LISTED = f"""
select {_COLUMNS} from notice where {{state}} and {_FITS}
order by posted_at desc, id desc limit $4 offset $5
"""  # noqa: S608 - constant text
_ONE = f"select {_COLUMNS} from notice where id = $1 and $2"  # noqa: S608 - constant text


def visible_to(by: Actor) -> bool:
    """Who looks after the service sees the whole outbox; nobody else sees anything of it."""
    return may_see(by)


async def listed(wanted: Wanted, *, by: Actor) -> Outbox:
    """One page of messages, newest first: 2 queries. A page that is not there is the last."""
    if not visible_to(by):
        raise NotFound
    state = "state = $1" if wanted.state else _OPEN
    asked = (wanted.state, wanted.kind or None, wanted.problem or None)
    [counts] = await DATABASE.fetch(_COUNTS.format(state=state), *asked, sorted(OF_THE_SERVER))
    pages = max(1, -(-counts["total"] // PAGE_SIZE))
    number = min(max(1, wanted.page), pages)
    limits = (PAGE_SIZE, (number - 1) * PAGE_SIZE)
    rows = await DATABASE.fetch(_LISTED.format(state=state), *asked, *limits)
    found = tuple(_view(dict(row)) for row in rows)
    return Outbox(notices=found, page=number, pages=pages, **dict(counts))


async def notice(notice_id: UUID, *, by: Actor) -> NoticeView:
    """One message: 1 query. Raises :class:`NotFound`, also for who does not look after it."""
    rows = await DATABASE.fetch(_ONE, notice_id, visible_to(by))
    if not rows:
        raise NotFound
    return _view(dict(rows[0]))


def _view(row: dict[str, object]) -> NoticeView:
    return NoticeView(**row, verbs=verbs_of(str(row["state"]), str(row["problem"])))  # type: ignore[arg-type]
