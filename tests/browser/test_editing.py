"""A draft is written on in a real browser: kept while typing, saved, remarked upon, fixed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in


@pytest.fixture
def page(browser: Browser, service: Service) -> Page:
    """A new draft of the sample, for its administrator."""
    found = signed_in(browser, service, "beheerder", bypass_csp=False)
    found.goto("/modellen/signaaltafel")
    found.fill("[name=title]", "Samenwerkingsovereenkomst signaaltafel Proef")
    found.fill("[name=shortTitle]", "Signaaltafel Proef")
    found.get_by_role("button", name="Beginnen").click()
    return found


def test_what_is_typed_is_kept_saved_and_undone(page: Page) -> None:
    draft = page.url
    page.get_by_role("link", name="Wijzig de artikelen").click()
    looked_at(page)
    page.get_by_role("link", name="Artikel 5 Werkwijze van de Signaaltafel").click()
    looked_at(page)
    page.get_by_label("Tekst van alinea 1").fill("De tafel komt [ritme] bijeen bij [gastheer].")
    expect(page.locator("#kept")).to_contain_text("Bewaard om")
    page.goto(page.url)
    expect(page.get_by_label("Tekst van alinea 1")).to_have_value(
        "De tafel komt [ritme] bijeen bij [gastheer]."
    )
    page.get_by_label("Tekst van alinea 1").focus()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".doc")).to_contain_text("bijeen bij [Welke gemeente")
    page.get_by_role("link", name="Terug naar de artikelen").click()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.locator(".message")).to_contain_text("ongedaan gemaakt")
    looked_at(page)
    page.goto(f"{draft}/opmerkingen")
    expect(page.locator("section", has_text="Gasten")).to_contain_text("Staat er nu niet")
    page.locator("summary").nth(1).click()
    page.get_by_label("Uw opmerking").nth(1).fill("Waarom staat dit er?")
    page.get_by_role("button", name="Maak een opmerking").first.click()
    expect(page.locator(".remark")).to_contain_text("Waarom staat dit er?")
    looked_at(page)
    page.goto(f"{draft}/versies")
    page.get_by_label("Omschrijving van deze versie").fill("na het overleg")
    page.get_by_role("button", name="Leg deze versie vast").click()
    looked_at(page)
    page.get_by_role("link", name="Versie 1", exact=True).click()
    expect(page.locator("h1").first).to_have_text("Versie 1")
    looked_at(page)
