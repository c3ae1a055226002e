"""At which tables the organisations of the sample region sit."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.base.database import DATABASE
from governance.parties.rules import CommitteeKind, FunctionKind
from governance.parties.seating.actions import add_table, give_seat
from governance.parties.seating.forms import SeatForm, TableForm
from governance.sample.region import Region

_GROUPING = """select "grouping" as id from committee where id = $1"""
_NAMED = {"basis": "Wgs, zorg- en veiligheidshuizen", "protocol": "Samenwerkingsprotocol",
          "dpia": "DPIA casusoverleg"}  # fmt: skip


async def held(region: Region, since: date, at: datetime) -> None:
    """A signal meeting, and a case conference of which one seat is without personal data."""
    by, of = region.operator, region.organisations
    [row] = await DATABASE.fetch(_GROUPING, region.committee)
    keeper = of[region.facts.keeper]

    async def table(kind: CommitteeKind, name: str, purpose: str, meetings: int) -> UUID:
        form = TableForm(kind, name, row["id"], purpose, meetings)
        return await add_table(keeper, form, by=by, at=at)

    async def seat(committee: UUID, who: str, title: str, **said: object) -> None:
        values = {"organisation_id": of[who], "holder_function": title, "valid_from": since}
        form = SeatForm(**values | said)  # type: ignore[arg-type]
        await give_seat(committee, form, by=by, at=at)

    signals = await table(
        CommitteeKind.SIGNAL_MEETING, "Signaaltafel mensenhandel Zuid-Limburg",
        "Signalen samen wegen en bepalen wie opvolgt.", 26,
    )  # fmt: skip
    cases = await table(
        CommitteeKind.CASE_CONFERENCE, "Casusoverleg mensenhandel",
        "Afstemmen wie wat doet; wat er wordt besproken staat hier nooit.", 12,
    )  # fmt: skip
    for name in ("Heerlen", "Maastricht", "Sittard-Geleen"):
        await seat(signals, name, "aandachtsfunctionaris", function=FunctionKind.DESIGNATED_OFFICER)
    await seat(signals, "politie", "coördinator mensenhandel")
    await seat(cases, "Zorg- en Veiligheidshuis", "procesregisseur", **_NAMED)
    await seat(cases, "GGD", "zorgcoördinator", function=FunctionKind.CARE_COORDINATOR)
