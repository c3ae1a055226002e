"""The outbox for who looks after the service: what waits, what failed and why, and what to do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotFound
from governance.base.mail import MailServer, mail_server
from governance.base.settings import Settings
from governance.notices import actions, queries, words
from governance.notices.forms import ManyForm
from governance.notices.letters.rules import Kind
from governance.notices.queries import Wanted
from governance.notices.rules import NoticeState, Problem
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import read_form

_ONE = "{notice_id:uuid}"
_TRIED_MANY = N_("Messages that are tried again: {number}.")
_STOPPED_MANY = N_("Messages that were stopped: {number}.")


def wanted(request: AnyRequest) -> Wanted:
    """Which messages the address asks for; what cannot be there is not there."""
    state, kind, problem = (
        request.query_params.get(name, "") for name in ("state", "kind", "problem")
    )
    if state not in {"", *NoticeState} or kind not in {"", *Kind} or problem not in {"", *Problem}:
        raise NotFound
    return Wanted(state, kind, problem, number_of(request))


def _server(request: AnyRequest) -> MailServer | None:
    settings: Settings = request.app.state.settings
    return mail_server(settings.smtp_url) if settings.smtp_url else None


def _back(asked: Wanted) -> str:
    """The list as it was asked for."""
    number = asked.page if asked.page > 1 else ""
    return page("notices", state=asked.state, kind=asked.kind, problem=asked.problem, page=number)


def _query(asked: Wanted) -> str:
    """What the address of the list asks, for the address of a step: it leads back there."""
    _, mark, query = _back(asked).partition("?")
    return mark + query


@get(page("notices"), opt=needs("notice.read"))
async def notices(request: Request[Any, Any, Any]) -> Response[Any]:
    """What was not sent, or what is asked for; filters and page stand in the address."""
    by, asked = signed_in(request), wanted(request)
    named = {"state": asked.state, "kind": asked.kind, "problem": asked.problem}
    base = page("notices", **named)
    return render(
        request,
        "notices/list.html",
        block="found",
        found=await queries.listed(asked, by=by),
        asked=asked,
        query=_query(asked),
        form=filled(named),
        base=base + ("&" if "?" in base else "?"),
        server=_server(request),
        mail_from=request.app.state.settings.mail_from,
        words=words,
    )


@post(page("notices", _ONE, "attempts"), opt=acts(actions.retry) | needs("notice.retry"))
async def retry(request: Request[Any, Any, Any], notice_id: FromPath[UUID]) -> Response[Any]:
    """Try one message again, now."""
    by, asked = signed_in(request), wanted(request)
    await actions.retry(notice_id, by=by, at=moment_of(request))
    return redirect(_back(asked), N_("The message is tried again within a minute."))


@post(page("notices", _ONE, "stop"), opt=acts(actions.give_up) | needs("notice.give_up"))
async def give_up(request: Request[Any, Any, Any], notice_id: FromPath[UUID]) -> Response[Any]:
    """Stop one message."""
    by, asked = signed_in(request), wanted(request)
    await actions.give_up(notice_id, by=by, at=moment_of(request))
    return redirect(_back(asked), N_("The message was stopped: it is not sent any more."))


@post(page("notices", "attempts"), opt=acts(actions.retry_many) | needs("notice.retry"))
async def retry_many(request: Request[Any, Any, Any]) -> Response[Any]:
    """Try again all that were not sent, or those that the filters show."""
    by, asked = signed_in(request), wanted(request)
    form = await read_form(request, ManyForm)
    done = await actions.retry_many(form, by=by, at=moment_of(request))
    return redirect(_back(asked), _TRIED_MANY, number=done)


@get(page("notices", "stop"), opt=needs("notice.give_up"))
async def stopping(request: Request[Any, Any, Any]) -> Response[Any]:
    """What is stopped when all are: asked once more, since it cannot be undone."""
    by, asked = signed_in(request), wanted(request)
    failed = Wanted(NoticeState.FAILED, asked.kind, asked.problem)
    return render(
        request,
        "notices/stop.html",
        found=await queries.listed(failed, by=by),
        asked=asked,
        back=_back(asked),
        query=_query(asked),
        words=words,
    )


@post(page("notices", "stop"), opt=acts(actions.give_up_many) | needs("notice.give_up"))
async def give_up_many(request: Request[Any, Any, Any]) -> Response[Any]:
    """Stop all that were not sent, or those that the filters show."""
    by, asked = signed_in(request), wanted(request)
    form = await read_form(request, ManyForm)
    done = await actions.give_up_many(form, by=by, at=moment_of(request))
    return redirect(_back(asked), _STOPPED_MANY, number=done)


ROUTES: list[Any] = [notices, retry, give_up, retry_many, stopping, give_up_many]
