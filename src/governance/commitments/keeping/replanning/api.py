"""Planning milestones anew, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.keeping import queries
from governance.commitments.replanning import actions
from governance.commitments.replanning.forms import ReplanningForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in


@post(
    api("commitments", "{line_id:uuid}", "planning"),
    opt=acts(actions.replan) | takes(ReplanningForm) | needs("commitment.replan"),
)
async def replan(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> queries.LineView:
    """Plan open milestones of a line on other days, with why; ``version`` is the line's."""
    form, unread = await handed_in(request, ReplanningForm)
    by, at = signed_in(request), moment_of(request)
    await actions.replan(line_id, form, unread=unread, by=by, at=at)
    return await queries.line(line_id, by=by, today=day(at))


ROUTES: list[Any] = [replan]
