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


def milestone(title: str, month: int, *, done: int = 0, late: int = 0) -> RegionalMilestone:
    planned = date(2024 + month // 12, month % 12 + 1, 1)
    return RegionalMilestone(1, "Lokale aanpak", title, planned, None, 4, done, late)


def test_old_milestones_that_are_late_come_first_and_what_is_left_out_is_told() -> None:
    old = [milestone(f"oud {n}", n, done=1, late=3) for n in range(3)]
    reached = [milestone(f"klaar {n}", 12 + n, done=4) for n in range(12)]
    coming = [milestone(f"straks {n}", 36 + n) for n in range(10)]
    figure = timeline_figure(view(*reached, *coming, *old), "nl")
    root = etree.fromstring(figure.svg.encode())
    said = ["".join(e.itertext()) for e in root.iter(f"{SVG}text")]
    rows = [text for text in said if text.startswith("1. ")]
    assert rows[:3] == ["1. oud 0", "1. oud 1", "1. oud 2"]
    assert len(rows) == 20
    assert {f"1. straks {n}" for n in range(10)} <= set(rows)
    told = "Getoond: 20 van 25 mijlpalen; wat te laat is eerst, daarna wat eraan komt."
    assert told in said
    assert told in figure.alternative


def test_the_text_of_the_timeline_says_how_many_are_late_and_which_is_worst() -> None:
    made = (milestone("plan", 2, late=4), milestone("besluit", 5, done=1, late=3))
    told = timeline_figure(view(*made, milestone("herzien", 40)), "nl").alternative
    assert told.startswith("3 mijlpalen, gepland van 1 mrt 2024 tot en met 1 mei 2027. 2 zijn te ")
    assert "het meest: 1. plan, gepland 1 mrt 2024." in told
    assert "1. besluit: gepland 1 jun 2024, 1 van 4 bereikt, te laat bij 3" in told
    assert (
        "Geen ervan is te laat." in timeline_figure(view(milestone("later", 40)), "nl").alternative
    )
