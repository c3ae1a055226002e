"""Drawings: well-formed, escaped, the same every time, and saying what they show."""

from __future__ import annotations

from datetime import date

from lxml import etree

from governance.documents.blocks import Tone
from governance.documents.drawings import Bar, Legend, Part, Plan, bars, shortened, timeline

PARTS = (Part("te laat", Tone.BAD), Part("op schema", Tone.GOOD))
WORDS = Legend("gepland", "verwacht", "bereikt", "te laat", "vandaag")
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> list[str]:
    return ["".join(e.itertext()) for e in etree.fromstring(svg.encode()).iter(f"{SVG}text")]


def test_a_bar_bears_its_numbers_and_its_label() -> None:
    svg = bars("b", "Titel", "Uitleg", PARTS, [Bar('Zorg & "veiligheid" <x>', (2, 5))])
    assert {"2", "5", 'Zorg & "veiligheid" <x>', "te laat", "op schema"} <= set(texts(svg))
    root = etree.fromstring(svg.encode())
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "b-title b-desc"
    assert [root.findtext(f"{SVG}{name}") for name in ("title", "desc")] == ["Titel", "Uitleg"]


def test_nothing_to_show_is_still_a_drawing() -> None:
    assert texts(bars("b", "t", "a", PARTS, [])) == ["te laat", "op schema"]
    assert "vandaag" in texts(timeline("t", "t", "a", WORDS, date(2026, 11, 24), []))


def test_a_label_that_is_too_long_is_cut_and_told_in_full() -> None:
    long = "Een heel lange naam van een mijlpaal die nergens past"
    assert shortened(long).endswith("…")
    svg = timeline("t", "t", "a", WORDS, date(2026, 11, 24), [Plan(long, date(2027, 1, 1))])
    assert f"<title>{long}</title>" in svg


def test_time_goes_from_the_start_to_the_end_of_the_line() -> None:
    plans = [Plan(str(n), date(2025 + n, 6, 1)) for n in range(3)]
    svg = timeline("t", "t", "a", WORDS, date(2026, 1, 1), plans)
    circles = [float(e.attrib["cx"]) for e in etree.fromstring(svg.encode()).iter(f"{SVG}circle")]
    rows = circles[-3:]
    assert rows == sorted(rows)
    assert all(210 < x < 720 for x in rows)
    assert svg == timeline("t", "t", "a", WORDS, date(2026, 1, 1), plans)
