"""The whole matrix: every row of the permission table and every step of every workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.rules import WORKFLOW as AGREEMENT
from governance.base.actor import RoleKind
from governance.base.permissions import TABLE, Row
from governance.base.workflow import Workflow
from governance.identity.tokens.rules import KINDS
from governance.notices.rules import WORKFLOW as NOTICE
from governance.reporting.opening.rules import ROUND_WORKFLOW
from governance.reporting.rules import REGIONAL_WORKFLOW
from governance.reporting.rules import WORKFLOW as REPORT

WORKFLOWS: tuple[Workflow, ...] = (AGREEMENT, REPORT, REGIONAL_WORKFLOW, ROUND_WORKFLOW, NOTICE)


def _matrix() -> Mapping[str, Row]:
    rows = dict(TABLE)
    for workflow in WORKFLOWS:
        rows |= workflow.rows()
    return MappingProxyType(rows)


MATRIX = _matrix()
"""Who may do what, by action (``agreement.read``). Routes name one of these."""


_OF_TOKENS = frozenset({"everybody", "signed_in", *KINDS})
"""What a machine with an API token can be."""


class Permission(Struct, frozen=True, rename="camel"):
    """One line of the matrix: a role may do an action, held on something, in a state.

    ``role``: a role, or ``everybody``, ``signed_in`` and ``oneself``, or ``nobody`` for a step
    that is taken by its own rule. ``state`` empty: in each. ``asks_again``: who it is must have
    been shown not long ago. ``token``: a machine may do it too, with an API token that has the
    role.
    """

    area: str
    action: str
    role: str
    reach: str
    state: str
    asks_again: bool
    token: bool


def lines(matrix: Mapping[str, Row] = MATRIX) -> Iterator[Permission]:
    """The matrix line by line, as it is exported: area, action, role, held on what, state."""
    for name, row in matrix.items():
        area, _, action = name.partition(".")
        for role, reach, state in _held(row):
            token = not row.people and role in _OF_TOKENS
            yield Permission(area, action, role, reach, state, row.asks_again, token)


def _held(row: Row) -> Iterator[tuple[str, str, str]]:
    if row.public or row.anyone:
        yield "everybody" if row.public else "signed_in", "all", ""
    elif not row.who:
        yield "nobody", "", ""
    if row.oneself:
        yield "oneself", "", ""
    for held in row.who:
        for state in held.states or ("",):
            yield held.kind, held.reach, state


class Who(Struct, frozen=True):
    """Roles that may do the same on the same, in the same states (none: in each)."""

    roles: tuple[RoleKind, ...]
    reach: str
    states: tuple[str, ...]


class Line(Struct, frozen=True):
    """Actions with everybody who may do them; ``open_to``: everybody, signed_in, or oneself.
    ``asks_again``: who it is must have been shown not long ago; ``people``: never a machine."""

    actions: tuple[str, ...]
    open_to: str
    who: tuple[Who, ...]
    asks_again: bool
    people: bool

    @property
    def by_states(self) -> list[tuple[tuple[str, ...], list[Who]]]:
        """Who may do it, together where it is in the same states."""
        found: dict[tuple[str, ...], list[Who]] = {}
        for who in self.who:
            found.setdefault(who.states, []).append(who)
        return list(found.items())


ORDER = (
    "agreement", "commitment", "saved_view", "indicator", "measurement", "evidence", "calendar",
    "aim", "barrier", "budget", "annual_plan", "feature", "round", "report", "regional_report",
    "dashboard", "model", "clause", "template", "register", "region", "network", "filling",
    "filling_request", "ability", "reporting_route", "table", "offer", "trail", "person", "role",
    "invitation", "review", "token", "calendar_feed", "start", "permission", "account",
    "session", "notice",
    "service",
)  # fmt: skip
"""The areas as people look for them: the work first, the service itself last."""


def areas(matrix: Mapping[str, Row] = MATRIX) -> list[str]:
    """Every area of the matrix, in the order in which it is shown."""
    found = dict.fromkeys(name.partition(".")[0] for name in matrix)
    return sorted(found, key=lambda area: ORDER.index(area) if area in ORDER else len(ORDER))


def table(
    role: RoleKind | None = None, area: str = "", matrix: Mapping[str, Row] = MATRIX
) -> dict[str, list[Line]]:
    """The matrix as it is shown: by area, actions that the same people may do on one line; of
    one role, or one area, where that is asked."""
    found = _by_area(role, matrix)
    shown = (one for one in areas(matrix) if one in found and area in ("", one))
    return {one: _together(found[one]) for one in shown}


def _together(lines: Iterable[Line]) -> list[Line]:
    """Actions of which everything else is equal, as one line."""
    found: dict[Line, list[str]] = {}
    for line in lines:
        found.setdefault(replace(line, actions=()), []).extend(line.actions)
    return [replace(line, actions=tuple(actions)) for line, actions in found.items()]


def _by_area(role: RoleKind | None, matrix: Mapping[str, Row]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for name, row in matrix.items():
        area, _, action = name.partition(".")
        open_to = "everybody" if row.public else "signed_in" if row.anyone else ""
        open_to = "oneself" if row.oneself else open_to
        who = tuple(one for one in _who(row) if role is None or role in one.roles)
        if role is None or who or open_to:
            line = Line((action,), open_to, who, row.asks_again, row.people)
            found.setdefault(area, []).append(line)
    return found


def _who(row: Row) -> Iterator[Who]:
    found: dict[tuple[str, tuple[str, ...]], list[RoleKind]] = {}
    for held in row.who:
        found.setdefault((held.reach.value, held.states), []).append(held.kind)
    for (reach, states), roles in found.items():
        yield Who(tuple(roles), reach, states)


def dead_ends(workflows: Iterable[Workflow] = WORKFLOWS) -> list[str]:
    """States of a workflow that nothing leads out of, though they are no end."""
    return [f"{w.name}: {state}" for w in workflows for state in w.dead_ends()]
