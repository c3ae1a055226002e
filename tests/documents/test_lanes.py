"""Lanes through stops: no text reaches a lane, each lane runs from its first stop to its last."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from governance.documents.columns import measured
from governance.documents.drawings import SIZE
from governance.documents.lanes import COLOURS, LABEL, Group, Stop, across, colour, lanes

_SVG = "{http://www.w3.org/2000/svg}"
_STOPS = st.builds(
    Stop,
    st.text("abcdé <&-", max_size=60),
    st.sets(st.integers(1, 14)).map(lambda found: tuple(sorted(found))),
)
_GROUPS = st.lists(st.builds(Group, st.text("Gem <&", max_size=40), st.lists(_STOPS).map(tuple)))


def drawn(groups: list[Group]) -> etree._Element:
    return etree.fromstring(lanes("x", "Titel", "Uitleg", groups).encode())


def test_a_lane_runs_from_its_first_stop_to_its_last_and_not_at_all_with_one_stop() -> None:
    root = drawn([
        Group("Gemeente", (Stop("Beek", (1,)), Stop("Stein", ()), Stop("Vaals", (1, 2)))),
    ])  # fmt: skip
    circles = [
        (float(one.get("cx", "")), float(one.get("cy", ""))) for one in root.iter(f"{_SVG}circle")
    ]
    assert [x for x, _ in circles] == [across(1), across(1), across(2)]
    [line] = [one.get("d") for one in root.iter(f"{_SVG}path") if one.get("stroke-width") == "3"]
    assert line == f"M{across(1)} {circles[0][1]}V{circles[1][1]}"


def test_no_name_or_heading_reaches_the_lanes_and_one_that_is_cut_says_it_whole() -> None:
    name = "Zorg- en Veiligheidshuis Parkstad Limburg en Maasstreek"
    root = drawn([Group("Gemeenschappelijke regeling van gemeenten", (Stop(name, (1,)),))])
    said = [one for one in root.iter(f"{_SVG}text") if float(one.get("x", "")) < LABEL]
    assert len(said) == 4
    assert all(measured(one.text or "", SIZE) <= LABEL for one in said)
    assert [one.findtext(f"{_SVG}title") for one in said[-1:]] == [name]


def test_five_lanes_fit_a_telephone_of_320_pixels() -> None:
    svg = lanes("x", "", "", [Group("", (Stop("Beek", (1, 2, 3, 4, 5)),))])
    [wide] = re.findall(r'viewBox="0 0 ([\d.]+) ', svg)
    assert float(wide) <= 288


def test_the_colours_of_lanes_come_back_in_turn() -> None:
    assert [colour(1), colour(len(COLOURS)), colour(len(COLOURS) + 1)] == [
        COLOURS[0], COLOURS[-1], COLOURS[0],
    ]  # fmt: skip


@given(_GROUPS)
def test_whatever_is_drawn_is_well_formed_inside_its_frame_and_has_every_stop(
    groups: list[Group],
) -> None:
    root = drawn(groups)
    _, _, width, height = map(float, root.get("viewBox", "").split())
    circles = list(root.iter(f"{_SVG}circle"))
    assert len(circles) == sum(len(stop.lanes) for group in groups for stop in group.stops)
    for one in circles:
        assert float(one.get("cx", "")) + 10 <= width
        assert 10 <= float(one.get("cy", "")) <= height - 10
