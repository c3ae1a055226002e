"""What is published of small numbers of people, of all places and days together, hides them; and
a publisher that leaks is found out by the same calculation."""

from __future__ import annotations

import random
from collections.abc import Callable, Hashable, Iterator, Sequence
from decimal import Decimal
from uuid import UUID

import pytest
from tests.builders.attacking import Attack

from governance.commitments.measuring.across.rules import Expected, together
from governance.commitments.measuring.hiding.rules import SMALL, Shown, between, shown
from governance.commitments.measuring.rolling.rules import Rule, roll
from governance.commitments.measuring.rules import Direction, meets

ORGANISATIONS, PERIODS, DAYS = 5, 4, 3
TARGETS = (2, 3, 5, 9)
Table = dict[tuple[int, int], int]
"""What is true on a day, by organisation and period; a value that is not given is not there."""
Cells = list[tuple[Hashable, int]]
"""Numbers that are rolled up: how the attack names each, and what it truly is."""
Publisher = Callable[[str, Sequence[int], int], Shown | None]
"""How a publisher tells true numbers, by which rule and against which target."""


def ours(rule: str, numbers: Sequence[int], target: int) -> Shown | None:
    """What this service tells: of each number what is shown, and of those the sum, mean, share."""
    cells = [shown(Decimal(number), hiding=True) for number in numbers]
    at_least = lambda cell: meets(cell, Direction.UP, Decimal(target))  # noqa: E731
    return roll(rule, cells, meets=at_least).shown


def exact_totals(rule: str, numbers: Sequence[int], target: int) -> Shown | None:
    """A publisher that hides small cells and tells the true sum."""
    if rule != Rule.SUM:
        return ours(rule, numbers, target)
    return between(Decimal(sum(numbers)), Decimal(sum(numbers)))


def exact_unless_one(rule: str, numbers: Sequence[int], target: int) -> Shown | None:
    """One that hides the sum where one cell is hidden: right on a day, not on two."""
    if sum(0 < number < SMALL for number in numbers) == 1:
        return ours(rule, numbers, target)
    return exact_totals(rule, numbers, target)


def exact_means(rule: str, numbers: Sequence[int], target: int) -> Shown | None:
    """One that tells the true mean."""
    if rule != Rule.MEAN:
        return ours(rule, numbers, target)
    mean = round(Decimal(sum(numbers)) / len(numbers), 2)
    return between(mean, mean)


def exact_shares(rule: str, numbers: Sequence[int], target: int) -> Shown | None:
    """One that tells truly how many meet a small target."""
    if rule != Rule.SHARE:
        return ours(rule, numbers, target)
    some = Decimal(sum(number >= target for number in numbers))
    return between(some, some)


def days(dice: random.Random) -> Iterator[Table]:
    """A table of small numbers with gaps; each day something is corrected, added or given."""
    table: Table = {}
    for org in range(ORGANISATIONS):
        for period in range(PERIODS):
            if dice.random() < 0.8:
                table[org, period] = _number(dice)
    for _ in range(DAYS):
        yield dict(table)
        for place in dice.sample(sorted(table), 2):
            table[place] = _number(dice)
        table[dice.randrange(ORGANISATIONS), dice.randrange(PERIODS)] = _number(dice)


def _number(dice: random.Random) -> int:
    return dice.choice((0, 1, 2, 3, 4, 4, 5, 6, 12, 40))


def named(table: Table, before: dict[tuple[int, int], tuple[int, int]]) -> Cells:
    """The numbers of a day; one that was corrected is another number than before."""
    for place, number in table.items():
        version, old = before.get(place, (0, -1))
        before[place] = (version + (number != old), number)
    return [((*place, before[place][0]), number) for place, number in table.items()]


def groups(cells: Cells, dice: random.Random) -> Iterator[Cells]:
    """What is rolled up of a day: periods, organisations, regions of a period, everything."""
    yield cells
    for at, most in ((0, ORGANISATIONS), (1, PERIODS)):
        for one in range(most):
            yield [c for c in cells if c[0][at] == one]  # type: ignore[index]
    for period in range(PERIODS):
        region = dice.sample(range(ORGANISATIONS), 3)
        yield [c for c in cells if c[0][1] == period and c[0][0] in region]  # type: ignore[index]


def told(attack: Attack, names: Sequence[Hashable], rule: str, target: int, seen: Shown) -> None:
    low, high = float(seen.low), float(seen.high)
    if rule == Rule.SUM:
        attack.total(names, low, high)
    elif rule == Rule.MEAN:
        attack.mean(names, low, high)
    else:
        attack.share(names, target, low, high)


def found_out(
    publisher: Publisher, seed: int, insider: int | None = None
) -> dict[Hashable, tuple[int, int]]:
    """What can be calculated of the hidden numbers, of all that a publisher told on all days.

    ``insider``: the organisation that calculates, and knows its own numbers.
    """
    dice, attack, before = random.Random(seed), Attack(), dict[tuple[int, int], tuple[int, int]]()
    hidden: set[Hashable] = set()
    for table in days(dice):
        cells = named(table, before)
        for name, number in cells:
            seen = shown(Decimal(number), hiding=True)
            mine = name[0] == insider  # type: ignore[index]
            attack.cell(name, number if mine else seen.low, number if mine else seen.high)
            hidden |= {name} if seen.hidden and not mine else set()
        for group in groups(cells, dice):
            names, numbers = [name for name, _ in group], [number for _, number in group]
            for rule in Rule:
                for target in TARGETS if rule == Rule.SHARE else (0,):
                    seen_of_all = publisher(rule, numbers, target)
                    if seen_of_all:
                        told(attack, names, rule, target, seen_of_all)
    assert hidden
    return attack.found_out(hidden)


@pytest.mark.parametrize("seed", range(4))
def test_of_every_hidden_number_all_that_is_published_leaves_one_to_four(seed: int) -> None:
    assert found_out(ours, seed) == {}


def test_nor_does_it_help_to_be_one_of_those_who_measured() -> None:
    for insider in range(ORGANISATIONS):
        assert found_out(ours, 1, insider) == {}


@pytest.mark.parametrize("leak", [exact_totals, exact_unless_one, exact_means, exact_shares])
def test_a_publisher_that_leaks_is_found_out(leak: Publisher) -> None:
    assert any(found_out(leak, seed) for seed in range(2))


def test_a_total_that_is_right_on_each_day_alone_gives_a_correction_away() -> None:
    """Two hidden cells and their true sum hide both; the sum after a correction of one does not."""
    attack = Attack()
    for name in ("north", "south", "north, corrected"):
        attack.cell(name, 1, 4)
    attack.total(["north", "south"], 5, 5)
    assert attack.found_out(["north", "south"]) == {}
    attack.total(["north, corrected", "south"], 7, 7)
    assert attack.found_out(["north", "south"]) == {"north": (1, 2), "south": (3, 4)}


AGREEMENTS = ((0, 1, 2), (2, 3), (4,))
"""Which organisations are in which regional agreement: one is in two, one is alone."""
Regions = list[list[tuple[int, int]]]
"""Of each agreement that counts, the organisations with their true number."""
Nation = Callable[[str, Regions, int], Shown | None]
"""How a publisher tells several agreements as one."""


def our_nation(rule: str, regions: Regions, target: int) -> Shown | None:
    """What this service tells: each organisation once, of what is shown of it."""
    at_least = lambda cell: meets(cell, Direction.UP, Decimal(target))  # noqa: E731
    return together(rule, [[_cell(*one) for one in of] for of in regions], at_least).rolled.shown


def _cell(org: int, number: int) -> Expected:
    return Expected(UUID(int=org), "", shown(Decimal(number), hiding=True), named=False)


def _once(regions: Regions) -> list[int]:
    found: dict[int, int] = {}
    for org, number in (one for of in regions for one in of):
        found.setdefault(org, number)
    return list(found.values())


def true_nation(rule: str, regions: Regions, target: int) -> Shown | None:
    """One that tells ranges of each region, and the true sum of the country."""
    return exact_totals(rule, _once(regions), target)


def true_unless_one_region(rule: str, regions: Regions, target: int) -> Shown | None:
    """One that tells the true sum where small numbers are in two regions or more: no region can
    be calculated then, on one day; a region that stops counting on the next gives it away."""
    hidden = sum(any(0 < number < SMALL for _, number in one) for one in regions)
    return our_nation(rule, regions, target) if hidden == 1 else true_nation(rule, regions, target)


def true_nation_mean(rule: str, regions: Regions, target: int) -> Shown | None:
    """One that tells the true mean of the country."""
    return exact_means(rule, _once(regions), target)


def true_nation_share(rule: str, regions: Regions, target: int) -> Shown | None:
    """One that tells truly how many organisations of the country meet a small target."""
    return exact_shares(rule, _once(regions), target)


Name = tuple[int, tuple[int, int], int]
"""A number: of which agreement, organisation and period, and which correction of it."""
Adopted = dict[int, list[tuple[Name, int]]]
"""The agreements that count on a day, each with its numbers as its committee adopted them last."""


def adoptions(dice: random.Random) -> Iterator[Adopted]:
    """Day by day: an agreement adopts, stops counting or begins to count on some of them only."""
    adopted: Adopted = {}
    before = [dict[tuple[int, int], tuple[int, int]]() for _ in AGREEMENTS]
    for table in days(dice):
        for place, members in enumerate(AGREEMENTS):
            mine = {at: number for at, number in table.items() if at[0] in members}
            named(mine, before[place])
            if place not in adopted or dice.random() < 0.6:
                adopted[place] = [((place, at, before[place][at][0]), n) for at, n in mine.items()]
        counting = [place for place in sorted(adopted) if dice.random() < 0.8]
        yield {place: adopted[place] for place in counting or sorted(adopted)}


def tell_across(attack: Attack, of: Sequence[list[tuple[Name, int]]], nation: Nation) -> None:
    """What a publisher tells of some agreements together, of each period, by each rule."""
    for period in range(PERIODS):
        there = [[(name, n) for name, n in one if name[1][1] == period] for one in of]
        regions = [[(name[1][0], n) for name, n in one] for one in there]
        names: dict[int, Name] = {}
        for name, _ in (cell for one in there for cell in one):
            names.setdefault(name[1][0], name)
        for rule in Rule:
            for target in TARGETS if rule == Rule.SHARE else (0,):
                if seen := nation(rule, regions, target):
                    told(attack, list(names.values()), rule, target, seen)


def found_out_across(
    nation: Nation, seed: int, insider: int | None = None
) -> dict[Hashable, tuple[int, int]]:
    """What can be calculated of hidden numbers of all that is told of organisations, of agreements
    and of all agreements together, of all periods and on all days.

    ``insider``: an organisation that knows its own numbers, and reads all the rest.
    """
    attack, hidden = Attack(), set[Hashable]()
    for there in adoptions(random.Random(seed)):
        for name, number in (cell for one in there.values() for cell in one):
            seen, mine = shown(Decimal(number), hiding=True), name[1][0] == insider
            attack.cell(name, number if mine else seen.low, number if mine else seen.high)
            hidden |= {name} if seen.hidden and not mine else set()
        for one in there.values():
            tell_across(attack, [one], our_nation)
        tell_across(attack, list(there.values()), nation)
    assert hidden
    return attack.found_out(hidden)


@pytest.mark.parametrize("seed", range(4))
def test_over_regions_all_that_is_published_leaves_one_to_four(seed: int) -> None:
    assert found_out_across(our_nation, seed) == {}


def test_nor_does_it_help_to_be_one_of_the_organisations_of_a_region() -> None:
    for insider in range(ORGANISATIONS):
        assert found_out_across(our_nation, 1, insider) == {}


@pytest.mark.parametrize(
    "leak", [true_nation, true_unless_one_region, true_nation_mean, true_nation_share]
)
def test_a_national_total_that_leaks_is_found_out(leak: Nation) -> None:
    assert any(found_out_across(leak, seed) for seed in range(3))


def test_a_true_national_total_of_regions_that_are_ranges_gives_one_away() -> None:
    """Two regions with a small number each; the true total of both is the smallest there is."""
    attack = Attack()
    for name in ("in the north", "in the east"):
        attack.cell(name, 1, 4)
    attack.cell("beside it", 12, 12)
    attack.total(["in the north", "beside it"], 13, 16)
    attack.total(["in the east"], 1, 4)
    assert attack.found_out(["in the north", "in the east"]) == {}
    attack.total(["in the north", "beside it", "in the east"], 14, 14)
    assert attack.found_out(["in the north"]) == {"in the north": (1, 1)}
