"""What keeps an agreement from being put up: its days, its parties, its numbers, its title."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from tests.builders.agreements import party
from tests.builders.formation import AT, BLANKS, begun, ready
from tests.builders.parties import Cast, cast

from governance.agreements.actions import change_terms, set_parties
from governance.agreements.forms import TermsForm
from governance.base.errors import Refused
from governance.commitments.queries import of_agreement
from governance.documents.text import write_text
from governance.formation.actions import fill_in, open_points, take_commitments
from governance.formation.queries import forming
from governance.formation.texts.papers import agreement_text

pytestmark = pytest.mark.usefixtures("database")

REGION = "regionale-samenwerking-mensenhandel"


async def _open(made: UUID, people: Cast) -> list[str]:
    whole = await forming(made, by=people.administrator)
    return [complaint.field for complaint in open_points(whole)]


async def _terms(made: UUID, people: Cast, **fields: object) -> None:
    values: dict[str, object] = {
        "title": "Convenant",
        "short_title": "Afspraak Noordstad",
        "extension_rule": "none",
        "entry_rule": "all_signed",
        "term_months": 48,
        "notice_months": 6,
    }
    form = TermsForm(**{**values, **fields})  # type: ignore[arg-type]
    await change_terms(made, form, None, by=people.administrator, at=AT)


async def _regional(people: Cast) -> UUID:
    made, by = await begun(people, model_key=REGION), people.administrator
    parties = [
        party(people.north, people.north_executive),
        party(people.south, people.south_executive),
    ]
    await set_parties(made, parties, None, by=by, at=AT)
    return made


async def test_nothing_is_open_when_all_is_filled_in() -> None:
    people = await cast()
    assert await _open(await ready(people), people) == []


async def test_a_party_that_was_removed_and_is_still_named_is_an_open_point() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    blanks = BLANKS | {"penvoerder": "Oostwoud"}
    await fill_in(made, blanks, None, by=by, at=AT)
    assert await _open(made, people) == ["blanks.penvoerder"]


async def test_a_date_of_entry_that_is_open_is_told_once_and_shown_as_open() -> None:
    people = await cast()
    made = await ready(people)
    await _terms(made, people, entry_rule="date_after_all_signed")
    assert await _open(made, people) == ["entryDate"]
    whole = await forming(made, by=people.administrator)
    said = write_text(agreement_text(whole, draft=True))
    assert "treedt in werking op [datum van inwerkingtreding]" in said
    assert "None" not in said


async def test_the_text_cites_the_short_title_that_was_chosen() -> None:
    people = await cast()
    made = await ready(people)
    await _terms(made, people, short_title="Noordstad lokaal")
    whole = await forming(made, by=people.administrator)
    said = write_text(agreement_text(whole, draft=False))
    assert "wordt aangehaald als: Noordstad lokaal." in said


async def test_a_date_that_cannot_be_is_an_open_point() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    await fill_in(made, BLANKS | {"evaluatie": "2026-11-24"}, None, by=by, at=AT)
    assert await _open(made, people) == ["blanks.evaluatie"]
    await _terms(made, people, entry_rule="date_after_all_signed", entry_date=date(2001, 1, 1))
    assert "term.entry_date" in await _open(made, people)


@pytest.mark.parametrize("value", ["-3", "8.125", "99999999999999999999", "1e9"])
async def test_a_number_without_sense_is_not_kept(value: str) -> None:
    people = await cast()
    made = await begun(people)
    with pytest.raises(Refused) as refused:
        await fill_in(made, {"uren": value}, None, by=people.administrator, at=AT)
    assert [c.field for c in refused.value.complaints] == ["blanks.uren"]


async def test_the_milestones_of_the_evaluation_take_the_dates_of_the_text() -> None:
    people = await cast()
    made, by = await _regional(people), people.administrator
    owners = {"penvoerder": "Noordstad", "centrumgemeente": "Zuiddorp"}
    await fill_in(made, owners, None, by=by, at=AT)
    await take_commitments(made, None, by=by, at=AT)
    assert await _planned(made, people) == [("after_entry", None), ("after_entry", None)]
    days = {"tussenevaluatie": "2029-01-01", "eindevaluatie": "2030-03-01"}
    await fill_in(made, owners | days, None, by=by, at=AT)
    assert (await _open(made, people)).count("commitments.evaluatie.milestones") == 2
    await take_commitments(made, None, by=by, at=AT)
    assert await _planned(made, people) == [
        ("on_date", date(2029, 1, 1)),
        ("on_date", date(2030, 3, 1)),
    ]
    assert "commitments.evaluatie.milestones" not in await _open(made, people)


async def _planned(made: UUID, people: Cast) -> list[tuple[str, date | None]]:
    found = await of_agreement(made, by=people.administrator)
    [evaluation] = [one for one in found if one.key == "evaluatie"]
    return [(milestone.rule, milestone.on_date) for milestone in evaluation.milestones]
