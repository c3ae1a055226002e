"""The network in the browser: every page by its own means, and from a gap to a filled function."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in

PAGES = (
    "/netwerk", "/netwerk?search=zorg", "/dekking", "/dekking/kaart", "/dekking/geschiedenis",
    "/invullingen", "/verzoeken", "/organisaties", "/regios", "/overleggen", "/preventieaanbod",
    "/mogelijkheden", "/signaalroutes",
)  # fmt: skip


@pytest.mark.parametrize("colours", ["none", "active"])
def test_every_list_of_the_network_can_be_used_by_everybody(
    browser: Browser, service: Service, colours: str
) -> None:
    page = signed_in(browser, service, "beheerder", forced_colors=colours)
    for address in PAGES:
        page.goto(address)
        looked_at(page)


def test_from_a_gap_the_organisation_is_asked_and_fills_it_without_javascript(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "secretaris", java_script_enabled=False)
    page.goto("/dekking?function=contact_point&state=vacant")
    gap = page.get_by_role("button", name="vraag Maastricht, contactpunt")
    gap.click()
    expect(
        page.get_by_text("De organisatie is gevraagd deze functie in te vullen.")
    ).to_be_visible()
    expect(page.get_by_role("link", name="gevraagd Maastricht, contactpunt")).to_be_visible()
    keeper = signed_in(browser, service, "beheerder")
    keeper.goto("/")
    keeper.get_by_role("link", name="Gemeente Maastricht: contactpunt").click()
    looked_at(keeper)
    keeper.get_by_role("link", name="De functie invullen").click()
    looked_at(keeper)
    keeper.get_by_role("button", name="De functie invullen").click()
    expect(keeper.locator(".summary")).to_contain_text("Functionele mailbox")
    looked_at(keeper)
    keeper.get_by_label("Functietitel van wie de functie vervult").fill("medewerker informatiepunt")
    keeper.get_by_label("Functionele mailbox").fill("contact@maastricht.example")
    keeper.get_by_role("button", name="De functie invullen").click()
    expect(keeper.get_by_text("De functie is ingevuld.")).to_be_visible()
    looked_at(keeper)
    page.goto("/dekking?function=contact_point&state=filled")
    expect(page.get_by_role("link", name="Maastricht", exact=True)).to_be_visible()


def test_the_coverage_is_walked_through_by_keyboard(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder")
    page.goto("/dekking/kaart")
    seen = tabbed(page, 80)
    assert "Toon" in seen and "Als tabel" in seen
    assert any(re.match(r"Vaals: ", name) for name in seen), seen


def tabbed(page: Page, times: int) -> list[str]:
    """What one comes by with the tab key, by what a screen reader says."""
    found = []
    for _ in range(times):
        page.keyboard.press("Tab")
        found.append(str(page.evaluate("document.activeElement.textContent.trim()")))
    return found
