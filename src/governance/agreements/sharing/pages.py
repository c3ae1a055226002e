"""The buttons with which a draft is shared with its parties, and not any more."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar import Request, Response, post
from litestar.params import FromPath

from governance.agreements.sharing import actions
from governance.base.errors import N_
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import redirect

_ONE = "{agreement_id:uuid}"


async def _then(
    request: AnyRequest, agreement_id: UUID, act: Callable[..., Awaitable[None]], said: str
) -> Response[Any]:
    await act(agreement_id, by=signed_in(request), at=moment_of(request))
    return redirect(page("agreements", agreement_id), said)


@post(
    page("agreements", _ONE, "sharing"),
    opt=acts(actions.share_draft) | needs("agreement.share_draft"),
)
async def share(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Share a draft with its parties."""
    said = N_("The parties can read this draft now, as it changes.")
    return await _then(request, agreement_id, actions.share_draft, said)


@post(
    page("agreements", _ONE, "sharing", "removal"),
    opt=acts(actions.stop_sharing) | needs("agreement.stop_sharing"),
)
async def stop(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Stop sharing a draft."""
    said = N_("Only your own organisation can read this draft now.")
    return await _then(request, agreement_id, actions.stop_sharing, said)


ROUTES: list[Any] = [share, stop]
