"""Passkeys in Chromium, with a virtual device that answers as a real one does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in

DEVICE = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class Device:
    """A virtual device in one page: its keys can be looked at and changed."""

    def __init__(self, page: Page, **options: object) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        made = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE | options})
        self.id = made["authenticatorId"]

    def keys(self) -> list[dict[str, Any]]:
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(found["credentials"])

    def take_over(self, keys: list[dict[str, Any]], **changed: object) -> None:
        for key in keys:
            given = {"authenticatorId": self.id, "credential": {**key, **changed}}
            self.session.send("WebAuthn.addCredential", given)

    def verifies(self, verified: bool) -> None:
        given = {"authenticatorId": self.id, "isUserVerified": verified}
        self.session.send("WebAuthn.setUserVerified", given)


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    """The secretary is signed in, under the policy of the pages as it is."""
    found = signed_in(browser, service, "secretaris", bypass_csp=False)
    yield found
    found.context.close()


def register(page: Page, name: str) -> None:
    page.goto("/mijn-account/toegangssleutels")
    page.fill("[name=name]", name)
    page.get_by_role("button", name="Toegangssleutel toevoegen").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url("**/aanmelden")


def use(page: Page) -> None:
    page.get_by_role("button", name="Toegangssleutel gebruiken").click()


def test_a_passkey_is_added_signs_in_without_a_name_confirms_and_is_removed(
    page: Page, service: Service
) -> None:
    device = Device(page)
    register(page, "laptop van het werk")
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    assert page.locator(".codes li").count() == 10
    with page.expect_download() as download:
        page.get_by_role("link", name="Downloaden als tekst").click()
    assert download.value.suggested_filename == "herstelcodes.txt"
    text = download.value.path().read_text("utf-8")
    assert page.locator(".codes li").first.inner_text() in text
    assert len(device.keys()) == 1

    sign_out(page)
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    use(page)
    page.wait_for_url(service.base + "/")
    expect(page.locator(".top__user")).to_contain_text("ecretaris")

    page.goto("/bevestiging?next=/mijn-account")
    use(page)
    page.wait_for_url("**/mijn-account")

    sign_out(page)
    page.fill("[name=signInName]", "secretaris")
    page.fill("[name=password]", service.password)
    page.click("main form.form button[type=submit]")
    expect(page.locator("h1")).to_have_text("Tweede stap")
    use(page)
    page.wait_for_url(service.base + "/")

    page.goto("/mijn-account/toegangssleutels")
    page.get_by_role("link", name="Verwijderen laptop van het werk").click()
    page.get_by_role("button", name="Toegangssleutel verwijderen").click()
    page.wait_for_url("**/mijn-account")
    expect(page.locator("main")).not_to_contain_text("laptop van het werk")
    sign_out(page)
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    use(page)
    expect(page.locator(".summary")).to_contain_text("hier niet bekend")


def test_without_the_owner_nothing_is_signed_and_a_copy_shows_by_its_counter(
    page: Page, browser: Browser, service: Service
) -> None:
    device = Device(page)
    register(page, "telefoon")
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    [kept] = device.keys()
    sign_out(page)

    device.verifies(False)
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    use(page)
    expect(page.locator("[data-when=failed]")).to_be_visible()
    assert page.url.endswith("/uitdaging")
    device.verifies(True)
    use(page)
    page.wait_for_url(service.base + "/")

    other = browser.new_context(base_url=service.base, locale="nl-NL").new_page()
    other.goto("/aanmelden")
    copy = Device(other)
    copy.take_over([kept], signCount=0)
    other.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    use(other)
    expect(other.locator(".summary")).to_contain_text("kon niet worden gecontroleerd")
    other.context.close()

    page.goto("/mijn-account/toegangssleutels")
    page.get_by_role("link", name=re.compile("Verwijderen telefoon")).click()
    page.get_by_role("button", name="Toegangssleutel verwijderen").click()
    page.wait_for_url("**/mijn-account")


def test_without_javascript_the_page_says_what_else_one_can_do(
    browser: Browser, service: Service
) -> None:
    context = browser.new_context(base_url=service.base, locale="nl-NL", java_script_enabled=False)
    page = context.new_page()
    page.goto("/aanmelden")
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    expect(page.locator("main")).to_contain_text("is JavaScript nodig")
    expect(page.get_by_role("button", name="Toegangssleutel gebruiken")).to_be_hidden()
    page.get_by_role("link", name="Aanmelden met uw naam en wachtwoord").click()
    page.wait_for_url("**/aanmelden")
    context.close()


def test_every_page_of_an_account_is_accessible_and_fits_a_telephone(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "voorzitter")
    for address in ("/mijn-account", "/mijn-account/wachtwoord", "/mijn-account/toegangssleutels"):
        page.goto(address)
        looked_at(page)
    for address in ("/mijn-sessies", "/bevestiging", "/mijn-account/herstelcodes"):
        page.goto(address)
        looked_at(page)
    page.goto("/mijn-account")
    page.get_by_role("button", name="App instellen").click()
    expect(page.locator("svg.qr")).to_be_visible()
    looked_at(page)
    app = pyotp.TOTP(page.locator(".typed-over").inner_text().replace(" ", ""))
    page.fill("[name=code]", app.now())
    page.get_by_role("button", name="Instellen").click()
    expect(page.locator("h1")).to_have_text("Herstelcodes")
    looked_at(page)
    code = page.locator(".codes li").first.inner_text()
    sign_out(page)
    looked_at(page)
    page.fill("[name=signInName]", "voorzitter")
    page.fill("[name=password]", service.password)
    page.click("main form.form button[type=submit]")
    expect(page.locator("h1")).to_have_text("Tweede stap")
    looked_at(page)
    page.fill("[name=code]", code)
    page.get_by_role("button", name="Verder").click()
    page.wait_for_url(service.base + "/")
    page.context.close()
