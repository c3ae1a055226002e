"""Files that came back from Word, and their proposals, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.files.rules import MEDIA_TYPES, Kind
from governance.formation.negotiating import actions
from governance.formation.negotiating.forms import ChosenForm, DeclineForm, HandInForm, Outcome
from governance.formation.negotiating.handing_in.actions import hand_in_file
from governance.formation.negotiating.pages import sees_files, sent_back
from governance.formation.negotiating.queries import (
    ProposalView,
    ReturnedView,
    proposals,
    returned_files,
)
from governance.formation.queries import forming
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.body import posted
from governance.web.describing import keeps, takes, takes_file
from governance.web.reading import handed_in

_RETURNED = ("agreements", "{agreement_id:uuid}", "returned")
_HANDS_IN = needs("agreement.hand_in_file")
_DECIDES = needs("agreement.decide_proposals")


async def _may(agreement_id: UUID, by: Actor) -> None:
    sees_files(await forming(agreement_id, by=by), by)


@get(api(*_RETURNED), opt=_HANDS_IN)
async def returned(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[ReturnedView]:
    """The files that came back."""
    by = signed_in(request)
    await _may(agreement_id, by)
    return await returned_files(agreement_id, by=by)


@post(
    api(*_RETURNED),
    opt=acts(hand_in_file) | takes_file() | takes(HandInForm) | _HANDS_IN,
    request_max_body_size=None,
)
async def hand_in(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[ReturnedView]:
    """Hand in a file that came back; gives all of them."""
    form, unread = await handed_in(request, HandInForm)
    by = signed_in(request)
    await hand_in_file(
        agreement_id,
        (await posted(request)).files.get("file"),
        form,
        settings=settings_of(request),
        unread=unread,
        by=by,
        at=moment_of(request),
    )
    return await returned_files(agreement_id, by=by)


@get(api(*_RETURNED, "proposals"), opt=_HANDS_IN)
async def text_proposals(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[ProposalView]:
    """Every proposal, file by file, with what became of it."""
    by = signed_in(request)
    await _may(agreement_id, by)
    return await proposals(agreement_id, by=by)


@post(
    api(*_RETURNED, "acceptance"),
    opt=acts(actions.accept) | takes(ChosenForm) | _DECIDES,
    status_code=200,
)
async def accept_proposals(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Outcome:
    """Put proposals into the text; tells which could not."""
    form, unread = await handed_in(request, ChosenForm)
    by, at = signed_in(request), moment_of(request)
    return await actions.accept(agreement_id, form.chosen, unread=unread, by=by, at=at)


@post(
    api(*_RETURNED, "declining"),
    opt=acts(actions.decline) | takes(DeclineForm) | _DECIDES,
    status_code=200,
)
async def decline_proposals(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[ProposalView]:
    """Decline proposals, with a reason; gives all of them."""
    form, unread = await handed_in(request, DeclineForm)
    by, at = signed_in(request), moment_of(request)
    await actions.decline(agreement_id, form.chosen, form.reason, unread=unread, by=by, at=at)
    return await proposals(agreement_id, by=by)


@post(
    api(*_RETURNED, "reopening"),
    opt=acts(actions.reopen) | takes(ChosenForm) | _DECIDES,
    status_code=200,
)
async def reopen_proposals(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[ProposalView]:
    """Open declined proposals again; gives all of them."""
    form, unread = await handed_in(request, ChosenForm)
    by, at = signed_in(request), moment_of(request)
    await actions.reopen(agreement_id, form.chosen, unread=unread, by=by, at=at)
    return await proposals(agreement_id, by=by)


@get(
    api(*_RETURNED, "{returned_id:uuid}", "files"),
    opt=keeps(MEDIA_TYPES[Kind.DOCX]) | needs("agreement.read_returned_file"),
)
async def returned_file(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], returned_id: FromPath[UUID]
) -> Response[bytes]:
    """A file that came back, byte for byte."""
    return await sent_back(request, agreement_id, returned_id)


ROUTES: list[Any] = [
    returned,
    hand_in,
    text_proposals,
    accept_proposals,
    decline_proposals,
    reopen_proposals,
    returned_file,
]
