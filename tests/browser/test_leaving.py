"""Who leaves a page on which something was typed is warned, and loses nothing by a slip."""

from __future__ import annotations

from playwright.sync_api import Browser, Dialog, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in


def _warned(page: Page) -> list[str]:
    """The warnings that the page gave; each is answered with staying."""
    found: list[str] = []

    def stay(dialog: Dialog) -> None:
        found.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return found


def _form(page: Page) -> None:
    page.goto("/modellen/signaaltafel")


def test_who_typed_something_is_warned_before_it_is_lost(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "beheerder")
    warned = _warned(page)
    _form(page)
    page.get_by_role("link", name="Start").first.click()
    page.wait_for_url(f"{service.base}/")
    assert warned == []
    _form(page)
    page.fill("[name=shortTitle]", "Nog niet bewaard")
    page.get_by_role("link", name="Start").first.click()
    expect(page.locator("[name=shortTitle]")).to_have_value("Nog niet bewaard")
    page.get_by_role("button", name="English").click()
    expect(page.locator("[name=shortTitle]")).to_have_value("Nog niet bewaard")
    assert warned == ["beforeunload", "beforeunload"]


def test_what_is_saved_or_refused_is_not_warned_about_until_it_would_be_lost(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "beheerder")
    warned = _warned(page)
    _form(page)
    page.fill("[name=shortTitle]", "Signaaltafel met een fout")
    page.get_by_role("button", name="Concept beginnen").click()
    page.get_by_role("link", name="Tekst invullen").click()
    page.fill("[name='blanks.evaluatie']", "31-02-2029")
    page.get_by_role("button", name="Tekst opslaan").click()
    expect(page.locator(".summary")).to_be_visible()
    assert warned == []
    looked_at(page)
    page.get_by_role("link", name="Start").first.click()
    expect(page.locator("[name='blanks.evaluatie']")).to_have_value("31-02-2029")
    assert warned == ["beforeunload"]
