"""A workflow is a table that a lawyer can read: from, verb, to, who.

Buttons, permissions and errors are read from the same steps, so they cannot disagree.
"""

from __future__ import annotations

from msgspec import Struct

from governance.base.actor import RoleKind
from governance.base.errors import WrongState


class Step(Struct, frozen=True):
    """From a state, by a verb, to a state, by who holds one of the roles."""

    source: str
    verb: str
    target: str
    who: tuple[RoleKind, ...]


class Workflow(Struct, frozen=True):
    """All steps of one kind of thing."""

    name: str
    steps: tuple[Step, ...]

    def who(self, verb: str) -> tuple[RoleKind, ...]:
        """The roles that may take this verb from any state."""
        return tuple({kind: None for s in self.steps if s.verb == verb for kind in s.who})

    def step(self, state: str, verb: str) -> Step:
        """The step of this verb from this state; raises :class:`WrongState` when there is none."""
        for step in self.steps:
            if step.source == state and step.verb == verb:
                return step
        raise WrongState(verb, state)

    def verbs(self, state: str) -> tuple[str, ...]:
        """What can be done from this state."""
        return tuple(s.verb for s in self.steps if s.source == state)
