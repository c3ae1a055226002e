"""The screens on which commitments of all agreements are kept, as an administrator and a reader
use them: both languages, wide and narrow, by keyboard, without scripts, under the strict policy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
LIST = "/toezeggingen"
ACROSS = (
    LIST, f"{LIST}?standing=late&sort=-planned&columns=organisation,priority,next",
    f"{LIST}?until=31-02-2027", f"{LIST}?search=nergens", f"{LIST}/weergaven",
    f"{LIST}/weergaven/nieuw?query=standing%3Dlate", f"{LIST}/bord", f"{LIST}/bord?by=state",
    f"{LIST}/bord?search=nergens", f"{LIST}/tijdlijn?standing=late&zoom=year",
    "/agenda", "/agenda?standing=late&until=31-02-2027", "/agendakoppelingen", "/rapportagerondes",
)  # fmt: skip
"""Screens that stand under no agreement."""
OF_AGREEMENT = ("", "/tijdlijn", "/tijdlijn?zoom=year", "/begroting", "/jaarplan")
OF_REGION = ("/doelen", "/onderdelen", "/barrieres", "/afhankelijkheid")
KEEPS = (
    f"{LIST}/inlezen",
    f"{LIST}/aanpassingen?standing=late&what=priority&to=high",
    f"{LIST}/aanpassingen?what=planning&weeks=2",
)
"""For who keeps the agreement."""


def addresses(page: Page, *, keeps: bool) -> list[str]:
    """Every screen, as the reader finds it from the list."""
    page.goto(LIST)
    link = page.locator("td a[href^='/afspraken/']").first.get_attribute("href") or ""
    agreement = link.removesuffix("/toezeggingen")
    page.goto(link)
    region = page.locator("a[href$='/doelen']").first.get_attribute("href") or ""
    found = [*ACROSS, *(KEEPS if keeps else ())]
    found += [agreement + one for one in OF_AGREEMENT]
    found += [region.removesuffix("/doelen") + one for one in OF_REGION]
    return [*found, *_forms(page, agreement, region, keeps=keeps)]


def _forms(page: Page, agreement: str, region: str, *, keeps: bool) -> list[str]:
    """A goal, the text about a party, and the forms behind the links that the reader is shown."""
    wanted = [
        (region, "main h2 a[href^='/doelen/']"), (region, "main h3 a[href^='/doelen/']"),
        (f"{agreement}/jaarplan", "main a[href*='/paragraaf']"),
    ]  # fmt: skip
    if keeps:
        budget = f"{agreement}/begroting"
        wanted += [
            (budget, "main a[href*='/bijdragen/nieuw']"),
            (budget, "main a[href*='/uitgaven/nieuw']"),
            (budget, "main th a[href^='/bijdragen/']"),
            (budget, "main th a[href^='/uitgaven/']"),
        ]
    found = []
    for address, link in wanted:
        page.goto(address)
        found.append(page.locator(link).first.get_attribute("href") or "")
    return found


@pytest.mark.parametrize(
    ("who", "locale", "size"),
    [
        ("beheerder", "nl-NL", WIDE),
        ("lezer", "en-GB", NARROW),
        pytest.param("beheerder", "en-GB", NARROW, marks=pytest.mark.full),
        pytest.param("lezer", "nl-NL", WIDE, marks=pytest.mark.full),
    ],
)
def test_every_screen_can_be_used_by_everybody(
    browser: Browser, service: Service, who: str, locale: str, size: dict[str, int]
) -> None:
    page = signed_in(browser, service, who, locale=locale, viewport=size)
    for address in addresses(page, keeps=who == "beheerder"):
        answer = page.goto(address)
        assert answer and answer.status in (200, 400), address
        assert page.evaluate("document.documentElement.lang") == locale[:2]
        expect(page.locator("h1")).to_have_count(1)
        looked_at(page)


def test_the_policy_of_the_service_stops_nothing_on_these_screens(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "beheerder", bypass_csp=False)
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for address in addresses(page, keeps=True):
        page.goto(address)
    assert [one for one in told if "400 (Bad Request)" not in one] == []


def reached(page: Page, wanted: Locator) -> None:
    """Go to a part of the page with the tab key alone."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not get to {wanted}")


def pressed(page: Page, role: str, name: str, key: str = "Enter") -> None:
    reached(page, page.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]
    page.keyboard.press(key)
    page.wait_for_load_state()


def test_a_list_is_kept_and_priorities_change_and_come_back_by_keyboard_without_scripts(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "beheerder", java_script_enabled=False, viewport=NARROW)
    page.goto(f"{LIST}?standing=late")
    late = page.get_by_role("status").filter(has_text="toezeggingen").inner_text()
    pressed(page, "link", "Deze lijst onder een naam bewaren")
    pressed(page, "textbox", "Naam van de lijst")
    expect(page.locator(".summary")).to_contain_text("Vul dit veld in")
    reached(page, page.get_by_label("Naam van de lijst"))
    page.keyboard.type("Wat te laat is")
    pressed(page, "button", "Lijst bewaren")
    pressed(page, "link", "Wat te laat is")
    assert page.get_by_role("status").filter(has_text="toezeggingen").inner_text() == late
    pressed(page, "link", "Meer tegelijk wijzigen")
    pressed(page, "link", "Prioriteit")
    reached(page, page.get_by_label("Nieuwe prioriteit", exact=True))
    page.keyboard.press("h")
    pressed(page, "button", "Toon")
    number = late.split()[0]
    expect(page.locator("main")).to_contain_text(f"{number} toezeggingen veranderen")
    pressed(page, "button", "Deze toezeggingen wijzigen")
    expect(page.locator("main")).to_contain_text("De toezeggingen zijn gewijzigd.")
    pressed(page, "button", "Deze wijziging ongedaan maken")
    expect(page.locator("main")).to_contain_text("De wijziging is ongedaan gemaakt.")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_is_chosen_in_a_filter_is_read_whole_however_long_it_is(
    browser: Browser, service: Service, viewport: dict[str, int]
) -> None:
    page = signed_in(browser, service, "beheerder", viewport=viewport)
    for at in (LIST, f"{LIST}/bord", f"{LIST}/tijdlijn", "/agenda"):
        page.goto(at)
        chosen = page.locator(".filters select[name=agreement]")
        low = chosen.bounding_box()
        long = "one => { one.options[0].text = 'Samenwerking in de regio '.repeat(5); }"
        chosen.evaluate(long)
        high = chosen.bounding_box()
        assert low and high and high["height"] > low["height"] + 20, "it wraps"
        assert chosen.evaluate("one => one.scrollWidth <= one.clientWidth"), at
        root = "document.documentElement.scrollWidth"
        assert page.evaluate(root) <= viewport["width"], at


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_a_telephone_the_button_that_goes_on_stands_before_every_row(
    browser: Browser, service: Service, language: str
) -> None:
    page = signed_in(browser, service, "beheerder", viewport=NARROW)
    page.context.add_cookies([{"name": "language", "value": language, "url": page.url}])
    page.goto(f"{LIST}/aanpassingen?what=priority&to=high")
    word = {"nl": "Deze toezeggingen wijzigen", "en": "Change these commitments"}[language]
    button = page.get_by_role("button", name=word, exact=True)
    expect(button).to_have_count(2)
    first, row = button.first.bounding_box(), page.locator("tbody tr").first.bounding_box()
    assert first and row and first["y"] + first["height"] < row["y"]


def test_the_drawing_of_the_time_fits_a_telephone_and_shows_every_mark(
    browser: Browser, service: Service
) -> None:
    page = signed_in(browser, service, "lezer", viewport=NARROW)
    page.goto(LIST)
    of = page.locator("td a[href^='/afspraken/']").first.get_attribute("href") or ""
    for zoom in ("quarter", "year", "all"):
        page.goto(of.replace("/toezeggingen", f"/tijdlijn?zoom={zoom}"))
        drawing = page.locator(".drawing svg:visible")
        expect(drawing).to_have_count(1)
        box = drawing.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= NARROW["width"], zoom
        assert drawing.locator("g > title").count() > 0, zoom
    page.set_viewport_size({"width": 1280, "height": 900})
    assert (page.locator(".drawing svg:visible").bounding_box() or {})["width"] > 700


def test_a_file_comes_back_with_complaints_and_then_with_what_it_changes(
    browser: Browser, service: Service, tmp_path: Path
) -> None:
    page = signed_in(browser, service, "beheerder", viewport=NARROW)
    page.goto(f"{LIST}?standing=late")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Deze lijst als CSV").click()
    taken = waiting.value.path().read_text("utf-8-sig")
    for word, complained in (("dringend", True), ("hoog", False)):
        file = tmp_path / "toezeggingen.csv"
        changed = re.sub(r"(?<=[;\"])gewoon(?=[;\"])", word, taken, count=1)
        assert changed != taken
        file.write_text(changed, "utf-8-sig")
        page.goto(f"{LIST}/inlezen")
        page.set_input_files("input[type=file]", file)
        page.get_by_role("button", name="Bekijken wat er zou veranderen").click()
        page.wait_for_load_state()
        expect(page.locator(".summary")).to_have_count(int(complained))
        looked_at(page)
    expect(page.locator("main")).to_contain_text("1 toezegging verandert.")
    page.get_by_role("button", name="Deze wijzigingen doorvoeren").click()
    expect(page.locator("main")).to_contain_text("doorgevoerd")
    looked_at(page)


def test_a_feed_is_made_renewed_and_ended(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "lezer", viewport=NARROW)
    page.goto("/agenda")
    page.get_by_role("link", name="In uw eigen agenda lezen").click()
    page.get_by_role("button", name="Koppeling maken").click()
    first = page.locator("#once").inner_text()
    looked_at(page)
    assert "BEGIN:VCALENDAR" in page.request.get(first).text()
    page.get_by_role("link", name="Alle koppelingen").click()
    looked_at(page)
    page.get_by_role("button", name="Ander adres geven").click()
    second = page.locator("#once").inner_text()
    looked_at(page)
    assert page.request.get(first).status == 404
    page.get_by_role("link", name="Alle koppelingen").click()
    page.get_by_role("button", name="Beëindigen").click()
    expect(page.locator("main")).to_contain_text("beëindigd")
    assert page.request.get(second).status == 410
    looked_at(page)


def test_the_check_itself_can_fail(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "lezer", viewport=WIDE)
    page.goto(f"{LIST}/bord")
    page.evaluate("document.querySelector('.board section').removeAttribute('aria-labelledby')")
    page.evaluate("document.querySelector('main').style.minWidth = '40rem'")
    page.evaluate("document.querySelector('main a').textContent = ''")
    with pytest.raises(AssertionError):
        looked_at(page)
