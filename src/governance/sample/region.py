"""The organisations, committee and people of the sample, as ``region.toml`` has them.

Registers get actions of their own with the pages that keep them; until then the sample is the
one place that writes their rows directly.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor, RoleKind
from governance.base.ids import new_id
from governance.base.names import search_key, sort_key
from governance.base.views import add, add_all
from governance.identity.passwords import hash_password
from governance.parties.rules import (
    USUAL_LEVEL,
    AuthorityKind,
    GroupingKind,
    OrganisationKind,
    SeatPart,
)
from governance.parties.tables import (
    Authority,
    Committee,
    Grouping,
    Membership,
    Organisation,
    Seat,
)
from governance.sample.people import People


class AuthorityFact(Struct, frozen=True, forbid_unknown_fields=True):
    """An authority of an organisation."""

    kind: AuthorityKind
    name: str
    represented_by_function: str


class OrganisationFact(Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation; a municipality acts through its executive and its mayor."""

    name: str
    short_name: str
    kind: OrganisationKind
    cbs_code: str = ""
    tooi_uri: str = ""
    legal_personality: bool = True
    acting_body: str = ""
    authorities: tuple[AuthorityFact, ...] = ()


class RegionFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file; ``keeper`` and the two of care are short names."""

    region: str
    police_unit: str
    safety_region: str
    vr_code: str
    committee: str
    keeper: str
    care_municipality: str
    care_partner: str
    executive: AuthorityFact
    mayor: AuthorityFact
    functions: dict[str, str]
    organisations: tuple[OrganisationFact, ...]


class Region(Struct, frozen=True):
    """What was stored: ids by short name, and who acts."""

    facts: RegionFacts
    organisations: dict[str, UUID]
    authorities: dict[str, tuple[tuple[UUID, str], ...]]
    committee: UUID
    operator: Actor
    administrator: Actor
    secretary: Actor
    chair: Actor
    pins: dict[str, Actor]

    @property
    def municipalities(self) -> list[str]:
        """Short names of the municipalities, in the order of the file."""
        kind = OrganisationKind.MUNICIPALITY
        return [fact.short_name for fact in self.facts.organisations if fact.kind is kind]


def facts() -> RegionFacts:
    """The file, checked."""
    text = Path(__file__).with_name("region.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), RegionFacts)


async def load(password: str, since: date) -> Region:
    """Store the register and the people; those that sign in have this password."""
    told = facts()
    organisations = await _organisations(told)
    authorities = await _authorities(told, organisations)
    committee = await _committee(told, organisations, since)
    people = People(
        told.functions, told.care_municipality, organisations, committee, since,
        await hash_password(password),
    )  # fmt: skip
    operator = await people.add(RoleKind.SYSTEM_ADMINISTRATOR)
    await people.add(RoleKind.READER, told.care_municipality)
    municipal = [o.short_name for o in told.organisations if o.cbs_code]
    return Region(
        facts=told,
        organisations=organisations,
        authorities=authorities,
        committee=committee,
        operator=operator,
        administrator=await people.add(RoleKind.ADMINISTRATOR, told.keeper),
        secretary=await people.add(RoleKind.SECRETARY),
        chair=await people.add(RoleKind.CHAIR),
        pins={name: await people.add(RoleKind.LINKING_PIN, name) for name in municipal},
    )


async def _organisations(told: RegionFacts) -> dict[str, UUID]:
    ids = {fact.short_name: new_id() for fact in told.organisations}
    # Who acts for another is stored before it.
    ordered = sorted(told.organisations, key=lambda fact: bool(fact.acting_body))
    for group in (
        [fact for fact in ordered if not fact.acting_body],
        [fact for fact in ordered if fact.acting_body],
    ):
        await add_all(
            Organisation(
                id=ids[fact.short_name],
                kind=fact.kind,
                name=fact.name,
                short_name=fact.short_name,
                sort_key=sort_key(fact.name),
                search_key=search_key(fact.name),
                cbs_code=fact.cbs_code,
                tooi_uri=fact.tooi_uri,
                oin="",
                kvk="",
                level=USUAL_LEVEL[OrganisationKind(fact.kind)],
                legal_personality=fact.legal_personality,
                acting_body=ids.get(fact.acting_body),
            )
            for fact in group
        )
    return ids


async def _authorities(
    told: RegionFacts, ids: dict[str, UUID]
) -> dict[str, tuple[tuple[UUID, str], ...]]:
    made: dict[str, tuple[tuple[UUID, str], ...]] = {}
    rows = []
    for fact in told.organisations:
        municipal = fact.kind is OrganisationKind.MUNICIPALITY
        organs = (told.executive, told.mayor) if municipal else fact.authorities
        own = []
        for organ in organs:
            row = Authority(
                id=new_id(),
                organisation=ids[fact.short_name],
                kind=organ.kind,
                name=organ.name,
                represented_by_function=organ.represented_by_function,
            )
            rows.append(row)
            own.append((row.id, organ.represented_by_function))
        made[fact.short_name] = tuple(own)
    await add_all(rows)
    return made


async def _grouping(
    kind: GroupingKind, name: str, members: list[UUID], since: date, code: str = ""
) -> UUID:
    keys = (sort_key(name), search_key(name))
    made = await add(
        Grouping(kind=kind, name=name, code=code, sort_key=keys[0], search_key=keys[1])
    )
    await add_all(Membership(grouping=made, organisation=m, valid_from=since) for m in members)
    return made


async def _committee(told: RegionFacts, ids: dict[str, UUID], since: date) -> UUID:
    members = [ids[fact.short_name] for fact in told.organisations if fact.cbs_code]
    together = [*members, ids[told.care_partner]]
    region = await _grouping(GroupingKind.REGION, told.region, together, since)
    await _grouping(GroupingKind.POLICE_UNIT, told.police_unit, members, since)
    await _grouping(GroupingKind.SAFETY_REGION, told.safety_region, members, since, told.vr_code)
    made = await add(
        Committee(
            kind="steering_committee",
            name=told.committee,
            sort_key=sort_key(told.committee),
            grouping=region,
            organisation=ids[told.keeper],
        )
    )
    seats = {SeatPart.CHAIR: "chair", SeatPart.SECRETARY: "secretary"}
    for part, function in seats.items():
        holder = told.functions[function]
        await add(
            Seat(
                committee=made,
                organisation=ids[told.keeper],
                holder_function=holder,
                part=part,
                valid_from=since,
            )
        )
    return made
