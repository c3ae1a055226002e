"""What a mail says, in two languages, and that no value in it can become something else."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from tests.builders.mail import BASE, FROM, invitation

from governance.base.ids import new_id
from governance.base.places import shipped
from governance.base.views import encoded
from governance.notices.letters.papers import mail, written
from governance.notices.letters.rules import (
    KINDS,
    AccessRenewed,
    AddressChanged,
    FactorChanged,
    FillingAsked,
    FillingsDue,
    Kind,
    Letter,
    PasswordChanged,
    ReviewDue,
    RoleGiven,
    RoleWithdrawn,
    StandingIn,
    TokenEnds,
    letter_of,
)

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)
DAY = date(2027, 2, 1)
LETTERS: tuple[Letter, ...] = (
    invitation(),
    RoleGiven("linking pin", "Noordstad", "beheerder, Region office", DAY),
    RoleGiven("linking pin", "Noordstad", "beheerder, Region office", DAY, date(2028, 2, 1)),
    RoleWithdrawn("linking pin", "Noordstad", "beheerder, Region office", DAY),
    StandingIn("linking pin", "Noordstad", "adviseur A", "adviseur B", DAY, DAY, "beheerder"),
    ReviewDue("/controle", "Noordstad", DAY),
    ReviewDue("/controle", "Noordstad", DAY, special=True),
    PasswordChanged(NOW, "/mijn-account"),
    FactorChanged("Passkey added", NOW, "/mijn-account"),
    AccessRenewed(NOW, "beheerder, Region office"),
    AddressChanged(NOW, "beheerder, Region office"),
    FillingAsked("/verzoeken/x", "Noordstad", "linking pin", "beheerder, Region office", "Graag."),
    FillingsDue(
        "/invullingen/bevestiging/x",
        "Noordstad",
        (("care coordinator", "adviseur zorg"),),
        ("linking pin",),
    ),
    TokenEnds("vergadersysteem", "Noordstad", DAY, "/tokens/x"),
)
LEAD_NOWHERE = (RoleWithdrawn, AccessRenewed, AddressChanged)
"""Letters to who cannot sign in with what the letter is about."""
DUTCH = {
    "invitation": "Uitnodiging voor “Bestuurlijke afspraken”",
    "role_given": "U bent linking pin voor Noordstad",
    "role_withdrawn": "U bent geen linking pin meer voor Noordstad",
    "standing_in": "adviseur B neemt waar voor adviseur A",
    "filling_asked": "Noordstad: vul de functie linking pin in",
    "fillings_due": "Noordstad: klopt dit nog?",
    "review_due": "Controleer de rollen van Noordstad vóór 1 februari 2027",
    "password_changed": "Uw wachtwoord is gewijzigd",
    "access_renewed": "U krijgt nieuwe toegang tot uw account",
    "address_changed": "Het e-mailadres van uw account is gewijzigd",
    "token_ends": "Het API-token “vergadersysteem” loopt af op 1 februari 2027",
    "factor_changed": "Waarmee u zich aanmeldt, is gewijzigd",
}


SPECIAL = "Controleer de speciale rechten van Noordstad vóór 1 februari 2027"


def named(letter: Letter) -> str:
    return str(letter.__struct_config__.tag)


def sent(letter: Letter, language: str = "nl", to: str = "pin@noordstad.example") -> EmailMessage:
    """The mail as its reader gets it: written out as bytes and read again."""
    made = mail(new_id(), written(letter, language, BASE), language, to, FROM, NOW)
    read: Any = message_from_bytes(made.as_bytes(), policy=default)
    assert isinstance(read, EmailMessage)
    return read


def test_there_is_a_letter_of_each_kind_and_a_template_for_it() -> None:
    assert {named(letter) for letter in LETTERS} == set(KINDS)
    files = {path.stem for path in (shipped("templates") / "notices").glob("*.txt")}
    assert files == {*Kind, "letter", "security"}


@pytest.mark.parametrize("letter", LETTERS, ids=named)
def test_a_letter_is_stored_and_read_again_as_it_was(letter: Letter) -> None:
    assert letter_of(encoded(letter)) == letter


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("letter", LETTERS, ids=named)
def test_a_letter_says_everything_in_the_language_of_its_reader(
    letter: Letter, language: str
) -> None:
    found = written(letter, language, BASE)
    dutch = SPECIAL if getattr(letter, "special", False) else DUTCH[named(letter)]
    assert (found.subject == dutch) is (language == "nl")
    assert found.text.startswith("Goedendag,\n\n" if language == "nl" else "Good day,\n\n")
    assert f", {BASE}." in found.text
    link = getattr(letter, "link", "/")
    assert f"\n{BASE}{link}\n" in found.text or isinstance(letter, LEAD_NOWHERE)
    assert not re.search(r"\{\w*\}|\n\n\n|[ \t]\n", found.text)
    words = {"Kennis", "Good day", "you"} if language == "nl" else {"Goedendag", "bent", "uw"}
    assert not any(re.search(rf"\b{word}\b", found.text) for word in words)


def test_days_and_moments_read_as_in_the_language_and_by_amsterdam() -> None:
    assert "tot 22 januari 2027" in written(invitation(), "nl", BASE).text
    changed = PasswordChanged(NOW, "/mijn-account")
    assert "15 januari 2027, 13.00" in written(changed, "nl", BASE).text
    assert "15 January 2027, 13:00" in written(changed, "en", BASE).text


def test_a_mail_carries_what_a_mail_server_wants_to_know() -> None:
    one = new_id()
    made = mail(one, written(invitation(), "nl", BASE), "nl", "pin@gemeente-ë.example", FROM, NOW)
    read = message_from_bytes(made.as_bytes(), policy=default)
    assert read["Message-ID"] == f"<{one}@dienst.example>"
    assert read["To"] == "pin@xn--gemeente--34a.example"
    assert read["From"] == FROM
    assert (read["Auto-Submitted"], read["Content-Language"]) == ("auto-generated", "nl")
    assert read["Date"].datetime == NOW
    assert read.get_content_type() == "text/plain"
    assert all(len(line) < 999 for line in made.as_bytes().split(b"\r\n"))
    assert made.as_bytes().isascii()
    assert b"\n" not in made.as_bytes().replace(b"\r\n", b"")


@pytest.mark.parametrize(
    "said",
    ["Noordstad\r\nBcc: all@x.example", "Noordstad\n\nKlik hier", "Noord\x00stad\x85X: y\u2028z"],
)
def test_a_value_adds_no_header_and_no_paragraph(said: str) -> None:
    letter = RoleGiven("linking pin", said, "beheerder", DAY)
    read = sent(letter)
    assert "Bcc" not in read
    assert read["X"] is None
    assert set(read.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted",
        "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
    }  # fmt: skip
    body = read.get_content()
    assert body.count("\n\n") == sent(RoleGiven("linking pin", "x", "y", DAY)).get_content().count(
        "\n\n"
    )
    assert not re.search(r"^(Bcc|Klik|X)", body, re.M)


def test_a_sender_outside_ascii_arrives_as_it_was_written() -> None:
    given = "Súdwest, afspraken <afspraken@straße.example>"
    made = mail(new_id(), written(invitation(), "nl", BASE), "nl", "a@x.example", given, NOW)
    [address] = message_from_bytes(made.as_bytes(), policy=default)["From"].addresses
    assert (address.display_name, address.addr_spec) == (
        "Súdwest, afspraken", "afspraken@xn--strae-oqa.example",
    )  # fmt: skip


def test_names_outside_ascii_arrive_as_they_were_written() -> None:
    name = "Súdwest-Fryslân & ’s-Gravenhage <b>čß 漢"
    read = sent(RoleGiven("linking pin", name, "burgemeester", DAY))
    assert read["Subject"] == f"U bent linking pin voor {name}"
    assert name in read.get_content()


def test_braces_and_template_words_in_a_name_stay_what_they_are() -> None:
    name = "{who} {{ base }} {% raise %} %s"
    assert name in sent(RoleGiven("linking pin", name, "x", DAY))["Subject"]
