"""What a kind proposes to measure, as the begin of an indicator."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from governance.commitments.measuring.hiding.rules import Counts
from governance.commitments.measuring.periods.rules import Every
from governance.commitments.measuring.rolling.rules import Rule
from governance.commitments.measuring.rules import Direction
from governance.library.kinds.folders import kind_of

_DIRECTIONS = {"more": Direction.UP, "less": Direction.DOWN, "reached": Direction.UP}


class Proposal(Struct, frozen=True, rename="camel"):
    """What can be measured of a commitment of its kind, as a form begins with it."""

    key: str
    name: str
    unit: str
    counts: Counts
    direction: Direction
    rule: Rule
    period: Every = Every.YEAR


def proposals(kind: str, language: str, names: Collection[str] = ()) -> list[Proposal]:
    """What a kind proposes in a language, without what has one of these names already."""
    found = []
    for one in kind_of(kind).indicators:
        counts = Counts(one.counts)
        yes_no = counts is Counts.YES_NO
        found.append(
            Proposal(
                one.key,
                one.name.told(language),
                "" if yes_no else one.unit.told(language),
                counts,
                _DIRECTIONS[one.direction],
                Rule.SHARE if yes_no else Rule.SUM,
            )
        )
    known = {name.casefold() for name in names}
    return [one for one in found if one.name.casefold() not in known]
