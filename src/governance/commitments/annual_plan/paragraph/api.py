"""The paragraph for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get
from litestar.params import FromPath

from governance.commitments.annual_plan.paragraph.pages import ParagraphView, paragraph_of_year
from governance.web.acting import needs
from governance.web.addresses import api
from governance.web.describing import asks


@get(
    api("parties", "{party_id:uuid}", "paragraph"),
    opt=needs("annual_plan.read_of_party")
    | asks(
        year="Which calendar year, as 2027; this year without.",
        moment="For which paper: `framework`, `budget`, `interim` or `accounts`; `budget` without.",
    ),
)
async def paragraph_of_party(
    request: Request[Any, Any, Any], party_id: FromPath[UUID]
) -> ParagraphView:
    """One paragraph about what a party does for an agreement, made of facts."""
    return await paragraph_of_year(request, party_id)


ROUTES: list[Any] = [paragraph_of_party]
