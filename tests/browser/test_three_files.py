"""Three parties hand in Word files upon one version: merged by plain clicks, compared, sent on."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, FilePayload, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in
from tests.builders.office import tracked
from tests.builders.returning import Edited

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HOST, CARE, HEALTH = "Gemeente Maastricht", "Gemeente Heerlen", "GGD Zuid Limburg"


def _download(page: Page, link: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    return waiting.value.path().read_bytes()


def _fixed(page: Page) -> bytes:
    """The draft of the sample is fixed, and its version is downloaded as Word."""
    page.get_by_role("link", name="overeenkomst signaaltafel").first.click()
    page.get_by_role("link", name="Versies").click()
    page.get_by_label("Omschrijving van deze versie").fill("voor het overleg")
    page.get_by_role("button", name="Leg deze versie vast").click()
    return _download(page, "Word Versie 1")


def _desks(sent: bytes) -> dict[str, bytes]:
    """What three parties make of it: two change the same words, two make a remark."""
    host, care, health = (Edited(sent) for _ in range(3))
    host.author, care.author, health.author = "secretaris", "beleidsadviseur", "jurist"
    host.change("art-doel-1", "een eigenaar krijgt", "een trekker krijgt")
    host.comment("art-doel-1", "Is dit wel te halen?")
    care.change("art-doel-1", "een eigenaar krijgt", "een behandelaar krijgt")
    care.change("art-kosten-1", "haar eigen inzet", "haar inzet")
    health.insert("art-kosten-3", "Partijen evalueren de kosten ieder jaar.")
    health.comment("art-kosten-3", "Liever korter.")
    return {HOST: host.content(), CARE: care.content(), HEALTH: health.content()}


def _handed_in(page: Page, files: dict[str, bytes]) -> None:
    for party, content in files.items():
        file: FilePayload = {"name": f"{party}.docx", "mimeType": WORD, "buffer": content}
        page.get_by_label("Bestand dat terugkwam").set_input_files(file)
        page.get_by_label("Gestuurd door").select_option(label=party)
        page.get_by_role("button", name="Inleveren").click()
        expect(page.get_by_role("link", name=f"{party}.docx")).to_be_visible()


def _pressed(page: Page, button: str, told: str) -> None:
    """A button is pressed, and the next page tells what came of it."""
    page.get_by_role("button", name=button).first.click()
    expect(page.locator(".message")).to_contain_text([told])


def _decided(page: Page) -> None:
    """All that clash with nothing are accepted; of the two that clash, one is."""
    _pressed(page, "Neem alles over dat nergens mee botst", "2 overgenomen.")
    expect(page.locator(".proposal--clash")).to_have_count(2)
    page.get_by_role("checkbox", name=CARE).check()
    _pressed(page, "Neem over wat is aangevinkt", "1 overgenomen.")
    page.get_by_role("checkbox", name=HOST).check()
    page.get_by_label("Waarom het wordt afgewezen").fill("Heerlen behandelt.")
    _pressed(page, "Wijs af wat is aangevinkt", "1 afgewezen.")
    expect(page.locator(".proposal", has_text=HOST)).to_contain_text(
        "Afgewezen omdat: Heerlen behandelt."
    )


def test_three_files_become_one_version_of_which_the_redline_names_who_proposed_what(
    browser: Browser, service: Service, tmp_path: Path
) -> None:
    page = signed_in(browser, service, "beheerder", bypass_csp=False)
    sent = _fixed(page)
    page.get_by_role("link", name="Signaaltafel").click()
    page.get_by_role("link", name="Terug uit Word").click()
    _handed_in(page, _desks(sent))
    expect(page.locator(".proposal--clash")).to_have_count(2)
    for remark in ("Is dit wel te halen?", "Liever korter."):
        expect(page.locator(".remark", has_text=remark)).to_be_visible()
    looked_at(page)
    _decided(page)
    looked_at(page)
    page.get_by_role("link", name="Signaaltafel").click()
    page.get_by_role("link", name="Versies").click()
    page.get_by_role("button", name="Vergelijken").click()
    compared = page.locator(".doc-comparison")
    expect(compared.locator("del")).to_contain_text(["eigenaar", "eigen"])
    expect(compared.locator("ins")).to_contain_text(["behandelaar", "Partijen evalueren de kosten"])
    looked_at(page)
    redline = _download(page, "Word met bijgehouden wijzigingen")
    assert tracked(tmp_path, redline) == {
        ("insertion", CARE), ("deletion", CARE), ("insertion", HEALTH),
        # What the service makes itself: the number and the day of the version.
        ("insertion", HOST), ("deletion", HOST),
    }  # fmt: skip
