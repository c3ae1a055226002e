"""Whatever stands in a file, in whatever order: it is read, and no text of it is lost."""

from __future__ import annotations

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders.examples import examples
from tests.builders.hostile import DOCUMENT, OPEN, SHUT, with_part
from tests.builders.ordinary import EVERY
from tests.documents.reading.ordinary.test_measure import words

from governance.documents.reading.ordinary.pieces import Understood
from governance.documents.reading.ordinary.understanding import understood

LINES = (
    "Artikel {n}", "Artikel {n} Doel", "artikel {n} geldt", "§ {n}", "{n}.", "{n}. Tekst",
    "{n}.1 x", "I. Kop", "IV", "C. Letter", "a. item", "i. item", "(b) item", "1° sub",
    "- streep", "•", "Partijen", "Partijen:", "hierna gezamenlijk te noemen Partijen",
    "Tussen", "en", "De ondergetekenden:", "hierna te noemen “X{n}”",
    "De gemeente Stad{n}, vertegenwoordigd door de burgemeester", "Overwegende dat:", "dat iets;",
    "komen overeen als volgt:", "Aldus overeengekomen", "Bijlage {n}", "Bijlage A: Kaart",
    "Hoofdstuk {n}", "ALLES GROOT", "..........", "Noordstad, 3 maart 2026", "Inhoud",
    "Artikel {n} ....... 4", "treedt in werking op 31 april 2026", "met geen partij:",
    "“", "§", "(",
)  # fmt: skip
SAYS_WHAT = {"artikel", "bijlage", "partijen", "tussen"}
"""What only says what stands beside it: before a number, between two, or above a column."""
LOOKS = ("", "<w:b/>", "<w:u w:val='single'/>")


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(LINES)).format(n=draw(st.integers(0, 12)))
    style = draw(st.sampled_from(("", "Heading1", "Heading2", "Title", "ListBullet", "Nergens")))
    more = "<w:br/><w:t>regel</w:t>" if draw(st.integers(0, 9)) == 0 else ""
    look = draw(st.sampled_from(LOOKS))
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t>{more}</w:r></w:p>"
    )


@st.composite
def blocks(draw: st.DrawFn) -> str:
    if draw(st.integers(0, 5)):
        return draw(paragraphs())
    rows = draw(st.lists(st.lists(paragraphs(), min_size=1, max_size=3), min_size=1, max_size=4))
    cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def bare(text: str) -> list[str]:
    return [one for word in text.split() if len(one := word.strip(".,;:()“”|§°•-").lower()) > 3]


@given(st.lists(blocks(), max_size=25))
@settings(max_examples=examples(100), deadline=None)
def test_it_is_read_and_no_word_is_lost(made: list[str]) -> None:
    found = understood(with_part(DOCUMENT, OPEN + "".join(made) + SHUT))
    kept = " ".join(words(found)).lower()
    lost = [word for text in found.original for word in bare(text) if word not in kept]
    assert set(lost) <= SAYS_WHAT


def test_what_was_understood_goes_through_json_and_back() -> None:
    for make in EVERY:
        found = understood(make()[0])
        again = msgspec.json.decode(msgspec.json.encode(found), type=Understood)
        assert again == found
