"""The chain of a party for machines: as it stands, its steps, and what came of one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, put
from litestar.params import FromPath

from governance.agreements.advising import actions, queries
from governance.agreements.advising.forms import AdviceForm, ChainForm
from governance.agreements.advising.shown.queries import ChainView, StepView
from governance.base.clock import day
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in
from governance.web.tags import tagged

_CHAIN = ("parties", "{party_id:uuid}", "decision-making")


async def _chain(request: AnyRequest, party_id: UUID) -> ChainView:
    today = day(moment_of(request))
    return await queries.chain(party_id, by=signed_in(request), today=today)


@get(api(*_CHAIN), opt=needs("agreement.read_chain"))
async def chain(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> ChainView:
    """The chain of a party before it decides, with who is next and since when."""
    return await _chain(request, party_id)


@put(
    api(*_CHAIN, "steps"),
    opt=acts(actions.set_chain) | takes(ChainForm) | needs("agreement.set_chain"),
)
async def set_chain(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> ChainView:
    """Choose the steps of a party before it decides; `version` is 0 where it had none."""
    form, unread = await handed_in(request, ChainForm)
    by, at = signed_in(request), moment_of(request)
    await actions.set_chain(party_id, form, unread=unread, by=by, at=at)
    return await _chain(request, party_id)


@get(api(*_CHAIN, "steps", "{step:str}"), opt=needs("agreement.read_advice"))
async def step(
    request: Request[Any, Any, Any], party_id: FromPath[UUID], step: FromPath[str]
) -> Response[StepView]:
    """One step with what was said; the tag is the version of what is noted, 0 where nothing is."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.step(party_id, step, by=by, today=today)
    return tagged(found, found.given.version if found.given else 0)


@put(
    api(*_CHAIN, "steps", "{step:str}"),
    opt=acts(actions.record_advice) | takes(AdviceForm) | needs("agreement.record_advice"),
)
async def record_advice(
    request: Request[Any, Any, Any], party_id: FromPath[UUID], step: FromPath[str]
) -> ChainView:
    """Note of one step who was asked, until when, and what came of it; `version` is 0 where
    nothing was noted about this text."""
    form, unread = await handed_in(request, AdviceForm)
    by, at = signed_in(request), moment_of(request)
    await actions.record_advice(party_id, step, form, unread=unread, by=by, at=at)
    return await _chain(request, party_id)


ROUTES: list[Any] = [chain, set_chain, step, record_advice]
