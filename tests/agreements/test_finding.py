"""The text of agreements searched by its words: what is found, how it is shown, and to whom."""

from __future__ import annotations

import pytest
from tests.builders import agreements as build
from tests.builders.articles import article, in_region, negotiated, put_up
from tests.builders.parties import Cast, cast
from tests.builders.service import service, signed_in

from governance.agreements.actions import put_up_for_decision, take_back
from governance.agreements.finding.queries import PAGE_SIZE, FoundArticles, found
from governance.agreements.finding.rules import Piece, lacking, pieces
from governance.agreements.sharing.actions import share_draft, stop_sharing
from governance.base.database import DATABASE, Database
from governance.base.searching import readable

HTML = {"accept": "text/html"}


def marked(found: FoundArticles) -> set[str]:
    return {
        one.text for article in found.articles for one in (*article.title, *article.text)
        if one.found
    }  # fmt: skip


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("gemeente", {"gemeenten"}),
        ("Gemeenten", {"gemeenten"}),
        ("coordinator", {"coördinator"}),
        ("coördinatie", {"Coördinatie"}),
        ("slachtoffer aanwijzen", None),
        ("slachtoffer kost", {"slachtoffers", "kosten"}),
        ('"kosten naar rato"', {"kosten", "rato"}),
        ('"rato kosten"', None),
        ("kosten -rato", None),
        ("kosten -subsidie", {"kosten"}),
        ("subsidie or kosten", {"kosten"}),
        ("kosten & | ! ( : * <->", {"kosten"}),
    ],
)
async def test_words_are_found_in_their_forms_and_marked(
    database: Database, search: str, words: set[str] | None
) -> None:
    people = await cast()
    await put_up(people, article())
    seen = await found(search, by=people.administrator)
    assert (seen.total, seen.lacking) == (len(seen.articles), "")
    assert (marked(seen) if seen.articles else None) == words


async def test_a_heading_weighs_more_and_what_is_found_says_where_it_stands(
    database: Database,
) -> None:
    people = await cast()
    made = await put_up(
        people, article("Over de kosten.", 1, "Doel", "doel"),
        article("Ieder betaalt.", 2, "Kosten", "kosten"),
    )  # fmt: skip
    before = database.queries
    seen = await found("kosten", by=people.administrator)
    assert database.queries - before == 1
    assert [(one.number, one.key) for one in seen.articles] == [(2, "kosten"), (1, "doel")]
    first = seen.articles[0]
    assert (first.agreement_id, first.text_version, first.state) == (made, 1, "up_for_decision")
    assert (first.title, first.text) == (
        (Piece("Kosten", True),), (Piece("Ieder betaalt.", False),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("search", "why"),
    [
        ("", "empty"), ("   ", "empty"), ("\x00", "empty"), ("a", "short"), ('"a" b 5', "short"),
        ("-kosten", "short"), ("%_", "short"), ("de", "common"), ("van het -kosten", "common"),
        ("de een", "common"), ("van -subsidie", "common"), ("kosten or -subsidie", "common"),
        ("zzzz", ""),
    ],
)  # fmt: skip
async def test_what_can_never_be_found_says_why(database: Database, search: str, why: str) -> None:
    people = await cast()
    await put_up(people, article())
    seen = await found(search, by=people.administrator)
    assert (seen.articles, seen.total, seen.pages, seen.lacking) == ((), 0, 1, why)


def test_signs_that_mark_what_was_found_are_taken_out_of_a_search_and_cut_a_text() -> None:
    assert readable(" \ue000kosten\x00\udcff ") == "kosten"
    assert len(readable("k" * 300)) == 200
    assert lacking("ök") == ""
    assert pieces("") == ()
    assert pieces("a \ue000b\ue001 c\ue000d\ue001") == (
        Piece("a ", False), Piece("b", True), Piece(" c", False), Piece("d", True),
    )  # fmt: skip


async def test_marks_that_stand_in_a_text_mark_nothing(database: Database) -> None:
    people = await cast()
    await put_up(people, article("De \ue000prijs\ue001 en de kosten."))
    assert marked(await found("kosten", by=people.administrator)) == {"kosten"}


async def test_an_article_longer_than_any_is_stored_and_found_by_its_beginning(
    database: Database,
) -> None:
    people = await cast()
    long = "kosten " + " ".join(f"woord{n}" for n in range(150_000)) + " slachtoffer"
    await put_up(people, article(long))
    assert (await found("kosten", by=people.administrator)).total == 1
    assert (await found("slachtoffer", by=people.administrator)).total == 0


async def test_the_pages_hold_what_was_found_once_and_too_far_is_the_last(
    database: Database,
) -> None:
    people = await cast()
    await put_up(people, *(article("Kosten.", n, "Deel", f"d{n}") for n in range(1, 46)))
    seen = [await found("kosten", number, by=people.administrator) for number in (1, 2, 3, 99, -5)]
    assert [len(one.articles) for one in seen] == [PAGE_SIZE, PAGE_SIZE, 5, 5, PAGE_SIZE]
    assert [(one.page, one.pages, one.total) for one in seen] == [
        (1, 3, 45), (2, 3, 45), (3, 3, 45), (3, 3, 45), (1, 3, 45),
    ]  # fmt: skip
    assert [a.number for one in seen[:3] for a in one.articles] == list(range(1, 46))


async def totals(people: Cast, *searches: str) -> dict[str, tuple[int, ...]]:
    """What each of the cast finds: keeper, party, committee, region, outsider."""
    readers = {
        "keeper": people.administrator, "party": people.pin_north, "committee": people.chair,
        "region": await in_region(people), "outsider": people.outsider,
    }  # fmt: skip
    return {
        name: tuple([(await found(one, by=by)).total for one in searches])
        for name, by in readers.items()
    }


async def test_who_finds_what_over_the_life_of_a_text(database: Database) -> None:
    people = await cast()
    by = people.administrator
    made = await build.drafted(people)
    words = ("eerste", "tweede", "derde")
    nothing = (0, 0, 0)
    nobody = dict.fromkeys(("keeper", "party", "committee", "region", "outsider"), nothing)
    assert await totals(people, *words) == nobody, "an open draft"
    await negotiated(made, article("eerste"))
    assert await totals(people, *words) == nobody | {"keeper": (1, 0, 0)}
    await share_draft(made, by=by, at=build.AT)
    both = {"keeper": (1, 0, 0), "party": (1, 0, 0)}
    assert await totals(people, *words) == nobody | both
    await stop_sharing(made, by=by, at=build.AT)
    assert await totals(people, *words) == nobody | {"keeper": (1, 0, 0)}
    await negotiated(made, article("tweede"))
    assert await totals(people, *words) == nobody | {"keeper": (0, 1, 0)}, "the newest"
    await put_up_for_decision(made, build.text(), [article("derde")], None, by=by, at=build.AT)
    third = dict.fromkeys(("keeper", "party", "committee"), (0, 0, 1))
    assert await totals(people, *words) == nobody | third, "negotiation is over"
    await DATABASE.fetch("update agreement set state = 'signed' where id = $1", made)
    assert await totals(people, *words) == nobody | third
    for state in ("in_force", "ended"):
        await DATABASE.fetch("update agreement set state = $2 where id = $1", made, state)
        assert await totals(people, *words) == nobody | third | {"region": (0, 0, 1)}, state


async def test_of_a_text_that_was_taken_back_who_takes_part_finds_what_was_up(
    database: Database,
) -> None:
    people = await cast()
    made = await put_up(people, article("eerste"))
    await take_back(made, None, by=people.administrator, at=build.AT)
    [row] = await DATABASE.fetch("select state, shared_at from agreement where id = $1", made)
    assert row["state"] == "draft"
    seen = await totals(people, "eerste")
    assert (seen["keeper"], seen["region"], seen["outsider"]) == ((1,), (0,), (0,))
    assert seen["party"] == ((1,) if row["shared_at"] else (0,))
    await negotiated(made, article("tweede"))
    assert (await totals(people, "eerste", "tweede"))["keeper"] == (0, 1)


async def test_the_page_marks_words_escapes_the_rest_and_leads_to_the_article(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        made = await put_up(people, article())
        draft = await build.drafted(people, short_title="Concept", title="Concept")
        await negotiated(draft, article("De kosten.", 3, "<i>Geld</i>", "geld"))
        at = "/afspraken/artikelen"
        async with signed_in(transport, people.administrator) as client:
            client.headers.update(HTML)
            shown = (await client.get(f"{at}?search=kosten")).text
            assert "In 2 artikelen" in shown
            assert shown.count("<mark>kosten</mark>") == 2
            assert f'href="/afspraken/{made}/voorbeeld#art-zorg"' in shown
            assert f'href="/afspraken/{draft}/versies/1#art-geld"' in shown
            assert "Artikel 3 &lt;i&gt;Geld&lt;/i&gt;</a>" in shown
            assert "<i>" not in shown
            assert "<b>" not in shown
            researched = (await client.get(f"{at}?search=convenant")).text
            assert "R&amp;D" in researched
            assert 'value="kosten"' in shown
            for search, said in (
                ("", "Wat zoekt u?"), ("a", "Dit woord is te kort"),
                ("de", "Deze woorden staan in elke tekst"), ("zzzz", "Niets gevonden"),
                ("<script>", "Niets gevonden"),
            ):  # fmt: skip
                answer = await client.get(at, params={"search": search})
                assert (answer.status_code, said in answer.text) == (200, True), search
            assert (
                "In 2 articles"
                in (await client.get(f"{at}?search=kosten", headers={"accept-language": "en"})).text
            )
            told = (await client.get(f"/api/v1{at}?search=kosten")).json()
            assert {one["agreementId"] for one in told["articles"]} == {str(made), str(draft)}
            assert {"text": "kosten", "found": True} in told["articles"][0]["text"]
            assert f'href="{at}"' in (await client.get("/afspraken")).text
        async with signed_in(transport, people.outsider) as client:
            answer = await client.get(f"/api/v1{at}?search=kosten")
            assert answer.json()["total"] == 0
