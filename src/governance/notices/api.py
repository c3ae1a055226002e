"""The outbox for machines that look after the service; ``/api/v1/berichten``."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, post
from litestar.params import FromPath
from msgspec import Struct

from governance.notices import actions, queries
from governance.notices.forms import ManyForm
from governance.notices.pages import wanted
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, takes
from governance.web.reading import read_form

_ONE = "{notice_id:uuid}"


class Done(Struct, frozen=True):
    """To how many messages a step was applied."""

    number: int


@get(
    api("notices"),
    opt=asks(
        state="waiting, sent, failed or given_up; left out: what was not sent.",
        kind="Kind of message, such as invitation.",
        problem="Why it was not sent, such as refused or unreachable.",
        page="Which page, from 1; too far is the last.",
    )
    | needs("notice.read"),
)
async def notices(request: Request[Any, Any, Any]) -> queries.Outbox:
    """One page of the outbox, newest first; for system administrators."""
    return await queries.listed(wanted(request), by=signed_in(request))


@post(api("notices", _ONE, "attempts"), opt=acts(actions.retry) | needs("notice.retry"))
async def retry_notice(
    request: Request[Any, Any, Any], notice_id: FromPath[UUID]
) -> queries.NoticeView:
    """Try one message again, now."""
    by = signed_in(request)
    await actions.retry(notice_id, by=by, at=moment_of(request))
    return await queries.notice(notice_id, by=by)


@post(api("notices", _ONE, "stop"), opt=acts(actions.give_up) | needs("notice.give_up"))
async def stop_notice(
    request: Request[Any, Any, Any], notice_id: FromPath[UUID]
) -> queries.NoticeView:
    """Stop one message: it is not sent any more."""
    by = signed_in(request)
    await actions.give_up(notice_id, by=by, at=moment_of(request))
    return await queries.notice(notice_id, by=by)


@post(
    api("notices", "attempts"),
    opt=acts(actions.retry_many) | takes(ManyForm) | needs("notice.retry"),
)
async def retry_notices(request: Request[Any, Any, Any]) -> Done:
    """Try again what was not sent: all, or those of a kind or with a problem."""
    by = signed_in(request)
    form = await read_form(request, ManyForm)
    return Done(await actions.retry_many(form, by=by, at=moment_of(request)))


@post(
    api("notices", "stop"),
    opt=acts(actions.give_up_many) | takes(ManyForm) | needs("notice.give_up"),
)
async def stop_notices(request: Request[Any, Any, Any]) -> Done:
    """Stop what was not sent: all, or those of a kind or with a problem."""
    by = signed_in(request)
    form = await read_form(request, ManyForm)
    return Done(await actions.give_up_many(form, by=by, at=moment_of(request)))


ROUTES: list[Any] = [notices, retry_notice, stop_notice, retry_notices, stop_notices]
