"""Who may do what: one table that a lawyer can read (``permissions.toml``), beside the workflows.

A row says which roles may do an action and on what they must be held: ``"secretary, chair of
committee"``. The steps of a workflow stand with the workflow and are rows of the same kind.
Routes, actions, queries and buttons all ask here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.base.actor import Actor, Role, RoleKind
from governance.base.errors import NotAllowed


class Reach(StrEnum):
    """On what a role must be held, seen from the thing that is acted upon."""

    KEEPER = "keeper"
    """The own organisation keeps it."""
    PARTY = "party"
    """The own organisation is a party to it."""
    OWN = "own"
    """It is the own organisation's, or about it."""
    COMMITTEE = "committee"
    REGION = "region"
    SERVICE = "service"
    """It is the service's own, of no organisation."""
    ALL = "all"
    """Everything, for who administers the service."""


class Held(Struct, frozen=True):
    """A role that may: of which kind, held on what, and in which states (none: in each).

    ``people``: only people, never a machine that holds the role by an API token.
    """

    kind: RoleKind
    reach: Reach
    states: tuple[str, ...] = ()
    people: bool = False


class Row(Struct, frozen=True):
    """One action with everybody who may do it. ``public``: nobody has to be signed in;
    ``anyone``: whoever is signed in, whatever the role; ``oneself``: whoever it is about.
    ``asks_again``: who it is must have been shown not long ago.
    ``people``: only people; a machine with an API token finds nothing there."""

    action: str
    who: tuple[Held, ...] = ()
    public: bool = False
    anyone: bool = False
    oneself: bool = False
    asks_again: bool = False
    people: bool = False

    def held_by(self, by: Actor | None) -> bool:
        """Whether the actor holds a role that may do this somewhere: the first lock, at the door.

        The second stands in the action, which knows on what: :func:`holds`.
        """
        if self.people and by is not None and by.machine:
            return False
        if self.public or ((self.anyone or self.oneself) and by is not None):
            return True
        return by is not None and any(_fits(h, r, by) for h in self.who for r in by.roles)


_WHO = re.compile(r"([a-z_, ]+?) of ([a-z]+)(?: in ([a-z_, ]+))?")
PUBLIC, ANYONE, ONESELF = "everybody", "whoever is signed in", "oneself"


_WHOLE = (Reach.ALL, Reach.SERVICE)


def _there(reach: Reach, role: Role, *, past: bool = False) -> frozenset[UUID]:
    """The organisations, committees or regions that a role reaches in this way."""
    if reach is Reach.COMMITTEE:
        return frozenset({role.committee_id} - {None})  # type: ignore[arg-type]
    if reach is Reach.REGION:
        return frozenset(role.regions)
    return frozenset({role.organisation_id, *(role.past if past else ())} - {None})  # type: ignore[arg-type]


def _fits(held: Held, role: Role, by: Actor) -> bool:
    if held.kind is not role.kind or (held.people and by.machine):
        return False
    return role.for_all if held.reach in _WHOLE else bool(_there(held.reach, role))


def holds(by: Actor, who: Iterable[Held], **on: UUID | None) -> Role | None:
    """The role by which the actor may, for a thing of which ``on`` says what it is held on.

    ``holds(by, who, keeper=agreement.keeper, committee=agreement.committee)``. In which state
    the thing must be is for the workflow to say.
    """
    for held in who:
        for role in by.roles:
            if _fits(held, role, by) and _on_it(held.reach, role, on.get(held.reach)):
                return role
    return None


_ACTING: ContextVar[Role | None] = ContextVar("acting", default=None)


def in_turn(by: Actor) -> Iterator[Actor]:
    """The actor by the roles of its own, then with each that it stands in for added in turn.

    The first of these that may take a step takes it by the role that was added last.
    """
    roles = tuple(role for role in by.roles if not role.stands_in_for)
    yield by if len(roles) == len(by.roles) else replace(by, roles=roles)
    for role in by.roles:
        if role.stands_in_for:
            roles = (*roles, role)
            yield replace(by, roles=roles)


def acting(way: Actor) -> None:
    """Note by which role a step is taken, by the first of :func:`in_turn` that may take it.

    The trail then knows for whom it is taken (:func:`behalf`).
    """
    _ACTING.set(way.roles[-1] if way.roles else None)


def taken_by(by: Actor, can: Callable[[Actor], bool]) -> bool:
    """Whether the actor may take a step, by a check of any kind; notes by which role."""
    for way in in_turn(by):
        if can(way):
            acting(way)
            return True
    return False


def entitled(by: Actor, who: Iterable[Held], **on: UUID | None) -> None:
    """Raise :class:`NotAllowed` unless the actor has a role for a step; notes which."""
    may_take = tuple(who)
    if not taken_by(by, lambda way: holds(way, may_take, **on) is not None):
        raise NotAllowed


def standing_in(by: Actor) -> str:
    """The function of whom the actor stands in for by the role that entitled it to the step;
    empty where that is a role of its own."""
    role = _ACTING.get()
    return role.stands_in_for if role in by.roles and role else ""


def behalf(by: Actor) -> str:
    """The function that the actor acts for: its own, or that of whom it stands in for by the
    role that entitled it to the step. A machine acts for who made its token."""
    return by.token_of if by.token_of is not None else standing_in(by) or by.function


def _on_it(reach: Reach, role: Role, thing: UUID | None) -> bool:
    if reach in _WHOLE:
        return reach is Reach.ALL or thing is not None
    return thing in _there(reach, role)


def held_on(by: Actor, who: Iterable[Held], *reaches: Reach, past: bool = False) -> frozenset[UUID]:
    """The organisations, committees or regions on which the actor may: what lists narrow by;
    ``past``: also those for which the own organisations go on, for what reads, never for acts."""
    return frozenset(
        there
        for held in who
        if held.reach in reaches
        for role in by.roles
        if held.kind is role.kind and not (held.people and by.machine)
        for there in _there(held.reach, role, past=past)
    )


def granted(*lines: str, people: bool = False) -> tuple[Held, ...]:
    """Who may take a step of a workflow, in words as of the table: ``"chair of committee"``.

    ``people``: and only people, no machine with an API token.
    """
    return tuple(held for line in lines for held in _line("step", line, people))


def read_row(action: str, said: str | list[str], *, people: bool = False) -> Row:
    """A row as the table writes it; raises ``ValueError`` naming what cannot be read."""
    if isinstance(said, str):
        if said not in (PUBLIC, ANYONE):
            msg = f"{action}: '{said}' is neither '{PUBLIC}' nor '{ANYONE}'"
            raise ValueError(msg)
        return Row(action, public=said == PUBLIC, anyone=said == ANYONE, people=people)
    roles = (line for line in said if line != ONESELF)
    who = tuple(held for line in roles for held in _line(action, line, people))
    return Row(action, who, oneself=ONESELF in said, people=people)


def _line(action: str, line: str, people: bool) -> list[Held]:
    found = _WHO.fullmatch(line)
    if found is None:
        msg = f"{action}: '{line}' does not read as 'roles of what in states'"
        raise ValueError(msg)
    roles, reach, states = found.groups()
    given = tuple(state.strip() for state in states.split(",")) if states else ()
    named = (RoleKind(role.strip()) for role in roles.split(","))
    return [Held(kind, Reach(reach), given, people) for kind in named]


def _table() -> Mapping[str, Row]:
    text = Path(__file__).with_name("permissions.toml").read_text("utf-8")
    areas = tomllib.loads(text)
    again, people = frozenset(areas.pop("asks_again")), frozenset(areas.pop("only_people"))
    said = {f"{area}.{verb}": who for area in areas for verb, who in areas[area].items()}
    unknown = (again | people) - areas.keys() - said.keys()
    if unknown:
        msg = f"{', '.join(sorted(unknown))}: no area and no row"
        raise ValueError(msg)
    found = {}
    for action, who in said.items():
        # A machine cannot show again who it is.
        only = not (people | again).isdisjoint({action, action.partition(".")[0]})
        row = read_row(action, who, people=only)
        found[action] = replace(row, asks_again=action in again)
    return MappingProxyType(found)


TABLE = _table()


def may(by: Actor, action: str, **on: UUID | None) -> bool:
    """Whether the actor may do an action of the table, on this thing; ``KeyError``: no row."""
    row = TABLE[action]
    if row.people and by.machine:
        return False
    return row.public or row.anyone or holds(by, row.who, **on) is not None


def somewhere(by: Actor | None, action: str) -> bool:
    """Whether the actor may do an action of the table on anything at all."""
    return TABLE[action].held_by(by)
