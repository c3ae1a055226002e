"""The shared budget of a year as a file: each contribution, then all that was spent."""

from __future__ import annotations

from decimal import Decimal

from litestar import Response

from governance.base.errors import N_
from governance.base.names import file_name
from governance.base.words import translate
from governance.commitments.budget.queries import BudgetView
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Kind"), N_("Party"), N_("Spent on"), N_("Commitment"), N_("Goal"),
    N_("Agreed contribution"), N_("Paid"), N_("Yet to pay"), N_("Committed"), N_("Spent"),
    N_("Day"), N_("Note"),
)  # fmt: skip
GIVEN, GONE = N_("contribution"), N_("spending")
NAME = N_("budget")


def exact(amount: Decimal, language: str) -> str:
    """An amount in euros and cents as a spreadsheet of this language reads it, not grouped."""
    said = f"{amount:.2f}"
    return said.replace(".", ",") if language == "nl" else said


def rows_of(view: BudgetView, language: str) -> list[list[str]]:
    """The head, then a row for each contribution and each spending; no sums."""

    def said(amount: Decimal) -> str:
        return exact(amount, language)

    given, gone = translate(language, GIVEN), translate(language, GONE)
    found = [[translate(language, head) for head in HEAD]]
    for one in view.contributions:
        amounts = [said(one.agreed), said(one.paid), said(one.open), "", ""]
        paid_on = str(one.paid_on or "")
        found.append([given, one.organisation, "", "", "", *amounts, paid_on, one.note])
    for out in view.spending:
        numbered = f"{out.number}. {out.commitment}" if out.commitment else ""
        what = [out.description, numbered, out.aim or ""]
        amounts = ["", "", "", said(out.committed), said(out.spent)]
        found.append([gone, "", *what, *amounts, str(out.on_date or ""), ""])
    return found


async def as_file(request: AnyRequest, view: BudgetView) -> Response[bytes]:
    """The budget as CSV; the trail of who keeps the agreement notes that it was taken out."""
    language = language_of(request)
    made = csv_file(rows_of(view, language))
    name = f"{file_name(translate(language, NAME), view.agreement, str(view.year))}.csv"
    on = ("agreement", view.agreement_id)
    return await exported(request, view.keeper_id, on, name, MEDIA_TYPE, made)
