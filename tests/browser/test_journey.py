"""The whole journey in Chromium, by plain clicks and forms, as four people take it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import Service, looked_at, signed_in

from governance.base.clock import day, system_clock

TODAY = day(system_clock())
YESTERDAY = f"{TODAY - timedelta(days=1):%d-%m-%Y}"
THIS_DAY = f"{TODAY:%d-%m-%Y}"
LATER = f"{TODAY + timedelta(days=200):%d-%m-%Y}"


def saved(page: Page, button: str) -> None:
    """Press a button of a form and see that nothing was refused."""
    page.get_by_role("button", name=button, exact=True).first.click()
    page.wait_for_load_state()
    expect(page.locator(".summary")).to_have_count(0)


def downloaded(page: Page, link: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=link).first.click()
    return waiting.value.path().read_bytes()


def drafted(page: Page) -> str:
    """A draft from a model, with parties, text and commitments; gives its address."""
    page.goto("/modellen")
    looked_at(page)
    page.get_by_role("link", name="Lokale vaststelling").click()
    looked_at(page)
    page.fill("[name=title]", "Convenant lokale aanpak mensenhandel Vaals")
    page.fill("[name=shortTitle]", "Lokale aanpak Vaals")
    saved(page, "Concept beginnen")
    looked_at(page)
    address = page.url
    page.goto(f"{address}/partijen")
    for place, name in enumerate(("Gemeente Vaals", "Gemeente Maastricht")):
        page.select_option(f"[name='parties.{place}.organisationId']", label=name)
        page.select_option(f"[name='parties.{place}.participation']", "signatory")
    saved(page, "Partijen opslaan")
    expect(page.locator("[name='parties.0.authorities']:checked")).to_have_count(2)
    looked_at(page)
    page.goto(f"{address}/antwoorden")
    filled_in(page)
    looked_at(page)
    page.goto(f"{address}/toezeggingen")
    saved(page, "Overnemen uit het model")
    looked_at(page)
    page.get_by_role("link", name="Toezegging 1 verwijderen").click()
    looked_at(page)
    page.get_by_role("link", name="Terug naar de toezeggingen").click()
    return address


def filled_in(page: Page) -> None:
    """The blanks; the text beside them follows while they are typed."""
    page.select_option("[name='blanks.gemeente']", "Gemeente Vaals")
    page.select_option("[name='blanks.penvoerder']", "Gemeente Maastricht")
    page.fill("[name='blanks.regionale_afspraak']", "Samenwerking mensenhandel Zuid-Limburg")
    page.fill("[name='blanks.regio']", "het uiterste zuiden")
    expect(page.locator("#preview .doc-changed").first).to_be_in_viewport()
    expect(page.locator("#preview .doc-changed").first).to_contain_text("het uiterste zuiden")
    for blank in ("casusregisseur", "casusregisseur_vervanger", "aandachtsfunctionaris"):
        page.fill(f"[name='blanks.{blank}']", "de adviseur veiligheid")
    page.fill("[name='blanks.linking_pin']", "de beleidsadviseur veiligheid")
    page.fill("[name='blanks.uren']", "8,5")
    page.check("[name='blanks.raad'][value=brief]")
    page.fill("[name='blanks.evaluatie']", "1-12-2029")
    saved(page, "Tekst opslaan")
    expect(page.locator("[name='blanks.uren']")).to_have_value("8,5")


def checked(page: Page, address: str) -> None:
    """The checklist, with the two questions that would stop the decision."""
    page.goto(f"{address}/toetslijst")
    looked_at(page)
    for number, answer in enumerate(("Er worden geen persoonsgegevens", "Nee, er worden geen")):
        page.locator("li", has_text="te beantwoorden").first.get_by_role("link").last.click()
        if not number:
            looked_at(page)
        page.get_by_label(answer).check()
        page.fill("[name=reason]", "De tekst sluit het uit.")
        saved(page, "Antwoord opslaan")
    expect(page.locator("main")).not_to_contain_text("te beantwoorden")
    looked_at(page)


def put_up_and_signed(page: Page, address: str) -> None:
    checked(page, address)
    page.goto(f"{address}/aanbieding")
    looked_at(page)
    saved(page, "Ter besluitvorming aanbieden")
    expect(page.locator("main")).to_contain_text("ter besluitvorming")
    assert downloaded_from(page, f"{address}/documenten", "Word")[:2] == b"PK"
    assert downloaded_from(page, f"{address}/documenten", "pdf")[:5] == b"%PDF-"
    for number in range(4):
        page.goto(address)
        page.get_by_role("link", name="Besluit vastleggen").first.click()
        if not number:
            looked_at(page)
        page.fill("[name=decidedOn]", YESTERDAY)
        page.fill("[name=number]", f"2026-{number + 1}")
        page.get_by_label("stemt in", exact=True).check()
        saved(page, "Besluit vastleggen")
    page.get_by_role("link", name="Terugnemen naar concept").click()
    expect(page.locator("main")).to_contain_text("4 besluiten vervallen")
    looked_at(page)
    for number in range(4):
        page.goto(address)
        page.get_by_role("link", name="Ondertekening vastleggen").first.click()
        if number in (0, 3):
            looked_at(page)
        page.fill("[name=signedOn]", YESTERDAY)
        page.get_by_label("uit eigen bevoegdheid").check()
        saved(page, "Ondertekening vastleggen")
    expect(page.locator("main")).to_contain_text("in werking")
    looked_at(page)


def downloaded_from(page: Page, address: str, form: str) -> bytes:
    page.goto(address)
    looked_at(page)
    return downloaded(page, f"Downloaden als {form}")


def reported(page: Page) -> str:
    """The linking pin reports on every commitment, approves and submits; gives the address."""
    page.goto("/")
    looked_at(page)
    page.get_by_role("link", name=re.compile("Gemeente Heerlen")).first.click()
    page.wait_for_load_state()
    looked_at(page)
    address = page.url
    names = page.get_by_role("link", name=re.compile("Rapporteren over toezegging"))
    for number in range(names.count()):
        page.goto(address)
        names.nth(number).click()
        page.wait_for_load_state()
        if not number:
            looked_at(page)
        answered(page)
    handed_in(page, address)
    return address


def answered(page: Page) -> None:
    """One commitment: it goes well, and what was delayed gets a new day."""
    page.check("[name=state][value=on_track]")
    page.fill("[name=words]", "Op schema; het college is geïnformeerd.")
    for field in ("reason", "measure", "forecastOn", "doneOn"):
        page.fill(f"[name={field}]", "")
    # Where there are indicators their values are asked instead, and none of them has to be given.
    asked = page.locator("[name=value], [name=measuredOn], [name^='measurements.'][name$='.value']")
    assert asked.count() or page.get_by_text("Van geen enkele indicator").count()
    for field in page.locator("[name=value], [name=measuredOn]").all():
        field.fill("")
    states = page.locator("select[name^='milestones.']")
    for place in range(states.count()):
        if states.nth(place).input_value() == "delayed":
            page.fill(f"[name='milestones.{place}.forecastOn']", LATER)
    saved(page, "Opslaan")


def handed_in(page: Page, address: str, on: str = YESTERDAY) -> None:
    page.goto(address)
    page.get_by_role("link", name="Algemeen deel schrijven").click()
    page.wait_for_load_state()
    looked_at(page)
    page.fill("[name=summary]", "Op schema.")
    saved(page, "Opslaan")
    page.get_by_role("link", name="Intern akkoord vastleggen").click()
    page.wait_for_load_state()
    looked_at(page)
    page.fill("[name=approvedByFunction]", "de portefeuillehouder")
    page.fill("[name=approvedOn]", on)
    saved(page, "Akkoord vastleggen")
    saved(page, "Rapportage indienen")
    expect(page.locator("main")).to_contain_text("ingediend")


def test_from_a_model_to_an_agreement_in_force(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder")
    looked_at(page)
    put_up_and_signed(page, drafted(page))
    page.goto("/afspraken?search=vaals")
    looked_at(page)
    expect(page.locator("main tbody tr")).to_have_count(1)


def test_from_a_report_to_the_adopted_regional_report(browser: Browser, service: Service) -> None:
    pin = signed_in(browser, service, "linkingpin")
    address = reported(pin)
    secretary = signed_in(browser, service, "secretaris")
    looked_at(secretary)
    secretary.goto(address)
    secretary.fill("[name=text]", "Vul de maatregel aan.")
    saved(secretary, "Rapportage terugsturen")
    pin.goto(address)
    expect(pin.locator("main")).to_contain_text("Vul de maatregel aan.")
    handed_in(pin, address, THIS_DAY)
    secretary.goto(address)
    looked_at(secretary)
    saved(secretary, "Rapportage aanvaarden")
    chair = signed_in(browser, service, "voorzitter")
    looked_at(chair)
    chair.get_by_role("link", name=re.compile("Regionale rapportage")).first.click()
    chair.wait_for_load_state()
    looked_at(chair)
    chair.fill("[name=summary]", "De regio ligt op schema.")
    chair.fill("[name=adoptedByFunction]", "de stuurgroep")
    chair.fill("[name=adoptedOn]", THIS_DAY)
    chair.get_by_role("button", name="Regionale rapportage vaststellen").click()
    looked_at(chair)
    expect(chair.locator(".summary")).to_contain_text("bevestig dat de stuurgroep")
    expect(chair.locator("[name=summary]")).to_have_value("De regio ligt op schema.")
    chair.check("[name=knowingly]")
    saved(chair, "Regionale rapportage vaststellen")
    expect(chair.locator("main")).to_contain_text("vastgesteld")
    assert downloaded(chair, "Downloaden als pdf")[:5] == b"%PDF-"
    assert downloaded(chair, "Downloaden als Word")[:2] == b"PK"
    chair.goto("/dashboard")
    looked_at(chair)
    chair.goto("/afspraken")
    chair.get_by_role("link", name=re.compile("Samenwerkingsovereenkomst")).first.click()
    chair.wait_for_load_state()
    looked_at(chair)


@pytest.mark.parametrize("name", ["linkingpin", "secretaris", "voorzitter"])
def test_who_may_not_draft_finds_no_form(browser: Browser, service: Service, name: str) -> None:
    page = signed_in(browser, service, name)
    page.goto("/modellen/lokale-vaststelling")
    expect(page.get_by_role("button", name="Concept beginnen")).to_have_count(0)


def test_everything_works_without_javascript(browser: Browser, service: Service) -> None:
    page = signed_in(browser, service, "beheerder", java_script_enabled=False)
    page.goto("/modellen/signaaltafel")
    page.fill("[name=shortTitle]", "Signaaltafel zonder script")
    page.get_by_role("button", name="Concept beginnen").click()
    page.get_by_role("link", name="Tekst invullen").click()
    page.fill("[name='blanks.evaluatie']", "31-02-2029")
    page.get_by_role("button", name="Tekst opslaan").click()
    expect(page.locator(".summary")).to_contain_text("datum")
    expect(page.locator("[name='blanks.evaluatie']")).to_have_value("31-02-2029")


def test_of_two_who_accept_at_once_the_second_is_told(browser: Browser, service: Service) -> None:
    first, second = (signed_in(browser, service, "secretaris") for _ in range(2))
    for page in (first, second):
        page.goto("/")
        page.get_by_role("link", name=re.compile("Gemeente Kerkrade")).first.click()
        page.wait_for_load_state()
    saved(first, "Rapportage aanvaarden")
    second.get_by_role("button", name="Rapportage aanvaarden").click()
    second.wait_for_load_state()
    looked_at(second)
    expect(second.locator("h1")).to_contain_text("Deze stap kan nu niet worden gezet")
    first.reload()
    expect(first.locator("main")).to_contain_text("aanvaard")


def test_who_is_overtaken_gets_back_what_was_typed(browser: Browser, service: Service) -> None:
    first, second = (signed_in(browser, service, "beheerder") for _ in range(2))
    first.get_by_role("link", name=re.compile("overeenkomst signaaltafel")).first.click()
    first.wait_for_load_state()
    for page in (first, second):
        page.goto(f"{first.url.removesuffix('/looptijd')}/looptijd")
    first.fill("[name=shortTitle]", "Signaaltafel eerst")
    saved(first, "Looptijd en voorwaarden opslaan")
    second.fill("[name=shortTitle]", "Signaaltafel te laat")
    second.get_by_role("button", name="Looptijd en voorwaarden opslaan").click()
    second.wait_for_load_state()
    looked_at(second)
    expect(second.locator("main")).to_contain_text("Signaaltafel te laat")
    first.reload()
    expect(first.locator("main")).to_contain_text("Signaaltafel eerst")


@pytest.mark.parametrize("name", ["beheerder", "linkingpin", "secretaris", "voorzitter"])
def test_the_pages_in_english_and_in_forced_colours(
    browser: Browser, service: Service, name: str
) -> None:
    page = signed_in(browser, service, name, locale="en-GB", forced_colors="active")
    for address in ("/", "/afspraken", "/dashboard", "/rapportagerondes", "/modellen"):
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == "en"
        looked_at(page)
