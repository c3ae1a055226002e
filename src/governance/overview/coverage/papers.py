"""The picture of coverage as a file."""

from __future__ import annotations

from litestar import Response

from governance.audit.rules import SERVICE
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.overview.coverage.queries import Coverage
from governance.overview.coverage.words import STATE_WORDS
from governance.parties.rules import FunctionKind
from governance.parties.words import FUNCTION_WORDS
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (N_("Municipality"), N_("Code"), N_("Safety region"))
NAME = N_("coverage")


def rows_of(view: Coverage, language: str, function: str = "") -> list[list[str]]:
    """The head and a row for each municipality: how every function stands there, or the one that
    was asked for."""

    def said(message: str) -> str:
        return translate(language, message)

    shown = [FunctionKind(function)] if function else view.functions
    head = [*map(said, HEAD), *(said(FUNCTION_WORDS[one]) for one in shown)]
    rows = [
        [one.name, one.code, one.region, *(said(STATE_WORDS[one.state(at)]) for at in shown)]
        for one in view.places
    ]
    return [head, *rows]


async def as_file(request: AnyRequest, view: Coverage, function: str) -> Response[bytes]:
    """The picture as CSV; the trail of the service notes that it was taken out."""
    language = language_of(request)
    made = csv_file(rows_of(view, language, function))
    name = f"{translate(language, NAME)} {view.on:%Y-%m-%d}.csv"
    return await exported(request, SERVICE, ("coverage", SERVICE), name, MEDIA_TYPE, made)
