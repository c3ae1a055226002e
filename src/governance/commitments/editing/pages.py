"""Pages on which the commitments of a draft are added, changed and removed, one at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.agreements.registering.queries import of_agreement as registered
from governance.agreements.when.rules import why_no_draft
from governance.base.actor import Actor
from governance.base.errors import N_, NotAllowed, Refused, Unread, WrongState
from governance.base.permissions import may
from governance.commitments import actions, queries, rules
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.forms import (
    CommitmentPage,
    RemovalForm,
    form_of,
)
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

SPARE_MILESTONES = 2
"""Empty rows under the milestones that are there."""
GONE = N_("This commitment is not there any more: somebody has removed it.")
_ALL = page("agreements", "{agreement_id:uuid}", "commitments")
_ONE = page("agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}")
_REMOVAL = page(
    "agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "removal"
)


async def _draft(agreement_id: UUID, by: Actor) -> queries.AgreementSeen:
    """The agreement, when this reader may edit its commitments now."""
    agreement = await queries.seen_agreement(agreement_id, by=by)
    if not may(by, "commitment.set", keeper=agreement.keeper):
        raise NotAllowed
    if why := why_no_draft(agreement.state):
        raise _not_now(agreement, why)
    return agreement


def _not_now(agreement: queries.AgreementSeen, why: str) -> WrongState:
    back = page("agreements", agreement.id, "commitments")
    return WrongState("set_commitments", agreement.state, why, back)


async def _editing(
    request: AnyRequest,
    agreement_id: UUID,
    commitment_id: UUID | None,
    form: Filled | None = None,
    status: int = 200,
) -> Response[Any]:
    by = signed_in(request)
    agreement = await _draft(agreement_id, by)
    mine = None
    if commitment_id is not None:
        mine = _only(agreement, await queries.of_agreement(agreement_id, by=by), commitment_id)
    shown = form or filled(form_of(mine) if mine else await _picked(request, agreement))
    return render(
        request,
        "commitments/edit.html",
        status=status,
        agreement=agreement,
        commitment=mine,
        parties=await queries.parties_of(agreement_id, by=by),
        form=shown,
        milestones=shown.rows("milestones") + SPARE_MILESTONES,
        rules=rules,
    )


async def _picked(request: AnyRequest, agreement: queries.AgreementSeen) -> dict[str, str]:
    """A new commitment, with the part of a registered text that it is picked from."""
    kept, said = None, request.query_params.get("passage", "")
    if agreement.registration_id:
        kept = await registered(agreement.id, by=signed_in(request))
    place = int(said) if said.isdecimal() and len(said) < 6 else 0
    if kept is None or not 0 < place <= len(kept.passages):
        return {"nature": "result"}
    part = kept.passages[place - 1]
    return {"nature": "result", "title": part.title, "text": part.text}


def _only(
    agreement: queries.AgreementSeen, found: list[CommitmentView], commitment_id: UUID
) -> CommitmentView:
    """The commitment with this id; whoever edits is told when somebody has removed it."""
    for view in found:
        if view.id == commitment_id:
            return view
    raise _not_now(agreement, GONE)


def _of_form(refused: Refused, place: int) -> Refused:
    """Complaints about one commitment of the list, by the names that its own form has."""
    at = f"commitments.{place}."
    return Refused(replace(c, field=c.field.removeprefix(at)) for c in refused.complaints)


def _of_list(unread: Unread, place: int) -> Unread:
    """What could not be read of the form of one commitment, by the names that the list has."""
    return [replace(c, field=f"commitments.{place}.{c.field}") for c in unread]


async def _save(
    request: AnyRequest, agreement_id: UUID, commitment_id: UUID | None
) -> Response[Any]:
    by, place = signed_in(request), 0
    try:
        typed, unread = await handed_in(request, CommitmentPage)
        agreement = await _draft(agreement_id, by)
        there = await queries.of_agreement(agreement_id, by=by)
        forms = [form_of(view) for view in there]
        if commitment_id is None:
            place = len(forms)
            forms.append(typed)
        else:
            place = there.index(_only(agreement, there, commitment_id))
            number = there[place].model_number
            forms[place] = replace(typed, key=there[place].key, model_number=number)
        await actions.set_commitments(
            agreement_id,
            forms,
            typed.version,
            unread=_of_list(unread, place),
            by=by,
            at=moment_of(request),
        )
    except Refused as refused:
        shown = again(request, _of_form(refused, place))
        return await _editing(request, agreement_id, commitment_id, shown, 400)
    return redirect(page("agreements", agreement_id, "commitments"), N_("Commitment saved."))


@get(page("agreements", "{agreement_id:uuid}", "commitments", "new"), opt=needs("commitment.set"))
async def new(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of a new commitment."""
    return await _editing(request, agreement_id, None)


@post(_ALL, opt=acts(actions.set_commitments) | needs("commitment.set"))
async def add(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Add a commitment to a draft."""
    return await _save(request, agreement_id, None)


@get(_ONE, opt=needs("commitment.set"))
async def edit(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """The form of one commitment of a draft."""
    return await _editing(request, agreement_id, commitment_id)


@post(_ONE, opt=acts(actions.set_commitments) | needs("commitment.set"))
async def save(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Change one commitment of a draft."""
    return await _save(request, agreement_id, commitment_id)


async def _removing(
    request: AnyRequest, agreement_id: UUID, commitment_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    agreement = await _draft(agreement_id, by)
    there = await queries.of_agreement(agreement_id, by=by)
    return render(
        request,
        "commitments/removal.html",
        status=400 if form else 200,
        agreement=agreement,
        commitment=_only(agreement, there, commitment_id),
        form=form or Filled(),
    )


@get(_REMOVAL, opt=needs("commitment.set"))
async def what_goes(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """What is lost when a commitment is taken out, and the button that does so."""
    return await _removing(request, agreement_id, commitment_id)


@post(_REMOVAL, opt=acts(actions.set_commitments) | needs("commitment.set"))
async def remove(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Take one commitment out of a draft."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemovalForm)
        agreement = await _draft(agreement_id, by)
        there = await queries.of_agreement(agreement_id, by=by)
        gone = _only(agreement, there, commitment_id)
        left, seen = [form_of(view) for view in there if view is not gone], form.version
        await actions.set_commitments(agreement_id, left, seen, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _removing(request, agreement_id, commitment_id, again(request, refused))
    said = N_("The commitment “{title}” was removed.")
    return redirect(page("agreements", agreement_id, "commitments"), said, title=gone.title)


ROUTES: list[Any] = [new, add, edit, save, what_goes, remove]
