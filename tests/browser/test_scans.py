"""A scan of a signature in a real browser, under the real policy: chosen, shown, fetched, gone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in
from tests.builders.files import office, pdf, png


@pytest.fixture
def page(browser: Browser, service: Service) -> Page:
    """The page of the scans of a signature of the sample, for its administrator."""
    found = signed_in(browser, service, "beheerder", bypass_csp=False)
    found.goto("/afspraken")
    for link in found.locator("main a[href^='/afspraken/']").all():
        address = link.get_attribute("href") or ""
        if re.fullmatch(r"/afspraken/[0-9a-f-]{36}", address):
            found.goto(address)
            if found.locator("a[href$='/scans']").count():
                found.locator("a[href$='/scans']").first.click()
                return found
            found.goto("/afspraken")
    raise AssertionError("no signature in the sample")


def choose(page: Page, name: str, content: bytes) -> None:
    page.set_input_files(
        "[name=file]", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Toevoegen").click()


def link(page: Page, what: str, file: str) -> Locator:
    """The link by which one does something with a file; its name is said to who hears it."""
    return page.get_by_role("link", name=re.compile(rf"^{what} ?: {re.escape(file)}$"))


def test_a_scan_is_chosen_shown_fetched_and_taken_off(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("Scans van de ondertekening")
    choose(page, "brief.docx", office())
    expect(page.locator("[role=alert] a")).to_contain_text("PDF, PNG, JPEG")
    choose(page, "één blad.pdf", pdf())
    expect(page.locator("th[scope=row]")).to_contain_text("één blad.pdf")
    choose(page, "foto.png", png())
    expect(page.locator("th[scope=row]")).to_have_count(2)
    with page.expect_download() as fetched:
        link(page, "downloaden", "één blad.pdf").click()
    assert fetched.value.suggested_filename == "één blad.pdf"
    assert Path(fetched.value.path()).read_bytes() == pdf()
    at = page.url
    link(page, "bekijken", "foto.png").click()
    expect(page.locator("img")).to_have_count(1)
    page.goto(at)
    link(page, "weghalen", "foto.png").click()
    page.get_by_label("Waarom wordt de scan weggehaald?").fill("Hoort hier niet")
    page.get_by_role("button", name="Scan weghalen").click()
    expect(page.locator("th[scope=row]")).to_have_count(1)


def test_the_pages_of_scans_are_for_everybody(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder")
    page.goto("/afspraken")
    addresses = [
        link.get_attribute("href") or ""
        for link in page.locator("main a[href^='/afspraken/']").all()
    ]
    for address in addresses:
        page.goto(address)
        if page.locator("a[href$='/scans']").count():
            break
    page.locator("a[href$='/scans']").last.click()
    looked_at(page)
    choose(page, "x.exe", b"MZ")
    expect(page.locator("[role=alert]")).to_be_visible()
    looked_at(page)
    choose(page, "blad.png", png())
    expect(page.locator("th[scope=row]")).to_have_count(1)
    looked_at(page)
    link(page, "weghalen", "blad.png").click()
    looked_at(page)
