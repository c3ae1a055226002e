"""Pages of amendments: those of an agreement, and one with its effect."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from markupsafe import Markup

from governance.agreements import queries as agreements
from governance.agreements import words
from governance.agreements.amending import actions as amending
from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.commitments.amending.rules import FIELDS
from governance.commitments.rules import STATE_WORDS
from governance.documents.comparing.html import write_comparison
from governance.formation.amending import actions, queries
from governance.formation.amending.forms import AmendmentForm, TakeOverForm, WithdrawalForm
from governance.formation.amending.words import EFFECT_TONES, EFFECTS, LINE_EFFECTS
from governance.formation.comparing.papers import told
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.language import speaking
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ONE = ("agreements", "{agreement_id:uuid}")
_AMENDMENT = ("agreements", "{amendment_id:uuid}")
_ALL = page(*_ONE, "amendments")
BEGUN = N_("The amendment is there, as a copy of the agreement. Change what is to change.")
TAKEN = N_("What changed in the agreement is taken over.")
WITHDRAWN = N_("The amendment is withdrawn. The agreement stays as it is.")


async def _listed(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    return render(
        request,
        "formation/amendments.html",
        status=400 if form else 200,
        agreement=await agreements.agreement(agreement_id, by=by),
        amendments=await queries.amendments(agreement_id, by=by),
        form=form or filled(),
        words=words,
    )


@get(_ALL, opt=needs("agreement.read"))
async def amendments(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The amendments of an agreement, and the form to begin one."""
    return await _listed(request, agreement_id)


@post(_ALL, opt=acts(actions.begin_amendment) | needs("agreement.begin_amendment"))
async def begin(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Begin an amendment of an agreement in force."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, AmendmentForm)
        made = await actions.begin_amendment(agreement_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _listed(request, agreement_id, again(request, refused))
    return redirect(page("agreements", made), BEGUN)


async def _shown(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view, old, new = await queries.amendment(agreement_id, day(moment_of(request)), by=by)
    found = await asyncio.to_thread(told, old, new)
    return render(
        request,
        "formation/amendment.html",
        status=400 if form else 200,
        view=view,
        agreement=view.agreement,
        conflicts=[one for one in view.behind if one.conflict],
        # The writer escapes whatever was typed into the text.
        text=Markup(write_comparison(found, speaking.get())) if found.differs else "",  # noqa: S704
        form=form or filled(),
        words=words,
        effects=EFFECTS,
        tones=EFFECT_TONES,
        line_effects=LINE_EFFECTS,
        fields=FIELDS,
        states=STATE_WORDS,
    )


@get(page(*_AMENDMENT, "amendment"), opt=needs("agreement.read"))
async def amendment(request: Request[Any, Any, Any], amendment_id: FromPath[UUID]) -> Response[Any]:
    """One amendment: what it changes, for whom, and what changed in the agreement since."""
    return await _shown(request, amendment_id)


@post(
    page(*_AMENDMENT, "amendment", "settlement"),
    opt=acts(actions.take_over_changes) | needs("agreement.take_over_changes"),
)
async def take_over(request: Request[Any, Any, Any], amendment_id: FromPath[UUID]) -> Response[Any]:
    """Take over what changed in the agreement since, with each conflict settled."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TakeOverForm)
        await actions.take_over_changes(amendment_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _shown(request, amendment_id, again(request, refused))
    return redirect(page("agreements", amendment_id, "amendment"), TAKEN)


@post(
    page(*_AMENDMENT, "amendment", "cancellation"),
    opt=acts(amending.withdraw_amendment) | needs("agreement.withdraw_amendment"),
)
async def withdraw(request: Request[Any, Any, Any], amendment_id: FromPath[UUID]) -> Response[Any]:
    """Withdraw an amendment that was put up once."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, WithdrawalForm)
        await amending.withdraw_amendment(
            amendment_id, form.reason, form.version, unread=unread, by=by, at=at
        )
    except Refused as refused:
        return await _shown(request, amendment_id, again(request, refused))
    return redirect(page("agreements", amendment_id, "amendment"), WITHDRAWN)


ROUTES: list[Any] = [amendments, begin, amendment, take_over, withdraw]
