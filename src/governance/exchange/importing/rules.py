"""What taking over a register would change, told by the names that people know. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint, Refused
from governance.base.names import search_key
from governance.exchange.receiving.rules import State
from governance.files.rules import Kind
from governance.parties.register.words import FIELD_WORDS as OF_REGISTER
from governance.parties.registering.rules import (
    Known,
    KnownMember,
    KnownOrganisation,
    KnownRegion,
    MemberEntry,
    OrganisationEntry,
    Plan,
    RegionEntry,
    codes_of,
    seal,
)

ENDED = N_("This register was taken over or put aside before.")
NOTHING = N_("Nothing changes: everything in this file is here already.")
NOT_SEEN = N_("Look first at what would change, and send its “seen” along.")
MORE = N_("And more of the same: {number}. Correct these first.")
MOST_COMPLAINTS = 50
"""On a page; a machine is told all of them."""


WANTED = (Kind.CSV, Kind.XLSX, Kind.JSON)
"""What a register may be."""

STATE_WORDS: Mapping[str, str] = {
    State.HANDED_IN: N_("not taken over yet"),
    State.CARRIED_OUT: N_("taken over"),
    State.PUT_ASIDE: N_("put aside"),
}
STATE_TONES: Mapping[str, str] = {
    State.HANDED_IN: "warning", State.CARRIED_OUT: "good", State.PUT_ASIDE: "plain",
}  # fmt: skip
COUNT_WORDS: Mapping[str, str] = {
    "added": N_("organisations added"),
    "changed": N_("organisations changed"),
    "ended": N_("organisations ended"),
    "unchanged": N_("organisations as they were"),
    "left_out": N_("municipalities left out"),
    "regions": N_("regions added"),
    "members": N_("memberships added"),
    "members_ended": N_("memberships ended"),
    "successions": N_("successions added"),
}
"""What is counted, in the order in which it is told."""
FIELD_WORDS: Mapping[str, str] = {
    **OF_REGISTER, "kind": N_("kind"), "mailbox": N_("functional mailbox"),
    "source": N_("register"), "valid_from": N_("from"), "valid_until": N_("until"),
}  # fmt: skip
"""What of an organisation can differ between a register and what is here."""
LEFT_OUT = N_(
    "This list does not tell which municipalities have ended, so those that are not known here are "
    "left out. Import the register of municipalities first."
)


class Named(Struct, frozen=True, rename="camel"):
    """An organisation that is added. ``line``: where the register has it."""

    name: str
    kind: str
    code: str
    line: int
    valid_from: date | None
    valid_until: date | None


class Field(Struct, frozen=True, rename="camel"):
    """What the register says of one thing, and what stands here now; days as ISO 8601."""

    field: str
    before: str
    after: str


class Altered(Struct, frozen=True, rename="camel"):
    """An organisation that is changed, or ended."""

    id: UUID
    name: str
    ends: bool
    fields: tuple[Field, ...]


class Region(Struct, frozen=True, rename="camel"):
    """A region that is added."""

    kind: str
    name: str
    code: str


class Member(Struct, frozen=True, rename="camel"):
    """A membership that is added, or (``ends``) that ends because it is in another from then."""

    region: str
    region_kind: str
    organisation: str
    ends: bool
    valid_from: date | None
    valid_until: date | None


class Goes(Struct, frozen=True, rename="camel"):
    """Who goes on for whom, and from which day."""

    predecessor: str
    successor: str
    happens_on: date


class Changes(Struct, frozen=True, rename="camel"):
    """Everything that taking over a register would change. ``seen`` goes along when it is done."""

    seen: str
    nothing: bool
    counts: dict[str, int]
    added: tuple[Named, ...]
    changed: tuple[Altered, ...]
    regions: tuple[Region, ...]
    members: tuple[Member, ...]
    successions: tuple[Goes, ...]


def short(refused: Refused) -> Refused:
    """The first complaints, with how many come after these."""
    more = len(refused.complaints) - MOST_COMPLAINTS
    if more <= 0:
        return refused
    rest = Complaint("", MORE, {"number": more})
    return Refused([*refused.complaints[:MOST_COMPLAINTS], rest])


def changes(plan: Plan, here: Known, begins: date) -> Changes:
    """A plan by the names of what it is about. Memberships without days begin on ``begins``."""
    names = _Names(plan, here, begins)
    return Changes(
        seen=seal(plan),
        nothing=plan.is_empty,
        counts=plan.counts(),
        added=tuple(
            Named(one.name, one.kind, next(codes_of(one), ""), one.place.line,
                  one.valid_from, one.valid_until)
            for one in plan.added
        ),
        changed=tuple(
            Altered(one.before.id, one.before.name, one.ends, tuple(_fields(one.before, one.after)))
            for one in plan.changed
        ),
        regions=tuple(Region(one.kind, one.name, one.code) for one in plan.regions),
        members=(
            *map(names.begins, plan.members),
            *map(names.ends, plan.ending),
        ),
        successions=tuple(
            Goes(names.body(one.predecessor), names.body(one.successor), one.happens_on)
            for one in plan.successions
        ),
    )  # fmt: skip


def _fields(before: Any, after: Mapping[str, Any]) -> Iterator[Field]:
    for name, value in after.items():
        yield Field(name, _said(getattr(before, name)), _said(value))


def _said(value: Any) -> str:
    return "" if value is None else str(value)


class _Names:
    """Names of organisations and regions by what a register calls them, and by their ids."""

    def __init__(self, plan: Plan, here: Known, begins: date) -> None:
        self.begin = begins
        self.bodies: dict[Any, str] = {}
        bodies: list[OrganisationEntry | KnownOrganisation] = [*plan.added, *here.organisations]
        for one in bodies:
            self.bodies |= dict.fromkeys([*codes_of(one), search_key(one.name)], one.name)
        self.bodies |= {known.id: known.name for known in here.organisations}
        self.regions: dict[Any, tuple[str, str]] = {}
        regions: list[RegionEntry | KnownRegion] = [*plan.regions, *here.regions]
        for region in regions:
            said = (region.name, region.kind)
            self.regions |= {(region.kind, region.code): said, (region.kind, region.name): said}
        self.regions |= {one.id: (one.name, one.kind) for one in here.regions}

    def body(self, said: str) -> str:
        return self.bodies.get(said) or self.bodies.get(search_key(said)) or said

    def begins(self, one: MemberEntry) -> Member:
        name, kind = self.regions.get(one.region, (one.region[1], one.region[0]))
        first = one.valid_from or self.begin
        return Member(name, kind, self.body(one.organisation), False, first, one.valid_until)

    def ends(self, one: KnownMember) -> Member:
        name, kind = self.regions[one.region]
        return Member(name, kind, self.bodies[one.organisation], True, one.valid_from, self.begin)
