"""The country that lists of commitments are measured in: 342 municipalities in 25 regions with an
agreement each, twelve commitments, 4,104 lines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from governance.agreements.tables import Agreement, Party
from governance.base.actor import Actor, Role, RoleKind
from governance.base.views import add, add_all
from governance.commitments.tables import Commitment, CommitmentLine, Milestone, MilestoneLine
from governance.identity.tables import Person, RoleAssignment
from governance.parties.tables import Committee, Grouping, Membership, Organisation

MUNICIPALITIES, REGIONS, COMMITMENTS, QUARTERS = 342, 25, 12, 40
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
SINCE = date(2016, 10, 1)
STATES = ("on_track", "on_track", "started", "planned", "delayed", "blocked", "done")


async def reader(keeper: UUID) -> Actor:
    person = await add(Person(sign_in_name="keeper", function="beheerder", password_hash=""))
    kind = RoleKind.ADMINISTRATOR
    role = await add(
        RoleAssignment(person=person, kind=kind, organisation=keeper, valid_from=SINCE)
    )
    return Actor(person, "beheerder", (Role(role, kind, keeper),))


def _place(number: int) -> Organisation:
    name = f"Gemeente {number:03}"
    return Organisation(
        kind="municipality", name=name, short_name=name, sort_key=name.lower(),
        search_key=name.lower(), cbs_code=f"GM{number:04}", tooi_uri="", oin="", kvk="",
    )  # fmt: skip


async def country() -> tuple[UUID, UUID]:
    """The country, and of it who keeps every agreement and one region."""
    keeper = Organisation(
        kind="joint_body", name="Bureau", short_name="Bureau", sort_key="bureau",
        search_key="bureau", cbs_code="", tooi_uri="", oin="", kvk="",
    )  # fmt: skip
    places = [_place(n) for n in range(MUNICIPALITIES)]
    regions = [
        Grouping(kind="region", name=f"Regio {n:02}", sort_key=f"regio {n:02}",
                 search_key=f"regio {n:02}") for n in range(REGIONS)
    ]  # fmt: skip
    await add_all([keeper, *places])
    await add_all(regions)
    await add_all(
        Membership(grouping=regions[n % REGIONS].id, organisation=place.id, valid_from=SINCE)
        for n, place in enumerate(places)
    )
    for number, region in enumerate(regions):
        await _agreement(keeper.id, region.id, number, places[number::REGIONS])
    whose, one = keeper.id, regions[0].id
    return whose, one  # type: ignore[return-value]


async def _agreement(keeper: UUID, region: UUID, number: int, places: list[Organisation]) -> None:
    title = f"Samenwerking regio {number:02}"
    table = Committee(
        kind="steering_committee", name=title, sort_key=title.lower(), grouping=region,
        organisation=keeper,
    )  # fmt: skip
    await add(table)
    made = Agreement(
        keeper=keeper, committee=table.id, kind="convenant", model_key="bench", model_version="1",
        title=title, short_title=title, sort_key=title.lower(), search_key=title.lower(),
        state="in_force", audience="committee", term_months=240, extension_rule="none",
        entry_rule="all_signed", entered_into_force_on=SINCE,
    )  # fmt: skip
    await add(made)
    parties = [
        Party(agreement=made.id, organisation=place.id, participation="signatory", position=n,
              joined_on=SINCE) for n, place in enumerate(places, 1)
    ]  # fmt: skip
    await add_all(parties)
    await _promised(made.id, parties, places, number)


async def _promised(
    agreement: Any, parties: list[Party], places: list[Organisation], number: int
) -> None:
    """Twelve commitments, each of every party, with a milestone each quarter."""
    commitments = [
        Commitment(agreement=agreement, position=n, key=f"c{n}", title=f"Toezegging {n:02}",
                   text="De partij doet wat hier staat.", theme=f"thema {n % 4}", nature="result",
                   owner_function="portefeuillehouder", executor="", measurable_goal="Gedaan.",
                   indicator_unit="%", target=80) for n in range(1, COMMITMENTS + 1)
    ]  # fmt: skip
    await add_all(commitments)
    plans = [
        Milestone(commitment=c.id, position=1, title="Rapportage besproken", rule="every", months=3)
        for c in commitments
    ]
    await add_all(plans)
    lines = [
        _line(agreement, party, place.id, c.id, number + at + n)
        for at, c in enumerate(commitments)
        for n, (party, place) in enumerate(zip(parties, places, strict=True))
    ]
    await add_all(lines)
    of = {plan.commitment: plan.id for plan in plans}
    await add_all(
        MilestoneLine(
            commitment_line=line.id, milestone=of[line.commitment], position=QUARTERS + 1,
            state="planned", planned_on=date(2026, 10 + n % 3, 15),
        )
        for n, line in enumerate(lines)
    )  # fmt: skip


def _line(
    agreement: Any, party: Party, organisation: Any, commitment: Any, number: int
) -> CommitmentLine:
    state = STATES[number % len(STATES)]
    return CommitmentLine(
        commitment=commitment, party=party.id, agreement=agreement, organisation=organisation,
        state=state, words="Loopt volgens plan, en wordt in het overleg besproken.",
        reason="Capaciteit" if state in ("delayed", "blocked") else "", measure="",
        planned_on=date(2026 + number % 3, 1 + number % 12, 1), changed_at=AT,
    )  # fmt: skip
