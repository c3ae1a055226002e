"""The prevention offer as a file."""

from __future__ import annotations

from collections.abc import Iterable

from litestar import Response

from governance.audit.rules import SERVICE
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.parties.offers.queries import OfferView
from governance.parties.offers.words import METHOD_WORDS, REACH_WORDS
from governance.parties.words import TARGET_WORDS
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Offer"), N_("Organisation"), N_("Target group"), N_("Method"), N_("Where"), N_("Region"),
    N_("What it covers at least"), N_("Costs in euros"), N_("Note on the costs"), N_("From"),
    N_("Until"),
)  # fmt: skip
NAME = N_("prevention offer")


async def as_file(request: AnyRequest, offers: Iterable[OfferView]) -> Response[bytes]:
    """The list as CSV; the trail of the service notes that it was taken out."""
    language = language_of(request)
    rows = [[translate(language, head) for head in HEAD]]
    for one in offers:
        rows.append([
            one.title, one.organisation, translate(language, TARGET_WORDS[one.target_group]),
            translate(language, METHOD_WORDS[one.method]),
            translate(language, REACH_WORDS[one.reach]), one.area, one.content,
            "" if one.cost is None else str(one.cost).replace(".", ","), one.cost_note,
            one.valid_from.isoformat(), one.valid_until.isoformat() if one.valid_until else "",
        ])  # fmt: skip
    made = csv_file(rows)
    name = f"{translate(language, NAME)}.csv"
    return await exported(request, SERVICE, ("offers", SERVICE), name, MEDIA_TYPE, made)
