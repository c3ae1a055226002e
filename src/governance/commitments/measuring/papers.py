"""What is shown of an indicator, as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import UUID

from litestar import Response

from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.showing.queries import Measured
from governance.commitments.measuring.words import (
    MEETS_WORDS,
    asks_for_view,
    period_said,
    rolled_said,
    shown_said,
)
from governance.commitments.measuring.words import NO_VIEW as QUESTION
from governance.commitments.sharing.rules import SIGHT_WORDS, Sight
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Indicator"), N_("Period"), N_("Of whom"), N_("Value"), N_("What is asked"),
    N_("Missing"), N_("Remark"), N_("Not shared"),
)  # fmt: skip
ALL = N_("all organisations together")
MISSING = N_("no value")
NOT_SHARED = SIGHT_WORDS[Sight.PROMISE]
NAME = N_("measurements")


async def as_file(
    request: AnyRequest, keeper: UUID, indicator_id: UUID, found: list[Measured]
) -> Response[bytes]:
    """What is shown of an indicator as CSV; the trail of the keeper notes that it was taken out."""
    language = language_of(request)
    rows = [row for one in found for row in _rows(one, language)]
    return await taken_out(request, keeper, indicator_id, NAME, HEAD, rows)


async def taken_out(
    request: AnyRequest, keeper: UUID, indicator_id: UUID, name: str,
    head: Iterable[str], rows: Iterable[list[str]],
) -> Response[bytes]:  # fmt: skip
    """Rows of an indicator as CSV, its name and head in the language of the reader; the trail of
    the keeper notes it."""
    language = language_of(request)
    made = csv_file([[translate(language, word) for word in head], *rows])
    named = f"{translate(language, name)}.csv"
    return await exported(request, keeper, ("indicator", indicator_id), named, MEDIA_TYPE, made)


def _rows(found: Measured, language: str) -> Iterator[list[str]]:
    """Of the period that is chosen: each organisation, each region, and all together."""
    view, since = found.indicator, found.since
    if since is None:
        return
    period = period_said(Every(view.period), since, language)
    for cell in found.cells:
        seen, missing = cell.shown, "" if cell.shown or not cell.shared else MISSING
        hidden = "" if cell.shared else NOT_SHARED
        met = "" if cell.meets is None else translate(language, MEETS_WORDS[cell.meets])
        asks = translate(language, QUESTION) if asks_for_view(view, seen) else ""
        said = shown_said(view, seen, language) if seen else ""
        why = [translate(language, missing), asks, translate(language, hidden)]
        yield [view.name, period, cell.organisation, said, met, *why]
    totals = [(one.region, one.rolled) for one in found.regions]
    totals += [(translate(language, ALL), p.rolled) for p in found.periods if p.since == since]
    for name, rolled in totals:
        asks = translate(language, QUESTION) if asks_for_view(view, rolled.shown) else ""
        said = rolled_said(view, rolled, language)
        who = [", ".join(names) for names in (rolled.missing, rolled.not_shared)]
        yield [view.name, period, name, said, "", who[0], asks, who[1]]
