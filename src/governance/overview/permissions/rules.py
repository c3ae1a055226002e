"""The whole matrix: every row of the permission table and every step of every workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct

from governance.agreements.rules import WORKFLOW as AGREEMENT
from governance.base.actor import RoleKind
from governance.base.permissions import TABLE, Row
from governance.base.workflow import Workflow
from governance.reporting.opening.rules import ROUND_WORKFLOW
from governance.reporting.rules import REGIONAL_WORKFLOW
from governance.reporting.rules import WORKFLOW as REPORT

WORKFLOWS: tuple[Workflow, ...] = (AGREEMENT, REPORT, REGIONAL_WORKFLOW, ROUND_WORKFLOW)


def _matrix() -> Mapping[str, Row]:
    rows = dict(TABLE)
    for workflow in WORKFLOWS:
        rows |= workflow.rows()
    return MappingProxyType(rows)


MATRIX = _matrix()
"""Who may do what, by action (``agreement.read``). Routes name one of these."""


class Permission(Struct, frozen=True, rename="camel"):
    """One line of the matrix: a role may do an action, held on something, in a state.

    ``role``: a role, or ``everybody`` and ``signed_in``, or ``nobody`` for a step that is taken
    by its own rule. ``state`` empty: in each.
    """

    area: str
    action: str
    role: str
    reach: str
    state: str


def lines(matrix: Mapping[str, Row] = MATRIX) -> Iterator[Permission]:
    """The matrix line by line, as it is exported: area, action, role, held on what, state."""
    for name, row in matrix.items():
        area, _, action = name.partition(".")
        if row.public or row.anyone:
            yield Permission(area, action, "everybody" if row.public else "signed_in", "all", "")
        elif not row.who:
            yield Permission(area, action, "nobody", "", "")
        for held in row.who:
            for state in held.states or ("",):
                yield Permission(area, action, held.kind, held.reach, state)


class Cell(Struct, frozen=True):
    """Where one role may do an action: held on which things, each with its states."""

    reaches: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Line(Struct, frozen=True):
    """An action with a cell for every role, in the order of :class:`RoleKind`."""

    action: str
    open_to: str
    cells: tuple[Cell, ...]


def table(matrix: Mapping[str, Row] = MATRIX) -> dict[str, list[Line]]:
    """The matrix as it is shown: by area, an action a row, a role a column."""
    found: dict[str, list[Line]] = {}
    for name, row in matrix.items():
        area, _, action = name.partition(".")
        open_to = "everybody" if row.public else "signed_in" if row.anyone else ""
        cells = tuple(_cell(row, kind) for kind in RoleKind)
        found.setdefault(area, []).append(Line(action, open_to, cells))
    return found


def _cell(row: Row, kind: RoleKind) -> Cell:
    held = [h for h in row.who if h.kind is kind]
    return Cell(tuple((h.reach.value, h.states) for h in held))


def dead_ends(workflows: Iterable[Workflow] = WORKFLOWS) -> list[str]:
    """States of a workflow that nothing leads out of, though they are no end."""
    return [f"{w.name}: {state}" for w in workflows for state in w.dead_ends()]
