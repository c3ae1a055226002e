"""Letters in the life of an agreement: notice, accession and reminders, each for whom it is."""

from __future__ import annotations

import io
import re
from datetime import UTC, date, datetime
from uuid import UUID

from docx import Document as Word
from tests.builders.advising import advice, steps
from tests.builders.agreements import decision, organs
from tests.builders.amending import begun as amendment
from tests.builders.formation import AT, ready
from tests.builders.formation import put_up as put_up_for
from tests.builders.living import decide_and_sign, in_force, party_of
from tests.builders.parties import Cast, authority, cast
from tests.builders.parties import organisation as body
from tests.builders.service import service, signed_in

from governance.agreements.actions import correct_decision, record_decision
from governance.agreements.advising.actions import record_advice, set_chain
from governance.agreements.consenting.forms import ConsentForm, RequestForm
from governance.agreements.living.queries import of_request
from governance.agreements.noticing.forms import NoticeForm, RevokeForm
from governance.base.database import Database
from governance.commitments.queries import of_agreement
from governance.formation.consenting.actions import ask_consent, record_consent
from governance.formation.letters.offering.queries import Choice, choices
from governance.formation.letters.papers import letter, template_of
from governance.formation.letters.rules import Letter
from governance.formation.letters.standing.queries import standing_of
from governance.formation.noticing.actions import give_notice, revoke_notice

HTML = {"accept": "text/html"}
TERMS = {
    "term_months": 48, "extension_rule": "none", "extension_months": None, "notice_months": 6,
}  # fmt: skip
GIVEN, NOW = date(2027, 3, 15), datetime(2027, 3, 20, 12, tzinfo=UTC)
TODAY = NOW.date()
WRONG = re.compile(r"\{\{|\{%|None| {2}|\.\.|\s[.,;:](\s|$)|\b(the|of the|and|party)\b")
"""What never stands in a letter: a raw tag, nothing at all, a stray sign, a word of English."""


def said(content: bytes) -> str:
    """What a letter says, with its tables."""
    paper = Word(io.BytesIO(content))
    cells = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


async def offered(made: UUID, people: Cast, on: date = TODAY) -> dict[str, list[str]]:
    """The names of the parties by the letters that are there for them."""
    told = await standing_of(made, by=people.administrator, today=on)
    found = {one.value: choices(one, told) for one in Letter}
    return {name: [one.organisation for one in of] for name, of in found.items() if of}


async def text_of(
    made: UUID, people: Cast, kind: Letter, of: UUID, on: date = TODAY, at: int = 0
) -> str:
    """The letter that is there for a party."""
    told = await standing_of(made, by=people.administrator, today=on)
    mine = [one for one in choices(kind, told) if one.organisation_id == of]
    text = said(letter(template_of(kind), told, mine[at], "beheerder afspraken"))
    assert not WRONG.search(text), WRONG.search(text)
    return text


async def test_a_notice_of_termination_says_what_was_recorded_and_what_follows(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people, **TERMS, withdrawal_rule="consultation")
    draft = await text_of(made, people, Letter.TERMINATION, people.south)
    assert "21 september 2027" in draft and "20 september 2027" in draft
    assert "rekenen met 20 maart 2027 als dag van de opzegging" in draft
    assert "[datum en nummer van het besluit om op te zeggen]" in draft
    south = await party_of(made, people.south)
    form = NoticeForm(south, "withdrawal", GIVEN, "2027-17", None, "De regio is veranderd.")
    told = await give_notice(made, form, by=by, at=NOW)
    text = await text_of(made, people, Letter.TERMINATION, people.south)
    for fact in (
        "Zuiddorp zegt “Lokale aanpak Noordstad” in zijn geheel op",
        "15 maart 2027", "2027-17", "6 maanden", "16 september 2027", "15 september 2027",
        "De regio is veranderd.", "overleggen of zij doorgaan",
    ):  # fmt: skip
        assert fact in text, fact
    assert "Datum: 15 maart 2027" in text
    assert "10 november 2026" not in text and "2026-114" not in text and "[datum" not in text
    owed = next(one for one in await of_agreement(made, by=by) if one.owners)
    assert owed.title in text and "Noordstad, Politie" not in text
    going = text.partition("Deze brief gaat naar:")[2]
    assert "Noordstad" in going and "Politie" in going
    await revoke_notice(told, RevokeForm(TODAY, "Toch niet."), by=by, at=NOW)
    assert "20 maart 2027 als dag" in await text_of(made, people, Letter.TERMINATION, people.south)


async def test_the_three_effects_and_a_part_that_ends_are_told(database: Database) -> None:
    people = await cast()
    by = people.administrator
    for rule, words in (
        ("others_go_on", "blijft gelden tussen de andere partijen"),
        ("ends_all", "eindigt op die dag voor alle partijen"),
    ):
        made = await in_force(people, **TERMS, withdrawal_rule=rule)
        assert words in await text_of(made, people, Letter.TERMINATION, people.south)
    first, second, *_ = await of_agreement(made, by=by)
    asking = RequestForm(
        "partial", people.south, GIVEN, "Dit doet de regio nu.", date(2027, 9, 1),
        commitment_ids=[first.id],
    )  # fmt: skip
    await ask_consent(made, asking, by=by, at=NOW)
    text = await text_of(made, people, Letter.TERMINATION, people.south)
    assert "1 september 2027" in text and "alle partijen instemmen" in text
    assert first.title in text and second.title not in text and "Dit doet de regio nu." in text
    whole = await text_of(made, people, Letter.TERMINATION, people.south, at=1)
    assert "in zijn geheel op" in whole
    late = (await offered(made, people, date(2030, 8, 1)))["opzegging"]
    assert late == ["Zuiddorp"], "no notice can be given any more: only the request is left"


async def test_a_declaration_of_accession_is_for_who_accedes(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await in_force(people, **TERMS)
    assert "toetredingsverklaring" not in await offered(made, people)
    east = await body("Oosterveld")
    organ = await authority(east, function="de burgemeester van Oosterveld")
    owed = (await of_agreement(made, by=by))[0]
    asking = RequestForm(
        "accession", east, GIVEN, "Oosterveld wil meedoen.", date(2027, 5, 1),
        authority_id=organ, represented_by_function="de burgemeester", commitment_ids=[owed.id],
    )  # fmt: skip
    asked = await ask_consent(made, asking, by=by, at=NOW)
    assert (await offered(made, people))["toetredingsverklaring"] == ["Oosterveld"]
    text = await text_of(made, people, Letter.ACCESSION, east)
    assert "1 mei 2027" in text and "alle partijen instemmen" in text and owed.title in text
    open_now = await text_of(made, people, Letter.REMINDER, people.south)
    assert "Instemming: toetreding van een partij" in open_now and "15 maart 2027" in open_now
    _, found = await of_request(asked, by=by)
    for one in found.consents:
        form = ConsentForm(one.party_id, "agreed", "het college", GIVEN, "2027-9", confirmed=True)
        await record_consent(asked, form, by=by, at=NOW)
    there = await offered(made, people)
    assert there["toetredingsverklaring"] == ["Oosterveld"]
    for name in ("rappel", "collegevoorstel", "uitnodiging-ondertekening"):
        assert there[name] == ["Oosterveld"], name
    assert "Toe te treden" in await text_of(made, people, Letter.EXECUTIVE_PROPOSAL, east)
    later = datetime(2027, 5, 10, 12, tzinfo=UTC)
    await decide_and_sign((await organs(made))[-1], people, later)
    text = await text_of(made, people, Letter.ACCESSION, east, later.date())
    assert "geldt voor Oosterveld sinds 10 mei 2027" in text
    assert "rappel" not in await offered(made, people, later.date())


async def test_a_reminder_is_for_who_has_something_open_and_lists_just_that(
    database: Database,
) -> None:
    people = await cast()
    by = people.administrator
    draft = await ready(people)
    assert set(await offered(draft, people)) == {
        "collegevoorstel", "raadsinformatiebrief", "persbericht",
    }  # fmt: skip
    made = await put_up_for(people)
    north = await party_of(made, people.north)
    await set_chain(north, steps("legal", "council_view"), by=by, at=AT)
    asked = advice(function="jurist", outcome="waiting", asked_on=date(2026, 11, 12))
    await record_advice(north, "legal", asked, by=by, at=AT)
    *_, south = await organs(made)
    on = date(2026, 12, 4)
    assert (await offered(made, people, on))["rappel"] == ["Noordstad", "Zuiddorp"]
    first, *_ = await organs(made)
    await record_decision(first, decision(), by=by, at=AT)
    asked_to = await text_of(made, people, Letter.INVITATION, people.north, on)
    assert "nog een besluit nodig van: authority mayor." in asked_to
    text = await text_of(made, people, Letter.REMINDER, people.north, on)
    for fact in ("Juridisch advies", "jurist", "12 november 2026", "22", "24 november 2026"):
        assert fact in text, fact
    reserved = decision(outcome="reserved", reserved_until=date(2026, 12, 31))
    await record_decision(south, reserved, by=by, at=AT)
    text = await text_of(made, people, Letter.REMINDER, people.south, on)
    assert "voorbehoud" in text and "31 december 2026" in text
    assert (await offered(made, people, on))["uitnodiging-ondertekening"] == ["Noordstad"]
    await correct_decision(south, decision(outcome="declined"), None, by=by, at=AT)
    assert (await offered(made, people, on))["rappel"] == ["Noordstad"]
    others = await text_of(made, people, Letter.REMINDER, people.north, on)
    assert "Stemt niet in met de tekst" in others


async def test_every_letter_of_every_state_reads_well(database: Database) -> None:
    people = await cast()
    made = await in_force(people, **TERMS)
    changing = await amendment(made, people)
    for one in (made, changing):
        told = await standing_of(one, by=people.administrator, today=TODAY)
        for kind in Letter:
            for choice in choices(kind, told) or []:
                text = said(letter(template_of(kind), told, choice, "beheerder"))
                assert not WRONG.search(text), (kind, WRONG.search(text))
                assert told.whole.agreement.short_title in text
    assert "een wijziging van “Lokale aanpak Noordstad”" in await text_of(
        changing, people, Letter.COUNCIL_LETTER, people.north
    )
    assert "opzegging" not in await offered(changing, people)
    council = await text_of(made, people, Letter.COUNCIL_LETTER, people.north)
    assert "“Met dit convenant legt de Gemeente vast" in council
    assert "geldt sinds 20 november 2026" in council and "Looptijd: 4 jaar" in council
    assert isinstance(choices(Letter.PRESS, told)[0], Choice)


TACIT = {
    "term_months": 24, "extension_rule": "tacit", "extension_months": 12, "notice_months": 6,
    "withdrawal_rule": "others_go_on",
}  # fmt: skip
LATE = datetime(2028, 6, 1, 12, tzinfo=UTC)


async def end_settled(made: UUID, people: Cast, on: date, at: datetime = LATE) -> None:
    """All parties agree that it ends on a day."""
    given, by = at.date(), people.administrator
    asking = RequestForm("termination", people.south, given, "Brief", on)
    asked = await ask_consent(made, asking, by=by, at=at)
    for one in (await of_request(asked, by=by))[1].consents:
        form = ConsentForm(one.party_id, "agreed", "het college", given, "2028-9", confirmed=True)
        await record_consent(asked, form, by=by, at=at)


async def test_once_its_end_is_settled_letters_and_the_form_of_a_notice_go_by_it(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await in_force(people, **TACIT), people.administrator
        for who, kind in ((people.north, "no_extension"), (people.south, "withdrawal")):
            form = NoticeForm(await party_of(made, who), kind, date(2028, 5, 20), "2028-7")
            await give_notice(made, form, by=by, at=LATE)
        ends, leaves = "19 november 2029", "21 november 2028"
        parties = (people.north, people.south)
        for who, day in zip(parties, (ends, leaves), strict=True):
            assert day in await text_of(made, people, Letter.TERMINATION, who, LATE.date())
        await end_settled(made, people, date(2028, 9, 1))
        for who, day in zip(parties, (ends, leaves), strict=True):
            text = await text_of(made, people, Letter.TERMINATION, who, LATE.date())
            assert "31 augustus 2028" in text and day not in text
            assert "op die dag voor alle partijen" in text and "blijft gelden" not in text
        soon = await in_force(people, **TACIT)
        await end_settled(soon, people, date(2027, 6, 1), datetime(2027, 1, 11, 12, tzinfo=UTC))
        async with signed_in(transport, by) as client:
            answer = await client.get(f"/afspraken/{soon}/opzeggingen", headers=HTML)
        page = " ".join(answer.text.split())
        assert "uiterlijk op" not in page and "op zijn vroegst" not in page, page
        assert 'value="no_extension"' not in page
        assert "eindigt op 01-06-2027. Een opzegging van vandaag" in page
