"""Succession for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath

from governance.agreements.following.actions import choose_predecessor
from governance.formation.following import queries
from governance.formation.following.forms import SuccessionForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_PATH = api("agreements", "{agreement_id:uuid}", "succession")


@get(_PATH, opt=needs("agreement.read"))
async def succession(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.SuccessionView:
    """Which agreement this one follows, and what becomes of what is still owed there."""
    return await queries.succession(agreement_id, by=signed_in(request))


@put(
    _PATH,
    opt=acts(choose_predecessor) | takes(SuccessionForm) | needs("agreement.choose_predecessor"),
)
async def choose_succession(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.SuccessionView:
    """Say which agreement a draft follows; without one it follows none."""
    form, unread = await handed_in(request, SuccessionForm)
    by = signed_in(request)
    told: dict[str, Any] = {"unread": unread, "by": by, "at": moment_of(request)}
    await choose_predecessor(agreement_id, form.predecessor_id, form.version, **told)
    return await queries.succession(agreement_id, by=by)


ROUTES: list[Any] = [succession, choose_succession]
