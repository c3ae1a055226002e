"""The barrier model for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.commitments.barriers import actions, queries
from governance.commitments.barriers.forms import BarrierChange, BarrierForm, BarrierRemoval
from governance.commitments.barriers.papers import as_file
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import gives, takes
from governance.web.handing import handed_to

_OF_REGION = api("regions", "{region_id:uuid}", "barriers")
_ONE = "{barrier_id:uuid}"


async def _grid(request: AnyRequest, region_id: UUID) -> queries.GridView:
    return await queries.grid(region_id, by=signed_in(request), today=day(moment_of(request)))


@get(_OF_REGION, opt=needs("barrier.read"))
async def grid(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> queries.GridView:
    """The barriers of a region, and in `raised` which commitments raise them against what.

    Empty, with `inUse` false, while the region does not use the barrier model.
    """
    return await _grid(request, region_id)


@get(
    api("regions", "{region_id:uuid}", "barriers", "export"),
    opt=needs("barrier.read") | gives("text/csv"),
)
async def grid_file(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[bytes]:
    """The grid as CSV, a row for each commitment in each place."""
    return await as_file(request, await _grid(request, region_id))


@post(_OF_REGION, opt=needs("barrier.keep") | acts(actions.add_barrier) | takes(BarrierForm))
async def add_barrier(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.BarrierPart:
    """Put a barrier on the list of a region that uses the barrier model."""
    made = await handed_to(request, BarrierForm, actions.add_barrier, region_id)
    return await queries.barrier(made, by=signed_in(request))


@get(api("barriers", _ONE), opt=needs("barrier.read"))
async def barrier(
    request: Request[Any, Any, Any], barrier_id: FromPath[UUID]
) -> queries.BarrierPart:
    """One barrier; the tag is its version."""
    return await queries.barrier(barrier_id, by=signed_in(request))


@put(
    api("barriers", _ONE, "details"),
    opt=needs("barrier.keep") | acts(actions.change_barrier) | takes(BarrierChange),
)
async def change_barrier(
    request: Request[Any, Any, Any], barrier_id: FromPath[UUID]
) -> queries.BarrierPart:
    """Change the words of a barrier."""
    await handed_to(request, BarrierChange, actions.change_barrier, barrier_id)
    return await queries.barrier(barrier_id, by=signed_in(request))


@post(
    api("barriers", _ONE, "removal"),
    opt=needs("barrier.keep") | acts(actions.remove_barrier) | takes(BarrierRemoval),
    status_code=204,
)
async def remove_barrier(request: Request[Any, Any, Any], barrier_id: FromPath[UUID]) -> None:
    """Take a barrier that no commitment raises off the list."""
    await handed_to(request, BarrierRemoval, actions.remove_barrier, barrier_id)


ROUTES: list[Any] = [grid, grid_file, add_barrier, barrier, change_barrier, remove_barrier]
