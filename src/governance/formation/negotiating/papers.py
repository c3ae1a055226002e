"""The proposals upon a draft, article by article, with those that clash beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from governance.documents.comparing.wording import Kept
from governance.documents.reading.findings import Found, Mark
from governance.formation.editing.actions import own_text
from governance.formation.editing.papers import Outlined, outline
from governance.formation.negotiating.queries import ProposalView, ReturnedView
from governance.formation.negotiating.rules import clash, place
from governance.formation.queries import Forming


class Shown(Struct, frozen=True):
    """A proposal as it is shown. ``clashes``: organisations that propose something else of the
    same words; ``placed``: it is about the text of an article, not about what the service makes;
    ``marks``: what goes and what comes."""

    view: ProposalView
    marks: tuple[Mark, ...]
    clashes: tuple[str, ...]
    placed: bool


class Group(Struct, frozen=True):
    """The proposals upon one section; none: upon what stands in no section."""

    section: Outlined | None
    proposals: tuple[Shown, ...]

    @property
    def open(self) -> int:
        """How many of them are still to be decided."""
        return sum(one.view.state == "open" for one in self.proposals)


def grouped(whole: Forming, found: Sequence[ProposalView]) -> list[Group]:
    """Every proposal under its section, in the order of the text."""
    text = own_text(whole)
    sections = {one.name: one for one in outline(whole)}
    groups: dict[str, list[Shown]] = {name: [] for name in (*sections, "")}
    for view in found:
        anchor = view.said.anchor or view.said.after or view.said.table
        at = place(anchor, text)
        name = at.section if at else view.said.section if view.said.section in sections else ""
        groups[name].append(_shown(view, found, placed=at is not None))
    return [
        Group(sections.get(name), tuple(sorted(shown, key=_order)))
        for name, shown in groups.items()
        if shown
    ]


def _order(one: Shown) -> tuple[str, str, int, int]:
    """Proposals upon one passage beside each other."""
    said = one.view.said
    return (said.anchor or said.after, said.found, said.order, one.view.position)


def _shown(view: ProposalView, found: Sequence[ProposalView], *, placed: bool) -> Shown:
    others = [
        other.organisation
        for other in found
        if other.returned_id != view.returned_id
        and "declined" not in (other.state, view.state)
        and clash(view.said, other.said, one_party=other.organisation_id == view.organisation_id)
    ]
    return Shown(view, _marks(view), tuple(dict.fromkeys(others)), placed)


def _marks(view: ProposalView) -> tuple[Mark, ...]:
    """What goes and what comes; of what was only moved, what it says."""
    said = view.said
    if said.marks:
        return said.marks
    words = "".join(run.text for run in said.runs or said.before)
    goes = said.found in (Found.REMOVED, Found.ROW_REMOVED)
    comes = said.found in (Found.ADDED, Found.ROW_ADDED)
    if said.cells:
        words = " | ".join("".join(run.text for run in cell) for cell in said.cells)
    return (Mark(Kept.OLD if goes else Kept.NEW if comes else Kept.BOTH, words),)


def at_peace(found: Sequence[ProposalView]) -> list[UUID]:
    """The open proposals that clash with no other."""
    shown = (_shown(view, found, placed=True) for view in found if view.state == "open")
    return [one.view.id for one in shown if not one.clashes]


def beside(files: Sequence[ReturnedView]) -> list[ReturnedView]:
    """The files that say more than their proposals: remarks, and text that has no place."""
    return [one for one in files if one.said.remarks or one.said.unplaced]
