"""Tables and who sits there, as a file."""

from __future__ import annotations

from collections.abc import Iterable

from litestar import Response

from governance.audit.rules import SERVICE
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.parties import words
from governance.parties.seating.queries import TableView
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Table"), N_("Kind"), N_("Region"), N_("Records kept by"), N_("Meetings a year"),
    N_("Seats"), N_("Seats without personal data"),
)  # fmt: skip
NAME = N_("tables")


async def as_file(request: AnyRequest, tables: Iterable[TableView]) -> Response[bytes]:
    """The list as CSV; the trail of the service notes that it was taken out."""
    language = language_of(request)
    rows = [[translate(language, head) for head in HEAD]]
    for one in tables:
        rows.append([
            one.name, translate(language, words.COMMITTEE_WORDS[one.kind]), one.grouping,
            one.organisation, str(one.meetings_per_year or ""), str(one.seats),
            str(one.without_data),
        ])  # fmt: skip
    made = csv_file(rows)
    name = f"{translate(language, NAME)}.csv"
    return await exported(request, SERVICE, ("tables", SERVICE), name, MEDIA_TYPE, made)
