"""Somebody who calculates back what small numbers hide: all that is published as equations, and
the least and the most that each hidden number can be.

Numbers are whole and not negative. What is known of a sum, a mean or a share is known of the
numbers behind it, whenever and wherever it was published.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy
from scipy.optimize import Bounds, LinearConstraint, milp

MOST = 10_000
"""No number is larger; what is larger in truth is larger for who calculates as well."""
ROUNDED = 0.005
"""How far a mean of two decimals lies from the mean that it is of."""


class Attack:
    """What somebody knows by now. A number is named by whatever tells it from the others."""

    def __init__(self) -> None:
        self.names: dict[Hashable, int] = {}
        self.low: list[float] = []
        self.high: list[float] = []
        self.rows: list[tuple[dict[int, float], float, float]] = []

    def number(self, name: Hashable, most: float = MOST) -> int:
        """The place of a number among those that are sought."""
        if name not in self.names:
            self.names[name] = len(self.names)
            self.low.append(0)
            self.high.append(most)
        return self.names[name]

    def cell(self, name: Hashable, low: float | Decimal, high: float | Decimal) -> None:
        """A number lies between two others, both included."""
        place = self.number(name)
        self.low[place] = max(self.low[place], float(low))
        self.high[place] = min(self.high[place], float(high))

    def total(self, names: Iterable[Hashable], low: float, high: float) -> None:
        """So does a sum of numbers."""
        self.weighed({name: 1.0 for name in names}, low, high)

    def mean(self, names: Sequence[Hashable], low: float, high: float) -> None:
        """So does a mean, which is told in two decimals."""
        number = len(names)
        self.total(names, (low - ROUNDED) * number, (high + ROUNDED) * number)

    def weighed(self, weights: Mapping[Hashable, float], low: float, high: float) -> None:
        """So does a sum of multiples of numbers."""
        self.rows.append(({self.number(n): w for n, w in weights.items()}, low, high))

    def share(self, names: Sequence[Hashable], target: float, low: float, high: float) -> None:
        """So many of some numbers are at least the target."""
        meets = [("meets", name, target) for name in names]
        for name, sign in zip(names, meets, strict=True):
            self.number(sign, 1)
            # Meets it: at least the target. Does not: at least one less.
            self.weighed({name: 1.0, sign: -target}, 0, numpy.inf)
            self.weighed({name: 1.0, sign: -float(MOST)}, -numpy.inf, target - 1)
        self.total(meets, low, high)

    def bounds(self, name: Hashable) -> tuple[int, int]:
        """The least and the most that a number can be, by all that is known together."""
        least, most = self._best(name, 1), -self._best(name, -1)
        return round(least), round(most)

    def _best(self, name: Hashable, sign: int) -> float:
        size = len(self.names)
        goal = numpy.zeros(size)
        goal[self.names[name]] = sign
        found: Any = milp(
            goal,
            integrality=numpy.ones(size),
            bounds=Bounds(numpy.array(self.low), numpy.array(self.high)),
            constraints=self._constraints(size),
        )
        assert found.success, found.message
        return float(found.fun)

    def _constraints(self, size: int) -> list[LinearConstraint]:
        if not self.rows:
            return []
        matrix = numpy.zeros((len(self.rows), size))
        for row, (weights, _, _) in enumerate(self.rows):
            for place, weight in weights.items():
                matrix[row, place] = weight
        lows, highs = ([row[n] for row in self.rows] for n in (1, 2))
        return [LinearConstraint(matrix, lows, highs)]

    def found_out(self, hidden: Iterable[Hashable]) -> dict[Hashable, tuple[int, int]]:
        """The hidden numbers of which more is known than that they are one to four."""
        known = {name: self.bounds(name) for name in hidden}
        return {name: bounds for name, bounds in known.items() if bounds != (1, 4)}
