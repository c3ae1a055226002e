"""The card of one organisation, as a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.agreements import words as agreements
from governance.base.clock import day
from governance.base.permissions import may
from governance.commitments import rules as commitments
from governance.overview.cards import queries
from governance.overview.coverage.words import STATE_TONES, STATE_WORDS
from governance.parties import words
from governance.parties.abilities import words as abilities
from governance.parties.rules import OrganisationKind
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.pages import render

GOVERNED = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.PROVINCE,
    OrganisationKind.WATER_AUTHORITY,
    OrganisationKind.CARIBBEAN_BODY,
)
"""Kinds of which the executive changes after elections."""


@get(page("organisations", "{organisation_id:uuid}"), opt=needs("register.read"))
async def organisation(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> Response[Any]:
    """One organisation with everything it has promised and everyone it provides."""
    by, today = signed_in(request), day(moment_of(request))
    found = await queries.card(organisation_id, by=by, today=today)
    return render(
        request,
        "overview/card.html",
        card=found,
        view=found.register,
        today=today,
        words=words,
        agreements=agreements,
        commitments=commitments,
        states=STATE_WORDS,
        tones=STATE_TONES,
        governed=GOVERNED,
        abilities=abilities,
        reads_templates=may(by, "template.read", own=organisation_id),
    )


ROUTES: list[Any] = [organisation]
