"""An API token is made, shown once and withdrawn with nothing but forms."""

from __future__ import annotations

import re

import httpx
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in

SECRET = re.compile(r"gov_[0-9A-Za-z]{49}")


def _made(page: Page) -> str:
    """Fill in the form of a token; the token itself, from the page that shows it."""
    page.goto("/tokens/nieuw")
    looked_at(page)
    page.fill("[name=name]", "vergadersysteem van de gemeente")
    page.get_by_role("button", name="Token maken").click()
    expect(page.locator(".summary")).to_be_visible()
    looked_at(page)
    page.get_by_label("lezer", exact=True).check()
    page.get_by_label("Voor", exact=True).select_option(index=1)
    page.fill("[name=validUntil]", "01-01-2100")
    page.get_by_role("button", name="Token maken").click()
    latest = re.search(r"uiterlijk tot (\d\d-\d\d-\d{4})", page.locator("main").inner_text())
    assert latest
    page.fill("[name=validUntil]", latest[1])
    page.get_by_role("button", name="Token maken").click()
    [found] = SECRET.findall(page.content())
    looked_at(page)
    return found


def test_a_token_is_shown_once_works_and_is_withdrawn(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder")
    secret = _made(page)
    header = {"authorization": f"Bearer {secret}"}
    assert httpx.get(f"{service.base}/api/v1/taken", headers=header).status_code == 200
    page.reload()
    assert SECRET.findall(page.content()) == []
    expect(page.locator(".summary")).to_contain_text("al een token met deze naam")
    page.goto("/tokens")
    looked_at(page)
    page.get_by_role("link", name="vergadersysteem van de gemeente").click()
    looked_at(page)
    page.get_by_role("button", name="Meteen intrekken").click()
    expect(page.locator("main")).to_contain_text("ingetrokken")
    looked_at(page)
    answer = httpx.get(f"{service.base}/api/v1/taken", headers=header)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == 'Bearer error="invalid_token"'
