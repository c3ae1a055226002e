"""What was understood of an ordinary agreement; plain data, so it can be stored and mended.

``source`` is everywhere the place in the body of the file, counted over its paragraphs and tables
from nought: ``Understood.original`` holds the text of each, to show beside what was understood.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from governance.documents.blocks import Heading, Paragraph, Runs, Table


class Item(Struct, frozen=True, omit_defaults=True):
    """An item of a list as it is numbered there, with the list below it."""

    number: str
    runs: Runs
    source: int
    items: tuple[Item, ...] = ()


class Grid(Struct, frozen=True, omit_defaults=True):
    """A table as rows of texts."""

    rows: tuple[tuple[str, ...], ...]
    source: int


class Said(Struct, frozen=True, omit_defaults=True):
    """A paragraph (lid) of an article or a recital, with its items and tables.

    ``number`` is as written, without what closes it: 1, 1.1, a, § 2; empty where there is none.
    """

    number: str
    runs: Runs
    source: int
    items: tuple[Item, ...] = ()
    tables: tuple[Grid, ...] = ()


class Article(Struct, frozen=True, omit_defaults=True):
    """An article as it is numbered there; ``under`` is the heading of its chapter."""

    number: str
    title: str
    source: int
    paragraphs: tuple[Said, ...] = ()
    under: str = ""


class Party(Struct, frozen=True, omit_defaults=True):
    """A party by its organisation, never by a person's name alone.

    ``represented_by`` is what is written after "vertegenwoordigd door", ``function`` the function
    in it. ``called``: hierna te noemen. ``decided_on``: the day of its own decision.
    """

    name: str
    source: int
    number: str = ""
    represented_by: str = ""
    function: str = ""
    called: str = ""
    decided_on: date | None = None
    text: str = ""


class Placed(Struct, frozen=True):
    """A block of an annex or of the signing, with its place."""

    block: Heading | Paragraph | Table
    source: int


class Annex(Struct, frozen=True, omit_defaults=True):
    """An annex as it is numbered there."""

    number: str
    title: str
    source: int
    blocks: tuple[Placed, ...] = ()


class Moment(StrEnum):
    """What happens on a day."""

    SIGNED = "signed"
    STARTS = "starts"
    ENDS = "ends"


class Dated(Struct, frozen=True, omit_defaults=True):
    """A day, with the words it was found in; none where the words give no day yet.

    An agreement ends on the last day on which it holds: until 1 January is 31 December.
    """

    moment: Moment
    words: str
    source: int
    on: date | None = None


class Span(StrEnum):
    """What a length of time is for."""

    TERM = "term"
    EXTENSION = "extension"
    NOTICE = "notice"


class Lasting(Struct, frozen=True, omit_defaults=True):
    """A length of time as said (drie jaar), and in months unless it is in weeks or days.

    ``tacit``: it is extended so where nobody objects, perhaps for a length that is not said.
    """

    span: Span
    said: str
    words: str
    source: int
    months: int | None = None
    tacit: bool = False


class Footnote(Struct, frozen=True):
    """A footnote or endnote, with the place that refers to it."""

    number: str
    text: str
    source: int


class Where(StrEnum):
    """Where a text stood that was not placed."""

    BODY = "body"
    CONTENTS = "contents"
    HEADER = "header"
    FOOTER = "footer"
    COMMENT = "comment"
    BOX = "box"


class Left(Struct, frozen=True):
    """A text that was not placed; ``source`` is -1 where it stands outside the body."""

    text: str
    source: int
    where: Where = Where.BODY


class Understood(Struct, frozen=True, omit_defaults=True):
    """Everything that was read of a file, and everything that was not placed."""

    title: str = ""
    subtitle: str = ""
    parties: tuple[Party, ...] = ()
    together: str = ""
    recitals: tuple[Said, ...] = ()
    phrases: tuple[Left, ...] = ()
    """The words that open a part: tussen, overwegende dat, komen overeen als volgt."""
    articles: tuple[Article, ...] = ()
    closing: tuple[Placed, ...] = ()
    annexes: tuple[Annex, ...] = ()
    dates: tuple[Dated, ...] = ()
    terms: tuple[Lasting, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    left: tuple[Left, ...] = ()
    original: tuple[str, ...] = ()
    tracked: bool = False
