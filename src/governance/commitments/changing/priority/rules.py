"""What becomes of the priority of a line. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from governance.base.errors import Complaint
from governance.commitments.changing.rules import LineNow, Value, Wish
from governance.commitments.priorities.rules import Priority
from governance.commitments.rules import CHOOSE


def now(line: LineNow) -> Value:
    """The priority that it has."""
    return {"priority": line.priority}


def version(line: LineNow) -> int:
    """The version of the row that holds it."""
    return line.version


def wish_complaints(wish: Wish) -> Iterator[Complaint]:
    """What is wrong with what is wanted, whatever the line."""
    if wish.to not in set(Priority):
        yield Complaint("to", CHOOSE)


def wanted(line: LineNow, wish: Wish) -> Value:
    """What it becomes."""
    del line
    return {"priority": wish.to}


def refusals(line: LineNow, wish: Wish) -> Iterator[Complaint]:
    """Nothing stands in the way of another priority."""
    del line, wish
    yield from ()
