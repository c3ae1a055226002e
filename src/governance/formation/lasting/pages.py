"""The page of the life of an agreement: what lies ahead, what happened, and what can be done."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NoReturn
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.agreements.consenting.rules import RequestKind
from governance.agreements.living import words
from governance.agreements.living.queries import Life
from governance.agreements.taking_part.now.queries import may
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import NotAllowed, WrongState
from governance.commitments import queries as commitments
from governance.formation.lasting.queries import life_of
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render


def refuse(
    lived: Life, verb: str, why: str, by: Actor, of: Collection[UUID] | None = None
) -> NoReturn:
    """Raise what says that a step is not there: :class:`NotAllowed` for who may take it never,
    :class:`WrongState` for not now. It is for who keeps the agreement, and for a party: any, or
    only those of ``of``."""
    parties = [one.organisation_id for one in lived.parties] if of is None else of
    if not any(may(verb, by, lived.keeper_id, one) for one in (None, *parties)):
        raise NotAllowed
    raise WrongState(verb, lived.state, why, page("agreements", lived.id, "life"))


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
