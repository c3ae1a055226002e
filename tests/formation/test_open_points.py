"""What keeps an agreement from being put up: its days, its parties, its numbers, its title."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.builders.agreements import party
from tests.builders.formation import AT, BLANKS, begun, ready
from tests.builders.parties import Cast, cast

from governance.agreements.actions import change_terms, set_parties
from governance.agreements.forms import TermsForm
from governance.audit.queries import history
from governance.base.clock import day
from governance.base.errors import Refused
from governance.commitments.actions import set_commitments
from governance.commitments.editing.pages import form_of
from governance.commitments.forms import MilestoneForm
from governance.commitments.milestones.actions import planned_by_commitment
from governance.commitments.queries import of_agreement
from governance.documents.text import write_text
from governance.formation.actions import (
    fill_in,
    open_points,
    put_up_for_decision,
    take_commitments,
)
from governance.formation.queries import forming
from governance.formation.texts.papers import agreement_text
from governance.library.promises import add_months

pytestmark = pytest.mark.usefixtures("database")

REGION = "regionale-samenwerking-mensenhandel"


async def _open(made: UUID, people: Cast) -> list[str]:
    whole = await forming(made, by=people.administrator)
    return [complaint.field for complaint in open_points(whole, day(AT))]


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


@pytest.mark.parametrize("chosen", [True, False])
async def test_the_text_says_at_law_and_the_term_as_they_were_chosen(chosen: bool) -> None:
    people = await cast()
    made = await ready(people)
    await _terms(made, people, enforceable=chosen, term_months=None)
    whole = await forming(made, by=people.administrator)
    said = write_text(agreement_text(whole, draft=False))
    assert ("in rechte vorderen" in said) is chosen
    assert ("niet in rechte afdwingbaar" in said) is not chosen
    assert "Dit convenant geldt voor onbepaalde tijd." in said
    assert "einde van de looptijd" not in said and "van rechtswege" not in said


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


OWNERS = {"penvoerder": "Noordstad", "centrumgemeente": "Zuiddorp"}
DAYS = {"tussenevaluatie": "2029-01-01", "eindevaluatie": "2030-03-01"}
MILESTONES = "commitments.evaluatie.milestones"


async def test_the_milestones_of_the_evaluation_follow_the_dates_of_the_text() -> None:
    people = await cast()
    made, by = await _regional(people), people.administrator
    await fill_in(made, OWNERS, None, by=by, at=AT)
    await take_commitments(made, None, by=by, at=AT)
    open_ones = await _planned(made, people)
    assert [(rule, on) for rule, _, on in open_ones] == [("after_entry", None)] * 2
    moved = await fill_in(made, OWNERS | DAYS, None, by=by, at=AT)
    assert moved == ["tussenevaluatie aangeboden", "eindevaluatie aangeboden"]
    days = [("on_date", None, date(2029, 1, 1)), ("on_date", None, date(2030, 3, 1))]
    assert await _planned(made, people) == days
    assert await fill_in(made, OWNERS | DAYS, None, by=by, at=AT) == []
    later = DAYS | {"eindevaluatie": "2030-04-01"}
    assert await fill_in(made, OWNERS | later, None, by=by, at=AT) == ["eindevaluatie aangeboden"]
    assert await _planned(made, people) == [days[0], ("on_date", None, date(2030, 4, 1))]
    assert MILESTONES not in await _open(made, people)
    [*_, saved, act] = await history(made, by=by)
    assert (saved.verb, act.verb) == ("save_answers", "move_milestones")
    [noted] = json.loads(act.changes)["milestones"]
    assert (noted["key"], noted["on_date"]) == ("evaluatie", "2030-04-01")
    await fill_in(made, OWNERS, None, by=by, at=AT)
    assert await _planned(made, people) == open_ones


async def test_a_milestone_that_somebody_planned_stays_and_is_named_with_both_dates() -> None:
    people = await cast()
    made, by = await _regional(people), people.administrator
    await fill_in(made, OWNERS | DAYS, None, by=by, at=AT)
    await take_commitments(made, None, by=by, at=AT)
    await _plan(made, people, date(2030, 2, 14))
    later = DAYS | {"eindevaluatie": "2030-04-01"}
    assert await fill_in(made, OWNERS | later, None, by=by, at=AT) == []
    await take_commitments(made, None, by=by, at=AT)
    assert (await _planned(made, people))[1][2] == date(2030, 2, 14)
    whole = await forming(made, by=by)
    [told] = [c for c in open_points(whole, day(AT)) if c.field == MILESTONES]
    assert told.values["title"] == "eindevaluatie aangeboden"
    assert told.values["commitment"] == "Tussenevaluatie en eindevaluatie"
    assert told.values["planned"] == date(2030, 2, 14)
    assert told.values["day"] == date(2030, 4, 1)
    assert told.problem.format(**told.values)
    await _plan(made, people, None)
    [without] = [
        c for c in open_points(await forming(made, by=by), day(AT)) if c.field == MILESTONES
    ]
    assert "planned on no date" in without.problem
    await take_commitments(made, None, by=by, at=AT)
    assert (await _planned(made, people))[1] == ("after_entry", 7, None)


async def test_a_milestone_that_has_passed_by_the_day_of_putting_up_is_an_open_point() -> None:
    people = await cast()
    made = await ready(people)
    await _dated(made, people, date(2026, 12, 24), date(2026, 12, 25))
    assert await _open(made, people) == []
    whole = await forming(made, by=people.administrator)
    later = list(open_points(whole, date(2027, 1, 2)))
    assert [(c.field, c.values["title"]) for c in later] == [
        ("commitments.lokale-aanpak.milestones", "mijlpaal 24"),
        ("commitments.lokale-aanpak.milestones", "mijlpaal 25"),
    ]
    with pytest.raises(Refused) as refused:
        at = datetime(2027, 1, 2, 12, tzinfo=UTC)
        await put_up_for_decision(made, None, by=people.administrator, at=at)
    assert len(refused.value.complaints) == 2


async def _dated(made: UUID, people: Cast, *days: date) -> None:
    """Somebody gives the first commitment milestones on these days, and no others."""
    by = people.administrator
    first, *others = [form_of(one) for one in await of_agreement(made, by=by)]
    mine = [MilestoneForm(f"mijlpaal {on.day}", "on_date", on_date=on) for on in days]
    forms = [replace(first, milestones=mine), *others]
    await set_commitments(made, forms, None, by=by, at=AT)


async def test_what_comes_every_year_is_one_milestone_a_day_and_follows_the_term() -> None:
    people = await cast()
    made, by = await ready(people), people.administrator
    [report] = [c for c in await of_agreement(made, by=by) if c.key == "voortgang"]
    plans = [(m.rule, m.on_date and (m.on_date.month, m.on_date.day)) for m in report.milestones]
    assert plans == [("yearly", (5, 1)), ("yearly", (11, 1))]
    said = write_text(agreement_text(await forming(made, by=by), draft=True))
    assert "(ieder jaar op 1 mei en 1 november)" in said
    entered = date(2026, 12, 1)
    for term, number in ((12, 2), (48, 8)):
        days = await planned_by_commitment(made, entered, add_months(entered, term))
        assert len(days[report.id]) == number
    assert len((await planned_by_commitment(made, entered, None))[report.id]) == 8


async def _plan(made: UUID, people: Cast, day: date | None) -> None:
    """Somebody plans the last evaluation by hand: on a day, or seven months after entry."""
    by = people.administrator
    forms = [form_of(one) for one in await of_agreement(made, by=by)]
    place = next(n for n, form in enumerate(forms) if form.key == "evaluatie")
    first, last = forms[place].milestones
    rule, months = ("on_date", None) if day else ("after_entry", 7)
    mine = replace(last, rule=rule, months=months, on_date=day)
    forms[place] = replace(forms[place], milestones=[first, mine])
    await set_commitments(made, forms, None, by=by, at=AT)


async def _planned(made: UUID, people: Cast) -> list[tuple[str, int | None, date | None]]:
    found = await of_agreement(made, by=people.administrator)
    [evaluation] = [one for one in found if one.key == "evaluatie"]
    return [(m.rule, m.months, m.on_date) for m in evaluation.milestones]
