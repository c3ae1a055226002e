"""Who carries out a commitment for one party, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath

from governance.commitments.executing import actions, queries
from governance.commitments.executing.forms import ExecutionForm
from governance.web.acting import acts, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.handing import handed_to

_ONE = api("commitments", "{line_id:uuid}", "carrying-out")


@get(_ONE, opt=needs("commitment.read"))
async def execution(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> queries.ExecutionView:
    """Who carries out a commitment for one party."""
    return await queries.execution_of(line_id, by=signed_in(request))


@put(
    _ONE,
    opt=acts(actions.execute_otherwise) | takes(ExecutionForm) | needs("commitment.execute"),
)
async def execute_otherwise(
    request: Request[Any, Any, Any], line_id: FromPath[UUID]
) -> queries.ExecutionView:
    """Say who carries it out: as agreed for all, the party itself, or another organisation."""
    await handed_to(request, ExecutionForm, actions.execute_otherwise, line_id)
    return await queries.execution_of(line_id, by=signed_in(request))


ROUTES: list[Any] = [execution, execute_otherwise]
