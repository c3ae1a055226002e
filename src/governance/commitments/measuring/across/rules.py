"""Organisations of several agreements as one: each of them once. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from msgspec import Struct

from governance.commitments.measuring.hiding.rules import Shown
from governance.commitments.measuring.rolling.rules import Rolled, roll


class Expected(Struct, frozen=True):
    """An organisation over one period in one agreement. ``shown``: what is told of its value, none
    where the committee adopted none. ``named``: the reader may know that it takes part there."""

    organisation_id: UUID
    organisation: str
    shown: Shown | None
    named: bool


class Together(Struct, frozen=True, rename="camel"):
    """Organisations as one. ``expected`` organisations should have given a value; of ``missing``
    of them none was adopted. Who is missing stands by name in ``rolled`` as far as the reader may
    know who takes part. ``twice``: so many are in more than one agreement and count once."""

    rolled: Rolled
    expected: int
    missing: int
    twice: int = 0


def once(agreements: Iterable[Sequence[Expected]]) -> tuple[list[Expected], int]:
    """The organisations of agreements, each once, and how many were there more often.

    The first agreement with a value of it says which value counts; it is named where the reader
    may know of one of them that it takes part.
    """
    found: dict[UUID, Expected] = {}
    more: set[UUID] = set()
    for cells in agreements:
        for cell in cells:
            before = found.get(cell.organisation_id)
            if before is None:
                found[cell.organisation_id] = cell
                continue
            more.add(cell.organisation_id)
            seen, named = before.shown or cell.shown, before.named or cell.named
            found[cell.organisation_id] = Expected(
                before.organisation_id, before.organisation, seen, named
            )
    return list(found.values()), len(more)


def together(
    rule: str,
    agreements: Iterable[Sequence[Expected]],
    meets: Callable[[Shown], bool | None] = lambda _: None,
) -> Together:
    """Agreements as one number, out of what is shown of each organisation and of nothing else.

    A mean is that of the organisations, not of the agreements; a share counts organisations.
    """
    cells, twice = once(agreements)
    missing = [cell for cell in cells if cell.shown is None]
    names = [cell.organisation for cell in missing if cell.named]
    rolled = roll(rule, [cell.shown for cell in cells if cell.shown], names, meets)
    return Together(rolled, len(cells), len(missing), twice)
