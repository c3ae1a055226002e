"""What a picture of coverage comes to: how each function stands at each municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_
from governance.overview.choosing.rules import Whom
from governance.parties.fillings.rules import GAPS, Held, State, standing
from governance.parties.rules import FunctionKind

FUNCTIONS = tuple(FunctionKind)
"""The columns of the picture, in the order in which the field speaks of them."""
GAP = "gap"
"""Asks for whatever is not filled."""
ASKED = N_("asked")


class Wanted(Struct, frozen=True):
    """What is asked of the picture: the members of a region, on a day, where a function stands so.

    ``state`` is a :class:`State` or ``gap``; with a ``function`` it is the state of that one."""

    region: UUID | None = None
    on: date | None = None
    function: str = ""
    state: str = ""


class Place(Struct, frozen=True, rename="camel"):
    """A municipality, with how each function stands there, in the order of ``FUNCTIONS``.

    ``asked`` has the functions that were asked about, with the question. ``may_ask``: whether
    this reader may ask it. ``whom``: of which gaps another is asked, who provided them last;
    about the rest the municipality itself is.
    """

    id: UUID
    name: str
    code: str
    region_code: str
    region: str
    may_ask: bool
    states: tuple[State, ...]
    asked: dict[str, UUID] = {}
    whom: dict[str, Whom] = {}

    @property
    def filled(self) -> int:
        """How many functions are filled, with nothing to say about them."""
        return self.states.count(State.FILLED)

    def state(self, function: str) -> State:
        """How one function stands here."""
        return self.states[FUNCTIONS.index(FunctionKind(function))]


Holdings = Mapping[tuple[UUID, str], Sequence[Held]]
_NOBODY: tuple[Held, ...] = ()


def states_of(organisation: UUID, holdings: Holdings, on: date) -> tuple[State, ...]:
    """How every function stands at one organisation on a day."""
    return tuple(
        standing(holdings.get((organisation, function), _NOBODY), on) for function in FUNCTIONS
    )


def counted(places: Iterable[Place]) -> dict[FunctionKind, dict[State, int]]:
    """How many municipalities each function stands at in each way."""
    found: dict[FunctionKind, dict[State, int]] = {
        function: dict.fromkeys(State, 0) for function in FUNCTIONS
    }
    for place in places:
        for function, state in zip(FUNCTIONS, place.states, strict=True):
            found[function][state] += 1
    return found


def matched(place: Place, wanted: Wanted) -> bool:
    """Whether a municipality is one of those that were asked for."""
    if not wanted.state:
        return True
    fitting = GAPS if wanted.state == GAP else (State(wanted.state),)
    states = (place.state(wanted.function),) if wanted.function else place.states
    return any(state in fitting for state in states)


def percentage(number: int, of: int) -> int:
    """How much of a hundred, never 100 while one is missing, and never 0 while one is there."""
    if not of or number in (0, of):
        return 100 if of and number == of else 0
    return min(99, max(1, round(100 * number / of)))


def by_region(places: Iterable[Place]) -> dict[tuple[str, str], list[Place]]:
    """Municipalities by safety region (code and name), in the order in which they came."""
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for place in places:
        found[place.region_code, place.region].append(place)
    return dict(found)


def quarters(on: date, number: int) -> list[date]:
    """The first days of so many quarters up to a day, and the day itself at the end."""
    year, month = on.year, on.month - (on.month - 1) % 3
    found = []
    for _ in range(number):
        found.append(date(year, month, 1))
        year, month = (year, month - 3) if month > 3 else (year - 1, 10)
    return [*reversed([day for day in found if day < on]), on]
