"""A draft read passage by passage, with the remarks upon each, for its keeper and its parties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.agreements.remarks import actions
from governance.agreements.remarks.forms import AnswerForm, RemarkForm
from governance.agreements.remarks.queries import RemarkView, remarks
from governance.agreements.rules import WORKFLOW
from governance.agreements.steps.actions import takes_part
from governance.base.actor import Actor
from governance.base.errors import N_, NotAllowed, Refused, WrongState
from governance.documents.blocks import Document
from governance.formation.editing.actions import own_text
from governance.formation.editing.papers import outline
from governance.formation.queries import Forming, forming
from governance.formation.remarking.rules import spoken
from governance.formation.texts.papers import agreement_text
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_REMARKS = ("agreements", "{agreement_id:uuid}", "remarks")
_ONE = (*_REMARKS, "{remark_id:uuid}")
_MAKES = needs("agreement.remark")
ONLY_DRAFT = N_("Remarks are made upon a draft, and this is no draft any more.")


class Line(Struct, frozen=True):
    """A passage as it is read, with what is remarked upon it. ``form``: of a new remark."""

    section: str
    passage: str
    called: str
    said: str
    remarks: tuple[RemarkView, ...]


def may_remark(whole: Forming, by: Actor) -> None:
    """Raise :class:`NotAllowed` or :class:`WrongState` for who makes no remarks upon it now."""
    view = whole.agreement
    sees_remarks(whole, by)
    if view.state != "draft":
        raise WrongState("remark", view.state, ONLY_DRAFT, page("agreements", view.id))


def sees_remarks(whole: Forming, by: Actor) -> None:
    """Raise :class:`NotAllowed` for who makes no remarks upon it in any state."""
    who = WORKFLOW.who("remark")
    if not takes_part(by, who, whole.agreement.keeper_id, whole.bodies):
        raise NotAllowed


async def _page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None, at: str = ""
) -> Response[Any]:
    by = signed_in(request)
    whole = await forming(agreement_id, by=by)
    may_remark(whole, by)
    found = await remarks(agreement_id, by=by)
    text: Document = agreement_text(whole, draft=True)
    return render(
        request,
        "formation/remarks.html",
        status=400 if form else 200,
        agreement=whole.agreement,
        sections=[(one, _lines(one.name, whole, text, found)) for one in outline(whole)],
        gone=[one for one in found if own_text(whole).section(one.section) is None],
        open=sum(one.settled_at is None for one in found),
        total=len(found),
        form=form or filled({}),
        at=at,
    )


def _lines(name: str, whole: Forming, text: Document, found: list[RemarkView]) -> list[Line]:
    section = own_text(whole).section(name)
    passages = section.passages if section else ()
    upon: dict[str, list[RemarkView]] = {}
    for one in found:
        if one.section == name:
            upon.setdefault(one.passage, []).append(one)
    said = spoken(text)
    lines = [
        Line(name, p.key, *said.get(f"{name}-{p.key}", ("", "")), tuple(upon.pop(p.key, ())))
        for p in passages
    ]
    rest = tuple(remark for remarks in upon.values() for remark in remarks)
    return [*(one for one in lines if one.said or one.remarks), Line(name, "", "", "", rest)]


@get(page(*_REMARKS), opt=_MAKES)
async def read(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The draft with the remarks upon each passage."""
    return await _page(request, agreement_id)


@post(page(*_REMARKS), opt=acts(actions.remark) | _MAKES)
async def remark(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Make a remark upon a passage."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, RemarkForm)
        await actions.remark(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        shown = again(request, refused)
        place = f"{shown.value('section')}-{shown.value('passage')}"
        return await _page(request, agreement_id, shown, place)
    return redirect(page("agreements", agreement_id, "remarks"), N_("Your remark is there."))


@post(page(*_ONE, "answers"), opt=acts(actions.answer) | _MAKES)
async def answer(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], remark_id: FromPath[UUID]
) -> Response[Any]:
    """Answer a remark."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AnswerForm)
        await actions.answer(remark_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _page(request, agreement_id, again(request, refused), str(remark_id))
    return redirect(page("agreements", agreement_id, "remarks"), N_("Your answer is there."))


@post(page(*_ONE, "completion"), opt=acts(actions.settle) | needs("agreement.settle_remark"))
async def settle(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], remark_id: FromPath[UUID]
) -> Response[Any]:
    """Settle a remark."""
    await actions.settle(remark_id, by=signed_in(request), at=moment_of(request))
    return redirect(page("agreements", agreement_id, "remarks"), N_("The remark is settled."))


ROUTES: list[Any] = [read, remark, answer, settle]
