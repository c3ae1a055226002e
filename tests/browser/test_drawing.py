"""Boundaries in the browser: handed in, seen, drawn, by the keyboard and without scripts."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import Browser, FilePayload, expect
from tests.browser.conftest import Service, looked_at, signed_in
from tests.builders.registers import mapped


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/json", "buffer": content}


@pytest.mark.parametrize("script", [True, False])
def test_boundaries_are_seen_before_they_are_drawn(
    browser: Browser, service: Service, script: bool
) -> None:
    page = signed_in(browser, service, "systeembeheerder", java_script_enabled=script)
    page.goto("/dekking/kaart")
    page.get_by_role("link", name="Grenzen op de kaart").click()
    field = page.get_by_label("Bestand met grenzen")
    field.set_input_files(_file("fout.json", mapped("GM0363", "GM0363")))
    page.get_by_label("Van wie deze grenzen zijn").fill("Van ons")
    page.get_by_role("button", name="Bekijken wat het bestand bevat").click()
    expect(page.locator(".summary")).to_contain_text("fout.json")
    expect(page.get_by_label("Van wie deze grenzen zijn")).to_have_value("Van ons")
    if script:
        looked_at(page)
    codes = ("GM0363", "GM9998" if script else "GM9999", "VR13")
    page.get_by_label("Bestand met grenzen").set_input_files(_file("grenzen.json", mapped(*codes)))
    page.get_by_role("button", name="Bekijken wat het bestand bevat").click()
    expect(page.get_by_role("heading", name="Wat het bestand bevat")).to_be_visible()
    expect(page.get_by_text(codes[1])).to_be_visible()
    if script:
        looked_at(page)
    if folder := os.environ.get("PICTURES"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.screenshot(path=f"{folder}/one-1280.png", full_page=True)
        page.set_viewport_size({"width": 320, "height": 900})
        page.screenshot(path=f"{folder}/one-320.png", full_page=True)
    page.get_by_role("button", name="De kaart hiermee tekenen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("De kaart heeft vanaf nu deze grenzen.")).to_be_visible()
    page.goto("/grenzen")
    expect(page.get_by_role("link", name="grenzen.json").first).to_be_visible()
    if script:
        looked_at(page)
    if folder := os.environ.get("PICTURES"):
        page.set_viewport_size({"width": 1280, "height": 900})
        page.screenshot(path=f"{folder}/list-1280.png", full_page=True)
        page.set_viewport_size({"width": 320, "height": 900})
        page.screenshot(path=f"{folder}/list-320.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto("/dekking/kaart")
        page.screenshot(path=f"{folder}/map-1280.png")
