"""Proposals of several files put into one text: in order, each behind what it belongs behind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import SimpleNamespace
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.documents.reading.findings import Found, Proposal
from governance.formation.negotiating.putting.rules import Basis, put
from governance.formation.negotiating.rules import IN_WORDS, At, CannotApply, anchor_of, place
from governance.library.drafts import Text

COMING = (Found.ADDED, Found.ROW_ADDED, Found.MOVED)


class Open(Struct, frozen=True):
    """A proposal as it stands: of which file and party, upon which version, and what came of
    it."""

    id: UUID
    file: UUID
    organisation: UUID
    number: int
    said: Proposal
    state: str
    made: str


class Merging:
    """Proposals being put into a text. ``made``: the anchor of what came of each that could be;
    ``left``: why each other could not."""

    def __init__(
        self,
        known: Sequence[Open],
        bases: Mapping[int, Basis],
        context: Mapping[str, SimpleNamespace],
    ) -> None:
        self.known, self.bases, self.context = known, bases, context
        self.made: dict[UUID, str] = {}
        self.left: dict[UUID, str] = {}

    def into(self, text: Text, chosen: Collection[UUID]) -> Text:
        """The text with the chosen proposals in it, as far as they can be put there.

        Titles that go come last: an article goes once its passages have gone.
        """
        picked = [one for one in self.known if one.id in chosen]
        picked.sort(key=lambda one: _title_goes(one, self.bases))
        for one in picked:
            basis = replace(self.bases[one.number], own=self._own(one))
            try:
                behind = self._behind(one, text, basis) if one.said.found in COMING else ""
                text, self.made[one.id] = put(one.said, text, basis, self.context, behind)
            except CannotApply as cannot:
                self.left[one.id] = str(cannot)
        return text

    def _own(self, one: Open) -> tuple[Proposal, ...]:
        """What the same party proposed upon the same passage, and what came into the text."""
        return tuple(
            other.said
            for other in self.known
            if (other.organisation, other.number) == (one.organisation, one.number)
            and (other.id in self.made or other.state == "accepted")
            and other.said.anchor == one.said.anchor
            and other.said.found in IN_WORDS
        )

    def _behind(self, one: Open, text: Text, basis: Basis) -> str:
        """The anchor, in the text as it is now, that something new comes behind."""
        before = [
            (other.said.order, made)
            for other in self.known
            if other.file == one.file
            and other.said.found in COMING
            and (other.said.after, other.said.table) == (one.said.after, one.said.table)
            and other.said.order < one.said.order
            and (made := self.made.get(other.id, other.made))
        ]
        there = [made for _, made in sorted(before, reverse=True) if place(made, text)]
        if there:
            return there[0]
        if one.said.after:
            return _nearest(self._moved(one.file, one.said.after), text, basis.text)
        return _head_of(one.said.table, text, basis.text) if one.said.table else ""

    def _moved(self, file: UUID, anchor: str) -> str:
        """Where a paragraph is now that the same file moved."""
        for other in self.known:
            mine = other.file == file and other.said.anchor == anchor
            if mine and other.said.found is Found.MOVED:
                return self.made.get(other.id, other.made) or anchor
        return anchor


def _title_goes(one: Open, bases: Mapping[int, Basis]) -> bool:
    """Whether the title of an article or annex goes."""
    at = place(one.said.anchor, bases[one.number].text) if one.said.anchor else None
    return one.said.found is Found.REMOVED and at is not None and not at.passage


def _nearest(anchor: str, text: Text, basis: Text) -> str:
    """An anchor as it stands in the text now: itself, or the last before it that still stands."""
    if place(anchor, text):
        return anchor
    at = place(anchor, basis)
    section = basis.section(at.section) if at else None
    if at is None or section is None or text.section(at.section) is None:
        return anchor
    keys = [one.key for one in section.passages]
    for key in reversed(keys[: keys.index(at.passage)]):
        found = anchor_of(At(at.section, key))
        if place(found, text):
            return found
    return at.section


def _head_of(row: str, text: Text, basis: Text) -> str:
    """The anchor of the head of the table that a row stands in."""
    at = place(row, basis)
    section = basis.section(at.section) if at else None
    if at is None or section is None:
        return row
    keys = [one.key for one in section.passages]
    first = keys.index(at.passage)
    while first > 0 and section.passages[first - 1].form is section.passages[first].form:
        first -= 1
    return _nearest(anchor_of(At(at.section, keys[first])), text, basis)
