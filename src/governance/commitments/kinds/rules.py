"""Whether the fields of a commitment are right by its kind, and for whom it holds. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TypeAlias

from msgspec.structs import replace

from governance.base.errors import N_, Complaint
from governance.library.forms import Value
from governance.library.kinds import folders

Rules: TypeAlias = Callable[[Mapping[str, Value]], Iterable[Complaint]]
"""What is wrong with values that each fit their field: complaints by the key of the field."""


class Priority(StrEnum):
    """Which commitment goes first where not all can be done at once."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Scope(StrEnum):
    """For whom a commitment holds. It follows from who owes it, so it is never stored: a party
    that comes or goes changes it, and two homes of one fact would come to differ."""

    ALL = "all"
    SOME = "some"
    ONE = "one"


PRIORITY_WORDS = {
    Priority.HIGH: N_("high"),
    Priority.NORMAL: N_("normal"),
    Priority.LOW: N_("low"),
}
SCOPE_WORDS = {
    Scope.ALL: N_("all parties that sign"),
    Scope.SOME: N_("some of the parties"),
    Scope.ONE: N_("one party"),
}


def scope_of(owners: Sequence[Any], signing: int) -> Scope:
    """For whom a commitment holds, of so many parties that sign."""
    if len(owners) == 1:
        return Scope.ONE
    return Scope.ALL if owners and len(owners) >= signing else Scope.SOME


@cache
def own_rules(key: str) -> Rules | None:
    """The rules that a kind has of its own; none when it has no module here."""
    name = f"{__package__}.{key}"
    if find_spec(name) is None:
        return None
    found: Rules = import_module(f"{name}.rules").complaints
    return found


def extra_complaints(key: str, extra: Mapping[str, Value], at: str) -> Iterator[Complaint]:
    """What is wrong with the kind of a commitment and its fields, at ``at.kind``, ``at.extra.…``.

    The rules of a kind judge values that fit, so they are heard when each of them does.
    """
    wrong = list(folders.extra_complaints(key, extra, f"{at}."))
    yield from wrong
    if not wrong and (judges := own_rules(key)):
        yield from (replace(one, field=f"{at}.extra.{one.field}") for one in judges(extra))


def number(extra: Mapping[str, Value], key: str) -> Decimal | None:
    """The number in a field; none when it is left open."""
    said = str(extra.get(key, "")).strip()
    return Decimal(said) if said else None


def told(extra: Mapping[str, Value], key: str) -> str:
    """The text in a field, without space around it."""
    return str(extra.get(key, "")).strip()
