"""Two municipalities of the sample merge in the browser, with what they still owe."""

from __future__ import annotations

from datetime import datetime, timedelta

from playwright.sync_api import Browser, expect
from tests.browser.conftest import Service, looked_at, signed_in

from governance.base.clock import AMSTERDAM


def test_a_merger_moves_open_commitments_and_the_day_before_shows_the_old_picture(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "systeembeheerder")
    page.goto("/organisaties")
    looked_at(page)
    page.get_by_role("link", name="Herindelingen").click()
    page.get_by_role("link", name="Herindeling vastleggen").click()
    looked_at(page)
    page.get_by_label("Houdt op (1)").select_option(label="Gemeente Beek")
    page.get_by_label("Houdt op (2)").select_option(label="Gemeente Stein")
    page.get_by_label("Naam van een nieuwe organisatie (1)").fill("Gemeente Beekstein")
    page.get_by_label("CBS-code daarvan (1)").fill("GM1999")
    page.get_by_role("button", name="Bekijk wat er overgaat").click()
    page.get_by_text("Open toezeggingen").click()
    expect(page.get_by_text("Gemeente Beek: ").first).to_be_visible()
    looked_at(page)
    # Nothing is chosen yet of the two who fill the same: what was typed stays.
    page.get_by_role("button", name="Uitvoeren").click()
    expect(page.get_by_text("Kies welke verdergaat.").first).to_be_visible()
    for holder in ("adviseur veiligheid", "linking pin, gemeente Stein", "burgemeester"):
        page.get_by_label(f"{holder}, Gemeente Stein").check()
    page.get_by_role("button", name="Uitvoeren").click()
    expect(page.get_by_text("De herindeling is uitgevoerd.")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Gemeente Beekstein").click()
    expect(page.get_by_text("zet voort:").first).to_be_visible()
    looked_at(page)
    today = datetime.now(AMSTERDAM).date()
    for on, there, gone in (
        (today - timedelta(days=1), "Gemeente Beek", "Gemeente Beekstein"),
        (today, "Gemeente Beekstein", "Gemeente Stein"),
    ):
        for at in ("/organisaties", _region(page)):
            page.goto(f"{at}?on={on:%d-%m-%Y}")
            expect(page.get_by_role("link", name=there, exact=True)).to_be_visible()
            expect(page.get_by_role("link", name=gone, exact=True)).to_have_count(0)
    keeper = signed_in(browser, service, "beheerder")
    keeper.goto("/dashboard?organisation=Beekstein")
    expect(keeper.locator("main tbody").get_by_text("Beekstein").first).to_be_visible()
    keeper.goto("/afspraken")
    keeper.get_by_role("link", name="Samenwerkingsovereenkomst aanpak mensenhandel").click()
    expect(keeper.get_by_text("Beekstein").first).to_be_visible()
    looked_at(keeper)


def _region(page: object) -> str:
    page.goto("/regios?search=zuid-limburg")  # type: ignore[attr-defined]
    href = page.locator("main tbody th a").first.get_attribute("href")  # type: ignore[attr-defined]
    return str(href)
