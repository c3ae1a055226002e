"""Who may see how a commitment of one party stands, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath

from governance.base.errors import NotAllowed
from governance.commitments.audience import actions, queries
from governance.commitments.audience.forms import AudienceForm
from governance.web.acting import acts, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.handing import handed_to

_ONE = api("commitments", "{line_id:uuid}", "audience")


@get(_ONE, opt=needs("commitment.set_audience"))
async def audience(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> queries.AudienceView:
    """Who may see how a commitment of one party stands, for who may choose that."""
    view = await queries.audience_of(line_id, by=signed_in(request))
    if not queries.may_choose(view.organisation_id, signed_in(request)):
        raise NotAllowed
    return view


@put(_ONE, opt=acts(actions.set_audience) | takes(AudienceForm) | needs("commitment.set_audience"))
async def set_audience(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> queries.AudienceView:
    """Choose who may see it: own, officials, committee or public. A narrower audience does not
    take back what others have seen: ``knowingly`` says that this is known."""
    await handed_to(request, AudienceForm, actions.set_audience, line_id)
    return await queries.audience_of(line_id, by=signed_in(request))


ROUTES: list[Any] = [audience, set_audience]
