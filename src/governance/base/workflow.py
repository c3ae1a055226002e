"""A workflow is a table that a lawyer can read: from, verb, to, who.

Buttons, permissions and errors are read from the same steps, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec
from msgspec import Struct

from governance.base.errors import WrongState
from governance.base.permissions import Held, Row


class Step(Struct, frozen=True):
    """From a state, by a verb, to a state, by who holds one of the roles.

    Nobody: the step is taken by its own rule, such as a day that comes.
    """

    source: str
    verb: str
    target: str
    who: tuple[Held, ...]


class Workflow(Struct, frozen=True):
    """All steps of one kind of thing. ``ends``: the states that nothing follows."""

    name: str
    steps: tuple[Step, ...]
    ends: tuple[str, ...] = ()

    def who(self, verb: str) -> tuple[Held, ...]:
        """The roles that may take this verb from any state."""
        return tuple({held: None for s in self.steps if s.verb == verb for held in s.who})

    def step(self, state: str, verb: str) -> Step:
        """The step of this verb from this state; raises :class:`WrongState` when there is none."""
        for step in self.steps:
            if step.source == state and step.verb == verb:
                return step
        raise WrongState(verb, state)

    def verbs(self, state: str) -> tuple[str, ...]:
        """What can be done from this state."""
        return tuple(s.verb for s in self.steps if s.source == state)

    def rows(self) -> Mapping[str, Row]:
        """The steps as rows of the permission table, each role with the states it may act in."""
        found: dict[str, dict[Held, list[str]]] = {}
        for step in self.steps:
            by = found.setdefault(f"{self.name}.{step.verb}", {})
            for held in step.who:
                by.setdefault(held, []).append(step.source)
        return MappingProxyType(
            {
                action: Row(action, _with_states(by), people=any(held.people for held in by))
                for action, by in found.items()
            }
        )

    def dead_ends(self) -> tuple[str, ...]:
        """States that no step leaves for another, though they are no end."""
        left = {s.source for s in self.steps if s.target != s.source}
        known = {s.source for s in self.steps} | {s.target for s in self.steps}
        return tuple(sorted(known - left - set(self.ends)))


def _with_states(by: Mapping[Held, list[str]]) -> tuple[Held, ...]:
    return tuple(msgspec.structs.replace(h, states=tuple(states)) for h, states in by.items())
