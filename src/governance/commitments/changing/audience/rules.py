"""What becomes of who sees how a line stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from governance.base.errors import Complaint
from governance.commitments.audience.rules import CHOOSE, complaints
from governance.commitments.changing.rules import LineNow, Value, Wish
from governance.parties.rules import Audience


class _Said(Struct, frozen=True):
    audience: str
    knowingly: bool
    reason: str = ""
    not_case_data: bool = True


def now(line: LineNow) -> Value:
    """Who sees it."""
    return {"audience": line.audience}


def version(line: LineNow) -> int:
    """The version of the row that holds it."""
    return line.version


def wish_complaints(wish: Wish) -> Iterator[Complaint]:
    """What is wrong with what is wanted, whatever the line."""
    if wish.to not in set(Audience):
        yield Complaint("to", CHOOSE)


def wanted(line: LineNow, wish: Wish) -> Value:
    """What it becomes."""
    del line
    return {"audience": wish.to}


def refusals(line: LineNow, wish: Wish) -> Iterator[Complaint]:
    """That others have seen it already, until it is known that this is not taken back."""
    if line.audience != wish.to:
        yield from complaints(_Said(wish.to, wish.knowingly), line)
