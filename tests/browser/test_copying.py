"""What is shown once can be copied, under the policy; without a script one selects it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in


def _token(page: Page, name: str) -> str:
    page.goto("/tokens/nieuw")
    page.fill("[name=name]", name)
    page.get_by_label("lezer", exact=True).check()
    page.get_by_label("Voor", exact=True).select_option(index=1)
    page.fill("[name=validUntil]", "01-01-2100")
    page.get_by_role("button", name="Token maken").click()
    latest = re.search(r"uiterlijk tot (\d\d-\d\d-\d{4})", page.locator("main").inner_text())
    assert latest
    page.fill("[name=validUntil]", latest[1])
    page.get_by_role("button", name="Token maken").click()
    return page.locator("#once").inner_text()


def test_a_token_is_copied_by_a_button(browser: Browser, service: Service) -> None:
    allowed = ["clipboard-read", "clipboard-write"]
    page = signed_in(browser, service, "beheerder", bypass_csp=False, permissions=allowed)
    secret = _token(page, "vergadersysteem")
    page.get_by_role("button", name="Kopiëren").click()
    expect(page.get_by_text("Gekopieerd.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == secret


def test_the_button_is_not_there_without_a_script(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder", java_script_enabled=False)
    assert _token(page, "zaaksysteem").startswith("gov_")
    expect(page.get_by_role("button", name="Kopiëren")).to_have_count(0)


def test_a_long_word_in_the_way_here_breaks(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder")
    page.goto("/mensen/nieuw")
    page.fill("[name=email]", "lang@regio.example")
    page.fill("[name=function]", "x" * 150)
    page.get_by_label("lezer", exact=True).check()
    page.get_by_label("Voor", exact=True).select_option(index=1)
    page.locator("main form button[type=submit]").last.click()
    page.get_by_role("link", name="Naar deze persoon").click()
    expect(page.locator(".crumbs")).to_contain_text("xxx")
    looked_at(page)
