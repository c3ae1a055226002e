"""The network of a region as a drawing, and as a file with the same content."""

from __future__ import annotations

from litestar import Response

from governance.audit.rules import SERVICE
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.lanes import Group, Stop, lanes
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.overview.network.queries import Network
from governance.overview.network.rules import rows
from governance.parties.words import KIND_WORDS
from governance.web.acting import AnyRequest
from governance.web.filters import first_upper
from governance.web.language import language_of

TITLE = N_("Who works with whom in {region}")
TOLD = N_(
    "Organisations stand under one another, by kind. Each agreement in force is a line from its "
    "first party to its last, with its number at every party. Agreements: {agreements}. "
    "Organisations: {organisations}. The table says the same of each organisation."
)
OF_A_KIND = N_("number: {number}")
HEAD = (N_("Organisation"), N_("Kind"), N_("In the region"), N_("Works with"), N_("Agreement"))
YES, NO = N_("yes"), N_("no")
NAME = N_("network")


def heading(kind: str, language: str) -> str:
    """The word of a kind as a heading; what is in capitals (RIEC) stays so."""
    return first_upper(translate(language, KIND_WORDS[kind]))


def drawing(view: Network, language: str) -> str:
    """The network as SVG: agreements as lines, organisations as stops."""

    def said(message: str, **values: object) -> str:
        return translate(language, message).format(**values)

    counted: dict[str, int] = {}
    for one in view.organisations:
        counted[one.kind] = counted.get(one.kind, 0) + 1
    groups = [
        Group(
            heading(kind, language),
            tuple(
                Stop(row.label or said(OF_A_KIND, number=counted[kind]), row.lines) for row in own
            ),
        )
        for kind, own in rows(view.organisations)
    ]
    told = said(
        TOLD, agreements=len(view.agreements), organisations=len(view.organisations)
    )  # fmt: skip
    return lanes("network", said(TITLE, region=view.region), told, groups)


def rows_of(view: Network, language: str) -> list[list[str]]:
    """The head and a row for each organisation in each of its agreements, or one without."""

    def said(message: str) -> str:
        return translate(language, message)

    titles = {line.number: line.title for line in view.agreements}
    return [
        [said(one) for one in HEAD],
        *(
            [
                one.name, said(KIND_WORDS[one.kind]), said(YES if one.member else NO),
                str(one.works_with), titles.get(number, ""),
            ]
            for one in view.organisations
            for number in one.lines or (0,)
        ),
    ]  # fmt: skip


async def as_file(request: AnyRequest, view: Network) -> Response[bytes]:
    """The network as CSV; the trail of the service notes that it was taken out."""
    language = language_of(request)
    made = csv_file(rows_of(view, language))
    name = f"{translate(language, NAME)} {view.region} {view.on:%Y-%m-%d}.csv"
    return await exported(request, SERVICE, ("region", view.region_id), name, MEDIA_TYPE, made)
