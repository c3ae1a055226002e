"""Who fills which function in the sample region, and where nobody does."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from governance.base.clock import day
from governance.base.database import DATABASE
from governance.parties.actions import end_filling
from governance.parties.fillings.actions import fill_function
from governance.parties.fillings.forms import FillingForm
from governance.parties.rules import Age, FillingPart, FunctionKind
from governance.sample.region import Region

WITHOUT_OFFICER = ("Beek", "Simpelveld", "Vaals")
WITH_DEPUTY = ("Heerlen", "Maastricht", "Sittard-Geleen")
WITHOUT_PIN = "Vaals"
_GROUPING = """select "grouping" as id from committee where id = $1"""
_PIN = """
select id from filling where organisation = $1 and function = 'linking_pin' order by id limit 1"""


async def held(region: Region, since: date, at: datetime) -> None:
    """Fill the functions of the region and its municipalities; some stay open, to be seen."""
    [row] = await DATABASE.fetch(_GROUPING, region.committee)
    of_region: UUID = row["id"]
    facts, by = region.facts, region.operator
    care = region.organisations[facts.care_partner]
    keeper = region.organisations[facts.keeper]
    soon = day(at) + timedelta(days=60)

    async def fill(organisation: UUID, function: FunctionKind, **said: Any) -> None:
        form = FillingForm(function=function, **{"valid_from": since, **said})
        await fill_function(organisation, form, by=by, at=at)

    await fill(
        keeper, FunctionKind.CHAIN_DIRECTOR, serves_id=of_region,
        holder_function="ketenregisseur mensenhandel", mailbox="ketenregie@zuid-limburg.example",
        fte=Decimal("0.8"), fte_agreed=Decimal("1.0"),
    )  # fmt: skip
    for age, title in (
        (Age.UNDER_23, "zorgcoördinator jeugd"),
        (Age.FROM_23, "zorgcoördinator volwassenen"),
    ):
        await fill(
            care, FunctionKind.CARE_COORDINATOR, serves_id=of_region, holder_function=title,
            age=age, mailbox="zorgcoordinatie@zuid-limburg.example",
        )  # fmt: skip
    await fill(
        keeper, FunctionKind.ADMINISTRATIVE_LEAD, serves_id=of_region,
        holder_function="burgemeester van Maastricht", mailbox="bestuur@zuid-limburg.example",
        valid_until=soon,
    )  # fmt: skip
    for name in region.municipalities:
        await _local(fill, name, region.organisations[name])
    [pin] = await DATABASE.fetch(_PIN, region.organisations[WITHOUT_PIN])
    ended = day(at) - timedelta(days=10)
    await end_filling(pin["id"], ended, by=by, at=at, cause=None)


async def _local(fill: Any, name: str, organisation: UUID) -> None:
    """The functions that a municipality fills itself; the linking pin came with its role."""
    mailbox = f"mensenhandel@{name.lower().replace(' ', '-')}.example"
    await fill(
        organisation, FunctionKind.PORTFOLIO_HOLDER, holder_function="burgemeester",
        mailbox=mailbox,
    )  # fmt: skip
    if name not in WITHOUT_OFFICER:
        await fill(
            organisation, FunctionKind.DESIGNATED_OFFICER, mailbox=mailbox,
            holder_function="beleidsadviseur openbare orde en veiligheid",
        )  # fmt: skip
    if name in WITH_DEPUTY:
        for part in FillingPart:
            await fill(
                organisation, FunctionKind.CASE_DIRECTION_OWNER, mailbox=mailbox, part=part,
                holder_function="procesregisseur zorg en veiligheid", purpose="Regie op casuïstiek",
            )  # fmt: skip
    else:
        await fill(
            organisation, FunctionKind.CASE_DIRECTION_OWNER, part=FillingPart.DEPUTY,
            holder_function="adviseur veiligheid", mailbox=mailbox,
        )  # fmt: skip
