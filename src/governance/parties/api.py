"""The register of organisations for machines: who there is, their authorities, committees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.parties import queries
from governance.web.acting import needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks
from governance.web.pages import number_of

_ONE = "{organisation_id:uuid}"


@get(
    api("organisations"),
    opt=asks(
        search="Beginnings of words in the name.",
        kind="Kind of organisation, such as municipality.",
        page="Which page, from 1; too far is the last.",
    )
    | needs("register.read"),
)
async def organisations(request: Request[Any, Any, Any]) -> queries.Register:
    """One page of the register by name; ``search``, ``kind`` and ``page``."""
    search, kind = (request.query_params.get(name, "") for name in ("search", "kind"))
    by, number = signed_in(request), number_of(request)
    return await queries.register(by, search=search, kind=kind, page=number)


@get(api("organisations", _ONE), opt=needs("register.read"))
async def organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.OrganisationView:
    """One organisation."""
    return await queries.organisation(organisation_id, by=signed_in(request))


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


ROUTES: list[Any] = [organisations, organisation, authorities, committees]
