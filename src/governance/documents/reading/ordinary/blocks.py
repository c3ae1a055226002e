"""What is kept as it stands, of an annex or of the signing: headings, paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from governance.documents.blocks import Cell, Column, Heading, Paragraph, Row, Run, Table, runs
from governance.documents.reading.ordinary.heads import Marked
from governance.documents.reading.ordinary.lines import Line, rows_of
from governance.documents.reading.ordinary.pieces import Placed


def placed(lines: Iterable[Marked]) -> Iterator[Placed]:
    """Each line as a block, with its number before it."""
    for one in lines:
        yield Placed(_block(one.line), one.line.source)


def _block(line: Line) -> Heading | Paragraph | Table:
    if line.cells:
        return table(rows_of(line))
    if line.heads:
        return Heading(line.whole, min(line.look.level or 2, 3))
    number = runs(f"{line.label.text} ") if line.label.text else ()
    return Paragraph((*number, *line.runs))


def table(rows: tuple[tuple[str, ...], ...]) -> Table:
    """Rows as a table without heads: which row is one is not known."""
    width = max((len(row) for row in rows), default=0)
    made = tuple(
        Row(
            tuple(Cell((Run(text),) if text else ()) for text in (*row, *[""] * (width - len(row))))
        )
        for row in rows
    )
    return Table("", tuple(Column("") for _ in range(width)), made, row_heads=False)
