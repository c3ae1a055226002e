"""Two people at one draft at the same time: one wins, the other is told, nothing is done twice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeAlias
from uuid import UUID

import pytest
from tests.builders import browsing
from tests.builders.clauses import clause
from tests.builders.formation import AT, ready
from tests.builders.negotiating import came_back, desk, file_of, fixed
from tests.builders.parties import Cast
from tests.builders.service import service, signed_in
from tests.builders.things import taken
from tests.stories.test_two_at_once import HTML, Form, at_once

from governance.agreements.queries import agreement
from governance.agreements.remarks.actions import remark
from governance.agreements.remarks.forms import RemarkForm
from governance.agreements.texts.rules import mark
from governance.base.database import DATABASE
from governance.formation.editing import papers
from governance.formation.editing.actions import save_section, section_named
from governance.formation.editing.forms import PassageRow, SectionForm
from governance.formation.negotiating.actions import decline
from governance.formation.negotiating.queries import proposals
from governance.formation.queries import forming

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Case: TypeAlias = Callable[[Cast], Awaitable[list[Form]]]


async def _seen(made: UUID, people: Cast) -> str:
    whole = await forming(made, by=people.administrator)
    found: str = papers.fields(section_named(whole, "art-doel"), whole.model)["seen"]
    return found


async def _written(people: Cast, times: int = 1) -> UUID:
    """A draft of which one article was changed so many times."""
    made = await ready(people)
    for number in range(times):
        rows = [PassageRow("clause", f"Versie {number}.")]
        form = SectionForm(await _seen(made, people), "Doel", "", rows)
        await save_section(made, "art-doel", form, by=people.administrator, at=AT)
    return made


async def section(people: Cast) -> list[Form]:
    made = await ready(people)
    seen, at = await _seen(made, people), f"/afspraken/{made}/artikelen/art-doel"
    typed = {"seen": seen, "title": "Doel", "act": "save", "passages.0.form": "clause"}
    return [(at, typed | {"passages.0.words": said}) for said in ("Een.", "Twee.")]


async def order(people: Cast) -> list[Form]:
    made = await ready(people)
    whole = papers.outline(await forming(made, by=people.administrator))
    names = [one.name for one in whole]
    above = names[names.index("art-doel") - 1]
    at = f"/afspraken/{made}/artikelen/art-doel/volgorde"
    return [(at, {"way": "up", "past": above})] * 2


async def leaving_out(people: Cast) -> list[Form]:
    """One leaves out the article that the other writes in."""
    made = await ready(people)
    seen, at = await _seen(made, people), f"/afspraken/{made}/artikelen/art-doel"
    typed = {"seen": seen, "title": "Doel", "act": "save", "passages.0.form": "clause"}
    return [(f"{at}/verwijdering", {"seen": seen}), (at, typed | {"passages.0.words": "Twee."})]


async def undoing(people: Cast) -> list[Form]:
    made = await _written(people, 2)
    [row] = await DATABASE.fetch(
        "select id from text_change order by made_at desc, id desc limit 1"
    )
    at = f"/afspraken/{made}/artikelen/art-doel/ongedaan-maken"
    return [(at, {"change": str(row["id"])})] * 2


async def version(people: Cast) -> list[Form]:
    made = await ready(people)
    seen = (await agreement(made, by=people.administrator)).version
    return [(f"/afspraken/{made}/versies", {"of": said, "version": seen}) for said in "ab"]


async def settling(people: Cast) -> list[Form]:
    made = await ready(people)
    form = RemarkForm("art-doel", "Waarom?")
    one = await remark(made, form, by=people.administrator, at=AT)
    return [(f"/afspraken/{made}/opmerkingen/{one}/afronding", {})] * 2


async def _proposed(people: Cast) -> tuple[UUID, str]:
    made = await ready(people)
    await fixed(made, people)
    edited = await desk(made, people)
    edited.change("art-doel-1", "dit convenant", "deze afspraak")
    await came_back(made, people, edited)
    [one] = await proposals(made, by=people.administrator)
    return made, str(one.id)


async def _decided(people: Cast, *acts: str) -> list[Form]:
    made, one = await _proposed(people)
    at = f"/afspraken/{made}/terug-uit-word/besluiten"
    return [(at, {"act": act, "chosen": one, "reason": "Nee."}) for act in acts]


async def accepting(people: Cast) -> list[Form]:
    return await _decided(people, "accept", "accept")


async def declining(people: Cast) -> list[Form]:
    return await _decided(people, "decline", "decline")


async def accepting_or_declining(people: Cast) -> list[Form]:
    return await _decided(people, "accept", "decline")


async def reopening(people: Cast) -> list[Form]:
    made, one = await _proposed(people)
    await decline(made, [UUID(one)], "Nee.", by=people.administrator, at=AT)
    at = f"/afspraken/{made}/terug-uit-word/besluiten"
    return [(at, {"reopen": one})] * 2


async def adopting(people: Cast) -> list[Form]:
    """One adopts the newer version of a clause, the other keeps the article."""
    made = await ready(people)
    name = await taken(made, people)
    whole = await forming(made, by=people.administrator)
    said = {"seen": mark(section_named(whole, name)), "number": "1.1"}
    at = f"/afspraken/{made}/artikelen/{name}/bepaling"
    return [(at, said | {"choice": choice}) for choice in ("adopt", "keep")]


async def own_clause(people: Cast) -> list[Form]:
    """Two make the next version of a clause of the own library."""
    made = await clause(people.keeper, people.administrator, AT)
    said = {"title": "Bellen", "theme": "other", "explanation": "Waarom.", "source": "Wij"}
    said |= {"variants.0.key": "kort", "variants.0.title": "Kort", "variants.0.text": "1. Een."}
    said |= {"version": "1"}
    return [(f"/eigen-bepalingen/{made}/versies", said | {"says": says}) for says in "ab"]


CASES: dict[str, Case] = {
    "adopting": adopting,
    "own clause": own_clause,
    "section": section,
    "order": order,
    "leaving_out": leaving_out,
    "undoing": undoing,
    "version": version,
    "settling": settling,
    "accepting": accepting,
    "declining": declining,
    "accepting_or_declining": accepting_or_declining,
    "reopening": reopening,
}


@pytest.mark.parametrize("case", CASES)
async def test_one_wins_and_the_other_is_told(owner_url: str, case: str) -> None:
    async with service(owner_url) as (transport, people):
        answers, acts = await at_once(transport, people.administrator, await CASES[case](people))
        assert sorted(told.status_code for told in answers) == [303, 409], case
        # What is accepted is noted as a decision and as a change of the text.
        assert acts in ((1, 2) if case.startswith("accepting") else (1,))


async def test_a_file_that_two_hand_in_at_once_comes_in_once(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        await fixed(made, people)
        edited = await desk(made, people)
        edited.change("art-doel-1", "dit convenant", "deze afspraak")
        at = f"/afspraken/{made}/terug-uit-word"
        async with signed_in(transport, people.administrator) as client:
            fields = browsing.fields((await client.get(at, headers=HTML)).text, at)
            sent = {"number": fields["number"][0], "organisationId": str(people.north)}
        parts = {"file": ("terug.docx", file_of(edited).getvalue(), DOCX)}
        forms: list[Form] = [(at, sent)] * 2
        answers, _ = await at_once(transport, people.administrator, forms, files=parts)
        assert [told.status_code for told in answers] == [303, 303]
        assert len(await DATABASE.fetch("select id from returned_file")) == 1
        assert len(await DATABASE.fetch("select id from text_proposal")) == 1
