"""Authorities and committees for machines: what one needs to know before drafting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.parties import queries
from governance.web.acting import needs, signed_in
from governance.web.addresses import api

_ONE = "{organisation_id:uuid}"


@get(api("organisations", _ONE, "party-authorities"), opt=needs("register.read"))
async def authorities(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> list[queries.AuthorityView]:
    """The authorities through which an organisation acts."""
    by = signed_in(request)
    await queries.organisation(organisation_id, by=by)
    return await queries.authorities([organisation_id], by=by)


@get(api("committees"), opt=needs("register.read"))
async def committees(request: Request[Any, Any, Any]) -> list[queries.CommitteeView]:
    """The steering committees."""
    return await queries.committees(signed_in(request))


ROUTES: list[Any] = [authorities, committees]
