"""The page of the life of an agreement: what lies ahead, what happened, and what can be done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.agreements.consenting.rules import RequestKind
from governance.agreements.living import words
from governance.base.clock import day
from governance.commitments import queries as commitments
from governance.formation.lasting.queries import life_of
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render


@get(page("agreements", "{agreement_id:uuid}", "life"), opt=needs("agreement.read_life"))
async def life(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The life of an agreement, for who takes part in it."""
    by = signed_in(request)
    found = await life_of(agreement_id, by=by)
    parts = [one for one in found.life.requests if one.kind == RequestKind.PARTIAL]
    owed = await commitments.of_agreement(agreement_id, by=by) if parts else []
    return render(
        request,
        "formation/life.html",
        life=found.life,
        calendar=found.calendar,
        today=day(moment_of(request)),
        titles={one.id: one.title for one in owed},
        called=words,
    )


ROUTES: list[Any] = [life]
