"""Words of an article searched in the browser, to the article itself and its citation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.conftest import Service, looked_at, signed_in

AT = "/afspraken/artikelen"


@pytest.mark.parametrize("colours", ["none", "active"])
def test_what_is_found_and_what_is_not_can_be_used_by_everybody(
    browser: Browser, service: Service, colours: str
) -> None:
    page = signed_in(browser, service, "beheerder", forced_colors=colours)
    for search in ("kosten gemeente", "", "a", "de", "zzzz"):
        page.goto(f"{AT}?search={search}")
        looked_at(page)


def test_from_a_word_to_its_article_without_javascript(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder", java_script_enabled=False)
    page.goto("/afspraken")
    page.get_by_role("link", name="Zoeken in de tekst").click()
    page.get_by_label("Woorden uit een artikel").fill("kost gemeenten")
    page.get_by_role("button", name="Toon").click()
    expect(page.locator("mark", has_text="kosten").first).to_be_visible()
    page.locator("ol.tasks a").first.click()
    anchor = page.url.partition("#")[2]
    article = page.locator(f"#{anchor}")
    expect(article).to_be_in_viewport()
    article.get_by_text("Verwijzen naar artikel").click()
    expect(article.get_by_role("link", name="Link naar artikel")).to_be_visible()
    expect(article.get_by_role("button")).to_have_count(0)


def test_the_link_and_the_citation_of_an_article_are_copied(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "beheerder")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{AT}?search=kosten gemeente")
    page.locator("ol.tasks a").first.click()
    anchor = page.url.partition("#")[2]
    article = page.locator(f"#{anchor}")
    article.get_by_text("Verwijzen naar artikel").click()
    looked_at(page)
    article.get_by_role("button", name="Kopieer de link naar artikel").click()
    expect(article.get_by_role("status").last).to_have_text("Gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    article.get_by_role("button", name="Kopieer de verwijzing naar artikel").click()
    expect(article.get_by_role("status").first).to_have_text("Gekopieerd.")
    said = str(page.evaluate("navigator.clipboard.readText()"))
    assert said.startswith("Artikel ")
    assert said.endswith(", versie 1")
