"""A register in the browser: handed in, seen, taken over, by its own means and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from tests.browser.conftest import Service, looked_at, signed_in
from tests.builders.registers import OWN


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


@pytest.mark.parametrize("script", [True, False])
def test_a_register_is_seen_before_it_is_taken_over(
    browser: Browser, service: Service, script: bool
) -> None:
    page = signed_in(browser, service, "systeembeheerder", java_script_enabled=script)
    page.goto("/organisaties")
    page.get_by_role("link", name="Registers inlezen").click()
    page.get_by_label("Register", exact=True).set_input_files(
        _file("fout.csv", b"soort;naam\nx;\n")
    )
    page.get_by_role("button", name="Bekijken wat er zou veranderen").click()
    expect(page.locator(".summary")).to_contain_text("fout.csv, regel 2: soort (A)")
    if script:
        looked_at(page)
    named = OWN.replace(b"Noord", b"Noord 1" if script else b"Noord 2")
    page.get_by_label("Register", exact=True).set_input_files(_file("eigen.csv", named))
    page.get_by_role("button", name="Bekijken wat er zou veranderen").click()
    expect(page.get_by_role("heading", name="Wat er zou veranderen")).to_be_visible()
    if script:
        looked_at(page)
    page.get_by_role("button", name="Inlezen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Het register is ingelezen.")).to_be_visible()
    if script:
        looked_at(page)
    page.goto("/inlezingen")
    expect(page.get_by_role("link", name="eigen.csv").first).to_be_visible()
    if script:
        looked_at(page)
