"""What is promised is kept in a real browser: each page of a commitment, as its users meet it.

The tasks are done without JavaScript; each page is then looked at in both languages, wide and
narrow, with the policy of the service on and nothing to complain of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect
from tests.browser.conftest import Service
from tests.builders.users import User

from governance.base.clock import day, system_clock
from governance.library.kinds.folders import kinds

TODAY = day(system_clock())


def _day(days: int) -> str:
    return f"{TODAY + timedelta(days=days):%d-%m-%Y}"


@pytest.fixture(scope="module")
def keeper(browser: Browser, service: Service) -> User:
    """The administrator of the agreements."""
    return User(browser, service, "beheerder")


@pytest.fixture(scope="module")
def pin(browser: Browser, service: Service) -> User:
    """The linking pin of a municipality that owes."""
    return User(browser, service, "linkingpin")


@pytest.fixture(scope="module")
def secretary(browser: Browser, service: Service) -> User:
    return User(browser, service, "secretaris")


@pytest.fixture(scope="module")
def commitments(keeper: User) -> str:
    """The page with the commitments of the region's agreement."""
    keeper.page.goto("/afspraken")
    keeper.page.get_by_role("link", name="Samenwerkingsovereenkomst aanpak mensenhandel").click()
    return keeper.page.url.split("?")[0] + "/toezeggingen"


@pytest.fixture(scope="module")
def line(pin: User, commitments: str) -> str:
    """The commitment on training, as the linking pin's municipality keeps it: in the sample it has
    no indicators and no evidence yet."""
    card = pin.at(commitments).locator("#c4")
    card.get_by_role("link", name="Toezegging 4 van Heerlen").click()
    return pin.page.url


@pytest.fixture(scope="module")
def indicator(keeper: User, commitments: str, pin: User, line: str) -> str:
    """An indicator of people with a step, a value and a correction of it; its address."""
    keeper.page.goto(commitments)
    keeper.page.get_by_role("link", name="Indicatoren van toezegging 4").click()
    keeper.looks()
    keeper.page.get_by_role("link", name="Indicator toevoegen").click()
    keeper.looks()
    _indicator(keeper)
    keeper.page.get_by_role("link", name="Medewerkers die de route kennen", exact=True).click()
    for value, reason in (("3", ""), ("7", "Bij het nakijken bleken het er meer.")):
        pin.at(f"{line}/metingen")
        pin.page.locator("td a").first.click()
        pin.looks()
        pin.page.fill("[name=value]", value)
        if reason:
            pin.page.fill("[name=reason]", reason)
        pin.press("Opslaan")
    return keeper.page.url


def _indicator(keeper: User) -> None:
    form = keeper.page
    form.fill("[name=name]", "Medewerkers die de route kennen")
    form.fill("[name=definition]", "Wie in die maand is bevraagd en de route kent.")
    form.get_by_label("Mensen", exact=True).check()
    form.fill("[name=unit]", "medewerkers")
    form.fill("[name=source]", "bevraging door de gemeente")
    form.select_option("[name=period]", "month")
    for name, said in (("baseline", "20"), ("target", "60"), ("steps.0.value", "30")):
        form.fill(f"[name='{name}']", said)
    for name, days in (("baselineOn", -400), ("targetBy", 300), ("steps.0.onDate", -90)):
        form.fill(f"[name='{name}']", _day(days))
    keeper.press("Opslaan")


def test_the_commitments_of_an_agreement_lead_to_each_of_them(pin: User, line: str) -> None:
    page = pin.at(line)
    page.get_by_role("link", name="Deze toezegging bij alle partijen").click()
    assert page.url.endswith("/toezeggingen#c4")
    expect(page.locator("#c4")).to_contain_text("Toezegging 4 van Heerlen")


def test_each_part_of_the_long_page_is_one_link_away_by_keyboard(pin: User, line: str) -> None:
    page = pin.window
    page.goto(line)
    parts = page.get_by_role("navigation", name="Op deze pagina").get_by_role("link")
    named = {one.get_attribute("href"): one.inner_text() for one in parts.all()}
    heads = page.locator("main h2")
    assert [one.inner_text() for one in heads.all()] == list(named.values())
    parts.last.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#history")).to_be_in_viewport()


def test_what_is_measured_is_given_and_corrected(
    keeper: User, pin: User, indicator: str, line: str
) -> None:
    page = pin.at(f"{line}/metingen")
    expect(page.locator("tbody tr").first).to_contain_text("7 medewerkers")
    expect(page.locator("summary").first).to_contain_text("1 correctie")
    expect(page.get_by_text("eerdere perioden").first).to_be_visible()
    pin.at(indicator)
    keeper.at(indicator)
    keeper.page.get_by_role("link", name="Wijzigen", exact=True).click()
    expect(keeper.page.get_by_text("Te bereiken uiterlijk op")).to_be_visible()
    keeper.looks()


def test_an_indicator_of_which_nothing_is_measured_can_go(keeper: User, commitments: str) -> None:
    keeper.page.goto(commitments)
    keeper.page.get_by_role("link", name="Indicatoren van toezegging 3").click()
    keeper.page.get_by_role("link", name="Indicator toevoegen").click()
    _indicator(keeper)
    keeper.page.get_by_role("link", name=re.compile("verwijderen")).click()
    keeper.looks()
    keeper.press("De indicator verwijderen")


def test_evidence_is_added_and_taken_off(pin: User, line: str) -> None:
    page = pin.at(line)
    page.get_by_role("link", name="Bewijs bekijken of toevoegen").click()
    pin.looks()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.locator(".summary li")).not_to_have_count(0)
    page.fill("[name=title]", "Collegebesluit over de interne meldroute")
    page.fill("[name=datedOn]", _day(-20))
    page.fill("[name=link]", "https://example.org/besluit")
    page.get_by_label("Ik heb gekeken").check()
    pin.press("Toevoegen")
    pin.looks()
    page.get_by_role("link", name="weghalen").click()
    pin.looks()
    page.fill("[name=reason]", "Er is een nieuwer besluit.")
    pin.press("Bewijs weghalen")
    expect(page.get_by_role("heading", name="Nog geen bewijs")).to_be_visible()


def test_another_organisation_carries_it_out(pin: User, line: str) -> None:
    page = pin.at(line)
    page.get_by_role("link", name="Leg vast wie de toezegging uitvoert").click()
    pin.looks()
    page.get_by_label("door een andere organisatie").check()
    page.select_option("[name=executorOrganisationId]", label="Gemeente Brunssum")
    page.fill("[name=why]", "De buurgemeente heeft hiervoor een afdeling.")
    pin.press("Opslaan")
    pin.looks()


def test_a_delay_is_accepted_and_milestones_are_planned_anew(secretary: User, line: str) -> None:
    page = secretary.at(line)
    page.get_by_role("link", name="Vertraging aanvaarden").click()
    secretary.looks()
    page.fill("[name=until]", _day(60))
    page.fill("[name=reason]", "De route hangt af van een systeem dat later komt.")
    page.fill("[name=decidedByFunction]", "stuurgroep mensenhandel")
    secretary.press("Vertraging aanvaarden")
    page.get_by_role("link", name="Mijlpalen opnieuw plannen").click()
    labels = [one.inner_text() for one in page.locator("main label").all()]
    assert len(set(labels)) == len(labels)
    secretary.looks()
    page.locator("[name$=plannedOn]").last.fill(_day(500))
    page.fill("[name=reason]", "De proef kan pas na de zomer.")
    secretary.press("Opnieuw plannen")
    secretary.looks()
    page.get_by_role("link", name="Niet langer aanvaarden").click()
    secretary.looks()


def test_what_a_commitment_is_for_and_what_the_region_uses(
    keeper: User, pin: User, commitments: str
) -> None:
    page = keeper.at(commitments)
    page.get_by_role("link", name="Samenhang van toezegging 4").click()
    keeper.looks()
    page.locator("[name=waitsFor]").first.check()
    keeper.press("Opslaan")
    page.get_by_role("link", name="Visie en doelen van").click()
    page.get_by_role("link", name="Wat de regio gebruikt").click()
    keeper.looks()
    pin.at(page.url)
    pin.at(page.url.replace("onderdelen", "afhankelijkheid"))


@pytest.fixture(scope="module")
def draft(keeper: User) -> Iterator[str]:
    """A draft with two parties, to which commitments can be added."""
    page = keeper.page
    page.goto("/modellen/signaaltafel")
    page.fill("[name=title]", "Samenwerkingsovereenkomst signaaltafel Soorten")
    page.fill("[name=shortTitle]", "Signaaltafel Soorten")
    page.get_by_role("button", name="Beginnen").click()
    address = page.url
    page.goto(f"{address}/partijen")
    for place, name in enumerate(("Gemeente Vaals", "Gemeente Maastricht")):
        page.select_option(f"[name='parties.{place}.organisationId']", label=name)
        page.select_option(f"[name='parties.{place}.participation']", "signatory")
    keeper.press("Partijen opslaan")
    yield f"{address}/toezeggingen"


def _answered(field: Locator) -> None:
    """Fill in one field of a kind, with what fits it."""
    name = str(field.get_attribute("name"))
    if field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(index=1)
    elif field.get_attribute("type") == "radio":
        field.check()
    elif mode := field.get_attribute("inputmode"):
        field.fill(_day(90) if mode == "numeric" else "4")
    else:
        field.fill(f"wat hier hoort bij {name.removeprefix('extra.').replace('_', ' ')}")


def _kinds() -> Iterator[Any]:
    """Every kind. One of which each field is of a type that another kind showed before is left to
    the long run: ``tests/commitments/kinds`` enters each of them by its page all the same."""
    seen: set[str] = set()
    for key, kind in sorted(kinds().items()):
        types = {str(field.type) for field in kind.fields}
        yield pytest.param(key, marks=[pytest.mark.full] if types <= seen else [])
        seen |= types


@pytest.mark.parametrize("kind", list(_kinds()))
def test_a_commitment_of_each_kind_is_written_down(keeper: User, draft: str, kind: str) -> None:
    page = keeper.at(f"{draft}/nieuw?kind={kind}")
    page.fill("[name=title]", f"Toezegging {kind.replace('_', ' ')}")
    page.fill("[name=text]", "Partijen doen wat hier staat, en doen dat samen.")
    page.fill("[name=theme]", "Samen")
    for owner in page.locator("[name=ownerPartyIds]").all():
        owner.check()
    page.fill("[name=ownerFunction]", "beleidsadviseur veiligheid")
    page.fill("[name=measurableGoal]", "Ten minste een keer per jaar.")
    for field in page.locator("[name^='extra.']").all():
        _answered(field)
    keeper.press("Opslaan")


def test_the_commitments_of_a_draft_are_chosen_seen_and_removed(keeper: User, draft: str) -> None:
    page = keeper.at(draft)
    page.get_by_role("link", name="Toezegging toevoegen").click()
    keeper.looks()
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="Toezegging toevoegen")).to_be_visible()
    page.goto(draft)
    page.get_by_role("link", name="Toezegging 1 verwijderen").click()
    keeper.looks()
    keeper.press("Toezegging 1 verwijderen")
