"""The remarks upon a draft for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.agreements.remarks import actions
from governance.agreements.remarks.forms import AnswerForm, RemarkForm
from governance.agreements.remarks.queries import RemarkView, remarks
from governance.base.actor import Actor
from governance.formation.queries import forming
from governance.formation.remarking.pages import sees_remarks
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_REMARKS = ("agreements", "{agreement_id:uuid}", "remarks")
_ONE = (*_REMARKS, "{remark_id:uuid}")
_MAKES = needs("agreement.remark")


async def _all(agreement_id: UUID, by: Actor) -> list[RemarkView]:
    sees_remarks(await forming(agreement_id, by=by), by)
    return await remarks(agreement_id, by=by)


@get(api(*_REMARKS), opt=_MAKES)
async def text_remarks(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[RemarkView]:
    """Every remark upon a draft with its answers, oldest first."""
    return await _all(agreement_id, signed_in(request))


@post(api(*_REMARKS), opt=acts(actions.remark) | takes(RemarkForm) | _MAKES)
async def remark(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> list[RemarkView]:
    """Make a remark upon a passage; gives all of them."""
    form, unread = await handed_in(request, RemarkForm)
    by = signed_in(request)
    await actions.remark(agreement_id, form, unread=unread, by=by, at=moment_of(request))
    return await _all(agreement_id, by)


@post(api(*_ONE, "answers"), opt=acts(actions.answer) | takes(AnswerForm) | _MAKES)
async def answer_remark(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], remark_id: FromPath[UUID]
) -> list[RemarkView]:
    """Answer a remark; gives all of them."""
    form, unread = await handed_in(request, AnswerForm)
    by = signed_in(request)
    await actions.answer(remark_id, form, unread=unread, by=by, at=moment_of(request))
    return await _all(agreement_id, by)


@post(
    api(*_ONE, "completion"),
    opt=acts(actions.settle) | needs("agreement.settle_remark"),
    status_code=200,
)
async def settle_remark(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], remark_id: FromPath[UUID]
) -> list[RemarkView]:
    """Settle a remark; gives all of them."""
    by = signed_in(request)
    await actions.settle(remark_id, by=by, at=moment_of(request))
    return await _all(agreement_id, by)


ROUTES: list[Any] = [text_remarks, remark, answer_remark, settle_remark]
