"""Pictures of every page for the README: sign in as each sample function, at two widths.

Run ``make demo`` first, then ``.venv/bin/python scripts/screenshots.py``. Which pages: the
list below, then every page that those link to, one of each kind.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.builders.returning import Edited  # noqa: E402 - what parties make of a Word file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OUT = ROOT / "docs" / "screenshots"
BASE = os.environ.get("GOVERNANCE_BASE_URL", "http://localhost:8000")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
WIDTHS = (1280, 320)
DRAFT = ("", "/partijen", "/antwoorden", "/toezeggingen", "/looptijd", "/toetslijst", "/aanbieding")
"""The steps of a draft: pages that the first agreement of the list no longer has."""
OPENED = ("toezeggingen/nieuw", "toezeggingen/[^/]+", "toezeggingen/[^/]+/verwijdering")
"""Pages of a draft that its commitments lead to, one of each."""
EVERY = "/afspraken/id"
"""Every one is visited, since each stands elsewhere and leads to other pages."""
TALLEST = 2000
"""Pixels of a picture; what is below is more of the same."""
IDENTITY = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
NOT_PAGES = ("/static/", "/api/", "docx", "pdf", "/afmelden", "/uitvoer")


def kind(path: str) -> str:
    """The kind of a page: its path without ids and query."""
    return IDENTITY.sub("id", path.partition("?")[0].partition("#")[0])


def sign_in(page: Page, name: str, password: str) -> None:
    """Sign in by the form, as a person would."""
    page.goto(f"{BASE}/aanmelden")
    page.fill("[name=signInName]", name)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")


def links(page: Page) -> list[str]:
    """The paths of this service that a page links to."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    plain = [url.partition("#")[0] for url in found]
    paths = [url.removeprefix(BASE) for url in plain if url.startswith(BASE + "/")]
    return [p for p in paths if not any(part in p for part in NOT_PAGES)]


def forms(page: Page) -> frozenset[str]:
    """What can be done on a page: where its forms go, without ids."""
    script = "all => all.map(form => form.getAttribute('action'))"
    found: list[str] = page.eval_on_selector_all("main form[method=post]", script)
    return frozenset(kind(action) for action in found)


def picture(page: Page, who: str, path: str) -> None:
    """One page at every width, whole."""
    name = re.sub(r"[^a-z0-9]+", "-", kind(path)).strip("-") or "start"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.screenshot(
            path=OUT / f"{who}-{name}-{width}.jpg",
            type="jpeg",
            quality=60,
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)},
        )


def walk(browser: Browser, who: str, password: str, seen: set[tuple[str, frozenset[str]]]) -> int:
    """Every kind of page that this person reaches; its picture where nobody had it so before.

    The same page with other forms on it is another one. The start page is always taken.
    """
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    sign_in(page, who, password)
    waiting, met = ["/"], set()
    while waiting:
        path = waiting.pop(0)
        known = path if kind(path) == EVERY else kind(path)
        if known in met:
            continue
        met.add(known)
        page.set_viewport_size({"width": 320, "height": 900})
        answer = page.goto(BASE + path)
        status = answer.status if answer else 0
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        print(who, status, path, "OVERFLOW" if wide else "")
        this = kind(path), forms(page)
        if this not in seen or path == "/":
            picture(page, who, path)
        seen.add(this)
        waiting += links(page)
    context.close()
    return len(met)


def drafting(browser: Browser, who: str, password: str) -> None:
    """The steps of the first draft on the start page, and the page on which one signs in."""
    page = browser.new_context(locale="nl-NL").new_page()
    page.goto(f"{BASE}/aanmelden")
    picture(page, who, "/aanmelden")
    sign_in(page, who, password)
    page.goto(f"{BASE}/")
    page.locator("section[aria-labelledby=drafts] a").first.click()
    page.wait_for_load_state()
    address = page.url
    for step in DRAFT:
        page.goto(address + step)
        picture(page, who, f"/concept{step}")
    page.goto(f"{address}/toezeggingen")
    page.get_by_role("button", name="Overnemen uit het model").click()
    page.wait_for_load_state()
    found = links(page)
    own = address.removeprefix(BASE)
    for step in OPENED:
        path = next(p for p in found if re.fullmatch(f"{own}/{step}", p))
        page.goto(BASE + path)
        picture(page, who, "/concept" + kind(path).removeprefix(kind(own)))


def returned(page: Page, address: str) -> None:
    """A version of a draft comes back from two parties who change the same words."""
    page.goto(f"{address}/versies")
    page.get_by_role("button", name="Leg deze versie vast").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Word Versie 1").click()
    sent = waiting.value.path().read_bytes()
    page.goto(f"{address}/terug-uit-word")
    for party, words in (("Gemeente Maastricht", "een trekker"), ("GGD Zuid Limburg", "een baas")):
        file = Edited(sent)
        file.author = "jurist"
        file.change("art-doel-1", "een eigenaar", words)
        file.comment("art-doel-2", "Hoort dit hier?")
        made: FilePayload = {"name": "terug.docx", "mimeType": WORD, "buffer": file.content()}
        page.get_by_label("Bestand dat terugkwam").set_input_files(made)
        page.get_by_label("Gestuurd door").select_option(label=party)
        page.get_by_role("button", name="Inleveren").click()
        page.locator(".message--good").wait_for()


def signing(browser: Browser, who: str, password: str) -> None:
    """From the editor to what lies ahead: a draft, what comes back of it, decisions, the life."""
    page = browser.new_context(locale="nl-NL").new_page()
    sign_in(page, who, password)
    page.goto(f"{BASE}/")
    page.locator("section[aria-labelledby=drafts] a").first.click()
    page.wait_for_load_state()
    address = page.url
    page.goto(f"{address}/artikelen/art-doel")
    picture(page, who, "/concept/artikelen/artikel")
    returned(page, address)
    picture(page, who, "/concept/terug-uit-word")
    page.goto(f"{BASE}/afspraken?state=up_for_decision")
    page.locator("main tbody a").first.click()
    page.locator("a[href$='/besluitvorming']").last.click()
    page.wait_for_load_state()
    picture(page, who, "/partij/besluitvorming")
    page.goto(f"{BASE}/afspraken?state=in_force")
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="Levensloop").click()
    page.wait_for_load_state()
    picture(page, who, "/afspraak/levensloop")
    page.context.close()


def main() -> None:
    """Names and passwords come as ``name:password`` arguments; the first drafts."""
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        seen: set[tuple[str, frozenset[str]]] = set()
        for argument in sys.argv[1:]:
            who, _, password = argument.partition(":")
            print(who, walk(browser, who, password, seen), "pages")
        who, _, password = sys.argv[1].partition(":")
        signing(browser, who, password)
        drafting(browser, who, password)
        browser.close()


if __name__ == "__main__":
    main()
