"""The network of a region: organisations, and the agreements in force that connect them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.parties.rules import OrganisationKind

DRAWN_LINES = 12
"""So many agreements are drawn, those with most parties first; the table has them all."""
DRAWN_NODES = 60
"""Where there are more organisations, the drawing has one row for each kind of them."""
_ORDER = {kind: number for number, kind in enumerate(OrganisationKind)}


class Found(Struct, frozen=True):
    """An agreement in force with all of its parties, as the database gives it."""

    id: UUID
    title: str
    parties: tuple[UUID, ...]


class Line(Struct, frozen=True, rename="camel"):
    """An agreement that connects, with its number in the drawing.

    ``here``: how many of the organisations shown are a party; ``elsewhere``: how many
    municipalities of other regions are."""

    id: UUID
    number: int
    title: str
    here: int
    elsewhere: int


class Node(Struct, frozen=True, rename="camel"):
    """An organisation of the region (``member``), or one that takes part in an agreement there.

    ``lines``: the numbers of its agreements; ``works_with``: with how many others shown it has
    an agreement in common."""

    id: UUID
    name: str
    kind: str
    member: bool
    lines: tuple[int, ...] = ()
    works_with: int = 0


class Row(Struct, frozen=True):
    """A row of the drawing: one organisation, or all of a kind."""

    label: str
    lines: tuple[int, ...]


def woven(found: Iterable[Found], bodies: Sequence[Node]) -> tuple[list[Line], list[Node]]:
    """Agreements numbered by how many they connect, and organisations by kind with theirs."""
    shown = {body.id for body in bodies}
    ordered = sorted(found, key=lambda one: -len(shown.intersection(one.parties)))
    inside = [shown.intersection(one.parties) for one in ordered]
    lines = [
        Line(one.id, number, one.title, len(here), len(one.parties) - len(here))
        for number, (one, here) in enumerate(zip(ordered, inside, strict=True), 1)
    ]
    nodes = []
    for body in sorted(bodies, key=lambda one: _ORDER[OrganisationKind(one.kind)]):
        own = [number for number, here in enumerate(inside, 1) if body.id in here]
        others = set[UUID]().union(*(inside[number - 1] for number in own)) - {body.id}
        nodes.append(replace(body, lines=tuple(own), works_with=len(others)))
    return lines, nodes


def kinds(nodes: Iterable[Node]) -> list[tuple[str, list[Node]]]:
    """Organisations by kind, in the order of the kinds."""
    return [(kind, list(own)) for kind, own in groupby(nodes, key=lambda one: one.kind)]


def rows(nodes: Sequence[Node]) -> list[tuple[str, list[Row]]]:
    """The rows of the drawing by kind: each organisation, or of many one row a kind, without
    a name. An agreement that is not drawn stands in none."""
    found = []
    for kind, own in kinds(nodes):
        if len(nodes) > DRAWN_NODES:
            found.append((kind, [Row("", _drawn(n for one in own for n in one.lines))]))
        else:
            found.append((kind, [Row(one.name, _drawn(one.lines)) for one in own]))
    return found


def _drawn(lines: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({number for number in lines if number <= DRAWN_LINES}))
