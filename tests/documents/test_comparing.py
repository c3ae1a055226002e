"""Two versions beside each other: what differs is seen, what is said is not lost."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from tests.builders.documents import table, whole
from tests.builders.examples import examples
from tests.builders.versions import documents, versions

from governance.documents import blocks
from governance.documents.blocks import (
    Article,
    Block,
    Cell,
    Clause,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Run,
    Signature,
    joined,
    runs,
    said,
)
from governance.documents.comparing.changes import Change, Comparison, Line, Place, Section
from governance.documents.comparing.comparing import compared
from governance.documents.comparing.lines import chapters
from governance.documents.comparing.told import Kind
from governance.documents.comparing.wording import Kept, Piece


def of(*blocks: Block, **properties: Any) -> Document:
    return Document("Titel", "Titel", "1", "2026-03-02T10:00:00Z", blocks, **properties)


def changes(found: Comparison) -> list[Line]:
    return [
        line
        for section in found.sections
        for line in section.lines
        if line.change is not Change.KEPT
    ]


def told(found: Comparison) -> list[tuple[str, str, str]]:
    return [(line.change.value, line.old, line.new) for line in changes(found)]


def plain(of: Any) -> Any:
    """A tree without what means nothing: how runs of one look are cut up, names of anchors."""
    if isinstance(of, tuple):
        if of and all(isinstance(one, Run) for one in of):
            return joined(of)
        return tuple(plain(one) for one in of)
    if isinstance(of, msgspec.Struct):
        names = [name for name in of.__struct_fields__ if name != "anchor"]
        return type(of)(**{name: plain(getattr(of, name)) for name in names})
    return of


def sides(section: Section, side: str) -> list[tuple[str, ...]]:
    gone = {"old": (Change.ADDED, Change.MOVED), "new": (Change.REMOVED,)}[side]
    lines = [line for line in section.lines if line.change not in gone]
    return [tuple(said(getattr(cell, side)) for cell in line.cells) for line in lines]


def rebuilt(found: Comparison, side: str) -> list[list[tuple[str, ...]]]:
    placed = [s for s in found.sections if getattr(s, side) is not None]
    placed.sort(key=lambda section: getattr(section, side))
    return [sides(section, side) for section in placed]


def original(document: Document) -> list[list[tuple[str, ...]]]:
    return [[tuple(map(said, line.cells)) for line in c.lines] for c in chapters(document)]


def trimmed(found: list[list[tuple[str, ...]]]) -> list[list[tuple[str, ...]]]:
    """Without empty cells at the end: a row of another length is filled up with them."""
    return [[tuple("\t".join(line).rstrip("\t").split("\t")) for line in lines] for lines in found]


@settings(deadline=None, max_examples=examples(80), suppress_health_check=list(HealthCheck))
@given(versions())
def test_what_differs_is_seen_and_both_texts_are_in_it(pair: tuple[Document, Document]) -> None:
    old, new = pair
    found = compared(old, new)
    assert found.differs or plain(old) == plain(new)
    assert trimmed(rebuilt(found, "old")) == trimmed(original(old))
    assert trimmed(rebuilt(found, "new")) == trimmed(original(new))
    for section in found.sections:
        assert section.differs or all(line.change is Change.KEPT for line in section.lines)
        for cell in (cell for line in section.lines for cell in line.cells):
            assert "".join(p.text for p in cell.pieces if p.kept is not Kept.NEW) == said(cell.old)
            assert "".join(p.text for p in cell.pieces if p.kept is not Kept.OLD) == said(cell.new)


@settings(deadline=None, max_examples=examples(50), suppress_health_check=list(HealthCheck))
@given(documents())
def test_a_version_beside_itself_has_no_changes(document: Document) -> None:
    assert not compared(document, document).differs


def mutated(of: Any) -> Any:
    """The same tree with one thing changed, for every thing in it."""
    if isinstance(of, bool):
        yield not of
    elif isinstance(of, StrEnum):
        yield next(one for one in type(of) if one is not of)
    elif isinstance(of, str):
        yield f"{of} anders"
    elif isinstance(of, int | float):
        yield of + 1
    elif isinstance(of, tuple):
        pair = len(of) == 2 and all(isinstance(one, str) for one in of)
        yield from () if pair else (of[:n] + of[n + 1 :] for n in range(len(of)))
        yield from ((*of[:n], one, *of[n + 1 :]) for n in range(len(of)) for one in mutated(of[n]))
        yield from ((*of[:n], of[n + 1], of[n], *of[n + 2 :]) for n in range(len(of) - 1))
    else:
        for name in of.__struct_fields__:
            for one in mutated(getattr(of, name)):
                yield msgspec.structs.replace(of, **{name: one})


def test_every_single_thing_that_is_changed_is_seen() -> None:
    document = whole(rows=2)
    tried = [one for one in mutated(document) if plain(one) != plain(document)]
    assert len(tried) > 300
    assert [one for one in tried if not compared(document, one).differs] == []


FIRST = Clause(runs("Partijen melden dit binnen een week."), "c1")
SECOND = Clause(runs("De gemeente betaalt de helft van de kosten."), "c2")
THIRD = Clause(runs("De stuurgroep komt ieder kwartaal bijeen."), "c3")
OTHER = Article("Slot", (Clause(runs("Deze overeenkomst gaat vandaag in."), "c9"),), "a9")


def test_a_clause_that_changed_is_told_word_by_word_with_its_number() -> None:
    new = Clause(runs("Partijen melden dit iedere maand."), "c1")
    found = compared(
        of(Article("Melden", (FIRST, SECOND), "a1")), of(Article("Melden", (new, SECOND), "a1"))
    )
    (line,) = changes(found)
    assert (line.change, line.kind, line.mark_old, line.mark_new) == (
        Change.CHANGED, Kind.CLAUSE, "1.", "1.",
    )  # fmt: skip
    assert line.cells[0].pieces == (
        Piece(Kept.BOTH, "Partijen melden dit "),
        Piece(Kept.OLD, "binnen een week"),
        Piece(Kept.NEW, "iedere maand"),
        Piece(Kept.BOTH, "."),
    )


def test_a_new_clause_renumbers_those_after_it_which_stay() -> None:
    found = compared(
        of(Article("A", (FIRST, SECOND), "a")), of(Article("A", (FIRST, THIRD, SECOND), "a"))
    )
    assert told(found) == [("added", "", said(THIRD.runs))]
    marks = [(line.mark_old, line.mark_new) for line in found.sections[-1].lines]
    assert marks == [("", ""), ("1.", "1."), ("", "2."), ("2.", "3.")]


def test_a_clause_that_moved_says_from_where_and_its_items_say_so_too() -> None:
    found = compared(
        of(Article("Melden", (FIRST, SECOND, THIRD), "a1"), OTHER),
        of(
            Article("Melden", (SECOND, THIRD), "a1"), Article("Slot", (*OTHER.clauses, FIRST), "a9")
        ),
    )
    left, came = changes(found)
    assert (left.change, left.moved_to) == (Change.REMOVED, Place(2, "Slot", "2."))
    assert (came.change, came.moved_from) == (Change.MOVED, Place(1, "Melden", "1."))
    within = compared(
        of(Article("A", (FIRST, SECOND, THIRD), "a")), of(Article("A", (SECOND, THIRD, FIRST), "a"))
    )
    left, came = changes(within)
    assert (left.moved_to, came.moved_from) == (Place(1, "A", "3."), Place(1, "A", "1."))


def test_a_paragraph_without_anchor_that_moved_is_known_by_its_words() -> None:
    long = Paragraph(runs("Overwegende dat partijen samen willen werken,"))
    found = compared(
        of(long, Heading("Deel"), OTHER), of(Heading("Deel"), OTHER, Heading("Eind"), long)
    )
    assert [line.change for line in changes(found)] == [Change.REMOVED, Change.ADDED, Change.MOVED]


def test_an_article_left_out_stands_where_it_stood_and_a_new_title_is_a_change() -> None:
    one, two = Article("Een", (FIRST,), "a1"), Article("Twee", (SECOND,), "a2")
    found = compared(of(one, two, OTHER), of(one, Article("Einde", OTHER.clauses, "a9")))
    seen = [
        (s.change.value, s.title_old, s.title_new, s.number_old, s.number_new)
        for s in found.sections[1:]
    ]
    assert seen == [
        ("kept", "Een", "Een", 1, 1),
        ("removed", "Twee", "", 2, 0),
        ("changed", "Slot", "Einde", 3, 2),
    ]


def test_an_article_that_moved_is_one_move() -> None:
    one, two = Article("Een", (FIRST, THIRD), "a1"), Article("Twee", (SECOND,), "a2")
    found = compared(of(one, OTHER, two), of(two, one, OTHER))
    assert [(s.change.value, s.title_new, s.number_old) for s in found.sections[1:]] == [
        ("moved", "Twee", 3), ("kept", "Een", 1), ("kept", "Slot", 2),
    ]  # fmt: skip
    assert changes(found) == []


def test_items_two_deep_lists_rows_and_signatures_are_lines() -> None:
    deep = ListItem(
        runs("onderdeel"), "i1", (ListItem(runs("eerste deel")), ListItem(runs("tweede deel")))
    )
    old = of(
        Article("A", (Clause(runs("Partijen:"), "c", (deep,)),), "a"),
        List((ListItem(runs("een streepje")), ListItem(runs("nog een streepje")))),
        table(2),
        Signature("Gemeente", (("Naam", ""), ("Datum", "")), "s"),
    )
    less = msgspec.structs.replace(deep, items=deep.items[1:])
    row = table(2).rows[1]
    late = msgspec.structs.replace(row, cells=(*row.cells[:2], Cell(runs("twee"))))
    new = of(
        Article("A", (Clause(runs("Partijen:"), "c", (less,)),), "a"),
        List((ListItem(runs("een ander streepje")), ListItem(runs("nog een streepje")))),
        msgspec.structs.replace(table(2), rows=(table(2).rows[0], late)),
        Signature("Gemeente", (("Naam", "de burgemeester"), ("Datum", "")), "s"),
    )
    found = changes(compared(old, new))
    assert [(line.change.value, line.kind.value, line.level, line.mark_old) for line in found] == [
        ("removed", "item", 2, "1°"),
        ("changed", "item", 1, "–"),
        ("changed", "row", 0, ""),
        ("changed", "signed", 0, ""),
    ]
    assert [len(cell.pieces) for cell in found[2].cells] == [1, 1, 2]


def test_what_only_looks_different_and_what_a_file_says_of_itself_are_told() -> None:
    bold = Article("A", (Clause((Run("Partijen "), Run("melden", bold=True)), "c"),), "a")
    thin = Article("A", (Clause(runs("Partijen melden"), "c"),), "a")
    assert [line.change for line in changes(compared(of(thin), of(bold)))] == [Change.LOOK]
    (line,) = changes(compared(of(thin), of(thin, draft=True)))
    assert (line.kind, line.anchor, line.old, line.new) == (Kind.PROPERTY, "draft", "False", "True")


def test_what_was_kept_as_json_and_read_again_is_the_same() -> None:
    columns = (blocks.Column("Naam", 2), blocks.Column("Rol"))
    made = blocks.Document("T", "T", "1", "2026-10-01", (blocks.Table("Wie", columns, ()),))
    kept = msgspec.json.decode(msgspec.json.encode(made), type=blocks.Document)
    assert {line.change for s in compared(kept, made).sections for line in s.lines} == {Change.KEPT}
