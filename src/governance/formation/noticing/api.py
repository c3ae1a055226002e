"""Notices, the event that ends an agreement and its publication, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, post
from litestar.params import FromPath

from governance.agreements.noticing.forms import (
    ConsultationForm,
    EventForm,
    NoticeForm,
    PublicationForm,
    RevokeForm,
)
from governance.formation.lasting.queries import LifeView, life_of
from governance.formation.noticing import actions
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in

_AGREEMENT = ("agreements", "{agreement_id:uuid}")
_NOTICE = ("termination-notices", "{termination_notice_id:uuid}")


@post(
    api(*_AGREEMENT, "termination-notices"),
    opt=acts(actions.give_notice) | takes(NoticeForm) | needs("agreement.give_notice"),
)
async def give_notice(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> LifeView:
    """Record the notice of one party; gives the life of the agreement."""
    form, unread = await handed_in(request, NoticeForm)
    by, at = signed_in(request), moment_of(request)
    await actions.give_notice(agreement_id, form, unread=unread, by=by, at=at)
    return await life_of(agreement_id, by=by)


@post(
    api(*_NOTICE, "cancellation"),
    opt=acts(actions.revoke_notice) | takes(RevokeForm) | needs("agreement.revoke_notice"),
    status_code=200,
)
async def revoke_notice(
    request: Request[Any, Any, Any], termination_notice_id: FromPath[UUID]
) -> LifeView:
    """Take a notice back before it takes effect; ``version`` is the notice's."""
    form, unread = await handed_in(request, RevokeForm)
    by, at = signed_in(request), moment_of(request)
    of = await actions.revoke_notice(termination_notice_id, form, unread=unread, by=by, at=at)
    return await life_of(of, by=by)


@post(
    api(*_NOTICE, "consultation"),
    opt=acts(actions.conclude_consultation)
    | takes(ConsultationForm)
    | needs("agreement.conclude_consultation"),
    status_code=200,
)
async def conclude_consultation(
    request: Request[Any, Any, Any], termination_notice_id: FromPath[UUID]
) -> LifeView:
    """Record what the others decided after a withdrawal; ``version`` is the notice's."""
    form, unread = await handed_in(request, ConsultationForm)
    by, at = signed_in(request), moment_of(request)
    of = await actions.conclude_consultation(
        termination_notice_id, form, unread=unread, by=by, at=at
    )
    return await life_of(of, by=by)


@post(
    api(*_AGREEMENT, "event"),
    opt=acts(actions.record_event) | takes(EventForm) | needs("agreement.record_event"),
    status_code=200,
)
async def record_event(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> LifeView:
    """The event that ends the agreement has happened; ``version`` is the agreement's."""
    form, unread = await handed_in(request, EventForm)
    by, at = signed_in(request), moment_of(request)
    await actions.record_event(agreement_id, form, unread=unread, by=by, at=at)
    return await life_of(agreement_id, by=by)


@post(
    api(*_AGREEMENT, "publication"),
    opt=acts(actions.record_publication)
    | takes(PublicationForm)
    | needs("agreement.record_publication"),
    status_code=200,
)
async def record_publication(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> LifeView:
    """Record the publication upon which a signed agreement enters into force."""
    form, unread = await handed_in(request, PublicationForm)
    by, at = signed_in(request), moment_of(request)
    await actions.record_publication(agreement_id, form, unread=unread, by=by, at=at)
    return await life_of(agreement_id, by=by)


ROUTES: list[Any] = [
    give_notice, revoke_notice, conclude_consultation, record_event, record_publication,
]  # fmt: skip
