"""The figure of a report: exact for the organisation whose it is, for nobody else when small."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.builders import parties
from tests.builders.commitments import in_force
from tests.builders.reporting import AT, TODAY, open_round, report_of, submitted

from governance.base.actor import Actor
from governance.base.database import Database
from governance.commitments.keeping.queries import line
from governance.commitments.kept.queries import kept_by
from governance.commitments.measuring.hiding.rules import HIDDEN, counts_people, figure
from governance.commitments.queries import lines
from governance.reporting import actions
from governance.reporting.compared.queries import since_last
from governance.reporting.papers import party_document
from governance.reporting.progress.papers import regional_document
from governance.reporting.queries import report
from governance.reporting.regional.queries import regional

SMALL = Decimal("3.0303")
"""A number that stands nowhere else, so that it can be looked for in all that is told."""


@pytest.mark.parametrize(
    "unit",
    ["procent van de doelgroep getraind", "campagne per jaar", "integrale controles", "euro",
     "Voortgangsrapportages per jaar op tijd", "vastgestelde aanpak per Gemeente", "% getraind",
     "dagen wachttijd", "bijgewoonde bijeenkomsten per jaar"],
)  # fmt: skip
def test_of_what_is_held_made_spent_or_waited_a_small_number_is_told(unit: str) -> None:
    assert not counts_people(unit)
    assert figure(Decimal(3), unit) != HIDDEN


@pytest.mark.parametrize(
    "unit",
    ["slachtoffers", "", "getrainde professionals", "meldingen per jaar", "victims helped",
     "aangewezen en opgeleide functionaris per Gemeente", "aantal", "training van slachtoffers",
     "trainingsdeelnemers", "weekmeldingen", "controlepersonen"],
)  # fmt: skip
def test_where_people_are_counted_or_the_unit_does_not_tell_a_small_number_is_hidden(
    unit: str,
) -> None:
    assert figure(Decimal(3), unit) == HIDDEN
    assert figure(Decimal(3), unit, own=True) != HIDDEN
    for told in (0, 5, 12):
        assert figure(Decimal(told), unit) == figure(Decimal(told), unit, own=True)


async def a_small_figure() -> tuple[parties.Cast, UUID, UUID, UUID]:
    """North reports a small number of people; its report is accepted and the round adopted."""
    cast = await parties.cast()
    agreement = await in_force(cast, indicator_unit="slachtoffers", target=Decimal(4))
    opened = await open_round(cast, agreement)
    mine = await report_of(opened, cast.north, cast.pin_north)
    await submitted(mine, cast.pin_north, value=SMALL, measured_on=TODAY)
    await actions.accept(mine.id, by=cast.secretary, at=AT)
    return cast, agreement, opened, mine.id


async def all_that_is_told(
    cast: parties.Cast, agreement: UUID, opened: UUID, mine: UUID, by: Actor
) -> str:
    """Everything of the commitment and its report that this reader can read, as one text."""
    found: list[Any] = []
    whole = by.person_id != cast.pin_south.person_id
    if whole:
        seen = await report(mine, by=by, today=TODAY)
        found += [seen, party_document(seen, TODAY)]
        view = await regional(opened, by=by, today=TODAY)
        found += [view, regional_document(view)]
    told = await lines(agreement, by=by, today=TODAY)
    found += [told, *[await line(one.id, by=by, today=TODAY) for one in told]]
    found += [await kept_by([told[0].commitment_id], by=by, today=TODAY)]
    found += [await since_last(by, today=TODAY)]
    # A number is written with a comma in a Dutch document.
    return msgspec.json.encode(found).decode().replace(",0303", ".0303")


async def test_nobody_but_its_own_organisation_is_told_a_small_number_anywhere(
    database: Database,
) -> None:
    cast, agreement, opened, mine = await a_small_figure()
    for by in (cast.secretary, cast.chair, cast.administrator, cast.pin_south):
        told = await all_that_is_told(cast, agreement, opened, mine, by)
        at = told.find("3.0303")
        assert at < 0, told[max(0, at - 200) : at + 50]
    seen = await report(mine, by=cast.secretary, today=TODAY)
    assert (seen.lines[0].value, seen.lines[0].figure) == (None, HIDDEN)


async def test_the_own_organisation_reads_what_it_reported(database: Database) -> None:
    cast, agreement, _, mine = await a_small_figure()
    seen = await report(mine, by=cast.pin_north, today=TODAY)
    assert (seen.lines[0].value, figure(SMALL, "", own=True)) == (SMALL, seen.lines[0].figure)
    [kept] = [x for x in await lines(agreement, by=cast.pin_north, today=TODAY) if x.words]
    assert kept.figure == figure(SMALL, "", own=True)
