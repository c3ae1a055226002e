"""What the words of an agreement say: of a party, of a day, of a length of time."""

from __future__ import annotations

from datetime import date

import pytest

from governance.documents.reading.ordinary.dates import dated, days, lasting, signed
from governance.documents.reading.ordinary.enumerating import enumerated
from governance.documents.reading.ordinary.marks import from_letter, from_roman
from governance.documents.reading.ordinary.numbers import letter, roman
from governance.documents.reading.ordinary.wording import all_called, party


@pytest.mark.parametrize(
    ("text", "name", "by", "function", "called"),
    [
        (
            "De gemeente Noordstad, te dezen vertegenwoordigd door haar burgemeester, hierna te "
            "noemen: “de Gemeente”;",
            "De gemeente Noordstad", "haar burgemeester", "burgemeester", "de Gemeente",
        ),
        (
            "het college van burgemeester en wethouders van Noordstad, namens deze de wethouder "
            "zorg, verder aangeduid als ‘het College’, en",
            "het college van burgemeester en wethouders van Noordstad", "", "", "het College",
        ),
        (
            "Stichting Opvang (hierna: de Opvang), vertegenwoordigd door de functionaris, "
            "directeur-bestuurder, daartoe gemachtigd",
            "Stichting Opvang", "de functionaris, directeur-bestuurder", "directeur-bestuurder",
            "de Opvang",
        ),
        (
            "het Openbaar Ministerie, handelend door de hoofdofficier van justitie;",
            "het Openbaar Ministerie", "de hoofdofficier van justitie",
            "hoofdofficier van justitie", "",
        ),
        (
            "de Staat, vertegenwoordigd door een ambtenaar in de functie van hoofd Toezicht, "
            "nader te noemen het Ministerie;",
            "de Staat", "een ambtenaar in de functie van hoofd Toezicht", "hoofd Toezicht",
            "het Ministerie",
        ),
        ("de gemeente Oostdam", "de gemeente Oostdam", "", "", ""),
    ],
)  # fmt: skip
def test_a_party_is_read_from_its_words(
    text: str, name: str, by: str, function: str, called: str
) -> None:
    found = party(text, 3)
    assert (found.name, found.represented_by, found.function, found.called) == (
        name, by, function, called,
    )  # fmt: skip
    assert found.source == 3


def test_the_day_of_a_decision_is_read_where_it_stands() -> None:
    text = (
        "de gemeente A, handelend ter uitvoering van het besluit van het college van {}, hierna: A"
    )
    assert party(text.format("3 februari 2026"), 0).decided_on == date(2026, 2, 3)
    assert party(text.format("[datum]"), 0).decided_on is None
    assert party("de gemeente A, opgericht 3 februari 2026", 0).decided_on is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("hierna gezamenlijk te noemen: “Partijen”;", "Partijen"),
        ("tezamen verder te noemen de Colleges,", "de Colleges"),
        ("Partijen onder 1 en 2 hierna gezamenlijk aangeduid als ‘de Colleges’", "de Colleges"),
        ("De gemeente A, hierna te noemen: de Gemeente", ""),
        ("de Samenwerking, gezamenlijk gevestigd te A, hierna: S", ""),
    ],
)  # fmt: skip
def test_what_all_are_called_together(text: str, name: str) -> None:
    assert all_called(text) == name


@pytest.mark.parametrize(
    "names",
    [
        ("Gemeente Stein, ", "Gemeente Beek en ", "Gemeente Vaals"),
        ("Gemeente Stein, ", "Gemeente Beek, en ", "Gemeente Vaals"),
        ("de gemeente Stein en ", "de gemeente Beek"),
        ("Gemeente Stein, ", "Gemeente Beek"),
        ("Gemeente Stein, ", "Politie Eenheid Limburg en ", "het Openbaar Ministerie"),
        ("Gemeente Stein, ", "Zorg- en Veiligheidshuis Parkstad en ", "Stichting Opvang"),
        ("de burgemeester van Stein en ", "het college van burgemeester en wethouders van Stein"),
        ("Zorg- en Veiligheidshuis Parkstad",),
        ("Zorg- en Veiligheidshuis Stein, Beek en Vaals",),
        ("Burgemeester en wethouders van Stein",),
        ("burgemeester en wethouders van de gemeente Stein",),
        ("het college van burgemeester en wethouders en de burgemeester van Stein",),
        ("Ministerie van Volksgezondheid, Welzijn en Sport",),
        ("Ministerie van Justitie en Veiligheid",),
        ("Stichting Opvang, gemeente Stein",),
        ("Stichting Maatschappelijke Opvang en Dienstverlening",),
        ("Openbaar Ministerie, arrondissementsparket Limburg",),
        ("Politie, Eenheid Limburg",),
    ],
)
def test_each_organisation_of_an_enumeration_is_a_party_and_a_name_stays_one(
    names: tuple[str, ...],
) -> None:
    found = list(enumerated("".join(names) + ";"))
    wanted = [one.removesuffix("en ").strip(" ,") for one in names]
    assert [party(one, 0).name for one in found] == wanted


def test_what_is_said_after_an_enumeration_is_of_all_or_of_the_last() -> None:
    said = "Gemeente Stein en Gemeente Beek, {}vertegenwoordigd door {} burgemeester"
    of_all = [party(one, 0) for one in enumerated(said.format("ieder ", "haar"))]
    assert [(one.name, one.function) for one in of_all] == [
        ("Gemeente Stein", "burgemeester"), ("Gemeente Beek", "burgemeester"),
    ]  # fmt: skip
    of_last = [party(one, 0) for one in enumerated(said.format("", "haar"))]
    assert [one.function for one in of_last] == ["", "burgemeester"]
    acting = "Veiligheidsregio Zuid, handelend namens gemeente Stein, gemeente Beek en gemeente B"
    assert list(enumerated(acting)) == [acting]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("op 3 maart 2026", [date(2026, 3, 3)]),
        ("3-3-2026 en 04.05.2027", [date(2026, 3, 3), date(2027, 5, 4)]),
        ("2028-01-31", [date(2028, 1, 31)]),
        ("1 jan. 2026, 2 Sept 2026", [date(2026, 1, 1), date(2026, 9, 2)]),
        ("31 februari 2026, 3 maart, 12-13-2026, 3 maart 26", []),
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str, found: list[date]) -> None:
    assert [day for day, _ in days(text)] == found


YEARS = [("starts", date(2022, 1, 1)), ("ends", date(2025, 12, 31))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Dit convenant treedt in werking op 1 mei 2026.", [("starts", date(2026, 5, 1))]),
        ("Op 1 mei 2026 treedt dit convenant in werking.", [("starts", date(2026, 5, 1))]),
        ("Het treedt in werking na ondertekening.", [("starts", None)]),
        (
            "Het treedt in werking na ondertekening en eindigt op 1 mei 2030.",
            [("starts", None), ("ends", date(2030, 5, 1))],
        ),
        (
            "Dit convenant gaat in op 1-1-2026 en loopt tot 1-1-2030.",
            [("starts", date(2026, 1, 1)), ("ends", date(2029, 12, 31))],
        ),
        ("Dit akkoord loopt van 1 januari 2022 tot en met 31 december 2025.", YEARS),
        ("Dit akkoord loopt van 1 januari 2022 tot 1 januari 2026.", YEARS),
        ("Dit akkoord wordt gesloten voor de periode van 01-01-2022 t/m 31-12-2025.", YEARS),
        ("De looptijd is van 1 januari 2022 tot en met 31 december 2025.", YEARS),
        ("Looptijd: Van 1 januari 2022 tot en met 31 december 2025.", YEARS),
        ("Het convenant geldt vanaf 1 januari 2022 en loopt tot 1 januari 2026.", YEARS),
        ("Dit convenant loopt met ingang van 1 januari 2022 tot 1 januari 2026.", YEARS),
        ("Dit convenant ziet op de periode 1 januari 2022 tot 1 januari 2026.", YEARS),
        ("Het geldt vanaf 1 januari 2022 en eindigt op 31 december 2025.", YEARS),
        ("Dit convenant loopt vanaf 1 mei 2022 vier jaar, tot 1 januari 2026.", YEARS[1:]),
        (
            "Dit convenant treedt in werking op 1 december 2021 en loopt van 1 januari 2022 tot "
            "en met 31 december 2025.",
            [("starts", date(2021, 12, 1)), *YEARS[1:]],
        ),
        ("Het loopt op 31 december 2025 af.", YEARS[1:]),
        ("Het eindigt op 31 december 2025.", YEARS[1:]),
        ("Het geldt tot uiterlijk 31 december 2025.", YEARS[1:]),
        ("De subsidie loopt van 1 maart 2023 tot en met 30 juni 2023.", []),
        ("De evaluatie is over de periode van 1 maart 2023 tot en met 30 juni 2023.", []),
        ("De raad ontvangt voor de periode van 1-3-2023 tot en met 30-6-2023 een lijst.", []),
        ("Het eindigt zodra de wet vervalt.", [("ends", None)]),
        ("De wet van 3 maart 2020 is van toepassing.", []),
    ],
)
def test_when_it_begins_and_ends(text: str, found: list[tuple[str, date | None]]) -> None:
    assert [(one.moment.value, one.on) for one in dated(text, 0)] == found


def test_the_day_of_a_decision_is_no_day_of_signing() -> None:
    text = "Noordstad, 4 mei 2026\nBesluit: 3 maart 2026"
    assert [one.on for one in signed(text, 0)] == [date(2026, 5, 4)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het geldt voor de duur van drie jaar.", [("term", "drie jaar", 36)]),
        ("De looptijd is vier (4) jaar.", [("term", "vier (4) jaar", 48)]),
        ("Het wordt verlengd met telkens een jaar.", [("extension", "een jaar", 12)]),
        ("Het wordt telkens met een jaar verlengd.", [("extension", "een jaar", 12)]),
        ("De opzegtermijn is zes maanden.", [("notice", "zes maanden", 6)]),
        ("Opzeggen kan tot een half jaar vooraf.", [("notice", "een half jaar", 6)]),
        ("De looptijd is anderhalf jaar.", [("term", "anderhalf jaar", 18)]),
        ("Opzeggen kan met een termijn van 8 weken.", [("notice", "8 weken", None)]),
        ("Partijen evalueren binnen twee jaar.", []),
        ("De duur is een jaar. Elke twee maanden is er overleg.", [("term", "een jaar", 12)]),
    ],
)  # fmt: skip
def test_how_long_it_lasts(text: str, found: list[tuple[str, str, int | None]]) -> None:
    assert [(one.span.value, one.said, one.months) for one in lasting(text, 0)] == found


YEAR = [("een jaar", 12)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Het wordt telkens met een jaar stilzwijgend verlengd.", YEAR),
        ("Het wordt telkens stilzwijgend met een jaar verlengd, tenzij A opzegt.", YEAR),
        ("Het wordt stilzwijgend verlengd, telkens met een jaar.", YEAR),
        ("Het wordt van rechtswege verlengd met een jaar.", YEAR),
        ("Het wordt geacht te zijn verlengd met een jaar, tenzij het is opgezegd.", YEAR),
        ("Het wordt telkens met een jaar verlengd, tenzij een partij opzegt.", YEAR),
        ("Is er niet twee maanden vooraf opgezegd, dan wordt het automatisch een jaar verlengd.",
         YEAR),
        ("Het geldt vier jaar en wordt daarna stilzwijgend verlengd met een jaar.", YEAR),
        ("Het wordt stilzwijgend met een jaar verlengd indien partijen niet opzeggen.", YEAR),
        ("Het wordt stilzwijgend verlengd voor eenzelfde periode.",
         [("stilzwijgend verlengd", None)]),
        ("Het kan niet stilzwijgend met een jaar worden verlengd.", []),
        ("Stilzwijgende verlenging met een jaar is niet mogelijk.", []),
        ("Het wordt eenmaal stilzwijgend met een jaar verlengd.", []),
        ("Het kan met een jaar worden verlengd, tenzij een partij opzegt.", []),
        ("Het wordt na overleg met een jaar verlengd, tenzij een partij opzegt.", []),
        ("Het eindigt van rechtswege, tenzij het met een jaar wordt verlengd.", []),
    ],
)  # fmt: skip
def test_what_is_extended_by_silence(text: str, found: list[tuple[str, int | None]]) -> None:
    assert [(one.said, one.months) for one in lasting(text, 0) if one.tacit] == found


def test_notice_against_an_extension_is_no_extension() -> None:
    text = "Het wordt stilzwijgend met een jaar verlengd, tenzij {} voor het einde is opgezegd."
    found = [(one.span.value, one.months) for one in lasting(text.format("drie maanden"), 0)]
    assert found == [("extension", 12), ("notice", 3)]


def test_letters_and_romans_are_read_as_they_are_written() -> None:
    for number in range(1, 400):
        assert from_roman(roman(number)) == number
    for number in range(1, 60):
        assert from_letter(letter(number)) == number
    assert [from_roman(said) for said in ("iiii", "vx", "", "ic", "d")] == [0, 0, 0, 0, 0]
    assert [from_letter(said) for said in ("ab", "", "é", "1")] == [0, 0, 0, 0]
