"""Where a proposal made in Word lies in the text of a draft, and which proposals clash. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from governance.base.errors import N_
from governance.documents.comparing.wording import pieces
from governance.documents.reading.findings import Found, Level, Proposal
from governance.library.drafts import Text
from governance.library.edits import Edit, clashing, edits, overlapping
from governance.library.passages import Form
from governance.library.rewording import plain

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

IN_WORDS = frozenset({Found.CHANGED, Found.LOOK})
"""What is done to the words of a passage, a title or a cell that stays where it is."""


def clash(one: Proposal, other: Proposal, *, one_party: bool = False) -> bool:
    """Whether two proposals of different files cannot both be put into the text.

    What two parties make of one word clashes too; one party knows what it makes of it.
    """
    if not one.anchor or one.anchor != other.anchor:
        return False
    kinds = {one.found, other.found}
    if kinds <= IN_WORDS:
        if one.cell != other.cell or one.runs == other.runs:
            return False
        return _clash_in_words(one, other, one_party)
    if Found.REMOVED in kinds or Found.ROW_REMOVED in kinds:
        return one.found is not other.found
    return kinds == {Found.MOVED} and one.after != other.after


def _clash_in_words(one: Proposal, other: Proposal, one_party: bool) -> bool:
    ours, theirs, was = edits_of(one), edits_of(other), plain(one.before)
    if one_party or was != plain(other.before):
        return overlapping(ours, theirs)
    return clashing(was, ours, theirs)


def edits_of(proposal: Proposal) -> tuple[Edit, ...]:
    """What a proposal does, as edits upon what the passage said."""
    return edits(pieces(plain(proposal.before), plain(proposal.runs)))
