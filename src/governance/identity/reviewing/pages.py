"""Pages of reviews: how they stand, those of one organisation, one review, and completing it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, Complaint, NotFound, Overtaken, Refused, WrongState
from governance.base.permissions import may
from governance.identity.reviewing import actions, queries, rules, words
from governance.identity.reviewing.forms import AnswersForm, BeginForm, CompletionForm
from governance.identity.reviewing.papers import as_file
from governance.identity.reviewing.standing.queries import reviews_of as past
from governance.identity.reviewing.standing.queries import standings, standings_of
from governance.identity.roles.words import FOR_WORDS, ROLE_WORDS
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import number_of, redirect, render
from governance.web.plugin import only_headers
from governance.web.reading import handed_in

_OF = page("organisations", "{organisation_id:uuid}", "reviews")
_ONE = "{review_id:uuid}"
_COMPLETION = page("reviews", _ONE, "completion")
DUE = "due"
"""What the list may be narrowed to."""
ON = "complete"
"""The button that saves and goes on to completing."""
SAVED = N_("Your answers are saved. Somebody else can go on with the rest.")


def wanted(request: AnyRequest) -> tuple[bool, int]:
    """Whether the address asks only for what is due, and which page; what cannot be asked is not
    there."""
    asked = request.query_params.get("state", "")
    if asked not in ("", DUE):
        raise NotFound
    return asked == DUE, number_of(request)


@get(page("reviews"), opt=needs("review.read"))
async def reviews(request: Request[Any, Any, Any]) -> Response[Any]:
    """How the reviews stand that one may read, the first that is due first."""
    by, today = signed_in(request), day(moment_of(request))
    due, number = wanted(request)
    base = page("reviews", state=DUE if due else "")
    return render(
        request,
        "identity/reviews.html",
        block="found",
        found=await standings(by, today, only_due=due, page=number),
        form=filled(state=DUE if due else ""),
        base=base + ("&" if due else "?"),
        words=words,
    )


async def _of(request: AnyRequest, chain: UUID, form: Filled | None = None) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    whose = await queries.name_of(chain, by=by)
    return render(
        request,
        "identity/reviews_of.html",
        status=400 if form else 200,
        whose=whose,
        chain=chain,
        standings=await standings_of(chain, by=by, today=today),
        reviews=await past(chain, by=by),
        begins=may(by, "review.carry_out", **rules.on(chain)),
        form=form or filled(),
        words=words,
    )


@get(_OF, opt=needs("review.read"))
async def reviews_of(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """The reviews of one organisation, or of the service itself."""
    return await _of(request, organisation_id)


@post(_OF, opt=needs("review.carry_out") | acts(actions.begin_review))
async def begin_review(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """Begin a review and open it."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, BeginForm)
        made = await actions.begin_review(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _of(request, organisation_id, again(request, refused))
    except WrongState as late:
        # Somebody else began it a moment ago: that one is gone on with.
        return redirect(late.back, late.why, tone="warning")
    return redirect(page("reviews", made))


def answered(view: queries.ReviewView, form: Filled | None = None) -> dict[str, dict[str, Any]]:
    """What stands in the fields of each role: what was typed, else what was answered."""
    found = {}
    for line in view.asked:
        name = str(line.assignment_id)
        typed = form.value(f"answers.{name}") if form else ""
        kept = {"answer": line.answer or "", "reason": line.reason}
        found[name] = {**kept, **typed} if isinstance(typed, dict) else kept
    return found


async def _one(request: AnyRequest, review_id: UUID, form: Filled | None = None) -> Response[Any]:
    """A review; one that was refused shows again what was typed, as of what was seen then."""
    view = await queries.review(review_id, by=signed_in(request), at=moment_of(request))
    stale = {c.field for c in form.complaints} if form else set()
    values: dict[str, Any] = {"version": view.version, "seen": view.seen}
    for name in ("version", "seen"):
        if form and not stale & {"version", "seen"} and form.value(name):
            values[name] = form.value(name)
    values["answers"] = answered(view, form)
    shown = Filled(values, form.complaints, sent_to=form.sent_to) if form else Filled(values)
    return render(
        request,
        "identity/review.html",
        status=409 if "version" in stale else 400 if form else 200,
        view=view,
        form=shown,
        words=words,
        roles=ROLE_WORDS,
        fors=FOR_WORDS,
        field_of=rules.field_of,
    )


@get(page("reviews", _ONE), opt=needs("review.read"))
async def review(request: Request[Any, Any, Any], review_id: FromPath[UUID]) -> Response[Any]:
    """One review: each role with what was answered, or to be answered."""
    return await _one(request, review_id)


@post(page("reviews", _ONE, "answers"), opt=needs("review.carry_out") | acts(actions.answer_review))
async def answer_review(
    request: Request[Any, Any, Any], review_id: FromPath[UUID]
) -> Response[Any]:
    """Save answers, and go on to completing where that is asked."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AnswersForm)
        await actions.answer_review(review_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _one(request, review_id, again(request, refused))
    except Overtaken:
        told = Refused([Complaint("version", rules.OVERTAKEN)])
        return await _one(request, review_id, again(request, told))
    if form.then == ON:
        return redirect(page("reviews", review_id, "completion"))
    return redirect(page("reviews", review_id), SAVED)


async def _completing(
    request: AnyRequest, review_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await queries.review(review_id, by=signed_in(request), at=moment_of(request))
    if view.completed_at is not None:
        back = page("reviews", review_id)
        raise WrongState("complete_review", "completed", rules.COMPLETED, back)
    if not view.may_carry_out:
        raise NotFound
    return render(
        request,
        "identity/review_completion.html",
        status=400 if form else 200,
        view=view,
        form=form or filled(),
        confirm=rules.Answer.CONFIRM,
        withdraw=rules.Answer.WITHDRAW,
        words=words,
        roles=ROLE_WORDS,
    )


@get(_COMPLETION, opt=needs("review.finish"))
async def completing(request: Request[Any, Any, Any], review_id: FromPath[UUID]) -> Response[Any]:
    """What completing a review withdraws."""
    return await _completing(request, review_id)


@post(_COMPLETION, opt=needs("review.finish") | acts(actions.complete_review))
async def complete_review(
    request: Request[Any, Any, Any], review_id: FromPath[UUID]
) -> Response[Any]:
    """Complete a review."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, CompletionForm)
        await actions.complete_review(review_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _completing(request, review_id, again(request, refused))
    return redirect(page("reviews", review_id), N_("The review is completed."))


@get(page("reviews", _ONE, "export"), opt=needs("review.read") | acts(actions.export_review))
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
    reviews, reviews_of, begin_review, review, answer_review, completing, complete_review,
    review_file,
]  # fmt: skip
