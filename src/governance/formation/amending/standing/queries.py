"""An amendment beside the agreement as it is now: as copied, as it is, as amended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from governance.agreements.amending import rules as merging
from governance.agreements.amending.rules import Difference, Parts
from governance.agreements.amending.staying.queries import Staying, staying
from governance.agreements.amending.tables import Amendment
from governance.agreements.rules import SIGNING, AgreementState, EntryRule
from governance.base.actor import Actor
from governance.base.errors import N_, Complaint, NotFound
from governance.commitments.agreed.queries import PartyPart
from governance.formation.amending.rules import comparable, parts_of, unowed
from governance.formation.queries import Forming, forming

ENDED = N_("“{agreement}” is not in force any more, so there is nothing to amend.")
BEHIND = N_("“{agreement}” changed since this amendment was begun. Take over what changed first.")
NOT_ALL = N_("All parties consent to an amendment: {party} is missing.")
NO_PARTY = N_("{party} is no party to the agreement. An accession is a step of its own.")
OTHER_FORM = N_("{party} takes part in the agreement itself in another form.")
NOTHING = N_("This amendment changes nothing yet.")
ALL_SIGN = N_("All parties sign an amendment: choose another rule of entry into force.")


class Standing:
    """Of one amendment: the agreement (``into``) and its parties now, and the three of parts."""

    def __init__(
        self, whole: Forming, into: Forming, there: list[Staying], kept: Mapping[str, Any]
    ) -> None:
        self.whole, self.into, self.there, self.kept = whole, into, there, kept
        self.copied: Parts = msgspec.json.decode(kept["base"])
        self.base = comparable(self.copied)
        self.came_back: list[str] = msgspec.json.decode(kept["came_back"])

    @cached_property
    def parties(self) -> dict[UUID, UUID]:
        """The parties of the agreement for whom it holds, by organisation."""
        return {one.organisation_id: one.id for one in self.there}

    @cached_property
    def theirs(self) -> Parts:
        """The agreement as it is now."""
        return parts_of(self.into, self.parties)

    @cached_property
    def ours(self) -> Parts:
        """The amendment as it is now."""
        return parts_of(self.whole, self.whole.bodies, self.copied)

    @cached_property
    def differences(self) -> list[Difference]:
        """What changed in the agreement since the copy."""
        return list(merging.differences(self.base, self.theirs, self.ours))

    @cached_property
    def conflicts(self) -> list[Difference]:
        """What both changed, each in another way."""
        return [one for one in self.differences if one.conflict]

    @property
    def lacking(self) -> list[Staying]:
        """Parties of the agreement that the amendment does not ask."""
        return [one for one in self.there if one.organisation_id not in self.whole.bodies]

    def result(self, keep: Any = None) -> dict[str, Any]:
        """What the agreement becomes; of a conflict what the amendment says, or of ``keep``."""
        kept = [one.name for one in self.conflicts] if keep is None else keep
        return merging.merged(self.base, self.theirs, self.ours, kept)

    @property
    def unowed(self) -> list[str]:
        """Commitments that would be owed by who is no party any more."""
        return unowed(self.result(), self.parties)

    @property
    def in_force(self) -> bool:
        """Whether the agreement that it changes is still in force."""
        return self.into.agreement.state == AgreementState.IN_FORCE


def holding(whole: Forming) -> Forming:
    """An agreement with the parties for whom it holds, and who only takes part: a text that is
    made now names none that left, nor one that has still to sign."""
    gone = {
        one.id
        for one in whole.parties
        if one.left_on or (one.participation in SIGNING and one.joined_on is None)
    }

    def those(some: Iterable[PartyPart]) -> tuple[PartyPart, ...]:
        return tuple(one for one in some if one.party_id not in gone)

    owed = [
        replace(one, owners=those(one.owners), contributors=those(one.contributors))
        for one in whole.commitments
    ]
    stay = [one for one in whole.parties if one.id not in gone]
    return replace(whole, parties=stay, commitments=[one for one in owed if one.owners])


async def standing_of(whole: Forming, today: date, *, by: Actor) -> Standing:
    """How an amendment stands today. Raises :class:`NotFound` for what is none."""
    amends = whole.agreement.amends
    rows = await Amendment.select().where(Amendment.agreement == whole.agreement.id)
    if amends is None or not rows:
        raise NotFound
    into = await forming(amends, by=by)
    return Standing(whole, into, await staying(amends, today), rows[0])


async def open_points(whole: Forming, today: date, *, by: Actor) -> list[Complaint]:
    """What must be right of an amendment before it is put up; of another agreement nothing."""
    if whole.agreement.amends is None:
        return []
    return list(_complaints(await standing_of(whole, today, by=by)))


def _complaints(found: Standing) -> Iterator[Complaint]:
    named = {"agreement": found.into.agreement.short_title}
    if not found.in_force:
        yield Complaint("amendment", ENDED, named)
    if found.differences:
        yield Complaint("amendment", BEHIND, named)
    elif found.theirs == found.ours:
        yield Complaint("articles", NOTHING)
    if found.whole.agreement.entry_rule == EntryRule.NUMBER_SIGNED:
        yield Complaint("entryRule", ALL_SIGN)
    yield from _party_complaints(found)


def _party_complaints(found: Standing) -> Iterator[Complaint]:
    forms = {one.organisation_id: one.participation for one in found.there}
    for one in found.lacking:
        yield Complaint("parties", NOT_ALL, {"party": one.organisation})
    for party in found.whole.parties:
        if party.organisation_id not in forms:
            yield Complaint("parties", NO_PARTY, {"party": party.organisation})
        elif forms[party.organisation_id] != party.participation:
            yield Complaint("parties", OTHER_FORM, {"party": party.organisation})
