"""What is still open is told by name, and days as one writes them here."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from tests.builders.browsing import fields
from tests.builders.formation import AT, BLANKS, ready
from tests.builders.service import service, signed_in

from governance.agreements.actions import change_terms
from governance.agreements.forms import TermsForm
from governance.formation.actions import fill_in

HTML = {"accept": "text/html"}
TERMS = {"title": "Convenant", "short_title": "Afspraak", "extension_rule": "none"}
ENTERED = {"entry_rule": "date_after_all_signed", "entry_date": date(1990, 1, 1)}


async def test_a_day_too_near_the_end_is_listed_with_its_question(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await ready(people), people.administrator
        await fill_in(made, BLANKS | {"evaluatie": "2098-12-01"}, None, by=by, at=AT)
        async with signed_in(transport, by) as client:
            page = (await client.get(f"/afspraken/{made}/aanbieding", headers=HTML)).text
    [told] = re.findall(r'<div class="tasks__what"><p>(.*?)</p>', page)
    assert re.match(r"\w.*evalua.*(\?|:) Deze datum ", unescape(told)), told


async def test_an_absurd_day_that_was_kept_is_listed_once_as_dd_mm_yyyy(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await ready(people), people.administrator
        form = TermsForm(**TERMS, **ENTERED, term_months=48, notice_months=6)  # type: ignore[arg-type]
        await change_terms(made, form, None, by=by, at=AT)
        async with signed_in(transport, by) as client:
            page = (await client.get(f"/afspraken/{made}/aanbieding", headers=HTML)).text
    told = map(unescape, re.findall(r'<div class="tasks__what"><p>(.*?)</p>', page))
    [about] = [said for said in told if "inwerkingtreding" in said]
    assert about.startswith("Datum van inwerkingtreding: ‘01-01-1990’ ligt te ver weg: het jaar")
    assert "1990-01-01" not in page


async def test_an_absurd_day_is_refused_where_it_is_typed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        for word, name, label in (
            ("looptijd", "entryDate", "Datum van inwerkingtreding:"),
            ("antwoorden", "blanks.evaluatie", "evalua"),
        ):
            at = f"/afspraken/{made}/{word}"
            async with signed_in(transport, people.administrator) as client:
                typed = fields((await client.get(at, headers=HTML)).text, at)
                answer = await client.post(at, data=typed | {name: ["1-1-1990"]}, headers=HTML)
            assert answer.status_code == 400
            field = f"f-{name.replace('.', '-')}"
            told = re.findall(rf'<a href="#{field}">(.*?)</a>', answer.text)
            assert len(told) == 1
            assert label in told[0]
            assert "Deze datum ligt te ver weg" in told[0]
            assert "1990-01-01" not in answer.text
