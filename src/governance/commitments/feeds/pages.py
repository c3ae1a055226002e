"""Pages of the calendar: a month of it, the feeds of somebody, and what a feed is read as."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, Refused
from governance.base.words import translate
from governance.commitments.days.queries import whom_choices
from governance.commitments.days.rules import WHOM_WORDS
from governance.commitments.feeds import actions, queries
from governance.commitments.feeds.forms import FeedForm, FeedStep
from governance.commitments.feeds.papers import calendar_of
from governance.commitments.feeds.rules import GONE, STATE_TONES, STATE_WORDS, SUFFIX
from governance.documents.calendars import MEDIA_TYPE, ics
from governance.web.acting import (
    AnyRequest,
    acts,
    moment_of,
    needs,
    settings_of,
    signed_in,
)
from governance.web.addresses import Key, page
from governance.web.forms import Filled, again, filled
from governance.web.leading import shown_once
from governance.web.pages import redirect, render
from governance.web.reading import handed_in, read_form
from governance.web.static import etag, not_modified

_FEED = "{feed_id:uuid}"
_WORDS: dict[str, Any] = {"words": WHOM_WORDS, "states": STATE_WORDS, "tones": STATE_TONES}
ONCE = shown_once(page("calendar-feeds"))


def address_of(request: AnyRequest, secret: str) -> str:
    """The secret address of a feed, in full."""
    return settings_of(request).address + page("calendar", Key(secret + SUFFIX))


async def _feeds(request: AnyRequest, form: Filled | None = None) -> Response[Any]:
    by = signed_in(request)
    return render(
        request,
        "commitments/feeds.html",
        status=400 if form else 200,
        form=form or filled(),
        feeds=await queries.my_feeds(by=by),
        choices=await whom_choices(by),
        **_WORDS,
    )


def _made(request: AnyRequest, secret: str, *, renewed: bool) -> Response[Any]:
    address = address_of(request, secret)
    opens = "webcal" + address[address.index(":") :]
    return render(
        request, "commitments/feed_made.html", address=address, opens=opens, renewed=renewed
    )


@get(page("calendar-feeds"), opt=needs("calendar_feed.read"))
async def feeds(request: Request[Any, Any, Any]) -> Response[Any]:
    """One's own calendar feeds, and a new one."""
    return await _feeds(request)


@post(page("calendar-feeds"), opt=needs("calendar_feed.make") | acts(actions.make_feed) | ONCE)
async def make_feed(request: Request[Any, Any, Any]) -> Response[Any]:
    """Make a calendar feed and show its address, this once."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, FeedForm)
        made = await actions.make_feed(form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _feeds(request, again(request, refused))
    return _made(request, made.secret, renewed=False)


@post(
    page("calendar-feeds", _FEED, "renewal"),
    opt=needs("calendar_feed.renew") | acts(actions.renew_feed) | ONCE,
)
async def renew_feed(request: Request[Any, Any, Any], feed_id: FromPath[UUID]) -> Response[Any]:
    """Give a feed another address and show it, this once."""
    by, at = signed_in(request), moment_of(request)
    await queries.my_feed(feed_id, by=by)
    form = await read_form(request, FeedStep)
    made = await actions.renew_feed(feed_id, form.version, by=by, at=at)
    return _made(request, made.secret, renewed=True)


@post(
    page("calendar-feeds", _FEED, "stop"),
    opt=needs("calendar_feed.end") | acts(actions.end_feed),
)
async def end_feed(request: Request[Any, Any, Any], feed_id: FromPath[UUID]) -> Response[Any]:
    """End a feed."""
    by, at = signed_in(request), moment_of(request)
    await queries.my_feed(feed_id, by=by)
    form = await read_form(request, FeedStep)
    await actions.end_feed(feed_id, form.version, by=by, at=at)
    said = N_("The calendar feed has ended: nothing can be read at its address any more.")
    return redirect(page("calendar-feeds"), said)


@get(page("calendar", "{token:str}"), opt=needs("calendar.read_by_link"))
async def by_link(request: Request[Any, Any, Any], token: FromPath[str]) -> Response[Any]:
    """The calendar at a secret address, for a program that does not sign in."""
    at = moment_of(request)
    found = await queries.read_feed(token, at=at)
    await actions.note_read(found.id, found.last_read_at, at=at)
    if found.ended:
        return Response(translate(found.language, GONE), status_code=410, media_type="text/plain")
    content = ics(calendar_of(found, settings_of(request).address))
    tag = etag(content)
    headers = {"ETag": tag, "Cache-Control": "private, no-store"}
    if unchanged := not_modified(request, tag):
        unchanged.headers.update(headers)
        return unchanged
    return Response(content, media_type=MEDIA_TYPE, headers=headers)


ROUTES: list[Any] = [feeds, make_feed, renew_feed, end_feed, by_link]
