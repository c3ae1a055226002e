"""Plans on a scale of time: marks that never overlap, and text that says what they mean."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.builders.examples import examples

from governance.documents.columns import measured
from governance.documents.drawings import SIZE, WIDTH, Legend
from governance.documents.plans import (
    END,
    MARK,
    NARROW,
    PLOT,
    Mark,
    Scale,
    Tick,
    Track,
    lanes_of,
    plans,
)

WORDS = Legend("gepland", "verwacht", "bereikt", "te laat", "vandaag")
FIRST = date(2027, 1, 1)
SCALE = Scale(FIRST, date(2028, 1, 1))
TRIED = settings(
    max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
"""A machine that is busy with other things is no fault of a drawing."""
SVG = "{http://www.w3.org/2000/svg}"


def planned(day: date) -> Mark:
    return Mark("planned", day, f"op {day}")


def drawn(tracks: list[Track], today: date = FIRST, ticks: tuple[Tick, ...] = ()) -> str:
    return plans("t", "Titel", "Zegt hetzelfde", WORDS, today, SCALE, ticks, tracks)


def test_the_drawing_says_what_it_is_and_every_mark_what_it_tells() -> None:
    root = etree.fromstring(drawn([Track("Een", (planned(date(2027, 3, 1)),))]))
    assert root.get("role") == "img"
    named = {one.get("id"): one.text for one in root.iter() if one.get("id")}
    assert root.get("aria-labelledby") == "t-title t-desc"
    assert named == {"t-title": "Titel", "t-desc": "Zegt hetzelfde"}
    assert "op 2027-03-01" in [one.text for one in root.iter(f"{SVG}title")]
    assert "vandaag" in [one.text for one in root.iter(f"{SVG}text")]


def test_what_lies_outside_has_no_mark_and_today_only_a_line_where_it_is_shown() -> None:
    outside = drawn([Track("Een", (planned(date(2028, 1, 1)), planned(date(2026, 12, 31))))])
    assert "op 20" not in outside
    there = drawn([], today=date(2027, 6, 1))
    away = drawn([], today=date(2028, 6, 1))
    assert there.count("stroke-dasharray") == away.count("stroke-dasharray") + 1


def test_marks_of_one_day_stand_under_one_another() -> None:
    marks = [planned(date(2027, 3, day)) for day in (1, 1, 2)]
    assert [len(lane) for lane in lanes_of(marks, SCALE)] == [1, 1, 1]
    apart = [planned(date(2027, month, 1)) for month in (1, 4, 7)]
    assert [len(lane) for lane in lanes_of(apart, SCALE)] == [3]


def test_a_forecast_keeps_the_line_to_it_free() -> None:
    moved = Mark("forecast", date(2027, 9, 1), "x", after=date(2027, 2, 1))
    lanes = lanes_of([planned(date(2027, 2, 1)), moved, planned(date(2027, 6, 1))], SCALE)
    assert [[one.shape for one in lane] for lane in lanes] == [["planned", "forecast"], ["planned"]]


days = st.dates(date(2026, 6, 1), date(2028, 6, 1))
marks = st.lists(
    st.builds(
        Mark, st.sampled_from(["planned", "done", "late", "forecast"]), days, st.just("x"),
        after=st.none() | days,
    ),
    max_size=25,
)  # fmt: skip


@TRIED
@given(marks)
def test_no_mark_is_ever_over_another_and_none_outside_the_plot(given_marks: list[Mark]) -> None:
    svg = drawn([Track("Een", tuple(given_marks))])
    halos = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="8" fill="#fff"/>', svg)
    places = [(float(x), float(y)) for x, y in halos]
    assert len(places) == sum(SCALE.holds(mark.day) for mark in given_marks)
    for (x, y), (other, below) in combinations(places, 2):
        assert abs(x - other) >= MARK - 0.21 or abs(y - below) >= MARK
    assert all(PLOT <= x <= END for x, _ in places)


@TRIED
@given(st.lists(st.integers(0, 364), max_size=40, unique=True))
def test_no_words_above_the_scale_are_over_others_or_outside(on: list[int]) -> None:
    ticks = tuple(Tick(FIRST + timedelta(days=one), "november 2027") for one in sorted(on))
    svg = drawn([], ticks=ticks)
    found = sorted(float(x) for x in re.findall(r'<text x="([\d.]+)" y="42"', svg))
    wide = measured("november 2027", SIZE)
    assert all(other - x >= wide for x, other in pairwise(found))
    assert all(x + wide <= WIDTH for x in found)


def test_on_a_narrow_page_everything_stands_within_it_and_labels_above_their_marks() -> None:
    scale = Scale(FIRST, date(2028, 1, 1), NARROW)
    label = "Aandachtsfunctionaris aangewezen en toegerust in elke gemeente"
    tracks = [Track(label, (planned(FIRST), planned(date(2027, 12, 31))))]
    ticks = [Tick(date(2027, month, 1), f"maand {month}") for month in range(1, 13)]
    root = etree.fromstring(plans("n", "T", "D", WORDS, FIRST, scale, ticks, tracks))
    assert root.get("viewBox").split()[2] == f"{NARROW.width}"
    said = {one.text: one for one in root.iter(f"{SVG}text")}
    for text, one in said.items():
        assert float(one.get("x")) + measured(text, SIZE) <= NARROW.width, text
    assert {getattr(WORDS, shape) for shape in Legend.__struct_fields__} <= set(said)
    assert len({said[word].get("y") for word in ("gepland", "vandaag")}) == 2
    marks = [one for one in root.iter(f"{SVG}circle") if one.get("r") == "8"]
    assert len(marks) == 2
    below = max(float(one.get("y")) for text, one in said.items() if text in label)
    for one in marks:
        assert 0 <= float(one.get("cx")) <= NARROW.width
        assert float(one.get("cy")) - 8 > below
