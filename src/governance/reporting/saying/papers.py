"""How reports say days, numbers and standings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from babel.dates import format_date
from babel.lists import format_list

from governance.base.errors import N_, Complaint
from governance.base.numbers import number_said
from governance.base.words import counted, translate
from governance.commitments.measuring.hiding.rules import Shown
from governance.commitments.measuring.words import figure_said
from governance.commitments.rules import STANDING_TONES, STANDING_WORDS, Standing
from governance.documents.blocks import (
    Block,
    Cell,
    Column,
    List,
    ListItem,
    Paragraph,
    Row,
    Tone,
    runs,
)
from governance.reporting.listing.rules import points

DOUBT = N_("Please check")
Line: TypeAlias = Any
"""A line of the picture; only its standing is read."""
ORDER = (Standing.LATE, Standing.AT_RISK, Standing.ON_SCHEDULE, Standing.DONE)
"""From bad to good, as the bars and tables show them."""


def counted_in(lines: Iterable[Line]) -> tuple[Standing, ...]:
    """The standings that a count shows; an accepted delay and what lapsed only where there is."""
    there = {line.standing for line in lines}
    worst_first = (*tuple(Standing)[:0:-1], Standing.LAPSED)
    return tuple(s for s in worst_first if s in ORDER or s in there)


class Saying:
    """Words, days and numbers in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def words(self, message: str, **values: object) -> str:
        return translate(self.language, message, **values)

    def counted(self, one: str, many: str, number: int, **values: object) -> str:
        return counted(self.language, one, many, number, **values)

    def names(self, names: Iterable[str]) -> str:
        """Beek, Stein en Vaals."""
        return format_list(list(names), locale=self.language)

    def day(self, day: date | None) -> str:
        return format_date(day, "d MMM y", locale=self.language) if day else "–"

    def number(self, value: Decimal | int | None) -> str:
        return "–" if value is None else number_said(value, self.language)

    def figure(self, seen: Shown | None) -> str:
        """What is shown of a number: 12, or < 5."""
        return figure_said(seen, self.language)

    def cells(self, *texts: str) -> Row:
        return Row(tuple(Cell(runs(text)) for text in texts))

    def heads(self, *columns: tuple[str, float]) -> tuple[Column, ...]:
        return tuple(Column(self.words(head), share) for head, share in columns)

    def lines(self, text: str) -> Iterator[Block]:
        said = [line.strip() for line in text.splitlines() if line.strip()]
        if len(said) > 1:
            yield List(tuple(ListItem(runs(line)) for line in said))
        else:
            yield from (Paragraph(runs(line)) for line in said)

    def told(self, *texts: str) -> Cell:
        """A cell of what was typed: a paragraph for each text and line, a dash for nothing."""
        said = [runs(point) for text in texts for point in points(text)]
        return Cell(said[0], further=tuple(said[1:])) if said else Cell(runs("–"))

    def doubts(self, doubts: Iterable[Complaint]) -> tuple[str, ...]:
        """What one may want to look at again, as the page says it."""
        return tuple(
            f"{self.words(DOUBT)}: " + self.words(one.problem, **self._said(one.values))
            for one in doubts
        )

    def _said(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {n: self.day(v) if isinstance(v, date) else v for n, v in values.items()}

    def days(self, planned: date | None, forecast: date | None, done: date | None) -> Cell:
        """The planned day, and the day on which it was reached, else that now expected."""
        told = [(N_("planned {day}"), planned), (N_("reached {day}"), done)]
        if done is None:
            told.append((N_("expected {day}"), forecast))
        said = [runs(self.words(word, day=self._whole(day))) for word, day in told if day]
        return Cell(said[0], further=tuple(said[1:])) if said else self.told("")

    def _whole(self, day: date) -> str:
        """A day in which no line of a narrow cell ends."""
        return self.day(day).replace(" ", "\N{NO-BREAK SPACE}")

    def standing(self, standing: Standing, *below: str) -> Cell:
        """How something stands, with its sign; ``below`` it what does not say the same."""
        word = self.words(STANDING_WORDS[standing])
        further = tuple(runs(text) for text in below if text != word)
        return Cell(runs(word), Tone(STANDING_TONES[standing]), further)
