"""Reviews of roles for machines, under ``/api/v1``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.identity.reviewing import actions, queries
from governance.identity.reviewing.forms import AnswersForm, BeginForm, CompletionForm
from governance.identity.reviewing.pages import wanted
from governance.identity.reviewing.papers import as_file
from governance.identity.reviewing.standing.queries import Listed, StandingPage, standings
from governance.identity.reviewing.standing.queries import reviews_of as past
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.language import language_of
from governance.web.plugin import only_headers
from governance.web.reading import handed_in

_OF = api("organisations", "{organisation_id:uuid}", "reviews")
_ONE = "{review_id:uuid}"


@get(
    api("reviews"),
    opt=needs("review.read")
    | asks(state="due; left out: all.", page="Which page, from 1; too far is the last."),
)
async def reviews(request: Request[Any, Any, Any]) -> StandingPage:
    """How the reviews stand that the caller may read, the first that is due first."""
    by, today = signed_in(request), day(moment_of(request))
    due, number = wanted(request)
    return await standings(by, today, only_due=due, page=number)


@get(_OF, opt=needs("review.read"))
async def reviews_of(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> list[Listed]:
    """The reviews of an organisation, open ones first, then the newest."""
    await queries.name_of(organisation_id, by=signed_in(request))
    return await past(organisation_id, by=signed_in(request))


@post(_OF, opt=needs("review.carry_out") | acts(actions.begin_review) | takes(BeginForm))
async def begin_review(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.ReviewView:
    """Begin a review; one of a kind is open at a time."""
    form, unread = await handed_in(request, BeginForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.begin_review(organisation_id, form, unread=unread, by=by, at=at)
    return await queries.review(made, by=by, at=at)


@get(api("reviews", _ONE), opt=needs("review.read"))
async def review(request: Request[Any, Any, Any], review_id: FromPath[UUID]) -> queries.ReviewView:
    """One review with its lines; `seen` goes with every change of it."""
    return await queries.review(review_id, by=signed_in(request), at=moment_of(request))


@put(
    api("reviews", _ONE, "answers"),
    opt=needs("review.carry_out") | acts(actions.answer_review) | takes(AnswersForm),
)
async def answer_review(
    request: Request[Any, Any, Any], review_id: FromPath[UUID]
) -> queries.ReviewView:
    """Keep answers by the id of the role; what is left out stays as it was.

    `open` takes an answer back.
    """
    form, unread = await handed_in(request, AnswersForm)
    by, at = signed_in(request), moment_of(request)
    await actions.answer_review(review_id, form, unread=unread, by=by, at=at)
    return await queries.review(review_id, by=by, at=at)


@post(
    api("reviews", _ONE, "completion"),
    opt=needs("review.finish") | acts(actions.complete_review) | takes(CompletionForm),
)
async def complete_review(
    request: Request[Any, Any, Any], review_id: FromPath[UUID]
) -> queries.ReviewView:
    """Complete a review: what was withdrawn ends today, the lines are kept as they were."""
    form, unread = await handed_in(request, CompletionForm)
    by, at = signed_in(request), moment_of(request)
    await actions.complete_review(review_id, form, unread=unread, by=by, at=at)
    return await queries.review(review_id, by=by, at=at)


@get(
    api("reviews", _ONE, "export"),
    opt=needs("review.read") | acts(actions.export_review) | gives("text/csv"),
)
async def review_file(
    request: Request[Any, Any, Any], review_id: FromPath[UUID]
) -> Response[bytes]:
    """The review as a file for a spreadsheet; that it left is noted."""
    by, at = signed_in(request), moment_of(request)
    view = await queries.review(review_id, by=by, at=at)
    if not only_headers(request):
        await actions.export_review(view, by=by, at=at)
    return as_file(view, language_of(request))


ROUTES: list[Any] = [
    reviews, reviews_of, begin_review, review, answer_review, complete_review, review_file,
]  # fmt: skip
