"""The drawings of a regional report: what stands in which column."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from lxml import etree

from governance.reporting.drawings.papers import timeline_figure
from governance.reporting.picture.queries import RegionalMilestone
from governance.reporting.regional.queries import RegionalView

SVG = "{http://www.w3.org/2000/svg}"
NOBODY, DAY = UUID(int=1), date(2026, 11, 24)


def view(*milestones: RegionalMilestone) -> RegionalView:
    return RegionalView(
        NOBODY, 1, NOBODY, "Ronde", NOBODY, "Overeenkomst", "Stuurgroep", DAY, DAY, DAY, DAY,
        "draft", "", "", "", "", None, None, "", None, "", None, None, DAY, 1, 1,
            milestones=milestones,
    )  # fmt: skip


def test_milestones_of_one_name_are_told_apart_by_their_day_and_keep_their_count() -> None:
    name = "stand van zaken gemeld aan de stuurgroep en aan het college"
    made = [
        RegionalMilestone(3, "Linking pin", name, date(2027, month, 1), None, 14, 13, 0)
        for month in (3, 6)
    ]
    figure = timeline_figure(view(*made), "nl")
    said = ["".join(e.itertext()) for e in etree.fromstring(figure.svg.encode()).iter(f"{SVG}text")]
    assert {"1 mrt 2027", "1 jun 2027", "gepland", "bereikt"} <= set(said)
    assert said.count("13/14") == 2
    assert figure.alternative.count("13 van 14 bereikt") == 2
