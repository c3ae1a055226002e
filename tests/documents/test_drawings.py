"""Drawings: well-formed, escaped, the same every time, and saying what they show."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from lxml import etree

from governance.documents.axis import Axis
from governance.documents.blocks import Tone
from governance.documents.columns import measured
from governance.documents.drawings import (
    LABEL,
    PLOT,
    SIZE,
    TELEPHONE,
    WIDTH,
    Bar,
    Heads,
    Legend,
    Part,
    Plan,
    bars,
    timeline,
    wrapped,
)

PARTS = (Part("te laat", Tone.BAD), Part("op schema", Tone.GOOD))
WORDS = Legend("gepland", "verwacht", "bereikt", "te laat", "vandaag")
TODAY = date(2026, 11, 24)
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(e.itertext()) for e in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


def shapes(svg: str, kind: str) -> list[etree._Element]:
    return list(etree.fromstring(svg.encode()).iter(f"{SVG}{kind}"))


def test_a_bar_bears_its_numbers_and_its_label() -> None:
    svg = bars("b", "Titel", "Uitleg", PARTS, [Bar('Zorg & "veiligheid" <x>', (2, 5))])
    assert {"2", "5", 'Zorg & "veiligheid" <x>', "te laat", "op schema"} <= set(texts(svg))
    root = etree.fromstring(svg.encode())
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "b-title b-desc"
    assert [root.findtext(f"{SVG}{name}") for name in ("title", "desc")] == ["Titel", "Uitleg"]


def test_on_a_telephone_each_label_stands_above_its_bar_and_nothing_leaves_the_page() -> None:
    many = (*PARTS, Part("nog niet vastgesteld door de stuurgroep", Tone.PLAIN))
    rows = [Bar("halfjaar 1 van 2025", (48, 1, 300)), Bar("halfjaar 2 van 2025", (0, 1, 0))]
    svg = bars("b", "t", "a", many, rows, narrow=True)
    room = [float(one) for one in etree.fromstring(svg.encode()).attrib["viewBox"].split()]
    assert room[2] == TELEPHONE
    for one in shapes(svg, "rect"):
        assert 0 <= float(one.attrib["x"]) <= TELEPHONE - float(one.attrib["width"]) + 0.1
        assert float(one.attrib["y"]) + float(one.attrib["height"]) <= room[3]
    said = {"".join(one.itertext()): one for one in shapes(svg, "text")}
    for part in many:
        from_ = float(said[part.meaning].attrib["x"])
        assert from_ + measured(part.meaning, SIZE) <= TELEPHONE
    first, second = (float(said[row.label].attrib["y"]) for row in rows)
    tops = sorted({float(one.attrib["y"]) for one in shapes(svg, "rect") if "stroke" in one.attrib})
    assert first < tops[0] < second < tops[1]
    assert tops[0] - first > SIZE, "a number that is raised does not touch its label"


def test_nothing_to_show_is_still_a_drawing() -> None:
    assert texts(bars("b", "t", "a", PARTS, [])) == ["te laat", "op schema"]
    assert "vandaag" in texts(timeline("t", "t", "a", WORDS, date(2026, 11, 24), []))


def test_a_long_label_takes_two_lines_and_is_cut_only_after_these() -> None:
    assert wrapped("stand van zaken gemeld") == ["stand van zaken gemeld"]
    two = "halfjaarlijkse voortgangsrapportage over een jaar"
    assert " ".join(wrapped(two)) == two
    long = "Een heel lange naam van een mijlpaal die nergens past, ook niet in twee regels"
    lines = wrapped(long)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(measured(line, SIZE) <= LABEL for line in lines)
    svg = timeline("t", "t", "a", WORDS, TODAY, [Plan(long, date(2027, 1, 1))])
    assert f"<title>{long}</title>" in svg


def test_the_day_and_the_count_of_a_milestone_stand_whole_in_their_own_columns() -> None:
    long = "Een heel lange naam van een mijlpaal die nergens past, ook niet in twee regels"
    plans = [Plan(long, date(2027, 3, day), day=f"{day} mrt 2027", count="13/14") for day in (1, 9)]
    svg = timeline("t", "t", "a", WORDS, TODAY, plans, Heads("gepland", "bereikt"))
    said = texts(svg)
    assert {"1 mrt 2027", "9 mrt 2027", "gepland", "bereikt"} <= set(said)
    assert said.count("13/14") == 2
    ends = [float(e.attrib["x"]) for e in shapes(svg, "text") if e.text == "13/14"]
    assert all(LABEL < end < PLOT for end in ends)


def test_the_scale_holds_the_quarters_that_are_used_and_no_more() -> None:
    svg = timeline("t", "t", "a", WORDS, TODAY, [Plan("a", date(2027, 2, 1))])
    assert {"2026", "2027"} & set(texts(svg)) == {"2026", "2027"}
    places = [float(e.attrib["cx"]) for e in shapes(svg, "circle")]
    assert PLOT + (WIDTH - PLOT) / 2 < places[-1] < WIDTH
    axis = Axis(date(2026, 11, 24), date(2027, 2, 1), 0, 100)
    assert (axis.first, axis.last) == (date(2026, 10, 1), date(2027, 4, 1))


def test_a_scale_of_many_years_leaves_room_between_their_numbers() -> None:
    axis = Axis(date(1990, 5, 1), date(2060, 5, 1), 300, 700)
    places = [place for place, _ in axis.years()]
    assert all(after - before >= 39 for before, after in pairwise(places[1:]))
    assert axis.quarters() == []
    assert Axis(date(9999, 12, 1), date(9999, 12, 31), 0, 1).last == date.max


def test_a_narrow_segment_bears_its_number_above_it() -> None:
    svg = bars("b", "t", "a", PARTS * 2, [Bar("Zorg", (1, 2, 1, 400)), Bar("Kort", (3, 0, 0, 0))])
    assert set("1234") - {"4"} <= set(texts(svg))
    numbers = [e for e in shapes(svg, "text") if e.attrib.get("text-anchor") == "middle"]
    assert [e.text for e in numbers] == ["1", "2", "1", "400", "3"]
    tops = [float(e.attrib["y"]) for e in shapes(svg, "rect") if e.attrib["height"] == "18"]
    ys, xs = ([float(e.attrib[axis]) for e in numbers[:3]] for axis in ("y", "x"))
    assert max(ys) < tops[0]
    assert all(after - before > 8 for before, after in pairwise(xs))
    assert all(e.attrib["fill"] != "#fff" for e in numbers[:3])
    assert numbers[3].attrib["fill"] == "#fff"


def test_raised_numbers_at_the_end_of_a_bar_stay_in_the_drawing_and_apart() -> None:
    svg = bars("b", "t", "a", PARTS * 2, [Bar("Zorg", (400, 1, 1, 1))])
    xs = [float(e.attrib["x"]) for e in shapes(svg, "text") if e.text == "1"]
    assert len(xs) == 3
    assert max(xs) < WIDTH - 4
    assert all(after - before > 8 for before, after in pairwise(xs))


def test_time_goes_from_the_start_to_the_end_of_the_line() -> None:
    plans = [Plan(str(n), date(2025 + n, 6, 1)) for n in range(3)]
    svg = timeline("t", "t", "a", WORDS, date(2026, 1, 1), plans)
    circles = [float(e.attrib["cx"]) for e in etree.fromstring(svg.encode()).iter(f"{SVG}circle")]
    rows = circles[-3:]
    assert rows == sorted(rows)
    assert all(PLOT <= x < WIDTH for x in rows)
    assert svg == timeline("t", "t", "a", WORDS, date(2026, 1, 1), plans)
