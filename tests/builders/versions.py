"""Two versions of a document for property tests: of one stock, so that much is the same."""

from __future__ import annotations

from hypothesis import strategies as st

from governance.documents.blocks import (
    Alignment,
    Article,
    Block,
    Cell,
    Clause,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Runs,
    Signature,
    Table,
    Tone,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 {}"><rect width="9" height="9"/></svg>'
)
TEXTS = (
    "Partijen melden dit binnen een week.",
    "Partijen melden dit iedere maand aan de stuurgroep.",
    "De gemeente draagt bij & betaalt < 10%.",
    "eerste regel\ntweede regel",
    "kort",
    "kort [[edition]] \"en\" 'klein' <w:p>",
)


def anchors(*of: str) -> st.SearchStrategy[str]:
    return st.sampled_from(("", "", *of))


def texts() -> st.SearchStrategy[str]:
    return st.sampled_from(TEXTS)


@st.composite
def runs(draw: st.DrawFn) -> Runs:
    plain = draw(st.booleans())
    made = (
        st.builds(Run, texts())
        if plain
        else st.builds(Run, texts(), st.booleans(), st.booleans(), st.booleans())
    )
    return tuple(draw(st.lists(made, min_size=0, max_size=1 if plain else 3)))


def _items(of: str) -> st.SearchStrategy[tuple[ListItem, ...]]:
    below = st.builds(ListItem, runs(), anchors(f"{of}1", f"{of}2"))
    item = st.builds(
        ListItem, runs(), anchors(f"{of}3", f"{of}4"), st.lists(below, max_size=2).map(tuple)
    )
    return st.lists(item, max_size=2).map(tuple)


def _article(of: str) -> st.SearchStrategy[Article]:
    clause = st.builds(Clause, runs(), anchors(f"{of}c1", f"{of}c2", f"{of}c3"), _items(f"{of}i"))
    return st.builds(Article, texts(), st.lists(clause, max_size=3).map(tuple), st.just(of))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    number = draw(st.integers(1, 3))
    cell = st.builds(
        Cell, runs(), st.sampled_from(list(Tone)), st.lists(runs(), max_size=2).map(tuple)
    )
    row = st.builds(
        Row, st.lists(cell, min_size=number, max_size=number).map(tuple), anchors("r1", "r2", "r3")
    )
    column = st.builds(Column, texts(), st.just(1.0), st.sampled_from(list(Alignment)))
    columns = draw(st.lists(column, min_size=number, max_size=number))
    rows = draw(st.lists(row, max_size=4))
    return Table(draw(texts()), tuple(columns), tuple(rows), draw(st.booleans()))


def blocks() -> st.SearchStrategy[Block]:
    lines = st.lists(st.tuples(texts(), st.sampled_from(("", *TEXTS))), min_size=1, max_size=3)
    figures = st.lists(
        st.builds(KeyFigure, texts(), texts(), st.sampled_from(list(Tone))), min_size=1, max_size=6
    )
    return st.one_of(
        _article("a1"),
        _article("a2"),
        _article("a3"),
        st.builds(Heading, texts(), st.integers(1, 3), anchors("h1", "h2")),
        st.builds(
            Paragraph,
            runs(),
            st.sampled_from(("body", "lead", "note", "quiet")),
            anchors("p1", "p2"),
        ),
        st.builds(List, _items("li"), st.booleans()),
        tables(),
        st.builds(Signature, texts(), lines.map(tuple), anchors("s1", "s2")),
        st.builds(Figure, st.sampled_from((SVG.format(2), SVG.format(3))), texts(), texts()),
        st.builds(KeyFigures, figures.map(tuple)),
        st.builds(Contents, texts()),
        st.just(PageBreak()),
    )


@st.composite
def documents(draw: st.DrawFn, of: tuple[Block, ...] = ()) -> Document:
    stock = st.one_of(st.sampled_from(of), blocks()) if of else blocks()
    return Document(
        title=draw(texts()),
        short_title=draw(texts()),
        version=draw(st.sampled_from(("1", "2"))),
        dated="2026-03-02T10:00:00Z",
        blocks=tuple(draw(st.lists(stock, max_size=5))),
        subtitle=draw(st.sampled_from(("", *TEXTS))),
        draft=draw(st.booleans()),
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[Document, Document]:
    """An old and a new version, of which many blocks are the same."""
    old = draw(documents())
    return old, draw(documents(old.blocks))
