"""What a returned Word file says: proposals, remarks, and what has no place. Plain data."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from governance.documents.blocks import Runs
from governance.documents.comparing.wording import Kept


class Found(StrEnum):
    """What somebody did in the file."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    ROW_ADDED = "row_added"
    ROW_REMOVED = "row_removed"
    LOOK = "look"


class Level(StrEnum):
    """What a paragraph is in the text, as far as its style or a typed number tells."""

    CLAUSE = "clause"
    ITEM = "item"
    HEADING = "heading"
    ROW = "row"
    PLAIN = "plain"


class Mark(Struct, frozen=True, omit_defaults=True):
    """A stretch of a proposal; ``tracked`` when the file itself marks it as a change."""

    kept: Kept
    text: str
    author: str = ""
    moment: str = ""
    tracked: bool = False


class Proposal(Struct, frozen=True, omit_defaults=True):
    """One thing to accept or decline.

    ``anchor`` names the paragraph, heading or row in the version it was made from, and is empty
    for what is added. ``section`` names the article or heading it stands in. What is added or
    moved comes behind ``after``: before everything when that is empty, and behind ``order``
    others that came there before it. A row that comes before all known rows of its table has no
    ``after``; ``table`` is the anchor of one of the rows of that table. ``cell`` is the place of
    a changed cell in its row, from 0; ``cells`` are the cells of a row that is added. The marks
    that are not new make up the old text, those that are not old the new one; cells are told
    apart by a tab.

    Move and change of one paragraph are two proposals. A paragraph that was cut in two is
    changed, and the rest is added; of two that became one, the other is removed.
    """

    found: Found
    anchor: str = ""
    section: str = ""
    after: str = ""
    order: int = 0
    table: str = ""
    cell: int = 0
    level: Level = Level.PLAIN
    before: Runs = ()
    runs: Runs = ()
    cells: tuple[Runs, ...] = ()
    marks: tuple[Mark, ...] = ()
    authors: tuple[str, ...] = ()
    moment: str = ""
    tracked: bool = False


class Remark(Struct, frozen=True, omit_defaults=True):
    """A comment, with the answers to it; ``quoted`` is the text that it was made at."""

    anchor: str
    quoted: str
    text: str
    author: str = ""
    moment: str = ""
    resolved: bool = False
    answers: tuple[Remark, ...] = ()


class Unplaced(Struct, frozen=True, omit_defaults=True):
    """Text with no place among the known paragraphs, so that none of it is lost silently.

    ``where`` is a message of the catalogue. ``found`` tells whether the text is new, is what a
    known text became, or is what was left out.
    """

    text: str
    where: str
    found: Found = Found.ADDED
    author: str = ""
    moment: str = ""


class Returned(Struct, frozen=True, omit_defaults=True):
    """All that a returned file says, in the order of its text."""

    proposals: tuple[Proposal, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
