"""Whose each changed passage is: of the parties whose proposals were accepted into it. Pure.

Organisations are named, never the people whose names Word wrote in their files.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias

from msgspec import Struct

from governance.documents.blocks import Document, Runs
from governance.documents.comparing.lines import chapters
from governance.documents.comparing.wording import pieces
from governance.documents.reading.findings import Found, Proposal
from governance.library.edits import applied, edits
from governance.library.rewording import plain

Who: TypeAlias = tuple[str, str]
"""An author and a moment (ISO 8601)."""
_Said: TypeAlias = tuple[str, ...]
"""What the cells of a row say; of a passage there is one."""


class Accepted(Struct, frozen=True):
    """A proposal that came into the text: of which organisation, and the anchor it came to."""

    organisation: str
    handed_in_at: datetime
    said: Proposal
    made: str


def authors(
    old: Document, new: Document, accepted: Sequence[Accepted], keeper: str
) -> dict[str, Who]:
    """Whose what changed is, by anchor; what no party proposed is not among them.

    Where a passage says more than what the parties proposed, the keeper wrote in it as well.
    """
    meant, now = _said(old), _said(new)
    whose: dict[str, list[Accepted]] = {}
    for one in accepted:
        at = one.made or one.said.anchor
        meant[at] = _with(meant.get(one.said.anchor, ()), one.said)
        for anchor in dict.fromkeys(filter(None, (one.said.anchor, at))):
            whose.setdefault(anchor, []).append(one)
    return {
        anchor: _who(ones, [keeper] if now.get(anchor, meant[anchor]) != meant[anchor] else [])
        for anchor, ones in whose.items()
        if anchor in meant
    }


def _who(of: Sequence[Accepted], further: Sequence[str]) -> Who:
    names = dict.fromkeys([*(one.organisation for one in of), *further])
    return ", ".join(names), max(one.handed_in_at for one in of).isoformat()


def _said(of: Document) -> dict[str, _Said]:
    lines = (line for chapter in chapters(of) for line in chapter.lines)
    return {line.anchor: tuple(map(plain, line.cells)) for line in lines if line.anchor}


def _with(was: _Said, proposal: Proposal) -> _Said:
    """What a passage or row says once a proposal is in it."""
    if proposal.cells:
        return tuple(map(plain, proposal.cells))
    if proposal.found is Found.ADDED:
        return (plain(proposal.runs),)
    if proposal.found not in (Found.CHANGED, Found.LOOK) or proposal.cell >= len(was):
        return was
    cells = list(was)
    cells[proposal.cell] = _beside(was[proposal.cell], proposal.before, proposal.runs)
    return tuple(cells)


def _beside(was: str, before: Runs, runs: Runs) -> str:
    """A change beside what was changed since it was made, as accepting it does."""
    base, meant = plain(before), plain(runs)
    if was == base:
        return meant
    return applied(base, (*edits(pieces(base, meant)), *edits(pieces(base, was))))
