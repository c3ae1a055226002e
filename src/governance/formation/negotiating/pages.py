"""The page of files that came back from Word: handed in, and their proposals decided upon."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.rules import WORKFLOW
from governance.agreements.steps.actions import takes_part
from governance.agreements.versions.queries import listed
from governance.base.actor import Actor
from governance.base.errors import (
    N_,
    Complaint,
    NotAllowed,
    NotFound,
    Refused,
    Unavailable,
    WrongState,
)
from governance.base.permissions import Reach, held_on
from governance.base.words import translate
from governance.files.pages import stored
from governance.formation.negotiating import actions, papers, words
from governance.formation.negotiating.forms import ChosenPage, HandInForm, Outcome
from governance.formation.negotiating.handing_in.actions import THING, hand_in_file
from governance.formation.negotiating.queries import proposals, returned_files
from governance.formation.queries import Forming, forming
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import posted
from governance.web.describing import takes_file
from governance.web.forms import Filled, again, filled
from governance.web.language import speaking
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_RETURNED = ("agreements", "{agreement_id:uuid}", "returned")
_HANDS_IN = needs("agreement.hand_in_file")
_DECIDES = needs("agreement.decide_proposals")
ONLY_DRAFT = N_("Files come back upon a draft, and this is no draft any more.")
TAKEN_IN = N_("The file is taken in. It stands below with what it proposes.")
ACCEPTED = N_("{number} accepted.")
SOME_LEFT = N_("{number} accepted. {left} could not be put into the text: {why}")


def may_hand_in(whole: Forming, by: Actor) -> None:
    """Raise :class:`NotAllowed` or :class:`WrongState` for who hands in no files upon it now."""
    view = whole.agreement
    sees_files(whole, by)
    if view.state != "draft":
        raise WrongState("hand_in_file", view.state, ONLY_DRAFT, page("agreements", view.id))


def sees_files(whole: Forming, by: Actor) -> None:
    """Raise :class:`NotAllowed` for who hands in no files upon it in any state."""
    who = WORKFLOW.who("hand_in_file")
    if not takes_part(by, who, whole.agreement.keeper_id, whole.bodies):
        raise NotAllowed


async def _page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None, status: int = 400
) -> Response[Any]:
    by = signed_in(request)
    whole = await forming(agreement_id, by=by)
    may_hand_in(whole, by)
    found = await proposals(agreement_id, by=by)
    files = await returned_files(agreement_id, by=by)
    keeps = whole.agreement.keeper_id in held_on(by, WORKFLOW.who("hand_in_file"), Reach.KEEPER)
    bodies = [(whole.agreement.keeper_id, whole.agreement.keeper)]
    bodies += [(one.organisation_id, one.organisation) for one in whole.parties]
    versions = [one.number for one in await listed(agreement_id, by=by) if one.frozen_at]
    return render(
        request,
        "formation/returned.html",
        status=status if form else 200,
        agreement=whole.agreement,
        files=files,
        groups=papers.grouped(whole, found),
        aside=papers.beside(files),
        open=sum(one.state == "open" for one in found),
        versions=versions,
        bodies=list(dict(bodies).items()) if keeps else [],
        decides="decide_proposals" in whole.agreement.verbs,
        form=form or filled({"number": str(max(versions, default=""))}),
        limit=settings_of(request).upload_limit,
        words=words,
    )


@get(page(*_RETURNED), opt=_HANDS_IN)
async def returned(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The files that came back, and what they propose, article by article."""
    return await _page(request, agreement_id)


@post(
    page(*_RETURNED), opt=acts(hand_in_file) | takes_file() | _HANDS_IN, request_max_body_size=None
)
async def hand_in(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Hand in a file that came back."""
    try:
        form, unread = await handed_in(request, HandInForm)
        await hand_in_file(
            agreement_id,
            (await posted(request)).files.get("file"),
            form,
            settings=settings_of(request),
            unread=unread,
            by=signed_in(request),
            at=moment_of(request),
        )
    except Refused as refused:
        return await _page(request, agreement_id, again(request, refused))
    except Unavailable as away:
        told = again(request, Refused([Complaint("file", away.why)]))
        return await _page(request, agreement_id, told, 503)
    return redirect(page("agreements", agreement_id, "returned"), TAKEN_IN)


@post(page(*_RETURNED, "decisions"), opt=acts(actions.accept) | _DECIDES)
async def decide(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Accept, decline or open again the proposals that are ticked."""
    by, at = signed_in(request), moment_of(request)
    here = page("agreements", agreement_id, "returned")
    try:
        form, unread = await handed_in(request, ChosenPage)
        chosen = form.chosen
        if form.act == "decline":
            number = await actions.decline(
                agreement_id, chosen, form.reason, unread=unread, by=by, at=at
            )
            return redirect(here, N_("{number} declined."), number=number)
        if form.reopen:
            again_open = [form.reopen]
            number = await actions.reopen(agreement_id, again_open, unread=unread, by=by, at=at)
            return redirect(here, N_("{number} opened again."), number=number)
        if form.act == "accept-all":
            chosen = papers.at_peace(await proposals(agreement_id, by=by))
        outcome = await actions.accept(agreement_id, chosen, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _page(request, agreement_id, again(request, refused))
    return _told(here, outcome)


def _told(here: str, outcome: Outcome) -> Response[Any]:
    """Back to the proposals, with what came of it."""
    if not outcome.left:
        return redirect(here, ACCEPTED, number=outcome.accepted)
    why = translate(speaking.get(), outcome.left[0].why)
    number, left = outcome.accepted, len(outcome.left)
    return redirect(here, SOME_LEFT, tone="warning", number=number, left=left, why=why)


@get(page(*_RETURNED, "{returned_id:uuid}", "files"), opt=needs("agreement.read_returned_file"))
async def returned_file(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], returned_id: FromPath[UUID]
) -> Response[bytes]:
    """A file that came back, byte for byte."""
    return await sent_back(request, agreement_id, returned_id)


async def sent_back(request: AnyRequest, agreement_id: UUID, returned_id: UUID) -> Response[bytes]:
    """A file that came back, for who sees it. Raises :class:`NotFound`."""
    files = await returned_files(agreement_id, by=signed_in(request))
    file = next((one.file_id for one in files if one.id == returned_id), None)
    if file is None:
        raise NotFound
    return await stored(request, file, (THING, agreement_id))


ROUTES: list[Any] = [returned, hand_in, decide, returned_file]
