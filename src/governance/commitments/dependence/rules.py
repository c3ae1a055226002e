"""That no commitment waits for itself, whichever way round. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from uuid import UUID

from governance.base.errors import N_, Complaint

_RING = N_("Then it would wait for itself: {path}.")
_ITSELF = N_("A commitment cannot wait for itself.")
_UNKNOWN = N_("Choose commitments of agreements that you take part in.")
HIDDEN = "…"
"""Stands for a commitment of an agreement that the reader takes no part in."""
Waits = Mapping[UUID, Collection[UUID]]
"""What each commitment waits for."""


def ring(commitment: UUID, wanted: Iterable[UUID], waits: Waits) -> list[UUID]:
    """The shortest way by which a commitment would wait for itself if it waited for these, from
    itself to itself; empty where there is none. What it waited for until now does not count."""
    ways = [[commitment, one] for one in wanted if one != commitment]
    seen = {one for _, one in ways}
    for way in ways:
        for one in sorted(waits.get(way[-1], ())):
            if one == commitment:
                return [*way, commitment]
            if one not in seen:
                seen.add(one)
                ways.append([*way, one])
    return []


def waiting_complaints(
    commitment: UUID,
    wanted: Collection[UUID],
    offered: Collection[UUID],
    waits: Waits,
    names: Mapping[UUID, str],
) -> Iterator[Complaint]:
    """Why a commitment cannot wait for these. ``names``: what the reader may know of each."""
    if commitment in wanted:
        yield Complaint("waitsFor", _ITSELF)
    if set(wanted) - set(offered) - {commitment}:
        yield Complaint("waitsFor", _UNKNOWN)
    elif way := ring(commitment, wanted, waits):
        path = " → ".join(names.get(one, HIDDEN) for one in way)
        yield Complaint("waitsFor", _RING, {"path": path})
