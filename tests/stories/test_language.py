"""The language is switched on a form that was refused: nothing is lost, and nothing is done."""

from __future__ import annotations

import re

from tests.builders.browsing import fields
from tests.builders.formation import ready
from tests.builders.service import service, signed_in

from governance.agreements.queries import agreement

HTML = {"accept": "text/html"}
SWITCH = re.compile(r'name="show_in" value="(\w+)"')


async def test_the_form_stands_there_again_in_the_other_language(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        at = f"/afspraken/{made}/looptijd"
        async with signed_in(transport, people.administrator) as client:
            page = (await client.get(at, headers=HTML)).text
            typed = fields(page, at) | {"title": ["Nieuwe titel"], "termMonths": ["veel"]}
            assert not SWITCH.search(page)
            assert 'name="language"' in page
            refused = (await client.post(at, data=typed, headers=HTML)).text
            assert SWITCH.findall(refused) == ["en"]
            assert 'name="language"' not in refused
            assert refused.index('name="show_in"') > refused.index("voorwaarden opslaan")
            typed = fields(refused, at) | {"termMonths": ["48"]}
            english = await client.post(at, data=typed | {"show_in": "en"}, headers=HTML)
            assert '<html lang="en">' in english.text
            assert 'value="Nieuwe titel"' in english.text
            assert SWITCH.findall(english.text) == ["nl"]
            assert (await agreement(made, by=people.administrator)).title != "Nieuwe titel"
            again = fields(english.text, at)
            assert (await client.post(at, data=again, headers=HTML)).status_code == 303
            assert (await agreement(made, by=people.administrator)).title == "Nieuwe titel"
            assert '<html lang="en">' in (await client.get(at, headers=HTML)).text


async def test_a_page_that_gives_words_back_offers_no_switch_that_drops_them(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}/looptijd"
        async with signed_in(transport, people.administrator) as client:
            typed = fields((await client.get(at, headers=HTML)).text, at) | {"version": ["1"]}
            for more in ({}, {"show_in": "fr"}):
                overtaken = await client.post(at, data=typed | more, headers=HTML)
                assert overtaken.status_code == 409
                assert 'name="language"' not in overtaken.text
