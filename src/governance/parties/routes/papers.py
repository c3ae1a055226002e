"""Reporting routes as a file, a row for each link, and one of them as a drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from litestar import Response

from governance.audit.rules import SERVICE
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.chains import Box, chain
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.parties.routes.queries import RouteView
from governance.parties.routes.rules import Flaw, LinkPart
from governance.parties.routes.words import MISSING_WORDS, PART_WORDS, SOURCE_WORDS, WHY_WORDS
from governance.parties.words import FUNCTION_WORDS
from governance.web.acting import AnyRequest
from governance.web.language import language_of

HEAD = (
    N_("Route"), N_("Signals of"), N_("Maintained by"), N_("Region"), N_("From"), N_("Until"),
    N_("Also without a report to the police"), N_("Place"), N_("What it does"), N_("Organisation"),
    N_("Function"), N_("Within days"), N_("Why it is broken"),
)  # fmt: skip
NAME = N_("reporting routes")
Said = Callable[[str], str]


def flaw_text(route: RouteView, flaw: Flaw, said: Said) -> str:
    """Why a route is broken, in a sentence."""
    if not flaw.place:
        return said(MISSING_WORDS[flaw.part])
    link = next(one for one in route.links if one.place == flaw.place)
    function = said(FUNCTION_WORDS[link.function]) if link.function else ""
    part = said(PART_WORDS[flaw.part])
    return said(WHY_WORDS[flaw.why]).format(name=link.organisation, function=function, part=part)


def _rows(route: RouteView, said: Said) -> Iterator[list[str]]:
    until = route.valid_until.isoformat() if route.valid_until else ""
    head = [
        route.name, said(SOURCE_WORDS[route.source]), route.organisation, route.region,
        route.valid_from.isoformat(), until, said(N_("yes") if route.without_report else N_("no")),
    ]  # fmt: skip
    for link in route.links:
        why = [flaw_text(route, one, said) for one in route.flaws if one.place == link.place]
        days = "" if link.within_days is None else str(link.within_days)
        function = said(FUNCTION_WORDS[link.function]) if link.function else ""
        part = said(PART_WORDS[link.part])
        yield [*head, str(link.place), part, link.organisation, function, days, " ".join(why)]
    for flaw in route.flaws:
        if not flaw.place:
            why = [flaw_text(route, flaw, said)]
            yield [*head, "", said(PART_WORDS[flaw.part]), "", "", "", *why]


def rows_of(routes: Iterable[RouteView], language: str) -> list[list[str]]:
    """The head, a row for each link, and one for each link that is not there."""

    def said(message: str) -> str:
        return translate(language, message)

    found = [[said(head) for head in HEAD]]
    for route in routes:
        found += _rows(route, said)
    return found


def _boxes(route: RouteView, said: Said, parts: tuple[LinkPart, ...]) -> list[Box]:
    """The links of these parts in their order; one that is needed and not there as well."""
    found = []
    for link in route.links:
        if link.part in parts:
            why = [flaw_text(route, one, said) for one in route.flaws if one.place == link.place]
            function = said(FUNCTION_WORDS[link.function]) if link.function else ""
            who = ", ".join(filter(None, (link.organisation, function)))
            found.append(Box(f"{link.place}. {said(PART_WORDS[link.part])}", who, " ".join(why)))
    absent = [one for one in route.flaws if one.part in parts and not one.place]
    return [
        *(Box(said(PART_WORDS[one.part]), "", flaw_text(route, one, said)) for one in absent),
        *found,
    ]


def drawing_of(route: RouteView, language: str) -> str:
    """A route as a drawing: received and weighed, then to the two sides. Its text says it all."""

    def said(message: str) -> str:
        return translate(language, message)

    before = _boxes(route, said, (LinkPart.RECEIVES, LinkPart.WEIGHS))
    sides = [_boxes(route, said, (one,)) for one in (LinkPart.VICTIM, LinkPart.OFFENDER)]
    told = [": ".join(filter(None, (one.head, one.said, one.wrong)))
            for one in (*before, *sides[0], *sides[1])]  # fmt: skip
    return chain("route", route.name, "; ".join(told), before, sides)


async def as_file(request: AnyRequest, routes: Iterable[RouteView]) -> Response[bytes]:
    """The list as CSV; the trail of the service notes that it was taken out."""
    language = language_of(request)
    made = csv_file(rows_of(routes, language))
    name = f"{translate(language, NAME)}.csv"
    return await exported(request, SERVICE, ("reporting_routes", SERVICE), name, MEDIA_TYPE, made)
