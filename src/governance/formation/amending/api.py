"""Amendments for machines: begun, with their effect, caught up, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements.amending import actions as amending
from governance.agreements.amending.listing.queries import Amended
from governance.base.clock import day
from governance.formation.amending import actions, queries
from governance.formation.amending.forms import AmendmentForm, TakeOverForm, WithdrawalForm
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_ONE = ("agreements", "{agreement_id:uuid}")
_AMENDMENT = ("agreements", "{amendment_id:uuid}")


async def _shown(request: AnyRequest, agreement_id: UUID) -> queries.AmendmentView:
    today = day(moment_of(request))
    view, _, _ = await queries.amendment(agreement_id, today, by=signed_in(request))
    return view


@get(api(*_ONE, "amendments"), opt=needs("agreement.read"))
async def amendments(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[Amended]:
    """The amendments of an agreement."""
    return await queries.amendments(agreement_id, by=signed_in(request))


@post(
    api(*_ONE, "amendments"),
    opt=acts(actions.begin_amendment) | takes(AmendmentForm) | needs("agreement.begin_amendment"),
)
async def begin_amendment(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> agreements.AgreementView:
    """Begin an amendment of an agreement in force, as a copy of it."""
    form, unread = await handed_in(request, AmendmentForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.begin_amendment(agreement_id, form, unread=unread, by=by, at=at)
    return await agreements.agreement(made, by=by)


@get(api(*_AMENDMENT, "amendment"), opt=needs("agreement.read"))
async def amendment(
    request: Request[Any, Any, Any], amendment_id: FromPath[UUID]
) -> queries.AmendmentView:
    """One amendment: what it changes, and what changed in the agreement since."""
    return await _shown(request, amendment_id)


@post(
    api(*_AMENDMENT, "amendment", "settlement"),
    opt=acts(actions.take_over_changes)
    | takes(TakeOverForm)
    | needs("agreement.take_over_changes"),
    status_code=200,
)
async def take_over_changes(
    request: Request[Any, Any, Any], amendment_id: FromPath[UUID]
) -> queries.AmendmentView:
    """Take over what changed in the agreement since; ``keep`` names conflicts that stay."""
    form, unread = await handed_in(request, TakeOverForm)
    by, at = signed_in(request), moment_of(request)
    await actions.take_over_changes(amendment_id, form, unread=unread, by=by, at=at)
    return await _shown(request, amendment_id)


@post(
    api(*_AMENDMENT, "amendment", "cancellation"),
    opt=acts(amending.withdraw_amendment)
    | takes(WithdrawalForm)
    | needs("agreement.withdraw_amendment"),
    status_code=200,
)
async def withdraw_amendment(
    request: Request[Any, Any, Any], amendment_id: FromPath[UUID]
) -> queries.AmendmentView:
    """Withdraw an amendment that was put up once."""
    form, unread = await handed_in(request, WithdrawalForm)
    by, at = signed_in(request), moment_of(request)
    told: dict[str, Any] = {"unread": unread, "by": by, "at": at}
    await amending.withdraw_amendment(amendment_id, form.reason, form.version, **told)
    return await _shown(request, amendment_id)


ROUTES: list[Any] = [amendments, begin_amendment, amendment, take_over_changes, withdraw_amendment]
