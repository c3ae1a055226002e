"""How heavily milestones count, and which are calibration moments: from draft to kept line."""

from __future__ import annotations

from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders import browsing, parties
from tests.builders.aiming import turned_on
from tests.builders.commitments import AT, commitment, draft_agreement, in_force, party
from tests.builders.measuring import commitment_of, line_of
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.commitments.actions import set_commitments
from governance.commitments.amending.forms import part_of
from governance.commitments.amending.rules import paired
from governance.commitments.forms import MilestoneForm, form_of
from governance.commitments.keeping.queries import line
from governance.commitments.milestones.rules import Weighed, milestone_complaints, weighed
from governance.commitments.queries import of_agreement
from governance.library.rules import ModelMilestone
from governance.library.schedule import milestone_said

HTML = {"accept": "text/html", "accept-language": "nl"}
PLANS = [
    MilestoneForm("Concept gereed", "after_entry", months=3, weight=3, checkpoint=True),
    MilestoneForm("Vastgesteld", "after_entry", months=6, weight=2),
]


def test_a_weight_is_from_1_to_5() -> None:
    for weight, told in ((0, ["m.weight"]), (1, []), (5, []), (6, ["m.weight"])):
        form = replace(PLANS[0], weight=weight)
        assert [c.field for c in milestone_complaints(form, "m", None)] == told


def test_a_milestone_that_only_weighs_otherwise_stays_the_same_one() -> None:
    heavier = replace(PLANS[0], weight=5)
    assert paired(PLANS, [heavier, PLANS[1]]) == [(PLANS[0], heavier), (PLANS[1], PLANS[1])]


def test_a_calibration_moment_is_told_in_the_text() -> None:
    one = ModelMilestone("Plan vastgesteld", after_months=6, checkpoint=True)
    assert milestone_said(one, "nl") == (
        "Plan vastgesteld (ijkmoment, 6 maanden na inwerkingtreding)"
    )


async def reach(line_id: UUID, place: int, state: str) -> None:
    await DATABASE.fetch(
        "update milestone_line set state = $3 where commitment_line = $1 and position = $2",
        line_id, place, state,
    )  # fmt: skip


async def test_what_is_reached_counts_by_weight_and_only_where_the_region_wants_that(
    database: Database,
) -> None:
    people = await parties.cast()
    agreement = await in_force(people, milestones=PLANS)
    made, today = await line_of(agreement, people.north), AT.date()
    await reach(made, 1, "done")
    assert (await line(made, by=people.pin_north, today=today)).weighed is None
    await turned_on(people, AT, "weights")
    view = await line(made, by=people.pin_north, today=today)
    assert view.weighed == Weighed(3, 5)
    assert [(m.weight, m.checkpoint) for m in view.milestones] == [(3, True), (2, False)]
    await reach(made, 2, "lapsed")
    assert (await line(made, by=people.secretary, today=today)).weighed == Weighed(3, 3)
    other = await line(made, by=people.pin_south, today=today)
    assert other.weighed is None, "who is not told how it stands is not told what is reached"
    assert weighed([]) == Weighed(0, 0)


async def test_both_go_along_with_a_commitment_that_is_copied(database: Database) -> None:
    people = await parties.cast()
    agreement = await in_force(people, milestones=PLANS)
    [view] = await of_agreement(agreement, by=people.administrator)
    assert form_of(view).milestones == PLANS
    assert list(part_of(view, [people.north]).milestones) == PLANS


async def test_a_weight_that_cannot_be_is_told_at_its_field(database: Database) -> None:
    people = await parties.cast()
    agreement = await draft_agreement(people)
    owner = await party(agreement, people.north)
    form = commitment([owner], milestones=[replace(PLANS[0], weight=9)])
    with pytest.raises(Refused) as refused:
        await set_commitments(agreement, [form], None, by=people.administrator, at=AT)
    assert [c.field for c in refused.value.complaints] == ["commitments.0.milestones.0.weight"]


async def test_the_page_asks_a_weight_only_where_it_counts_and_forgets_none(
    owner_url: str,
) -> None:
    async with service(owner_url) as (there, people):
        agreement = await draft_agreement(people)
        owner = await party(agreement, people.north)
        form = commitment([owner], milestones=PLANS)
        await set_commitments(agreement, [form], None, by=people.administrator, at=AT)
        async with signed_in(there, people.administrator) as client:
            listed = f"/afspraken/{agreement}/toezeggingen"
            at = f"{listed}/{await commitment_of(agreement)}"
            page = (await client.get(at, headers=HTML)).text
            assert "Gewicht, mijlpaal 1" not in page and "Mijlpaal 1 is een ijkmoment" in page
            sent = browsing.fields(page, at) | {"act": ["save"]}
            assert (await client.post(at, data=sent, headers=HTML)).status_code == 303
            [view] = await of_agreement(agreement, by=people.administrator)
            assert form_of(view).milestones == PLANS, "what was filled in stays while it is off"
            assert "(ijkmoment)" in (await client.get(listed, headers=HTML)).text
            cleared = browsing.fields((await client.get(at, headers=HTML)).text, at)
            assert cleared["milestones.1.weight"] == ["2"], "unseen, it goes along"
            for name in ("title", "rule", "months", "onDate"):
                cleared[f"milestones.1.{name}"] = [""]
            done = await client.post(at, data=cleared | {"act": ["save"]}, headers=HTML)
            assert done.status_code == 303, "nobody is asked for the title of an empty row"
            [view] = await of_agreement(agreement, by=people.administrator)
            assert form_of(view).milestones == PLANS[:1]
            form = commitment([owner], key=view.key, milestones=PLANS)
            await set_commitments(agreement, [form], None, by=people.administrator, at=AT)
            await turned_on(people, AT, "weights")
            sent = browsing.fields((await client.get(at, headers=HTML)).text, at)
            assert sent["milestones.0.weight"] == ["3"]
            sent |= {"milestones.1.weight": ["4"], "milestones.1.checkpoint": ["on"]}
            done = await client.post(at, data=sent | {"act": ["save"]}, headers=HTML)
            assert done.status_code == 303
        [view] = await of_agreement(agreement, by=people.administrator)
        assert [(m.weight, m.checkpoint) for m in view.milestones] == [(3, True), (4, True)]
