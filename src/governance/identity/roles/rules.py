"""Which role is held for what, and who gives it: a table, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.audit.rules import SERVICE
from governance.base.actor import Actor, Role, RoleKind
from governance.base.errors import N_, Complaint

_BACKWARDS = N_("The role ends before it begins.")
_PAST = N_("This day is over: what was, stays as it was.")
_TWICE = N_("This person holds that role already in this period. End it first, or choose another.")
_ONESELF = N_("Nobody gives a role to themselves: ask somebody else who may give it.")
_LAST = N_(
    "Nobody would be left who administers {name}. Give somebody else this role first, without a "
    "last day, and let them accept their invitation."
)
_LAST_OF_ALL = N_(
    "Nobody would be left who runs the service as a whole. Give somebody else this role first, "
    "without a last day, and let them accept their invitation."
)
_FILLED = N_(
    "This function is filled by “{holder}” in that period. Leave this field open to give the role "
    "with that filling, or let it end first."
)
_NOT_GIVEN = N_("You do not give this role here. Choose another role, or for whom it is held.")
_NOT_HELD = N_("This role is not held for that. Choose another organisation, committee or region.")
_FOR_WHOM = N_("Choose for whom this role is held.")
_TOO_LONG = N_(
    "Standing in lasts one year at most. Choose an earlier day, or give this person the role."
)
_OUTLIVES = N_(
    "You stand in for somebody here yourself: what you give ends no later than that. Choose an "
    "earlier day, or ask an administrator who does not stand in."
)
LONGEST_STAND_IN = timedelta(days=366)
"""Standing in is for a leave or an illness; who does it longer than a year is given the role."""


class HeldFor(StrEnum):
    """What a role is held for."""

    ORGANISATION = "organisation"
    COMMITTEE = "committee"
    REGION = "region"
    SERVICE = "service"


class Giver(StrEnum):
    """Who gives a role, and withdraws it."""

    ADMINISTRATOR = "administrator"
    """Of the organisation; of a committee: of the organisation that keeps its records."""
    SECRETARY = "secretary"
    """Of the committee."""
    SYSTEM_ADMINISTRATOR = "system_administrator"


class RoleRule(Struct, frozen=True):
    """One kind of role. ``special``: reviewed each quarter (BIO2 8.02.01), since it gives roles
    or reads the trail. ``fills``: it follows a filling."""

    given_by: Mapping[HeldFor, tuple[Giver, ...]]
    special: bool = False
    fills: bool = False


class Target(Struct, frozen=True):
    """For whom a role is held. ``keeper``: the organisation, or that of a committee's records."""

    held_for: HeldFor
    id: UUID | None = None
    keeper: UUID | None = None
    name: str = ""

    @property
    def chain(self) -> UUID:
        """The chain of the trail in which it is noted; the service has one of its own."""
        return self.keeper or SERVICE


_ORGANISATION, _COMMITTEE = HeldFor.ORGANISATION, HeldFor.COMMITTEE
_HERE, _ABOVE = Giver.ADMINISTRATOR, Giver.SYSTEM_ADMINISTRATOR
_OF_COMMITTEE = RoleRule({_COMMITTEE: (_HERE, Giver.SECRETARY)})
RULES: Mapping[RoleKind, RoleRule] = MappingProxyType(
    {
        RoleKind.ADMINISTRATOR: RoleRule({_ORGANISATION: (_HERE, _ABOVE)}, special=True),
        RoleKind.LINKING_PIN: RoleRule({_ORGANISATION: (_HERE, _ABOVE)}, fills=True),
        RoleKind.DESIGNATED_OFFICER: RoleRule({_ORGANISATION: (_HERE, _ABOVE)}, fills=True),
        RoleKind.READER: RoleRule(
            {
                _ORGANISATION: (_HERE, _ABOVE),
                _COMMITTEE: (_HERE, Giver.SECRETARY),
                HeldFor.REGION: (_ABOVE,),
                HeldFor.SERVICE: (_ABOVE,),
            }
        ),
        RoleKind.AUDITOR: RoleRule(
            {_ORGANISATION: (_HERE,), HeldFor.REGION: (_ABOVE,), HeldFor.SERVICE: (_ABOVE,)},
            special=True,
        ),
        RoleKind.CHAIR: _OF_COMMITTEE,
        RoleKind.MEMBER: _OF_COMMITTEE,
        RoleKind.SECRETARY: RoleRule({_COMMITTEE: (_HERE,)}, special=True),
        RoleKind.SYSTEM_ADMINISTRATOR: RoleRule({HeldFor.SERVICE: (_ABOVE,)}, special=True),
    }
)
"""The table. A system administrator gives roles of an organisation too, since who moves from one
to another leaves one administrator and has not met the other yet."""
ADMINISTERS = (RoleKind.ADMINISTRATOR, RoleKind.SYSTEM_ADMINISTRATOR)
"""Roles of which one holder is always left."""
SPECIAL = tuple(kind for kind, rule in RULES.items() if rule.special)
"""Special rights: who can give roles (an administrator, a secretary, a system administrator) and
who reads the trail (an auditor). A test holds this against the givers of the table."""


def may_give(kind: RoleKind, target: Target, by: Actor) -> bool:
    """Whether the actor gives and withdraws this role there, by the table; a machine never."""
    if by.machine:
        return False
    givers = RULES[kind].given_by.get(target.held_for, ())
    return any(_is(giver, target, by) for giver in givers)


def only_standing_in(kind: RoleKind, target: Target, by: Actor) -> list[Role]:
    """The roles in which the actor stands in for who gives this one; none where the actor gives
    it by a role of one's own."""
    found = [role for role in by.roles if may_give(kind, target, replace(by, roles=(role,)))]
    return found if all(role.stands_in_for for role in found) else []


def _is(giver: Giver, target: Target, by: Actor) -> bool:
    if giver is Giver.SYSTEM_ADMINISTRATOR:
        return by.role(RoleKind.SYSTEM_ADMINISTRATOR) is not None
    if giver is Giver.SECRETARY:
        return target.id is not None and target.id in by.committees_as(RoleKind.SECRETARY)
    return target.keeper is not None and target.keeper in by.organisations_as(
        RoleKind.ADMINISTRATOR
    )


def may_end(kind: RoleKind, target: Target, by: Actor) -> bool:
    """Whether the actor withdraws this role: who gives it, and always a system administrator,
    because taking access away can never wait."""
    runs = not by.machine and by.role(RoleKind.SYSTEM_ADMINISTRATOR) is not None
    return runs or may_give(kind, target, by)


def may_open(kind: RoleKind, target: Target, by: Actor) -> bool:
    """Whether the actor may be shown a link that opens this role: who withdraws it. A special
    one not by standing in alone, because whoever holds the link comes in for longer than that."""
    own = [role for role in by.roles if not role.stands_in_for]
    as_oneself = replace(by, roles=tuple(own)) if kind in SPECIAL else by
    return may_end(kind, target, as_oneself)


def target_complaints(
    kind: RoleKind, target: Target, by: Actor, *, prefix: str = ""
) -> Iterator[Complaint]:
    """A role is held for what it can be held for, and given by who gives it there.

    Where the kind of role could not be read, only whether it was said for whom.
    """
    if kind not in RULES:
        if target.id is None and by.role(RoleKind.SYSTEM_ADMINISTRATOR) is None:
            yield Complaint(f"{prefix}forId", _FOR_WHOM)
    elif target.held_for not in RULES[kind].given_by:
        said = _FOR_WHOM if target.id is None else _NOT_HELD
        yield Complaint(f"{prefix}forId", said)
    elif not may_give(kind, target, by):
        yield Complaint(f"{prefix}kind", _NOT_GIVEN)


def kinds_given(by: Actor) -> list[RoleKind]:
    """The kinds of role that the actor gives somewhere, to choose from."""
    held = {giver for giver in Giver if gives(by) and by.role(RoleKind(giver.value))}
    return [
        kind
        for kind, rule in RULES.items()
        if any(held.intersection(givers) for givers in rule.given_by.values())
    ]


def gives(by: Actor) -> bool:
    """Whether the actor gives any role at all; a machine gives none."""
    givers = (RoleKind.ADMINISTRATOR, RoleKind.SECRETARY, RoleKind.SYSTEM_ADMINISTRATOR)
    return not by.machine and by.role(*givers) is not None


def period_complaints(
    begins: date | None, ends: date | None, today: date, *, prefix: str = ""
) -> Iterator[Complaint]:
    """A role begins today or later, and ends after it began."""
    if begins is not None and begins < today:
        yield Complaint(prefix + "validFrom", _PAST)
    if begins is not None and ends is not None and ends <= begins:
        yield Complaint(prefix + "validUntil", _BACKWARDS)


def longest_complaints(begins: date | None, ends: date | None) -> Iterator[Complaint]:
    """Nobody stands in for longer than a year."""
    if begins is not None and ends is not None and ends - begins > LONGEST_STAND_IN:
        yield Complaint("validUntil", _TOO_LONG)


def outlives(field: str) -> Complaint:
    """What somebody gives while standing in would last longer than the standing in."""
    return Complaint(field, _OUTLIVES)


def ending_complaints(field: str, ends: date | None, today: date) -> Iterator[Complaint]:
    """A role ends today at the earliest."""
    if ends is not None and ends < today:
        yield Complaint(field, _PAST)


def oneself_complaints(field: str, person: UUID | None, by: Actor) -> Iterator[Complaint]:
    """Nobody gives a role to oneself."""
    if person == by.person_id:
        yield Complaint(field, _ONESELF)


def twice(field: str) -> Complaint:
    """The person holds the role already."""
    return Complaint(field, _TWICE)


def last_of(field: str, name: str) -> Complaint:
    """Nobody would be left who administers it; the service as a whole has no name."""
    return Complaint(field, _LAST, {"name": name}) if name else Complaint(field, _LAST_OF_ALL)


def filled_complaints(field: str, said: str, holders: Iterable[str]) -> Iterator[Complaint]:
    """A function is filled once at a time; what is typed must be what it is filled by."""
    for holder in holders:
        if said and said != holder:
            yield Complaint(field, _FILLED, {"holder": holder})
            return
