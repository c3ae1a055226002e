"""The checklist for machines: all points, and one point to answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath

from governance.formation.checklist import actions, queries
from governance.formation.checklist.forms import PointForm
from governance.library.checklists.rules import Point
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.reading import handed_in

_ONE = "{agreement_id:uuid}"
_POINT = api("agreements", _ONE, "checklist", "{rule:str}")


_VERSION = "As it was kept with this version of the text, by its number."


@get(api("agreements", _ONE, "checklist"), opt=needs("agreement.read") | asks(version=_VERSION))
async def checklist(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.Checklist:
    """Every point of the checklist; of a text that was put up, as it was judged on that day."""
    version = request.query_params.get("version", "")
    return await queries.checklist(agreement_id, by=signed_in(request), version=version)


@get(_POINT, opt=needs("agreement.read"))
async def point(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], rule: FromPath[str]
) -> Point:
    """One point of the checklist; the tag is the version of its answer."""
    found = await queries.checklist(agreement_id, by=signed_in(request))
    return queries.point_of(found, rule)[1]


@put(
    _POINT,
    opt=acts(actions.answer_checklist) | takes(PointForm) | needs("agreement.answer_checklist"),
)
async def answer_point(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], rule: FromPath[str]
) -> Point:
    """Answer a point of the checklist; `version` is 0 where nobody answered it before."""
    form, unread = await handed_in(request, PointForm)
    by, at = signed_in(request), moment_of(request)
    await actions.answer_checklist(agreement_id, rule, form, unread=unread, by=by, at=at)
    found = await queries.checklist(agreement_id, by=by)
    return queries.point_of(found, rule)[1]


ROUTES: list[Any] = [checklist, point, answer_point]
