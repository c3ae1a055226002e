"""An amendment that becomes part of an agreement while somebody has still to sign its accession."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.builders.agreements import organs
from tests.builders.amending import begun, promise, say, signed
from tests.builders.living import a_day_comes, decide_and_sign, in_force, lines, party_of
from tests.builders.parties import authority, cast

from governance.agreements.consenting.forms import ConsentForm, RequestForm
from governance.agreements.living.queries import of_request
from governance.agreements.noticing.forms import NoticeForm
from governance.agreements.queries import parties
from governance.base.database import Database
from governance.commitments.queries import of_agreement
from governance.documents.text import write_text
from governance.formation.consenting.actions import ask_consent, record_consent
from governance.formation.noticing.actions import give_notice
from governance.formation.queries import forming
from governance.formation.texts.papers import agreement_text

ON = date(2027, 1, 11)
AT = datetime(2027, 1, 12, 12, tzinfo=UTC)
LATER = datetime(2027, 2, 1, 12, tzinfo=UTC)


async def test_who_has_still_to_sign_keeps_what_it_comes_to_owe(database: Database) -> None:
    people = await cast()
    by, made = people.administrator, await in_force(people)
    owed = (await of_agreement(made, by=by))[0]
    asking = RequestForm(
        "accession", people.stranger, ON, "Brief 2027-8",
        authority_id=await authority(people.stranger), commitment_ids=[owed.id],
        represented_by_function="de burgemeester",
    )  # fmt: skip
    asked = await ask_consent(made, asking, by=by, at=AT)
    for one in (await of_request(asked, by=by))[1].consents:
        yes = ConsentForm(one.party_id, "agreed", "het college", ON, "1", confirmed=True)
        await record_consent(asked, yes, by=by, at=AT)
    changing = await begun(made, people, at=AT)
    north = [one.id for one in await parties(changing, by=by) if one.organisation == "Noordstad"]
    await promise(changing, people, key=owed.key, owner_party_ids=north, at=AT)
    await signed(changing, people, AT)
    after_merge = {one.key: one for one in await of_agreement(made, by=by)}[owed.key]
    assert [one.organisation for one in after_merge.owners] == ["Noordstad", "Verweg"]
    text = agreement_text(await forming(made, by=by), draft=False)
    assert "Verweg" not in write_text(text)
    await decide_and_sign((await organs(made))[-1], people, LATER)
    assert (await lines(made))["Verweg"] == {"planned"}


async def test_the_text_that_comes_of_it_names_no_party_that_left(database: Database) -> None:
    people = await cast()
    by, made = (
        people.administrator,
        await in_force(people, notice_months=1, withdrawal_rule="others_go_on"),
    )
    leaves = NoticeForm(await party_of(made, people.police), "withdrawal", ON, "2027-9")
    await give_notice(made, leaves, by=by, at=AT)
    gone = datetime(2027, 3, 1, 12, tzinfo=UTC)
    await a_day_comes(gone.date())
    changing = await begun(made, people, at=gone)
    await say(changing, "art-doel", "Dit is gewijzigd.", people, gone)
    await signed(changing, people, gone)
    text = write_text(agreement_text(await forming(made, by=by), draft=False))
    named = [word for word in ("gewijzigd.", "burgemeester", "politiechef") if word in text]
    assert named == ["gewijzigd.", "burgemeester"]
