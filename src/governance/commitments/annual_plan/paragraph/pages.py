"""The page with the paragraph, ready to copy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from governance.base.clock import day
from governance.base.errors import NotFound
from governance.commitments.annual_plan.paragraph.papers import paragraph
from governance.commitments.annual_plan.paragraph.queries import facts
from governance.commitments.annual_plan.paragraph.rules import MOMENT_WORDS, Moment
from governance.commitments.budget.pages import asked_year
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.filters import first_upper
from governance.web.language import language_of
from governance.web.pages import gettext, render


class ParagraphView(Struct, frozen=True, rename="camel"):
    """A paragraph about one party and one agreement, for a paper of the cycle, in the language of
    the request."""

    party_id: UUID
    organisation: str
    agreement_id: UUID
    agreement: str
    year: int
    moment: Moment
    text: str


async def paragraph_of_year(request: AnyRequest, party_id: UUID) -> ParagraphView:
    """The paragraph for the year and the paper that are asked for; else the budget of this year.

    Raises :class:`NotFound`.
    """
    try:
        moment = Moment(request.query_params.get("moment") or Moment.BUDGET)
    except ValueError:
        raise NotFound from None
    by, today = signed_in(request), day(moment_of(request))
    of = await facts(party_id, asked_year(request), by=by, today=today)
    text, plan = paragraph(of, moment, language_of(request)), of.plan
    named = (party_id, plan.organisation, plan.agreement_id, plan.agreement)
    return ParagraphView(*named, plan.year, moment, text)


@get(page("parties", "{party_id:uuid}", "paragraph"), opt=needs("annual_plan.read_of_party"))
async def of_party(request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[Any]:
    """The paragraph, to read and to copy."""
    view = await paragraph_of_year(request, party_id)
    choices = [(moment, first_upper(gettext(word))) for moment, word in MOMENT_WORDS.items()]
    return render(request, "commitments/paragraph.html", view=view, choices=choices)


ROUTES: list[Any] = [of_party]
