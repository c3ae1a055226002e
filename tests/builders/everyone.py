"""Everybody who could ask: each role held on each place, an outsider of each kind, and nobody."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from uuid import UUID

from httpx import ASGITransport, AsyncClient
from msgspec import Struct
from tests.builders.parties import Cast, committee, organisation

from governance.base.actor import Actor, Role, RoleKind
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.views import add
from governance.identity.providers.tables import IdentityLink
from governance.identity.queries import roles_of
from governance.identity.rules import new_token, token_hash
from governance.identity.tables import Person, RoleAssignment, Session
from governance.parties.tables import Membership

SINCE = date(2020, 1, 1)
EVERYTHING = UUID(int=0)
HOME = ("administrator", "linking_pin", "designated_officer", "auditor", "reader")
TABLE = ("chair", "secretary", "member", "reader")
WIDE = ("auditor", "reader")


class Asker(Struct, frozen=True):
    """Somebody who asks: as a test names it, with a session of its own (nobody has none), and an
    account at a provider, which is nobody else's."""

    name: str
    actor: Actor | None
    token: str = ""
    link: str = str(UUID(int=0))


async def everyone(cast: Cast, at: datetime) -> list[Asker]:
    """Every role on keeper, party, committee and region; on others of each kind; and nobody."""
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', cast.committee)
    region = row["grouping"]
    neighbour, other = await organisation("Naburig"), await committee(cast.stranger, "Elders")
    [away] = await DATABASE.fetch('select "grouping" from committee where id = $1', other)
    await add(Membership(grouping=region, organisation=neighbour, valid_from=SINCE))
    made = []
    for kinds, on, what in (
        (HOME, {"organisation": cast.keeper}, "keeper"),
        (HOME, {"organisation": cast.north}, "party"),
        (("administrator", "linking_pin"), {"organisation": cast.south}, "other party"),
        (HOME, {"organisation": neighbour}, "member of the region"),
        (HOME, {"organisation": cast.stranger}, "elsewhere"),
        (TABLE, {"committee": cast.committee}, "committee"),
        (TABLE, {"committee": other}, "other committee"),
        (WIDE, {"grouping": region}, "region"),
        (WIDE, {"grouping": away["grouping"]}, "other region"),
        (("system_administrator", "auditor", "reader"), {}, "service"),
    ):
        made += [await _asker(RoleKind(kind), on, what, at) for kind in kinds]
    return [*made, Asker("nobody", None)]


async def _asker(kind: RoleKind, on: dict[str, UUID], what: str, at: datetime) -> Asker:
    function = f"{kind} of {what}"
    person = await add(Person(sign_in_name=str(new_id()), function=function, password_hash=""))
    await add(RoleAssignment(person=person, kind=kind, valid_from=SINCE, **on))
    token = new_token()
    await add(
        Session(
            person=person, token_hash=token_hash(token), made_at=at, seen_at=at, confirmed_at=at
        )
    )
    link = await add(
        IdentityLink(person=person, provider="noord", issuer="x", subject=function, linked_at=at)
    )
    actor = Actor(person, function, await roles_of(person, at))
    return Asker(function, actor, token, str(link))


@asynccontextmanager
async def asking(transport: ASGITransport, who: Asker) -> AsyncIterator[AsyncClient]:
    """A client that carries the session of an asker as a bearer token."""
    headers = {"authorization": f"Bearer {who.token}"} if who.token else {}
    async with AsyncClient(
        transport=transport, base_url="http://localhost", headers=headers
    ) as client:
        yield client


def reaches(role: Role, reach: str) -> frozenset[UUID]:
    """On what a role is held, in this way; what is held for the whole service is on EVERYTHING."""
    if reach in ("all", "service"):
        return frozenset({EVERYTHING} if role.for_all else ())
    held = {"committee": role.committee_id}.get(reach, role.organisation_id)
    return frozenset(role.regions) if reach == "region" else frozenset({held} - {None})
