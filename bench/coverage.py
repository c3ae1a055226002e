"""Coverage of 342 municipalities and nine functions: the whole page, by the server, signed in.

Twice: for who reads the whole service, and for who is narrowed to a region with all of them, and
may ask each of them about what is missing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from bench.database import AT, on_a_server
from httpx import ASGITransport, AsyncClient

from governance.app.main import create_app
from governance.base.actor import Actor, RoleKind
from governance.base.embedded import Embedded
from governance.base.settings import Settings
from governance.base.views import add, add_all
from governance.identity.rules import Caller
from governance.identity.sessions.actions import begin
from governance.identity.tables import Person, RoleAssignment
from governance.migrations.runner import migrate
from governance.parties.rules import FunctionKind
from governance.parties.tables import Filling, Grouping, Membership, Organisation

MUNICIPALITIES, REGIONS, LIMIT = 342, 25, 100
SINCE = date(2016, 1, 1)
YEAR = timedelta(days=365)
ROUNDS, WARMING = 25, 5


def measure() -> Iterator[dict[str, Any]]:
    """The median of the page, for two readers."""
    return on_a_server(_measured)


async def _measured(server: Embedded) -> list[dict[str, Any]]:
    await migrate(server.owner_url)
    settings = Settings(rate_account=0, rate_network=0)
    app = create_app(server.app_url, clock=lambda: AT, settings=settings)
    async with app.lifespan():
        place = await _country()
        transport = ASGITransport(app)
        return [
            await _row(transport, "the whole service", None),
            await _row(transport, "an administrator in a region that has them all", place),
        ]


async def _country() -> UUID:
    """Municipalities in safety regions and in one that has them all, with ten years of functions:
    some vacant, some ended and filled anew."""
    places = [_place(n) for n in range(MUNICIPALITIES)]
    await add_all(places)
    regions = [_region(f"Veiligheidsregio {n:02}", f"VR{n:02}") for n in range(1, REGIONS + 1)]
    country = _region("Nederland", "NL", kind="region")
    await add_all([*regions, country])
    await add_all(
        Membership(grouping=grouping, organisation=place.id, valid_from=SINCE)
        for n, place in enumerate(places)
        for grouping in (regions[n % REGIONS].id, country.id)
    )
    await add_all(_fillings(places))
    found: UUID = places[0].id
    return found


def _place(number: int) -> Organisation:
    name = f"Gemeente {number:03}"
    return Organisation(
        kind="municipality", name=name, short_name=name, sort_key=name.lower(),
        search_key=name.lower(), cbs_code=f"GM{number:04}", tooi_uri="", oin="", kvk="",
    )  # fmt: skip


def _region(name: str, code: str, kind: str = "safety_region") -> Grouping:
    return Grouping(kind=kind, name=name, code=code, sort_key=name.lower(), search_key=name.lower())


def _fillings(places: list[Organisation]) -> Iterator[Filling]:
    for n, place in enumerate(places):
        for at, function in enumerate(FunctionKind):
            for year in range(10):
                begins = SINCE + year * YEAR
                if year == 9 and (n + at) % 5 == 0:
                    continue
                yield Filling(
                    organisation=place.id, function=function, holder_function="adviseur",
                    valid_from=begins, valid_until=begins + YEAR if year < 9 else None,
                )  # fmt: skip


async def _row(transport: ASGITransport, what: str, place: UUID | None) -> dict[str, Any]:
    person = await add(Person(sign_in_name=what, function="lezer", password_hash=""))
    kind = RoleKind.READER if place is None else RoleKind.ADMINISTRATOR
    await add(RoleAssignment(person=person, kind=kind, organisation=place, valid_from=SINCE))
    who = Actor(person, "lezer")
    token = await begin(who, method="password", caller=Caller("127.0.0.1"), at=AT)
    headers = {"authorization": f"Bearer {token}", "accept": "text/html"}
    spent, size = [], 0
    async with AsyncClient(
        transport=transport, base_url="http://localhost", headers=headers
    ) as client:
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            answer = await client.get("/dekking")
            spent.append((time.perf_counter() - begun) * 1000)
            assert answer.status_code == 200
            assert answer.text.count("<td class=") > MUNICIPALITIES * len(FunctionKind)
            size = len(answer.content)
    took = median(spent[WARMING:])
    return {
        "name": f"coverage of {MUNICIPALITIES} municipalities, for {what}",
        "value": round(took, 1),
        "unit": "ms",
        "against": f"at most {LIMIT} ms; {size // 1024} kB",
        "ratio": round(took / LIMIT, 2),
    }
