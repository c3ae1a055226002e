"""Builders of organisations and the fixed cast, with an outsider who must see nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from governance.base.actor import Actor, Role, RoleKind
from governance.base.ids import new_id
from governance.base.names import search_key, sort_key
from governance.base.views import add
from governance.identity.tables import Person, RoleAssignment
from governance.parties.tables import Authority, Committee, Grouping, Membership, Organisation

SINCE = date(2020, 1, 1)


async def organisation(name: str, kind: str = "municipality", **columns: object) -> UUID:
    return await add(
        Organisation(
            **{
                "kind": kind,
                "name": name,
                "short_name": name,
                "sort_key": sort_key(name),
                "search_key": search_key(name),
                "cbs_code": "",
                "tooi_uri": "",
                "oin": "",
                "kvk": "",
                **columns,
            }
        )
    )


async def authority(of: UUID, kind: str = "executive", function: str = "burgemeester") -> UUID:
    return await add(
        Authority(
            organisation=of, kind=kind, name=f"authority {kind}", represented_by_function=function
        )
    )


async def committee(keeper: UUID, name: str = "Stuurgroep mensenhandel") -> UUID:
    grouping = await add(
        Grouping(kind="region", name=name, sort_key=sort_key(name), search_key=search_key(name))
    )
    await add(Membership(grouping=grouping, organisation=keeper, valid_from=SINCE))
    return await add(
        Committee(
            kind="steering_committee",
            name=name,
            sort_key=sort_key(name),
            grouping=grouping,
            organisation=keeper,
        )
    )


async def actor(
    kind: RoleKind, *, organisation: UUID | None = None, committee: UUID | None = None
) -> Actor:
    person = await add(
        Person(
            sign_in_name=f"{kind}-{new_id()}",
            function=f"function of {kind}",
            password_hash="no sign-in by password",
        )
    )
    role = await add(
        RoleAssignment(
            person=person,
            kind=kind,
            organisation=organisation,
            committee=committee,
            valid_from=SINCE,
        )
    )
    return Actor(
        person_id=person,
        function=f"function of {kind}",
        roles=(Role(id=role, kind=kind, organisation_id=organisation, committee_id=committee),),
    )


@dataclass(frozen=True)
class Cast:
    """One region at work: its keeper, committee, municipalities, partner, people, an outsider."""

    keeper: UUID
    committee: UUID
    north: UUID
    north_executive: UUID
    north_mayor: UUID
    south: UUID
    south_executive: UUID
    police: UUID
    police_chief: UUID
    riec: UUID
    stranger: UUID
    administrator: Actor
    pin_north: Actor
    pin_south: Actor
    secretary: Actor
    chair: Actor
    outsider: Actor


async def cast() -> Cast:
    """The fixed cast. RIEC has no legal personality: the keeper acts for it."""
    keeper = await organisation("Region office", "joint_body")
    await authority(keeper, "board", "voorzitter")
    north, south = await organisation("Noordstad"), await organisation("Zuiddorp")
    police = await organisation("Politie", "police")
    riec = await organisation("RIEC", "riec", legal_personality=False, acting_body=keeper)
    stranger = await organisation("Verweg")
    table = await committee(keeper)
    return Cast(
        keeper=keeper,
        committee=table,
        north=north,
        north_executive=await authority(north),
        north_mayor=await authority(north, "mayor"),
        south=south,
        south_executive=await authority(south),
        police=police,
        police_chief=await authority(police, "police_chief", "politiechef"),
        riec=riec,
        stranger=stranger,
        administrator=await actor(RoleKind.ADMINISTRATOR, organisation=keeper),
        pin_north=await actor(RoleKind.LINKING_PIN, organisation=north),
        pin_south=await actor(RoleKind.LINKING_PIN, organisation=south),
        secretary=await actor(RoleKind.SECRETARY, committee=table),
        chair=await actor(RoleKind.CHAIR, committee=table),
        outsider=await actor(RoleKind.ADMINISTRATOR, organisation=stranger),
    )
