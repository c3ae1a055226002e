"""The plan: entries of a file held against the register as it is here. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from governance.base.errors import Complaint, complain
from governance.base.names import search_key
from governance.parties.registering.checking.rules import (
    entry_complaints,
    names_apart,
    no_region,
    once,
    revived_complaints,
    succession_complaints,
    two_fit,
    unknown,
)
from governance.parties.registering.rules import (
    Changed,
    Entries,
    Known,
    KnownMember,
    KnownOrganisation,
    KnownRegion,
    MemberEntry,
    OrganisationEntry,
    Plan,
    RegionEntry,
    codes_of,
)

_FIELDS = (
    "kind", "level", "name", "short_name", "cbs_code", "tooi_uri", "oin", "kvk", "mailbox",
    "valid_from", "valid_until", "source",
)  # fmt: skip
"""What of an organisation can differ between a register and what is here."""


class Planner:
    """One pass over a file: finds for each entry what it is here, and gathers complaints."""

    def __init__(self, entries: Entries, known: Known, on: date) -> None:
        self.entries, self.known, self.on = entries, known, on
        self.complaints: list[Complaint] = list(entry_complaints(entries))
        self.by_code = {code: one for one in known.organisations for code in codes_of(one)}
        self.by_name = {search_key(one.name): one for one in known.organisations}
        self.regions = {(one.kind, one.code or one.name): one for one in known.regions}
        self.named = {(one.kind, one.name): one for one in known.regions}
        self.kinds = {one.id: one.kind for one in known.regions}
        self.members: dict[Any, list[KnownMember]] = {}
        for one in known.members:
            self.members.setdefault(one.organisation, []).append(one)
        self.left_out: set[str] = set()

    def plan(self) -> Plan:
        """The plan; raises :class:`Refused` with everything that is wrong."""
        found = [(one, self._known(one)) for one in self.entries.organisations]
        added = [one for one, here in found if here is None and not one.only_known]
        left = [one for one, here in found if here is None and one.only_known]
        self.left_out = {code for one in left for code in codes_of(one)}
        changed = [made for one, here in found if here and (made := _changed(one, here))]
        self.complaints += revived_complaints(found, self.known.successions)
        regions = [one for one in self.entries.regions if not self._region(one)]
        self.complaints += names_apart(self.entries.regions, self.regions, self.named)
        members, ending = self._members()
        plan = Plan(
            added=tuple(added),
            changed=tuple(changed),
            unchanged=len(found) - len(added) - len(left) - len(changed),
            left_out=len(left),
            regions=tuple(regions),
            members=tuple(members),
            ending=tuple(ending),
            successions=tuple(self._successions()),
        )
        complain(once(self.complaints))
        return plan

    def _known(self, entry: OrganisationEntry) -> KnownOrganisation | None:
        fitting = {
            self.by_code[c].id: self.by_code[c] for c in codes_of(entry) if c in self.by_code
        }
        if len(fitting) > 1:
            one, other = list(fitting.values())[:2]
            self.complaints.append(two_fit(entry, one, other))
        for found in fitting.values():
            return found
        named = self.by_name.get(search_key(entry.name))
        return named if named and not _apart(entry, named) else None

    def _region(self, entry: RegionEntry) -> bool:
        return entry.key in self.regions or (entry.kind, entry.name) in self.named

    def _members(self) -> tuple[list[MemberEntry], list[KnownMember]]:
        """The memberships that are new, and those that end because another took their place."""
        new: list[MemberEntry] = []
        ending: list[KnownMember] = []
        there = {code for one in self.entries.organisations for code in codes_of(one)}
        there |= {search_key(one.name) for one in self.entries.organisations}
        coming = {one.key for one in self.entries.regions}
        held = _held(self.known.members)
        for one in self.entries.members:
            here = self._organisation(one.organisation)
            region = self.regions.get(one.region) or self.named.get(one.region)
            if one.organisation in self.left_out:
                continue
            named = {one.organisation, search_key(one.organisation)}
            if here is None and not named & there:
                self.complaints.append(unknown(one.place, one.organisation))
                continue
            if region is None and one.region not in coming:
                self.complaints.append(no_region(one.place, one.region[1]))
                continue
            known = held.get((region.id, here.id)) if region and here else None
            if known is None:
                new.append(one)
            if one.only_one and here:
                ending += self._elsewhere(one, here, region)
        return new, ending

    def _elsewhere(
        self, entry: MemberEntry, here: KnownOrganisation, region: KnownRegion | None
    ) -> Iterator[KnownMember]:
        """Where else it was until now in a region of that kind: a register puts it in one of each.
        What began on this very day was a mistake that is corrected."""
        for one in self.members.get(here.id, ()):
            holds = one.valid_from <= self.on and (
                one.valid_until is None or one.valid_until > self.on
            )
            other = region is None or one.region != region.id
            if holds and other and self.kinds[one.region] == entry.region[0]:
                yield one

    def _organisation(self, code: str) -> KnownOrganisation | None:
        return self.by_code.get(code) or self.by_name.get(search_key(code))

    def _successions(self) -> list[Any]:
        lives: dict[str, tuple[date | None, date | None]] = {}
        for here in self.known.organisations:
            lives |= dict.fromkeys(codes_of(here), (here.valid_from, here.valid_until))
        for one in self.entries.organisations:
            lives |= dict.fromkeys(codes_of(one), (one.valid_from, one.valid_until))
        self.complaints += succession_complaints(self.entries.successions, lives)
        return [one for one in self.entries.successions if not self._followed(one)]

    def _followed(self, entry: Any) -> bool:
        pair = [self.by_code.get(code) for code in (entry.predecessor, entry.successor)]
        ids = tuple(one.id for one in pair if one)
        return len(ids) == 2 and ids in self.known.successions


def _held(members: Iterable[KnownMember]) -> dict[Any, KnownMember]:
    return {(one.region, one.organisation): one for one in members if one.valid_until is None}


def _apart(entry: OrganisationEntry, here: KnownOrganisation) -> bool:
    """Whether two of the same name are two: their codes or kinds differ, or one has ended."""
    pairs = (("tooi_uri", "cbs_code", "oin"), entry, here)
    differ = any(
        getattr(entry, name) and getattr(here, name) and getattr(entry, name) != getattr(here, name)
        for name in pairs[0]
    )
    return differ or entry.kind != here.kind or here.valid_until is not None


def _changed(entry: OrganisationEntry, here: KnownOrganisation) -> Changed | None:
    after: Mapping[str, Any] = {
        name: getattr(entry, name)
        for name in _FIELDS
        if name in entry.holds and getattr(entry, name) != getattr(here, name)
    }
    return Changed(here, after) if after else None
