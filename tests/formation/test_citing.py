"""An article says how to refer to it: its citation, and a link to its place on the page."""

from __future__ import annotations

import re

from tests.builders.formation import AT, ready
from tests.builders.service import service, signed_in

from governance.documents.blocks import Article, Document
from governance.documents.html import write_html
from governance.formation.actions import put_up_for_decision

CITED = "Artikel 2 (Doel en reikwijdte) van Lokale aanpak Noordstad, versie 1"
HTML = {"accept": "text/html"}


async def test_the_preview_and_a_version_say_how_to_refer_to_an_article(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        preview = f"/afspraken/{made}/voorbeeld"
        async with signed_in(transport, people.administrator) as client:
            draft = (await client.get(preview, headers=HTML)).text
            assert re.search(r'<p id="cite-art-doel">[^<]*, versie 1 \(concept\)</p>', draft)
            await put_up_for_decision(made, None, by=people.administrator, at=AT)
            for at in (preview, f"/afspraken/{made}/versies/1"):
                shown = (await client.get(at, headers=HTML)).text
                found = re.findall(r'<p id="cite-art-doel">([^<]*)</p>', shown)
                assert found == [
                    "Artikel 2 (Doel en reikwijdte) van Lokale aanpak Noordstad, versie 1"
                ]
                assert '<a id="link-art-doel" href="#art-doel">Link naar artikel 2</a>' in shown
                assert shown.count('<details class="doc-cite">') == shown.count('"doc-article"')
                copied = re.findall(r'data-copies="([^"]*)"', shown)
                assert set(copied) <= set(re.findall(r'id="([^"]*)"', shown))
                assert len(copied) == 2 * shown.count('"doc-article"')
                assert re.search(r'<script src="[^"]*copying[^"]*\.js" nonce=', shown)


def test_a_title_with_markup_is_cited_as_text_and_only_where_it_is_asked_for() -> None:
    whole = Document("T", "A <b>", "2", "2026-11-24T12:00:00Z", (Article("<i>", (), "art-x"),))
    assert "doc-cite" not in write_html(whole)
    assert "Artikel 1 (&lt;i&gt;) van A &lt;b&gt;, versie 2</p>" in write_html(whole, citing=True)
