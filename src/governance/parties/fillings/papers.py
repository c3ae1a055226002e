"""Who fills which function, as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from litestar import Response

from governance.audit.rules import SERVICE
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.parties import words
from governance.parties.fillings.queries import FillingView
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Function"), N_("For"), N_("Filled by"), N_("Provided by"), N_("Holder or deputy"),
    N_("Age"), N_("Domain"), N_("Form of exploitation"), N_("Functional mailbox"),
    N_("Work e-mail"), N_("Telephone"), N_("Mandate"), N_("FTE"), N_("Agreed FTE"), N_("From"),
    N_("Until"), N_("Last confirmed on"), N_("Purpose"),
)  # fmt: skip
NAME = N_("functions")


def rows_of(fillings: Iterable[FillingView], language: str) -> list[list[str]]:
    """The head and a row for each filling; what is withheld stays open."""

    def said(message: str) -> str:
        return translate(language, message)

    found = [[said(head) for head in HEAD]]
    for one in fillings:
        found.append([
            said(words.FUNCTION_WORDS[one.function]), one.serves, one.holder_function,
            one.provider, said(words.FILLING_PART_WORDS[one.part]), said(words.AGE_WORDS[one.age]),
            said(words.DOMAIN_WORDS[one.domain]), said(words.EXPLOITATION_WORDS[one.exploitation]),
            one.mailbox, one.email, one.telephone, one.mandate, _number(one.fte),
            _number(one.fte_agreed), _day(one.valid_from), _day(one.valid_until),
            _day(one.confirmed_on), one.purpose,
        ])  # fmt: skip
    return found


async def as_file(request: AnyRequest, fillings: Iterable[FillingView]) -> Response[bytes]:
    """The list as CSV; the trail of the service notes that it was taken out."""
    language = language_of(request)
    made = csv_file(rows_of(fillings, language))
    name = f"{translate(language, NAME)}.csv"
    return await exported(request, SERVICE, ("fillings", SERVICE), name, MEDIA_TYPE, made)


def _day(of: date | None) -> str:
    return of.isoformat() if of else ""


def _number(of: Decimal | None) -> str:
    return str(of).replace(".", ",") if of is not None else ""
