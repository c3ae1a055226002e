"""In Chromium, under the policy as it is: press the button, sign in at the provider, be in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from tests.browser.conftest import Service, copied, free_port, looked_at, serving
from tests.builders.provider import running, written
from tests.builders.servers import short_folder

PICTURES = os.environ.get("PICTURES")
"""A folder for pictures of the pages, for who wants to look at them."""


@pytest.fixture(scope="module")
def there(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, Path]]:
    """The service with the sample and a provider for the people of Heerlen, and its log."""
    port, log = free_port(), tmp_path_factory.mktemp("log") / "said"
    base = f"http://localhost:{port}"
    with short_folder() as folder, running(base) as peer, log.open("wb") as said:
        copied(sample, folder)
        path = written(tmp_path_factory.mktemp("providers"), peer, whose="GM0917")
        given = {"GOVERNANCE_PROVIDERS": str(path), "GOVERNANCE_BASE_URL": base}
        with serving(folder, port, settings=given, stdout=said, stderr=said) as found:
            yield found, log


def opened(browser: Browser, service: Service, **context: object) -> Page:
    """A browser of its own, which holds to the policy of the pages."""
    options = {"locale": "nl-NL", "base_url": service.base, **context}
    return browser.new_context(**options).new_page()  # type: ignore[arg-type]


def at_provider(page: Page, account: str) -> None:
    page.get_by_label("Account").fill(account)
    page.get_by_role("button", name="Sign in").click()


def seen(page: Page, name: str) -> None:
    """Take a picture at two widths where somebody wants to look."""
    for width in (1280, 320) if PICTURES else ():
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=str(Path(str(PICTURES)) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "none"])
def test_an_account_is_added_and_signed_in_with_and_out_of(
    browser: Browser, there: tuple[Service, Path], scripts: bool
) -> None:
    service, log = there
    page = opened(browser, service, java_script_enabled=scripts)
    page.goto("/aanmelden")
    page.fill("[name=signInName]", "linkingpin")
    page.fill("[name=password]", service.password)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    page.goto("/mijn-account/aanmelddiensten")
    seen(page, "nothing-added")
    page.get_by_role("button", name="Voeg uw account van Gemeente Noordstad toe").click()
    at_provider(page, "pin")
    page.wait_for_url(f"{service.base}/mijn-account/aanmelddiensten")
    assert "U kunt zich voortaan aanmelden via Gemeente Noordstad." in page.inner_text("main")
    seen(page, "added")
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url(f"{service.base}/aanmelden")
    page.get_by_role("button", name="Aanmelden via Gemeente Noordstad").click()
    page.wait_for_url(f"{service.base}/")
    assert "linking pin" in page.inner_text("header").casefold()
    page.get_by_role("button", name="Afmelden").click()
    page.wait_for_url(re.compile(r"/session/end\?"))
    page.get_by_role("button", name="Yes").click()
    page.wait_for_url(f"{service.base}/aanmelden")
    page.get_by_role("button", name="Aanmelden via Gemeente Noordstad").click()
    at_provider(page, "stranger")
    page.wait_for_url(re.compile(r"/uitkomst$"))
    assert "U hebt geen toegang met dit account" in page.inner_text("h1")
    page.get_by_role("button", name="Meld u aan met een ander account").click()
    at_provider(page, "pin")
    if scripts:
        page.wait_for_url(f"{service.base}/")
        page.goto("/mijn-account/aanmelddiensten")
        page.get_by_role("button", name="Haal het account van Gemeente Noordstad weg").click()
        assert "U kunt zich niet meer aanmelden met dit account." in page.inner_text("main")
    page.context.close()
    said = log.read_text("utf-8")
    assert "unknown_person" in said
    for secret in ("code=", "state=", "eyJ", "stranger", "noordstad.example", "governance_app:"):
        assert secret not in said


def test_the_pages_on_the_way_are_for_everybody(
    browser: Browser, there: tuple[Service, Path]
) -> None:
    service, _ = there
    page = opened(browser, service, bypass_csp=True)
    page.goto("/aanmelden")
    looked_at(page)
    seen(page, "sign-in")

    def stay(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=dict(answer.headers) | {"refresh": "99; url=/"})

    page.route(re.compile(r"/aanmelden/via/noord(\?.*)?$"), stay)
    page.get_by_role("button", name="Aanmelden via Gemeente Noordstad").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Verder naar Gemeente Noordstad")
    looked_at(page)
    seen(page, "going")
    page.get_by_role("link", name="Ga verder naar Gemeente Noordstad").click()
    at_provider(page, "stranger")
    page.wait_for_url(re.compile(r"/uitkomst$"))
    looked_at(page)
    seen(page, "no-access")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You have no access with this account"
    )
    page.goto("/aanmelden/via/noord/terugkeer?state=x&code=y")
    page.wait_for_url(re.compile(r"/uitkomst\?stale=yes$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("This sign-in cannot be finished")
    page.emulate_media(forced_colors="active")
    seen(page, "stale-forced")
    page.context.close()
