"""Making a calendar feed, giving it another secret, and ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotAllowed, NotFound, Unread, WrongState, complain
from governance.base.permissions import somewhere
from governance.base.views import add, change, unchanged
from governance.commitments.days.queries import whom_choices
from governance.commitments.days.rules import WhomKind
from governance.commitments.feeds.forms import FeedForm
from governance.commitments.feeds.rules import ENDED, READ_EVERY, feed_complaints
from governance.commitments.feeds.tables import CalendarFeed
from governance.identity.noting.actions import note
from governance.identity.rules import new_token, token_hash
from governance.web.addresses import page

# Two that somebody makes at once wait for one another, so that both are counted.
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('calendar ' || $1, 0))"
_HELD = "select count(*) as number from calendar_feed where person = $1 and ended_at is null"
_MINE = "select * from calendar_feed where id = $1 and person = $2 for update"
_READ = """
update calendar_feed set last_read_at = $2
where id = $1 and (last_read_at is null or last_read_at <= $3)"""


class Made(Struct, frozen=True):
    """A feed with its secret, which is told this once: only its hash is kept."""

    id: UUID
    secret: str


async def make_feed(form: FeedForm, *, by: Actor, at: datetime, unread: Unread = ()) -> Made:
    """Make a feed of the actor's own calendar, of an organisation or of a committee."""
    if not somewhere(by, "calendar_feed.make"):
        raise NotAllowed
    async with DATABASE.transaction():
        await DATABASE.fetch(_ONE_BY_ONE, str(by.person_id))
        choices = {one.id: one.kind for one in await whom_choices(by)}
        [held] = await DATABASE.fetch(_HELD, by.person_id)
        complain(feed_complaints(form.for_id, choices, held["number"]), unread)
        kind, secret = choices[form.for_id], new_token()
        made = await add(
            CalendarFeed(
                person=by.person_id,
                organisation=form.for_id if kind is WhomKind.ORGANISATION else None,
                committee=form.for_id if kind is WhomKind.COMMITTEE else None,
                token_hash=token_hash(secret),
                made_at=at,
            )
        )
        noted = {"calendar_of": kind, "held_for": form.for_id}
        await note("make_feed", "calendar_feed", made, noted, by=by, at=at)
    return Made(made, secret)


async def renew_feed(feed_id: UUID, version: int | None, *, by: Actor, at: datetime) -> Made:
    """Give a feed another secret: at the old address nothing can be read from then on."""
    async with DATABASE.transaction():
        row = await _mine(feed_id, "renew_feed", by)
        unchanged(row, version)
        secret = new_token()
        await change(CalendarFeed, row, token_hash=token_hash(secret), renewed_at=at)
        await note("renew_feed", "calendar_feed", feed_id, {}, by=by, at=at)
    return Made(feed_id, secret)


async def end_feed(feed_id: UUID, version: int | None, *, by: Actor, at: datetime) -> None:
    """End a feed: nothing can be read at its address from then on."""
    async with DATABASE.transaction():
        row = await _mine(feed_id, "end_feed", by)
        unchanged(row, version)
        await change(CalendarFeed, row, ended_at=at)
        await note("end_feed", "calendar_feed", feed_id, {}, by=by, at=at)


async def _mine(feed_id: UUID, verb: str, by: Actor) -> dict[str, Any]:
    """A feed of the actor that works, locked."""
    if not somewhere(by, "calendar_feed.end"):
        raise NotAllowed
    rows = await DATABASE.fetch(_MINE, feed_id, by.person_id)
    if not rows:
        raise NotFound
    if rows[0]["ended_at"] is not None:
        raise WrongState(verb, "ended", ENDED, page("calendar-feeds"))
    return dict(rows[0])


async def note_read(feed_id: UUID, last: datetime | None, *, at: datetime) -> None:
    """Keep that a feed was read, once an hour; no state of the work, so not in the trail."""
    if last is None or at - last >= READ_EVERY:
        await DATABASE.fetch(_READ, feed_id, at, at - READ_EVERY)
