"""Sharing a draft with its parties, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath

from governance.agreements import queries
from governance.agreements.sharing import actions
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api

_ONE = "{agreement_id:uuid}"


@post(
    api("agreements", _ONE, "sharing"),
    opt=acts(actions.share_draft) | needs("agreement.share_draft"),
)
async def share(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.AgreementView:
    """Share a draft with its parties."""
    by, at = signed_in(request), moment_of(request)
    await actions.share_draft(agreement_id, by=by, at=at)
    return await queries.agreement(agreement_id, by=by)


@post(
    api("agreements", _ONE, "sharing", "removal"),
    opt=acts(actions.stop_sharing) | needs("agreement.stop_sharing"),
    status_code=200,
)
async def stop(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> queries.AgreementView:
    """Stop sharing a draft: only who keeps it reads it."""
    by, at = signed_in(request), moment_of(request)
    await actions.stop_sharing(agreement_id, by=by, at=at)
    return await queries.agreement(agreement_id, by=by)


ROUTES: list[Any] = [share, stop]
