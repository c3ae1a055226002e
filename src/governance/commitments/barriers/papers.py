"""The barrier model as a file, a row for each commitment in each place of the grid."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Response

from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.barriers.queries import BarrierView, GridView, Raising
from governance.commitments.features.queries import region_seen
from governance.commitments.rules import STANDING_WORDS
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import exported
from governance.parties.words import EXPLOITATION_WORDS
from governance.web.acting import AnyRequest, signed_in
from governance.web.language import language_of

HEAD = (
    N_("Barrier"), N_("Form of exploitation"), N_("Number"), N_("Commitment"), N_("Agreement"),
    N_("Standing"),
)  # fmt: skip
NAME = N_("barrier model")


def rows_of(grid: GridView, language: str) -> list[list[str]]:
    """The head, then each place of the grid with its commitments; an empty place has none."""

    def said(message: str) -> str:
        return translate(language, message)

    def row(barrier: BarrierView, form: str, one: Raising | None) -> list[str]:
        place = [barrier.title, said(EXPLOITATION_WORDS[form])]
        if one is None:
            return [*place, "", "", "", ""]
        stands = one.stands.standing
        open_yet = N_("not shared yet") if one.stands.unshared else N_("not in force yet")
        how = STANDING_WORDS[stands] if stands else open_yet
        return [*place, str(one.number), one.title, one.agreement, said(how)]

    found = [[said(head) for head in HEAD]]
    for barrier in grid.barriers:
        for form in grid.exploitations:
            raised: Sequence[Raising | None] = grid.cell(barrier.id, form) or [None]
            found += [row(barrier, form, one) for one in raised]
    return found


async def as_file(request: AnyRequest, grid: GridView) -> Response[bytes]:
    """The grid as CSV; the trail of who keeps the region notes that it was taken out."""
    region, language = (
        await region_seen(grid.region_id, by=signed_in(request)),
        language_of(request),
    )
    made = csv_file(rows_of(grid, language))
    name = f"{translate(language, NAME)}.csv"
    return await exported(request, region.chain, ("barriers", region.id), name, MEDIA_TYPE, made)
