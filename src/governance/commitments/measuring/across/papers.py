"""An indicator over all agreements as a file."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from litestar import Response

from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.measuring.across.queries import Across
from governance.commitments.measuring.across.rules import Together
from governance.commitments.measuring.across.words import missing_said, together_said
from governance.commitments.measuring.papers import taken_out
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.queries import IndicatorView
from governance.commitments.measuring.words import NO_VIEW, asks_for_view, period_said
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Indicator"), N_("Period"), N_("Agreement"), N_("Kept by"), N_("Value"),
    N_("Organisations with a value"), N_("Organisations asked"), N_("Left out"), N_("Missing"),
    N_("Remark"),
)  # fmt: skip
ALL = N_("all agreements together")
NAME = N_("agreements together")


async def as_file(
    request: AnyRequest, keeper: UUID, indicator_id: UUID, found: list[Across]
) -> Response[bytes]:
    """What is shown of an indicator over all agreements as CSV; the trail of the keeper notes it.

    Missing are organisations where the reader takes part, and else agreements."""
    language = language_of(request)
    rows = [row for one in found for row in _rows(one, language)]
    return await taken_out(request, keeper, indicator_id, NAME, HEAD, rows)


def _rows(found: Across, language: str) -> Iterator[list[str]]:
    """Of the period that is chosen: each agreement, and all together."""
    if found.since is None:
        return
    view = found.indicator
    begin = [view.name, period_said(Every(view.period), found.since, language)]
    for one in found.agreements:
        said, missing = _said(view, one.together, language), missing_said(one.together, language)
        left = str(one.left_out)
        yield [*begin, one.agreement, one.keeper, *said[:3], left, missing, said[3]]
    left = str(found.left_out)
    for period in found.periods:
        if period.since == found.since:
            said, all_of = _said(view, period.together, language), translate(language, ALL)
            yield [*begin, all_of, "", *said[:3], left, ", ".join(period.without), said[3]]


def _said(view: IndicatorView, of: Together, language: str) -> list[str]:
    asks = translate(language, NO_VIEW) if asks_for_view(view, of.rolled.shown) else ""
    counts = [str(of.rolled.measured), str(of.expected)]
    return [together_said(view, of, language), *counts, asks]
