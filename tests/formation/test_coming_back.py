"""A party that withdrew from an agreement and accedes to it anew."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from tests.builders.agreements import organs
from tests.builders.amending import begun, promise, signed
from tests.builders.living import a_day_comes, decide_and_sign, in_force, lines, party_of
from tests.builders.parties import Cast, cast
from tests.formation.test_letters_in_life import text_of

from governance.agreements.consenting.forms import ConsentForm, RequestForm
from governance.agreements.living.queries import life, of_request
from governance.agreements.noticing.forms import NoticeForm
from governance.base.database import Database
from governance.commitments.queries import of_agreement
from governance.formation.consenting.actions import ask_consent, record_consent
from governance.formation.letters.leaving.papers import own_told
from governance.formation.letters.offering.queries import Choice
from governance.formation.letters.owing.papers import due_on, owed_in
from governance.formation.letters.papers import values_of
from governance.formation.letters.rules import Letter
from governance.formation.letters.standing.queries import standing_of
from governance.formation.noticing.actions import give_notice

ON = date(2027, 1, 11)
AT = datetime(2027, 1, 12, 12, tzinfo=UTC)
GONE = date(2027, 2, 12)
BACK = datetime(2027, 4, 1, 12, tzinfo=UTC)


async def letters_know_what_it_owes(made: UUID, people: Cast) -> None:
    """It is an owner again, with its own day; the day of the others is not put off by it."""
    told = await standing_of(made, by=people.administrator, today=BACK.date())
    owed = told.whole.commitments[0]
    days = {one.organisation: one.planned_on for one in told.lines if one.title == owed.title}
    assert days["Noordstad"] and days["Politie"] and days["Noordstad"] < days["Politie"]
    assert due_on(told, owed) == days["Noordstad"]
    first, second, *_ = owed_in(told, "nl")
    assert first["owner"] == "Noordstad, Zuiddorp en Politie"
    assert (first["due_on"], "Politie" in second["owner"]) == (days["Noordstad"], False)
    [mine] = own_told(told, people.police, told.accession(people.police))
    assert (mine["text"], mine["due_on"]) == (owed.title, days["Politie"])
    text = await text_of(made, people, Letter.ACCESSION, people.police, BACK.date())
    assert owed.title in text
    told = await standing_of(made, by=people.administrator, today=BACK.date())
    ending = values_of(told, Choice(people.police, draft=True), "")["ending"]
    assert [one["text"] for one in ending] == [owed.title]


async def test_who_withdrew_accedes_anew_and_owes_from_then_on(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people, notice_months=1, withdrawal_rule="others_go_on")
    owed = [one.id for one in await of_agreement(made, by=by)]
    leaves = NoticeForm(await party_of(made, people.police), "withdrawal", ON, "2027-9")
    await give_notice(made, leaves, by=by, at=AT)
    await a_day_comes(GONE)
    asking = RequestForm(
        "accession", people.police, BACK.date(), "Brief 2027-31", authority_id=people.police_chief,
        represented_by_function="de politiechef", commitment_ids=owed[:1],
    )  # fmt: skip
    asked = await ask_consent(made, asking, by=by, at=BACK)
    for one in (await of_request(asked, by=by))[1].consents:
        yes = ConsentForm(one.party_id, "agreed", "het college", BACK.date(), "1", confirmed=True)
        await record_consent(asked, yes, by=by, at=BACK)
    await decide_and_sign((await organs(made))[-1], people, BACK)
    police = [one for one in (await life(made, by=by)).parties if one.organisation == "Politie"]
    held = [(one.joined_on, one.left_on) for one in police]
    assert held == [(date(2026, 11, 20), GONE), (BACK.date(), None)]
    assert (await lines(made))["Politie"] == {"lapsed", "planned"}
    first, second = (await of_agreement(made, by=by))[:2]
    assert [one.organisation for one in first.owners].count("Politie") == 1
    assert [one.party_id for one in second.owners if one.organisation == "Politie"] == []
    await letters_know_what_it_owes(made, people)
    changing = await begun(made, people, at=BACK)
    await promise(changing, people, key=first.key, text="Dit is anders.", at=BACK)
    await signed(changing, people, BACK)
    [changed, *_] = await of_agreement(made, by=by)
    assert [one.organisation for one in changed.owners].count("Politie") == 1
    assert (await lines(made))["Politie"] == {"lapsed", "planned"}
