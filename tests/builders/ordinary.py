"""Ordinary agreements as people write them in Word, each with what a reader finds in it.

Texts of our own: organisations and functions only, no names of people.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tests.builders.writing import Pen

Found = tuple[str, str, tuple[str, ...]]
"""An article: its number, its title, the numbers of its paragraphs."""


class Truth(NamedTuple):
    """What stands in an agreement."""

    title: str
    parties: tuple[tuple[str, str, str], ...]
    """Name, function of who represents it, what it is called."""
    articles: tuple[Found, ...]
    recitals: int = 0
    annexes: tuple[tuple[str, str], ...] = ()
    footnotes: int = 0
    starts: date | None = None
    ends: date | None = None
    signed: date | None = None
    together: str = ""


NOORD = ("De gemeente Noordstad", "burgemeester", "de Gemeente")
POLITIE = ("de Politie, eenheid Waterland", "eenheidschef", "de Politie")
CENTRUM = ("Stichting Opvang Waterland", "directeur-bestuurder", "de Opvang")


def bold_by_hand() -> tuple[bytes, Truth]:
    """No styles: bold lines, figures and letters typed with a tab, parties in a typed list."""
    pen = Pen()
    pen.p("SAMENWERKINGSOVEREENKOMST", bold=True, centred=True)
    pen.p("Aanpak mensenhandel in Waterland", bold=True, centred=True)
    pen.p("De ondergetekenden:", bold=True)
    pen.p(
        "1.\tDe gemeente Noordstad, te dezen rechtsgeldig vertegenwoordigd door haar burgemeester, "
        "handelend ter uitvoering van het besluit van het college van burgemeester en wethouders "
        "van 3 februari 2026, hierna te noemen: “de Gemeente”;"
    )
    pen.p(
        "2.\tde Politie, eenheid Waterland, vertegenwoordigd door de eenheidschef, hierna te "
        "noemen “de Politie”; en"
    )
    pen.p(
        "3.\tStichting Opvang Waterland, gevestigd te Noordstad, vertegenwoordigd door de "
        "directeur-bestuurder, verder te noemen: ‘de Opvang’;"
    )
    pen.p("hierna gezamenlijk te noemen: “Partijen”;")
    pen.p("Overwegende dat:", bold=True)
    pen.lines(
        "-\tmensenhandel een ernstig misdrijf is;",
        "-\teen gezamenlijke aanpak op grond van artikel 172 van de Gemeentewet van belang is;",
        "-\tpartijen hun afspraken willen vastleggen;",
    )
    pen.p("Komen het volgende overeen:", bold=True)
    pen.p("Artikel 1 Begripsbepalingen", bold=True)
    pen.p("In deze overeenkomst wordt verstaan onder:")
    pen.lines("a.\tsignaal: een aanwijzing;", "b.\ttafel: het regionale overleg;")
    pen.p("Artikel 2 Taken van de Gemeente", bold=True)
    pen.p("1.\tDe Gemeente wijst een aandachtsfunctionaris aan.")
    pen.p("2.\tDe aandachtsfunctionaris:")
    pen.lines(
        "a.\tontvangt signalen;", "b.\tzorgt voor:", "-\tscholing;", "-\tvoorlichting;",
        "c.\tvervangt de linking pin.",
    )  # fmt: skip
    pen.p("3.\tArtikel 1 is van overeenkomstige toepassing.")
    pen.p("Artikel 4, eerste lid, van de Wet bescherming blijft buiten toepassing.")
    pen.p("Artikel 3 Overleg", bold=True)
    pen.p("Partijen overleggen vier keer per jaar.")
    pen.p("Artikel 4 Duur en opzegging", bold=True)
    pen.p("1.\tDeze overeenkomst treedt in werking op 1 april 2026 en eindigt op 31 maart 2029.")
    pen.p("2.\tEen partij kan opzeggen met inachtneming van een opzegtermijn van zes maanden.")
    pen.p("Aldus overeengekomen en in drievoud ondertekend te Noordstad op 9 maart 2026,")
    pen.table(("De gemeente Noordstad", "de Politie"), ("de burgemeester", "de eenheidschef"))
    pen.p("Bijlage 1: Contactfuncties", bold=True)
    pen.p("De aandachtsfunctionaris is bereikbaar via het klantcontactcentrum.")
    return pen.done(), Truth(
        "SAMENWERKINGSOVEREENKOMST",
        (NOORD, POLITIE, CENTRUM),
        (
            ("1", "Begripsbepalingen", ("",)),
            ("2", "Taken van de Gemeente", ("1", "2", "3", "")),
            ("3", "Overleg", ("",)),
            ("4", "Duur en opzegging", ("1", "2")),
        ),
        recitals=3,
        annexes=(("1", "Contactfuncties"),),
        starts=date(2026, 4, 1),
        ends=date(2029, 3, 31),
        signed=date(2026, 3, 9),
        together="Partijen",
    )


def styled() -> tuple[bytes, Truth]:
    """Title and headings by style, a table of contents, paragraphs and items that Word numbers."""
    pen = Pen()
    pen.p("Convenant ketensamenwerking", "Title")
    pen.p("Regio Waterland 2026-2029", "Subtitle")
    toc = pen.style("toc 1", "Normal")
    for number, title in enumerate(("Doel", "Rollen", "Slot"), 1):
        pen.p(f"Artikel {number} – {title}\t{number}", toc)
    pen.p("Partijen", "Heading 1")
    for name, function, called in (NOORD, POLITIE):
        pen.p(
            f"{name}, rechtsgeldig vertegenwoordigd door de {function}, hierna: {called};",
            "List Number",
        )
    pen.p("Overwegingen", "Heading 1")
    pen.p("Mensenhandel komt ook in Waterland voor.", "List Bullet")
    pen.p("Partijen hebben elkaar nodig.", "List Bullet")
    pen.p("Afspraken", "Heading 1")
    leden = pen.list(("decimal", "%1."), ("lowerLetter", "%2."), ("lowerRoman", "%3."))
    pen.p("Artikel 1 – Doel", "Heading 2")
    pen.item("Partijen werken samen.", leden)
    pen.item("Het doel is:", leden)
    pen.item("meer zicht;", leden, 1)
    pen.item("minder slachtoffers, in het bijzonder:", leden, 1)
    pen.item("minderjarigen;", leden, 2)
    pen.item("arbeidsmigranten.", leden, 2)
    again = pen.anew(leden)
    pen.p("Artikel 2 – Rollen", "Heading 2")
    pen.item("De Gemeente voert de regie.", again)
    pen.item("De Politie deelt signalen.", again)
    pen.item("Het convenant geldt met ingang van 01-05-2026.", again)
    pen.p("Artikel 3 – Slot", "Heading 2")
    pen.p("Dit convenant wordt aangegaan voor de duur van drie jaar.")
    pen.p("Ondertekening", "Heading 1")
    pen.p("Noordstad, 20 april 2026")
    return pen.done(), Truth(
        "Convenant ketensamenwerking",
        (NOORD, POLITIE),
        (
            ("1", "Doel", ("1", "2")),
            ("2", "Rollen", ("1", "2", "3")),
            ("3", "Slot", ("",)),
        ),
        recitals=2,
        starts=date(2026, 5, 1),
        signed=date(2026, 4, 20),
    )


def numbered_by_word() -> tuple[bytes, Truth]:
    """Word numbers headings and paragraphs itself: 1. and 1.1, by styles; also "Artikel" once."""
    pen = Pen()
    pen.style("Lid", "Normal")
    pen.style("Sub", "Normal")
    pen.list(
        ("decimal", "%1."), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"),
        styles=("Heading 1", "Lid", "Sub"),
    )  # fmt: skip
    pen.p("Intentieverklaring", "Title")
    pen.p("Partijen:", bold=True)
    pen.table(
        ("De gemeente Noordstad", "vertegenwoordigd door de burgemeester, hierna: de Gemeente"),
        ("de Politie, eenheid Waterland",
         "vertegenwoordigd door de eenheidschef, hierna: de Politie"),
    )  # fmt: skip
    pen.p("spreken het volgende af:")
    pen.p("Doel", "Heading 1")
    pen.p("Partijen werken samen.", "Lid")
    pen.p("Zij doen dit door:", "Lid")
    pen.p("kennis te delen;", "Sub")
    pen.p("elkaar te helpen.", "Sub")
    pen.p("Geld", "Heading 1")
    pen.p("Elke partij draagt de eigen kosten.", "Lid")
    pen.table(("Partij", "Bedrag"), ("Gemeente", "€ 100"), ("Politie", "€ 200"))
    pen.p("Looptijd", "Heading 1")
    pen.p("De looptijd is twee jaar, met een opzegtermijn van een maand.", "Lid")
    pen.p("De verklaring eindigt van rechtswege op 31 december 2028.", "Lid")
    return pen.done(), Truth(
        "Intentieverklaring",
        (NOORD, POLITIE),
        (
            ("1", "Doel", ("1.1", "1.2")),
            ("2", "Geld", ("2.1",)),
            ("3", "Looptijd", ("3.1", "3.2")),
        ),
        ends=date(2028, 12, 31),
    )


def romans() -> tuple[bytes, Truth]:
    """Roman numerals typed before heads in capitals; paragraphs with a figure; no bold at all."""
    pen = Pen()
    pen.p("BESTUURSAKKOORD WATERLAND")
    pen.p("Tussen")
    pen.p("De gemeente Noordstad, vertegenwoordigd door de burgemeester, hierna “de Gemeente”")
    pen.p("en")
    pen.p("Stichting Opvang Waterland,")
    pen.p("vertegenwoordigd door haar directeur-bestuurder,")
    pen.p("hierna te noemen “de Opvang”,")
    pen.p("Gelet op de Wet maatschappelijke ondersteuning 2015;")
    pen.p("Overwegende dat opvang van slachtoffers een taak van gemeenten is;")
    pen.p("zijn overeengekomen als volgt:")
    pen.p("I. DOEL")
    pen.lines("1. Partijen zorgen voor opvang.", "2. De Opvang biedt zes plaatsen.")
    pen.p("II. GELD")
    pen.lines("1. De Gemeente betaalt.", "2. De Opvang verantwoordt.", "3. Partijen rekenen af.")
    pen.p("III. TERMIJN")
    pen.p("Dit akkoord treedt in werking de dag na ondertekening.")
    pen.p("IV. SLOT")
    pen.lines("1. Wijzigen kan schriftelijk.", "2. Dit akkoord heet: Akkoord Waterland.")
    pen.p("Aldus opgemaakt te Noordstad, 5 mei 2026")
    return pen.done(), Truth(
        "BESTUURSAKKOORD WATERLAND",
        (NOORD, CENTRUM),
        (
            ("I", "DOEL", ("1", "2")),
            ("II", "GELD", ("1", "2", "3")),
            ("III", "TERMIJN", ("",)),
            ("IV", "SLOT", ("1", "2")),
        ),
        recitals=2,
        signed=date(2026, 5, 5),
    )


def sections() -> tuple[bytes, Truth]:
    """§ before heads; parties in a table with heads; a footnote; an annex on a new page."""
    pen = Pen()
    pen.p("Samenwerkingsprotocol signalen", bold=True)
    pen.p("Vastgesteld door de stuurgroep")
    pen.p("Deelnemende partijen", bold=True)
    pen.table(
        ("Nr.", "Organisatie", "Vertegenwoordigd door", "Hierna te noemen"),
        ("1", "De gemeente Noordstad", "de burgemeester", "de Gemeente"),
        ("2", "de Politie, eenheid Waterland", "de eenheidschef", "de Politie"),
        ("3", "Stichting Opvang Waterland", "de directeur-bestuurder", "de Opvang"),
    )
    pen.p("Partijen overwegen het volgende:", bold=True)
    pen.p("(a) signalen raken nu versnipperd;")
    pen.p("(b) een vast meldpunt helpt.")
    pen.p("Partijen maken de volgende afspraken:")
    pen.p("§ 1 Meldpunt", bold=True)
    pen.note(pen.p("(1) Er is een meldpunt."), "Het meldpunt is op werkdagen bereikbaar.")
    pen.p("(2) Het meldpunt stuurt signalen door aan:")
    pen.lines("• de Gemeente;", "• de Politie.", indent=20)
    pen.p("§ 2 Termijnen", bold=True)
    pen.p("(1) Een signaal wordt binnen vijf dagen beoordeeld.")
    pen.p("§ 3 Duur", bold=True)
    pen.p("Het protocol gaat in op 1 juni 2026 en loopt tot 1 juni 2028.")
    pen.p("Ondertekend te Noordstad d.d. 12-05-2026")
    annex = pen.p("Bijlage A Stroomschema")
    annex.paragraph_format.page_break_before = True
    pen.p("Van signaal naar overleg.")
    return pen.done(), Truth(
        "Samenwerkingsprotocol signalen",
        (NOORD, POLITIE, CENTRUM),
        (
            ("1", "Meldpunt", ("1", "2")),
            ("2", "Termijnen", ("1",)),
            ("3", "Duur", ("",)),
        ),
        recitals=2,
        annexes=(("A", "Stroomschema"),),
        footnotes=1,
        starts=date(2026, 6, 1),
        ends=date(2028, 5, 31),
        signed=date(2026, 5, 12),
    )


def bare_figures() -> tuple[bytes, Truth]:
    """Nothing looks like a head: 1. and 1.1 and 1.1.1 in plain text."""
    pen = Pen()
    pen.p("Afspraken over doorverwijzing")
    pen.p("Partijen bij deze afspraken zijn:")
    pen.p(
        "de gemeente Noordstad, vertegenwoordigd door de burgemeester (hierna: de Gemeente), en "
        "de Politie, eenheid Waterland, vertegenwoordigd door de eenheidschef "
        "(hierna: de Politie)"
    )
    pen.p("Zij komen het volgende overeen.")
    pen.p("1. Aanleiding")
    pen.p("1.1 De Politie ziet signalen.")
    pen.p("1.2 De Gemeente kan helpen:")
    pen.p("1.2.1 met opvang;")
    pen.p("1.2.2 met begeleiding.")
    pen.p("2. Werkwijze")
    pen.p("2.1 De Politie verwijst door.")
    pen.p("3. Evaluatie")
    pen.p("3.1 Partijen evalueren na een jaar.")
    pen.p("3.2 De uitkomst gaat naar de stuurgroep.")
    pen.p("Getekend te Noordstad, 2 maart 2026")
    return pen.done(), Truth(
        "Afspraken over doorverwijzing",
        (("de gemeente Noordstad", "burgemeester", "de Gemeente"), POLITIE),
        (
            ("1", "Aanleiding", ("1.1", "1.2")),
            ("2", "Werkwijze", ("2.1",)),
            ("3", "Evaluatie", ("3.1", "3.2")),
        ),
        signed=date(2026, 3, 2),
    )


def title_below() -> tuple[bytes, Truth]:
    """ "Artikel 1" on a line of its own, the title below; chapters; two annexes; a table."""
    pen = Pen()
    pen.p("BESTUURSOVEREENKOMST", "Heading 1", centred=True)
    pen.p("tussen de gemeenten in Waterland", centred=True)
    pen.p("De ondergetekenden,")
    pen.p(
        "De colleges van burgemeester en wethouders van de gemeenten Noordstad, Zuiderveen en "
        "Oostdam, ieder voor zover het zijn bevoegdheid betreft,"
    )
    pen.p("tezamen verder te noemen “de Colleges”,")
    pen.p("In aanmerking nemende dat:")
    pen.lines("de aanpak regionaal is;", "de kosten worden gedeeld;")
    pen.p("Verklaren het volgende te zijn overeengekomen:")
    pen.p("Hoofdstuk 1 Algemeen", bold=True, centred=True)
    for number, title, texts in (
        ("1", "Begrippen", ("Regio: de drie gemeenten.",)),
        ("2", "Doel", ("De Colleges werken samen.", "Zij delen de kosten.")),
    ):
        pen.p(f"Artikel {number}", centred=True)
        pen.p(title, italic=True, centred=True)
        pen.lines(*texts)
    pen.p("Hoofdstuk 2 Geld", bold=True, centred=True)
    pen.p("Artikel 3", centred=True)
    pen.p("Verdeling", italic=True, centred=True)
    pen.p("De kosten worden verdeeld zoals hieronder.")
    pen.table(("Gemeente", "Deel"), ("Noordstad", "50 %"), ("Zuiderveen", "30 %"))
    pen.p("Artikel 3a", centred=True)
    pen.p("Betaling", italic=True, centred=True)
    pen.p("Betaald wordt per kwartaal.")
    pen.p("Artikel 4", centred=True)
    pen.p("Slot", italic=True, centred=True)
    pen.p("De overeenkomst treedt in werking met ingang van 1 juli 2026.")
    pen.p("Aldus vastgesteld op 1 juni 2026")
    pen.p("Bijlage 1", bold=True)
    pen.p("Kaart van de regio")
    pen.p("De regio bestaat uit drie gemeenten.")
    pen.p("Bijlage 2", bold=True)
    pen.p("Begroting")
    pen.table(("Post", "Euro"), ("Coördinatie", "80.000"))
    return pen.done(), Truth(
        "BESTUURSOVEREENKOMST",
        tuple(
            (f"het college van burgemeester en wethouders van de gemeente {name}", "", "")
            for name in ("Noordstad", "Zuiderveen", "Oostdam")
        ),
        (
            ("1", "Begrippen", ("",)),
            ("2", "Doel", ("", "")),
            ("3", "Verdeling", ("",)),
            ("3a", "Betaling", ("",)),
            ("4", "Slot", ("",)),
        ),
        recitals=2,
        annexes=(("1", "Kaart van de regio"), ("2", "Begroting")),
        starts=date(2026, 7, 1),
        signed=date(2026, 6, 1),
        together="de Colleges",
    )


def lettered() -> tuple[bytes, Truth]:
    """Letters before heads, and parties in a list of questions, one after the other."""
    pen = Pen()
    pen.p("Samenwerkingsafspraken zorgcoördinatie", "Title")
    pen.p("Partijen", "Heading 1")
    pen.table(
        ("Naam organisatie:", "De gemeente Noordstad"),
        ("Vertegenwoordigd door:", "de burgemeester"),
        ("Hierna te noemen:", "de Gemeente"),
        ("Naam organisatie:", "Stichting Opvang Waterland"),
        ("Vertegenwoordigd door:", "de directeur-bestuurder"),
        ("Hierna te noemen:", "de Opvang"),
    )
    pen.p("Partijen spreken het volgende af.")
    heads = pen.list(("upperLetter", "%1."))
    for title, texts in (
        ("Doel van de zorgcoördinatie", ("Slachtoffers krijgen één aanspreekpunt.",)),
        ("Inzet", ("1) De Gemeente betaalt.", "2) De Opvang levert de zorgcoördinator.")),
        ("Rapportage", ("1) De Opvang rapporteert per kwartaal.",)),
    ):
        pen.item(title, heads, bold=True)
        pen.lines(*texts)
    pen.p("Voor akkoord,")
    pen.table(("de Gemeente", "de Opvang"), ("datum: 4 januari 2027", "datum: 11 januari 2027"))
    return pen.done(), Truth(
        "Samenwerkingsafspraken zorgcoördinatie",
        (NOORD, CENTRUM),
        (
            ("A", "Doel van de zorgcoördinatie", ("",)),
            ("B", "Inzet", ("1", "2")),
            ("C", "Rapportage", ("1",)),
        ),
        signed=date(2027, 1, 4),
    )


def own_styles() -> tuple[bytes, Truth]:
    """Heads in styles of their own, based on headings, without any number; bullets; footnotes."""
    pen = Pen()
    part, head = pen.style("Deelkop", "Heading 1"), pen.style("Afspraakkop", "Heading 2")
    pen.p("Convenant veilige wijken", pen.style("Naam van het stuk", "Title"))
    pen.p("Convenantpartijen", part)
    pen.p(
        "De gemeente Noordstad, in deze vertegenwoordigd door de burgemeester, nader te noemen "
        "“de Gemeente”"
    )
    pen.p(
        "de Politie, eenheid Waterland, in deze vertegenwoordigd door de eenheidschef, nader te "
        "noemen “de Politie”"
    )
    pen.p("Considerans", part)
    pen.p("In de wijken spelen signalen van uitbuiting.", "List Bullet")
    pen.p("Afspraken", part)
    pen.p("Samen controleren", head)
    pen.note(pen.p("Partijen controleren zes keer per jaar."), "In elk geval één keer ’s nachts.")
    pen.p("De Gemeente:", "Normal")
    pen.p("plant de controles;", "List Bullet")
    pen.p("maakt het verslag.", "List Bullet")
    pen.p("Samen leren", head)
    pen.note(pen.p("Partijen volgen elk jaar een training."), "Samen met de Opvang.")
    pen.p("Looptijd en verlenging", head)
    pen.p(
        "Het convenant geldt tot en met 31 december 2027 en wordt telkens met een jaar verlengd, "
        "tenzij een partij opzegt met een opzegtermijn van drie maanden."
    )
    pen.p("Ondertekening", part)
    pen.p("Noordstad, 1 februari 2026")
    return pen.done(), Truth(
        "Convenant veilige wijken",
        (NOORD, POLITIE),
        (
            ("", "Samen controleren", ("", "")),
            ("", "Samen leren", ("",)),
            ("", "Looptijd en verlenging", ("",)),
        ),
        recitals=1,
        footnotes=2,
        ends=date(2027, 12, 31),
        signed=date(2026, 2, 1),
    )


def run_in() -> tuple[bytes, Truth]:
    """ "Art. 1." before its text, lines ended within paragraphs, small romans, tracked changes."""
    pen = Pen()
    pen.p("Overeenkomst uitstapprogramma", bold=True, centred=True)
    pen.p("Partijen", bold=True)
    pen.p(
        "A. De gemeente Noordstad\nvertegenwoordigd door de burgemeester\n"
        "hierna te noemen de Gemeente"
    )
    pen.p(
        "B. Stichting Opvang Waterland\nvertegenwoordigd door de directeur-bestuurder\n"
        "hierna te noemen de Opvang"
    )
    pen.p("overwegende dat uitstappen hulp vraagt;")
    pen.p("overwegende dat de Opvang die hulp biedt;")
    pen.p("komen overeen als volgt:")
    pen.p("Art. 1. De Opvang biedt een uitstapprogramma aan in de hele regio Waterland.")
    changed = pen.p("Art. 2. De Gemeente stelt per jaar ")
    pen.change(changed, "€ 10.000.", "€ 12.000.")
    pen.p("Het bedrag wordt elk jaar aangepast.")
    pen.p("Art. 3. **Verslag.** De Opvang maakt een verslag met daarin:")
    pen.lines("i. het aantal deelnemers;", "ii. de uitkomsten;", "iii. de kosten.")
    pen.p(
        "Art. 4. Deze overeenkomst wordt aangegaan voor anderhalf jaar.\nZij kan worden verlengd."
    )
    pen.p("Plaats en datum: Noordstad, 6 april 2026")
    return pen.done(), Truth(
        "Overeenkomst uitstapprogramma",
        (NOORD, CENTRUM),
        (
            ("1", "", ("",)),
            ("2", "", ("", "")),
            ("3", "Verslag", ("",)),
            ("4", "", ("",)),
        ),
        recitals=2,
        signed=date(2026, 4, 6),
    )


def considerations_first() -> tuple[bytes, Truth]:
    """A list of contents by hand, considerations before parties, roman chapters, no titles."""
    pen = Pen()
    pen.p("PROTOCOL UITWISSELING SIGNALEN", bold=True)
    pen.p("Inhoud", bold=True)
    pen.lines("I Verwijzing ........ 2", "Artikel 1 ........ 2", "Artikel 2 ........ 3")
    pen.p("Considerans", bold=True)
    pen.lines(
        "Partijen hebben elk een eigen taak.",
        "Artikel 5 van de Wet taken verplicht tot samenwerking.",
    )
    pen.p("Partijen", bold=True)
    pen.lines(
        "De Nederlandse Arbeidsinspectie, vertegenwoordigd door de inspecteur-generaal, hierna: "
        "de Inspectie, en",
        "de Politie, eenheid Waterland, vertegenwoordigd door de eenheidschef, hierna: de Politie,",
    )
    pen.p("Juridisch kader", bold=True)
    pen.p("De Wet politiegegevens is van toepassing.")
    pen.p("I Verwijzing", bold=True)
    pen.p("Artikel 1", bold=True)
    pen.lines("1. De Politie verwijst door.", "2. De Inspectie antwoordt binnen drie weken.")
    pen.p("Artikel 2", bold=True)
    pen.p("De contactfuncties staan in bijlage 1.")
    pen.p("II Slot", bold=True)
    pen.p("Artikel 3", bold=True)
    pen.p(
        "1. Het protocol treedt in werking de dag na publicatie en geldt voor een periode van drie "
        "jaar."
    )
    pen.p("2. Het wordt geacht te zijn verlengd met een jaar, tenzij het is opgezegd.")
    pen.p("Namens de Inspectie,")
    pen.p("..............................")
    pen.p("Bijlage 1. Contactfuncties")
    pen.p("Meldpunt van de Inspectie.")
    return pen.done(), Truth(
        "PROTOCOL UITWISSELING SIGNALEN",
        (
            ("De Nederlandse Arbeidsinspectie", "inspecteur-generaal", "de Inspectie"),
            POLITIE,
        ),
        (("1", "", ("1", "2")), ("2", "", ("",)), ("3", "", ("1", "2"))),
        recitals=2,
        annexes=(("1", "Contactfuncties"),),
    )


def underlined() -> tuple[bytes, Truth]:
    """Heads underlined, parties in blocks of lines, a) and 1° below figures, no last words."""
    pen = Pen()
    pen.p("Werkafspraken zorgtafel Waterland", bold=True, centred=True)
    pen.p("Partijen:")
    for name, by, called in (
        ("Gemeente Noordstad", "burgemeester", "de Gemeente"),
        ("Stichting Opvang Waterland", "directeur-bestuurder", "de Opvang"),
    ):
        pen.p(name, bold=True)
        pen.p("Adres: Markt 1, Noordstad")
        pen.p(f"Vertegenwoordigd door: de {by}")
        pen.p(f"Hierna: {called}")
    pen.p("De partijen komen met elkaar overeen:")
    for title, texts in (
        ("1. Deelname", ("De partijen nemen deel aan de zorgtafel.",)),
        (
            "2. Werkwijze",
            (
                "De zorgtafel:", "a) bespreekt meldingen:", "1° van partijen;", "2° van anderen;",
                "b) maakt een plan.", "De voorzitter leidt het overleg.",
            ),
        ),
        ("3. Duur", ("De afspraken gelden tot en met 31-12-2027.",)),
    ):  # fmt: skip
        for run in pen.p(title).runs:
            run.underline = True
        pen.lines(*texts)
    pen.p("Noordstad, 14 september 2026")
    pen.table(("De burgemeester", "De directeur-bestuurder"))
    return pen.done(), Truth(
        "Werkafspraken zorgtafel Waterland",
        (("Gemeente Noordstad", "burgemeester", "de Gemeente"), CENTRUM),
        (
            ("1", "Deelname", ("",)),
            ("2", "Werkwijze", ("", "")),
            ("3", "Duur", ("",)),
        ),
        ends=date(2027, 12, 31),
        signed=date(2026, 9, 14),
    )


def dotted() -> tuple[bytes, Truth]:
    """Capitals, lettered recitals, 2.1 typed below "Artikel 2.", definitions in a table."""
    pen = Pen()
    pen.p("CONVENANT INTEGRALE HANDHAVING 2026-2029")
    pen.p("DE ONDERGETEKENDEN")
    pen.p(
        "I.\tde gemeente Noordstad, rechtsgeldig vertegenwoordigd door de burgemeester, handelend "
        "ter uitvoering van een besluit van burgemeester en wethouders van 25 november 2025;"
    )
    pen.p(
        "II.\tde gemeente Zuiderveen, rechtsgeldig vertegenwoordigd door de wethouder veiligheid, "
        "handelend ter uitvoering van een besluit van burgemeester en wethouders van 9-12-2025;"
    )
    pen.p("NEMEN HET VOLGENDE IN OVERWEGING")
    pen.lines("A.\tHandhaving vraagt samenwerking.", "B.\tDe gemeenten delen toezichthouders.")
    pen.p("EN ZIJN OVEREENGEKOMEN ALS VOLGT")
    pen.p("ARTIKEL 1. DEFINITIES")
    pen.p("1.1\tIn dit convenant betekent:")
    pen.table(("Controle", "een bezoek aan een bedrijf"), ("Team", "de toezichthouders samen"))
    pen.p("1.2\tEnkelvoud omvat meervoud.")
    pen.p("ARTIKEL 2. CONTROLES")
    pen.p("2.1\tHet team houdt controles.")
    pen.p("2.2\tHet team let op:")
    pen.lines("(a)\tonderdak;", "(b)\tloon;", "(i)\tte laag;", "(ii)\tte laat;", "(c)\tpapieren.")
    pen.p("2.3\tDe burgemeester besluit over maatregelen.")
    pen.p("ARTIKEL 3. LOOPTIJD")
    pen.p("3.1\tDit convenant vangt aan op 1 januari 2026 en eindigt op 31 december 2029.")
    pen.p("ALDUS OVEREENGEKOMEN")
    pen.p("BIJLAGE I: ROOSTER").paragraph_format.page_break_before = True
    pen.table(("Maand", "Gemeente"), ("januari", "Noordstad"))
    return pen.done(), Truth(
        "CONVENANT INTEGRALE HANDHAVING 2026-2029",
        (
            ("de gemeente Noordstad", "burgemeester", ""),
            ("de gemeente Zuiderveen", "wethouder veiligheid", ""),
        ),
        (
            ("1", "DEFINITIES", ("1.1", "1.2")),
            ("2", "CONTROLES", ("2.1", "2.2", "2.3")),
            ("3", "LOOPTIJD", ("3.1",)),
        ),
        recitals=2,
        annexes=(("I", "ROOSTER"),),
        starts=date(2026, 1, 1),
        ends=date(2029, 12, 31),
    )


def in_a_table() -> tuple[bytes, Truth]:
    """All of it in a table without lines, as people do to put numbers before text."""
    pen = Pen()
    pen.p("Overeenkomst opvangplaatsen", bold=True)
    pen.table(
        ("Partij 1", "De gemeente Noordstad, vertegenwoordigd door de burgemeester, hierna: "
         "de Gemeente"),
        ("Partij 2", "Stichting Opvang Waterland, vertegenwoordigd door de directeur-bestuurder, "
         "hierna: de Opvang"),
    )  # fmt: skip
    pen.p("komen overeen:")
    pen.table(
        ("Artikel 1", "Aantal"),
        ("1.", "De Opvang houdt zes plaatsen vrij."),
        ("2.", "De Gemeente betaalt die plaatsen."),
        ("Artikel 2", "Duur"),
        ("", "De overeenkomst geldt tot 1 maart 2028."),
        ("Artikel 3", "Geschillen"),
        ("1.", "Partijen overleggen eerst."),
    )
    pen.p("Getekend op 1 maart 2026")
    return pen.done(), Truth(
        "Overeenkomst opvangplaatsen",
        (NOORD, CENTRUM),
        (
            ("1", "Aantal", ("1", "2")),
            ("2", "Duur", ("",)),
            ("3", "Geschillen", ("1",)),
        ),
        ends=date(2028, 2, 29),
        signed=date(2026, 3, 1),
    )


EVERY: tuple[Callable[[], tuple[bytes, Truth]], ...] = (
    bold_by_hand, styled, numbered_by_word, romans, sections, bare_figures, title_below, lettered,
    own_styles, run_in, considerations_first, underlined, dotted, in_a_table,
)  # fmt: skip
