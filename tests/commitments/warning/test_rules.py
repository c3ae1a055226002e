"""What looks like data about a case is asked about; what every report holds is not."""

from __future__ import annotations

from time import process_time

import pytest

from governance.commitments.accepting.forms import DelayForm
from governance.commitments.warning.rules import CONFIRM, MOST, Sign, case_data, signs


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("BSN 111222333 staat erin", Sign.SERVICE_NUMBER),
        ("zie 1112.22.333.", Sign.SERVICE_NUMBER),
        ("mail naar iemand@voorbeeld.nl", Sign.MAIL),
        ("bel 06-12345678", Sign.PHONE),
        ("bel +31 6 12 34 56 78", Sign.PHONE),
        ("bel (070) 123 45 67", Sign.PHONE),
        ("geb. 01-02-1990", Sign.BIRTH),
        ("geboren op 1 februari 1990", Sign.BIRTH),
        ("Geboortedatum: 1/2/90", Sign.BIRTH),
        ("auto met 12-AB-CD", Sign.PLATE),
        ("auto met X-999-XX reed weg", Sign.PLATE),
        ("NL91 ABNA 0417 1643 00", Sign.IBAN),
        ("NL91ABNA0417164300", Sign.IBAN),
        ("parketnummer 09/123456-24", Sign.CASE_NUMBER),
    ],
)
def test_what_looks_like_case_data_is_seen(text: str, sign: Sign) -> None:
    assert [found for found, _ in signs(text)] == [sign]


@pytest.mark.parametrize(
    "text",
    [
        "In 2026 zijn 1.250 medewerkers getraind, 80% van 1.560.",
        "Besluit van 24-11-2026, nummer 2026-123456.",
        "123456789 doorstaat de proef niet",
        "000000000",
        "€ 123.456.782,00 begroot",
        "NL92ABNA0417164300",
        "Artikel 12-14-16, periode 2026-2027, week 12-13-14",
        "OIN 00000001234567890000",
        "geboren inwoners van 2026",
        "A-GGZ-21-OVERLEG",
        "",
    ],
)
def test_what_every_report_holds_is_not(text: str) -> None:
    assert signs(text) == []


def test_it_is_named_at_its_field_and_the_tick_lets_it_through() -> None:
    text = "Bel 06-12345678 of 06-12345678 over kenteken 12-AB-CD."
    form = DelayForm(reason=text, decided_by_function="stuurgroep")
    told = list(case_data(form, "reason"))
    assert [(c.field, c.values.get("said")) for c in told] == [
        ("reason", "06-12345678"), ("reason", "12-AB-CD"), ("notCaseData", None),
    ]  # fmt: skip
    assert told[-1].problem == CONFIRM
    sworn = DelayForm(reason=text, decided_by_function="stuurgroep", not_case_data=True)
    assert list(case_data(sworn, "reason")) == []
    assert list(case_data(DelayForm(reason="Gewoon.", decided_by_function=""), "reason")) == []


def test_a_long_list_is_not_named_in_full() -> None:
    many = " ".join(f"06-1234567{n}" for n in range(9))
    assert len(list(case_data(DelayForm(many, ""), "reason"))) == MOST + 1


@pytest.mark.parametrize(
    "piece", ["1", "A1", "A", "a.", "0 ", "12-", "a@a-", "geb ", "06-12345678 ", "NL11 AAAA "]
)
def test_no_text_keeps_the_service_busy(piece: str) -> None:
    begun = process_time()
    signs(piece * 100_000)
    assert process_time() - begun < 1
