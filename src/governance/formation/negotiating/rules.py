"""Where a proposal made in Word lies in the text of a draft, and which proposals clash. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from governance.base.errors import N_
from governance.documents.comparing.wording import pieces
from governance.documents.reading.findings import Found, Level, Proposal
from governance.library.drafts import Text
from governance.library.passages import Form
from governance.library.rewording import Edit, clashing, edits, plain

MADE_ELSEWHERE = N_(
    "This is no text of an article: the parties, the commitments and the places for signatures "
    "are made by the service. Change them on their own page."
)
GONE = N_("The passage that this is about does not stand in the text any more.")
CLASHES = N_("The same words were changed in the text since. Choose which words stand.")
STILL_FULL = N_("Passages still stand in this article. Leave these out first.")


class CannotApply(Exception):  # noqa: N818 - reads as a sentence where it is raised
    """A proposal that cannot be put into the text as it stands; holds a message."""


class At(Struct, frozen=True):
    """A place in a text: a section, and a passage of it (empty: its title, or its beginning)."""

    section: str
    passage: str = ""


def place(anchor: str, text: Text) -> At | None:
    """Where an anchor of a document lies in the text; None for what the service makes."""
    names = sorted((one.name for one in text.sections), key=len, reverse=True)
    for name in names:
        if anchor == name:
            return At(name)
        if anchor.startswith(f"{name}-"):
            section = text.section(name)
            key = anchor.removeprefix(f"{name}-")
            if section and any(one.key == key for one in section.passages):
                return At(name, key)
    return None


def anchor_of(at: At) -> str:
    """The anchor of a place in a document."""
    return f"{at.section}-{at.passage}" if at.passage else at.section


FORM_OF: Mapping[Level, Form] = {
    Level.CLAUSE: Form.CLAUSE,
    Level.ITEM: Form.ITEM,
    Level.ROW: Form.ROW,
    Level.HEADING: Form.HEADING,
    Level.PLAIN: Form.PLAIN,
}
"""What a new paragraph is, before it is fitted to its section."""


def clash(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals of different files cannot both be put into the text."""
    if not one.anchor or one.anchor != other.anchor:
        return False
    kinds = {one.found, other.found}
    if kinds <= {Found.CHANGED, Found.LOOK}:
        if one.cell != other.cell:
            return False
        if one.runs == other.runs:
            return False
        return clashing(_edits(one), _edits(other))
    if Found.REMOVED in kinds or Found.ROW_REMOVED in kinds:
        return one.found is not other.found
    return kinds == {Found.MOVED} and one.after != other.after


def _edits(proposal: Proposal) -> tuple[Edit, ...]:
    return edits(pieces(plain(proposal.before), plain(proposal.runs)))
