"""What changed, what is worst, what measurements come to, and what fits on one page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from msgspec import Struct

from governance.commitments.measuring.hiding.rules import HIDDEN, between
from governance.commitments.rules import Standing
from governance.reporting.figures.papers import meaning
from governance.reporting.figures.rules import Trend, averaged, measurements
from governance.reporting.front.rules import clipped, fitted, height, shares
from governance.reporting.picture.queries import Before
from governance.reporting.picture.rules import Turn, changes, days_behind, once, worst_first
from governance.reporting.saying.papers import Saying

TODAY, LATER = date(2026, 7, 1), date(2026, 9, 1)


class Line(Struct, frozen=True):
    """As much of a line as the rules know."""

    organisation: str = "Beek"
    number: int = 1
    commitment: str = "Lokale aanpak"
    indicator_unit: str = "vastgestelde aanpak"
    target: Decimal | None = Decimal(1)
    figure: Any = None
    standing: Standing | None = Standing.ON_SCHEDULE
    behind: int = 0
    forecast_on: date | None = None
    before: Before | None = None


def stood(standing: Standing, value: int | None = None, forecast: date | None = None) -> Before:
    return Before(TODAY, standing, forecast, told(value))


def told(value: int | None) -> Any:
    """A number of which all is told; -1 is one of which only is told that it is small."""
    if value is None:
        return None
    return HIDDEN if value == -1 else between(Decimal(value), Decimal(value))


def test_worse_is_told_before_better_and_parties_share_one_line() -> None:
    good, bad = stood(Standing.ON_SCHEDULE), stood(Standing.LATE)
    found = changes([
        Line("Beek", 2, before=bad),
        Line("Beek", 1, standing=Standing.AT_RISK, before=good),
        Line("Stein", 3, standing=Standing.LATE, before=good),
        Line("Vaals", 3, standing=Standing.LATE, before=good),
        Line("Vaals", 4, before=good, forecast_on=LATER),
        Line("Vaals", 5, before=good),
    ])  # fmt: skip
    told = [(c.turn, c.number, [p.organisation for p in c.parties]) for c in found]
    assert told == [
        (Turn.WORSE, 3, ["Stein", "Vaals"]),
        (Turn.WORSE, 1, ["Beek"]),
        (Turn.BETTER, 2, ["Beek"]),
        (Turn.FORECAST, 4, ["Vaals"]),
    ]


def test_what_lapses_is_lost_and_asking_it_again_is_a_gain() -> None:
    done, lapsed = stood(Standing.DONE), stood(Standing.LAPSED)
    late = stood(Standing.LATE)
    found = changes([
        Line("Beek", 1, standing=Standing.LAPSED, before=late),
        Line("Beek", 2, standing=Standing.LAPSED, before=done),
        Line("Beek", 3, standing=Standing.LATE, before=lapsed),
        Line("Beek", 4, standing=Standing.LAPSED, before=lapsed, forecast_on=LATER),
    ])  # fmt: skip
    assert {c.number: c.turn for c in found} == {1: Turn.WORSE, 2: Turn.WORSE, 3: Turn.BETTER}


def test_what_is_not_accepted_or_was_never_reported_did_not_change() -> None:
    assert changes([Line(standing=None, before=stood(Standing.LATE)), Line()]) == ()


def test_late_comes_before_at_risk_and_the_most_days_first() -> None:
    lines = [
        Line(number=1, standing=Standing.AT_RISK, behind=900),
        Line(number=2, standing=Standing.LATE, behind=3),
        Line(number=3, standing=Standing.LATE, behind=40),
        Line(number=4), Line(number=5, standing=None),
    ]  # fmt: skip
    assert [line.number for line in worst_first(lines)] == [3, 2, 1]


def test_days_behind_count_from_the_first_day_that_passed() -> None:
    planned = [(date(2026, 12, 1), None), (date(2026, 6, 1), LATER)]
    assert days_behind(planned, Standing.LATE, TODAY) == 30
    assert days_behind([(TODAY, LATER), (None, LATER)], Standing.AT_RISK, TODAY) == 62
    assert days_behind(planned, Standing.ON_SCHEDULE, TODAY) == 0
    assert days_behind([(None, None)], Standing.AT_RISK, TODAY) == 0


def test_the_same_words_are_said_once_with_the_names() -> None:
    told = [("Beek", "De begroting is krap."), ("Stein", "de begroting is  krap"), ("Vaals", " ")]
    assert once(told) == [("De begroting is krap.", ("Beek", "Stein"))]


def one(*values: int | None, before: tuple[int | None, ...] = (), **fields: Any) -> Any:
    earlier = [*before, *[None] * len(values)]
    lines = [
        Line(
            f"Gemeente {place}", figure=told(value),
            before=None if earlier[place] is None else stood(Standing.LATE, earlier[place]),
            **fields,
        )
        for place, value in enumerate(values)
    ]  # fmt: skip
    [found] = measurements(lines)
    return found


def test_counts_are_added_up_and_shares_are_averaged() -> None:
    counted = one(1, 0, 1, None)
    assert (counted.outcome, counted.measured, counted.due, counted.reached) == (told(2), 3, 4, 2)
    share = one(40, 81, indicator_unit="procent getraind", target=Decimal(80))
    assert share.outcome == between(Decimal("60.5"), Decimal("60.5"))
    assert (share.lowest, share.highest) == (told(40), told(81))
    assert averaged("dagen wachttijd")
    assert not averaged("campagne per jaar")


def test_only_who_measured_both_times_is_compared() -> None:
    found = one(1, 1, 1, before=(1, 0, None))
    assert (found.trend, found.before) == (Trend.UP, told(1))
    assert one(1, 0).trend is None
    assert one(0, before=(1,)).trend == Trend.DOWN
    assert one(1, before=(1,)).trend == Trend.SAME


def test_the_meaning_is_made_of_the_numbers_in_both_languages() -> None:
    found = one(1, 0, None, before=(0,))
    assert meaning(found, Saying("nl")) == (
        "Van de 2 partijen die hebben gemeten, haalt 1 de streefwaarde. Waar het eerder is "
        "gemeten, is het hoger dan de vorige keer. Van 1 partij is er geen meting."
    )
    assert meaning(found, Saying("en")).startswith("1 of the 2 parties that measured reaches")
    assert meaning(one(None), Saying("nl")) == "Dit is nog door niemand gemeten."
    assert meaning(one(3, target=None), Saying("en")) == "No target was agreed."
    assert meaning(one(1), Saying("nl")) == "De streefwaarde is gehaald."


def test_what_is_made_of_hidden_numbers_has_bounds_and_tells_nothing_that_they_hide() -> None:
    found = one(-1, 12, -1, target=Decimal(3))
    assert found.outcome == between(Decimal(14), Decimal(20))
    assert (found.lowest, found.highest) == (HIDDEN, told(12))
    assert (found.reached, found.untold) == (1, 2)
    assert meaning(found, Saying("en")) == (
        "1 of the 3 parties that measured reaches the target. "
        "Of 2 parties it is not told: their numbers are small."
    )
    assert one(-1, before=(-1,)).trend is None, "both are one to four: which is more?"
    assert one(-1, before=(5,)).trend == Trend.DOWN


def test_a_commitment_without_an_indicator_has_no_figures() -> None:
    assert measurements([Line(indicator_unit=" ")]) == []


def test_what_does_not_fit_is_kept_for_after_the_page() -> None:
    whole = fitted(["a", "b"], 10)
    assert (whole.shown, whole.rest) == (("a", "b"), ())
    part = fitted(["a", "b", "c"], 2 * height("a"))
    assert (part.shown, part.rest) == (("a", "b"), ("c",))
    long = "woord " * 500
    cut = fitted([long], 4)
    assert cut.rest == (long,)
    assert cut.shown[0].endswith("…")
    assert cut.lines <= 4
    assert fitted([long], 0.5).shown == ()


def test_a_text_is_cut_at_a_word() -> None:
    assert clipped("een twee, drie", 11) == "een twee…"
    assert clipped("  een\ntwee ", 20) == "een twee"


def test_bottlenecks_always_keep_some_room() -> None:
    assert shares(20, 3, 4) == (3, 4, 13)
    summary, asked, found = shares(20, 100, 100)
    assert found >= 5
    assert summary + asked + found == 20
