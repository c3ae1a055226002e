"""Calendar feeds for people who make them by a program; a machine with an API token has none."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.commitments.feeds import actions, queries
from governance.commitments.feeds.forms import FeedForm, FeedStep
from governance.commitments.feeds.pages import address_of
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in, read_form

_FEED = "{feed_id:uuid}"


class FeedMade(Struct, frozen=True, rename="camel"):
    """A feed with its secret address, which is shown this once."""

    id: UUID
    address: str


@get(api("calendar-feeds"), opt=needs("calendar_feed.read"))
async def calendar_feeds(request: Request[Any, Any, Any]) -> list[queries.FeedView]:
    """Your own calendar feeds, those that ended last."""
    return await queries.my_feeds(by=signed_in(request))


@post(
    api("calendar-feeds"),
    opt=needs("calendar_feed.make") | acts(actions.make_feed) | takes(FeedForm),
)
async def make_feed(request: Request[Any, Any, Any]) -> FeedMade:
    """Make a calendar feed. ``address`` is shown this once: only its hash is kept.

    ``forId`` is an organisation or committee of yours, or nothing for everything of yours.
    """
    form, unread = await handed_in(request, FeedForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.make_feed(form, unread=unread, by=by, at=at)
    return FeedMade(made.id, address_of(request, made.secret))


@post(
    api("calendar-feeds", _FEED, "renewal"),
    opt=needs("calendar_feed.renew") | acts(actions.renew_feed) | takes(FeedStep),
    status_code=200,
)
async def renew_feed(request: Request[Any, Any, Any], feed_id: FromPath[UUID]) -> FeedMade:
    """Give a feed another address: at the old one nothing can be read from then on."""
    by, at = signed_in(request), moment_of(request)
    await queries.my_feed(feed_id, by=by)
    form = await read_form(request, FeedStep)
    made = await actions.renew_feed(feed_id, form.version, by=by, at=at)
    return FeedMade(made.id, address_of(request, made.secret))


@post(
    api("calendar-feeds", _FEED, "stop"),
    opt=needs("calendar_feed.end") | acts(actions.end_feed) | takes(FeedStep),
    status_code=204,
)
async def end_feed(request: Request[Any, Any, Any], feed_id: FromPath[UUID]) -> None:
    """End a feed: nothing can be read at its address from then on."""
    by, at = signed_in(request), moment_of(request)
    await queries.my_feed(feed_id, by=by)
    form = await read_form(request, FeedStep)
    await actions.end_feed(feed_id, form.version, by=by, at=at)


ROUTES: list[Any] = [calendar_feeds, make_feed, renew_feed, end_feed]
