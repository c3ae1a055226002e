"""Pages of commitments: those of an agreement, one of a draft being edited, one line kept."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.base.actor import Actor, RoleKind
from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, NotFound, Refused, Unread
from governance.commitments import actions, queries, rules
from governance.commitments.forms import CommitmentForm, CommitmentPage, MilestoneForm, RemovalForm
from governance.web.acting import AnyRequest, acts, moment_of, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

SPARE_MILESTONES = 2
"""Empty rows under the milestones that are there."""
_ALL = page("agreements", "{agreement_id:uuid}", "commitments")
_ONE = page("agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}")


def form_of(view: queries.CommitmentView) -> CommitmentForm:
    """A commitment as it would be handed in."""
    return CommitmentForm(
        key=view.key,
        model_number=view.model_number,
        title=view.title,
        text=view.text,
        theme=view.theme,
        nature=view.nature,
        owner_function=view.owner_function,
        executor=view.executor,
        measurable_goal=view.measurable_goal,
        indicator_unit=view.indicator_unit,
        target=view.target,
        owner_party_ids=[p.party_id for p in view.owners],
        contributor_party_ids=[p.party_id for p in view.contributors],
        milestones=[MilestoneForm(m.title, m.rule, m.months, m.on_date) for m in view.milestones],
    )


def may_edit(agreement: queries.AgreementSeen, by: Actor) -> bool:
    """Whether this actor may edit the commitments now."""
    keeps = by.role(RoleKind.ADMINISTRATOR, organisation=agreement.keeper)
    return agreement.state == "draft" and keeps is not None


@get(_ALL)
async def of_agreement(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The commitments by theme; once in force, each with the lines that parties keep."""
    by = signed_in(request)
    agreement = await queries.seen_agreement(agreement_id, by=by)
    found = await queries.of_agreement(agreement_id, by=by)
    lines = await queries.lines(agreement_id, by=by, today=day(moment_of(request)))
    return render(
        request,
        "commitments/of_agreement.html",
        agreement=agreement,
        themes=list(dict.fromkeys(c.theme for c in found)),
        commitments=found,
        lines=lines,
        editable=may_edit(agreement, by),
        rules=rules,
    )


async def _editing(
    request: AnyRequest,
    agreement_id: UUID,
    commitment_id: UUID | None,
    form: Filled | None = None,
    status: int = 200,
) -> Response[Any]:
    by = signed_in(request)
    agreement = await queries.seen_agreement(agreement_id, by=by)
    if not may_edit(agreement, by):
        raise NotAllowed
    mine = None
    if commitment_id is not None:
        mine = _only(await queries.of_agreement(agreement_id, by=by), commitment_id)
    shown = form or filled(form_of(mine) if mine else {"nature": "result"})
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


def _only(found: list[queries.CommitmentView], commitment_id: UUID) -> queries.CommitmentView:
    for view in found:
        if view.id == commitment_id:
            return view
    raise NotFound


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
        there = await queries.of_agreement(agreement_id, by=by)
        forms = [form_of(view) for view in there]
        if commitment_id is None:
            place = len(forms)
            forms.append(typed)
        else:
            place = there.index(_only(there, commitment_id))
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


@get(page("agreements", "{agreement_id:uuid}", "commitments", "new"))
async def new(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of a new commitment."""
    return await _editing(request, agreement_id, None)


@post(_ALL, opt=acts(actions.set_commitments))
async def add(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Add a commitment to a draft."""
    return await _save(request, agreement_id, None)


@get(_ONE)
async def edit(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """The form of one commitment of a draft."""
    return await _editing(request, agreement_id, commitment_id)


@post(_ONE, opt=acts(actions.set_commitments))
async def save(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Change one commitment of a draft."""
    return await _save(request, agreement_id, commitment_id)


@post(
    page("agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "removal"),
    opt=acts(actions.set_commitments),
)
async def remove(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Take one commitment out of a draft."""
    by, at = signed_in(request), moment_of(request)
    form, unread = await handed_in(request, RemovalForm)
    there = await queries.of_agreement(agreement_id, by=by)
    gone = _only(there, commitment_id)
    forms = [form_of(view) for view in there if view is not gone]
    await actions.set_commitments(agreement_id, forms, form.version, unread=unread, by=by, at=at)
    said = N_("The commitment “{title}” was removed.")
    return redirect(page("agreements", agreement_id, "commitments"), said, title=gone.title)


@get(page("commitments", "{line_id:uuid}"))
async def line(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """One commitment as kept by one party: milestones, words, history."""
    view = await queries.line(line_id, by=signed_in(request), today=day(moment_of(request)))
    return render(request, "commitments/line.html", view=view, rules=rules)


ROUTES: list[Any] = [of_agreement, new, add, edit, save, remove, line]
