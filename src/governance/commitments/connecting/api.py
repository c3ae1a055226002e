"""What a commitment serves, raises and waits for, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.connecting import actions, queries
from governance.commitments.connecting.forms import ConnectionsForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_HERE = api(
    "agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}", "connections"
)


@get(_HERE, opt=needs("commitment.read_connections"))
async def connections(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> queries.ConnectionsView:
    """What a commitment serves, raises and waits for, and what it holds up.

    `version` is 0 while nothing was ever said of it.
    """
    by, today = signed_in(request), day(moment_of(request))
    return await queries.connections(agreement_id, commitment_id, by=by, today=today)


@put(
    _HERE,
    opt=needs("commitment.connect") | acts(actions.connect) | takes(ConnectionsForm),
)
async def connect(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> queries.ConnectionsView:
    """Say all that a commitment serves, raises and waits for; a ring of waiting is refused."""
    form, unread = await handed_in(request, ConnectionsForm)
    by, at = signed_in(request), moment_of(request)
    await actions.connect(agreement_id, commitment_id, form, unread=unread, by=by, at=at)
    return await queries.connections(agreement_id, commitment_id, by=by, today=day(at))


ROUTES: list[Any] = [connections, connect]
