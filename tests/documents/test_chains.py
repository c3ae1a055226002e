"""Steps as a drawing: what stands in it, that nothing overlaps, and that it says it in words."""

from __future__ import annotations

from lxml import etree

from governance.documents.chains import BOX, Box, chain

SVG = "{http://www.w3.org/2000/svg}"
STEP = Box("1. ontvangt het signaal", "Gemeente Noordstad, aandachtsfunctionaris")
GAP = Box("pakt op", "", "Niemand pakt op.")


def drawn(*before: Box, sides: tuple[list[Box], list[Box]] = ([], [])) -> etree._Element:
    return etree.fromstring(chain("route", "Een route", "In woorden", before, sides))


def places(svg: etree._Element) -> list[tuple[float, float, float]]:
    found = svg.iter(f"{SVG}rect")
    return [tuple(float(one.get(name)) for name in ("x", "y", "height")) for one in found]  # type: ignore[misc]


def test_a_drawing_has_a_title_and_a_text_that_says_the_same() -> None:
    svg = drawn(STEP)
    assert svg.get("role") == "img"
    named = svg.get("aria-labelledby").split()
    assert [one.text for one in svg if one.get("id") in named] == ["Een route", "In woorden"]


def test_steps_stand_below_each_other_and_the_sides_beside_each_other() -> None:
    svg = drawn(STEP, STEP, sides=([STEP, GAP], [GAP]))
    first, second, left, below, right = places(svg)
    assert first[1] + first[2] < second[1] and second[1] + second[2] < left[1]
    assert left[1] == right[1] and left[0] + BOX <= right[0] + 1
    assert left[1] + left[2] < below[1]
    height = float(svg.get("viewBox").split()[3])
    assert below[1] + below[2] <= height
    assert len([one for one in svg.iter(f"{SVG}path") if one.get("fill") == "none"]) == 4


def test_where_something_is_wrong_the_line_is_broken_and_words_say_why() -> None:
    svg = drawn(STEP, sides=([GAP], []))
    dashed = [one.get("stroke-dasharray") is not None for one in svg.iter(f"{SVG}rect")]
    assert dashed == [False, True]
    assert "Niemand pakt op." in [one.text for one in svg.iter(f"{SVG}text")]


def test_what_somebody_typed_stays_text() -> None:
    svg = drawn(Box("<b>", 'a "&" <script>'))
    assert [one.text for one in svg.iter(f"{SVG}text")] == ["<b>", 'a "&" <script>']


def test_the_sides_begin_at_the_top_where_nothing_comes_before() -> None:
    assert [y for _, y, _ in places(drawn(sides=([GAP], [GAP])))] == [2, 2]
