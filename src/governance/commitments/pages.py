"""The page with the commitments of an agreement."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.permissions import may
from governance.commitments import queries, rules
from governance.commitments.editing import pages as editing
from governance.commitments.features.queries import region_of
from governance.commitments.kinds.papers import own
from governance.commitments.removing import pages as removing
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.language import language_of
from governance.web.pages import render


def may_edit(agreement: queries.AgreementSeen, by: Actor) -> bool:
    """Whether this actor may edit the commitments now."""
    return agreement.state == "draft" and may(by, "commitment.set", keeper=agreement.keeper)


@get(page("agreements", "{agreement_id:uuid}", "commitments"), opt=needs("agreement.read"))
async def of_agreement(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """The commitments by theme; once in force, each with the lines that parties keep."""
    by = signed_in(request)
    agreement = await queries.seen_agreement(agreement_id, by=by)
    found = await queries.of_agreement(agreement_id, by=by)
    lines = await queries.lines(agreement_id, by=by, today=day(moment_of(request)))
    region = await region_of(agreement_id, by=by)
    return render(
        request,
        "commitments/of_agreement.html",
        region=region,
        connects=region is not None and may(by, "commitment.connect", keeper=agreement.keeper),
        agreement=agreement,
        themes=list(dict.fromkeys(c.theme for c in found)),
        commitments=found,
        own_of={one.id: own(one, language_of(request)) for one in found},
        lines=lines,
        mine=by.organisations,
        editable=may_edit(agreement, by),
        rules=rules,
    )


ROUTES: list[Any] = [of_agreement, *editing.ROUTES, *removing.ROUTES]
