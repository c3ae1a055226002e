"""One agreement in every arrangement that people choose: of heads, paragraphs, items, parties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from tests.builders.writing import Pen

from governance.documents.reading.ordinary.numbers import letter, roman

TITLES = ("Begrippen", "Taken van partijen", "Overleg", "Duur en einde")
PARTIES = (
    ("De gemeente Noordstad", "burgemeester", "de Gemeente"),
    ("de Politie, eenheid Waterland", "eenheidschef", "de Politie"),
    ("Stichting Opvang Waterland", "directeur-bestuurder", "de Opvang"),
)
TEXTS = (
    "Partijen werken samen.", "Zij delen hun kennis en ervaring:", "Dit gebeurt elk jaar."
)  # fmt: skip
ITEMS = ("op een bijeenkomst;", "in een verslag;", "in een gesprek.")


class Arrangement(NamedTuple):
    """How each part is written."""

    head: str
    paragraph: str
    item: str
    party: str
    recital: str


HEADS: Mapping[str, Mapping[str, Any]] = {
    "Artikel {n} {t}": {"bold": True},
    "Artikel {n}. {t}": {},
    "Artikel {n}: {t}": {"italic": True},
    "ARTIKEL {n} – {T}": {},
    "Artikel {n}\n{t}": {"bold": True},
    "Artikel {R} {t}": {"bold": True},
    "Art. {n}\t{t}": {},
    "§ {n}. {t}": {"bold": True},
    "{n}. {t}": {"bold": True},
    "{n} {t}": {"style": "Heading 1"},
    "{n}.\t{t}": {},
    "{R}. {t}": {"bold": True},
    "{R}\t{t}": {"style": "Heading 2"},
    "{A}. {t}": {"bold": True},
    "{t}": {"style": "Heading 1"},
    "**{t}**": {},
    "Artikel %1": {"word": True, "bold": True},
    "%1.": {"word": True, "style": "Heading 1"},
}
"""How a head is written, and how it looks; ``word``: Word counts it."""
PARAGRAPHS = (
    "{t}", "{n}. {t}", "{n}\t{t}", "({n}) {t}", "{n}) {t}", "{a}.{n} {t}", "{a}.{n}.\t{t}", "%1."
)  # fmt: skip
ITEM_FORMS = ("{l}. {t}", "{l})\t{t}", "({l}) {t}", "{r}. {t}", "- {t}", "•\t{t}", "{n}° {t}", "•")


def _head(pen: Pen, how: str, number: int, title: str) -> None:
    look = dict(HEADS[how])
    if look.pop("word", False):
        pen.item(title, pen.once(how), **look)
    else:
        pen.p(_filled(how, number, title), **look)


def _filled(how: str, number: int, text: str, article: int = 0) -> str:
    small, low = roman(number), letter(number)
    return how.format(
        n=number, t=text, T=text.upper(), r=small, R=small.upper(), l=low, A=low.upper(), a=article
    )


def _paragraph(pen: Pen, how: str, article: int, number: int, text: str) -> None:
    if how == "%1.":
        pen.item(text, pen.afresh(f"article {article}"))
    else:
        pen.p(_filled(how, number, text, article))


def _item(pen: Pen, how: str, number: int, text: str) -> None:
    if how == "•":
        pen.p(text, "List Bullet")
    else:
        pen.p(_filled(how, number, text))


def _in_words(pen: Pen, before: str) -> None:
    pen.p("De ondergetekenden:")
    for number, (name, function, called) in enumerate(PARTIES, 1):
        pen.p(
            f"{_filled(before, number, '')}{name}, rechtsgeldig vertegenwoordigd door de "
            f"{function}, hierna te noemen: “{called}”;"
        )


def _in_rows(pen: Pen) -> None:
    pen.p("Partijen", bold=True)
    pen.table(
        *((name, f"vertegenwoordigd door de {function}\nhierna: {called}")
          for name, function, called in PARTIES)
    )  # fmt: skip


def _in_blocks(pen: Pen) -> None:
    pen.p("Partijen:")
    for name, function, called in PARTIES:
        pen.p(name, bold=True)
        pen.p(f"vertegenwoordigd door de {function},")
        pen.p(f"hierna te noemen {called}")


def _between(pen: Pen) -> None:
    pen.p("Tussen")
    for number, (name, function, called) in enumerate(PARTIES):
        if number:
            pen.p("en")
        pen.p(f"{name}, vertegenwoordigd door de {function}, verder te noemen ‘{called}’,")


PARTY_FORMS: Mapping[str, Callable[[Pen], object]] = {
    "1.": lambda pen: _in_words(pen, "{n}. "),
    "a.": lambda pen: _in_words(pen, "{l}.\t"),
    "-": lambda pen: _in_words(pen, "- "),
    "geen": lambda pen: _in_words(pen, ""),
    "tabel": _in_rows,
    "blokken": _in_blocks,
    "tussen": _between,
}
RECITALS: Mapping[str, Callable[[Pen], object]] = {
    "streepjes": lambda pen: (
        pen.p("Overwegende dat:"), pen.lines("- het nodig is;", "- het kan;"),
    ),
    "letters": lambda pen: (
        pen.p("Overwegingen", bold=True), pen.lines("a. Het is nodig.", "b. Het kan."),
    ),
    "zinnen": lambda pen: pen.lines("Overwegende dat het nodig is;", "Overwegende dat het kan;"),
    "dat": lambda pen: (pen.p("Overwegende:"), pen.lines("dat het nodig is;", "dat het kan;")),
    "stippen": lambda pen: [
        pen.p("In aanmerking nemende dat:"),
        *(pen.p(text, "List Bullet") for text in ("het nodig is;", "het kan;")),
    ],
}  # fmt: skip


def arranged(how: Arrangement) -> bytes:
    """The agreement, written so."""
    pen = Pen()
    pen.p("Samenwerkingsovereenkomst Waterland", bold=True, centred=True)
    PARTY_FORMS[how.party](pen)
    RECITALS[how.recital](pen)
    pen.p("komen het volgende overeen:")
    for at, title in enumerate(TITLES, 1):
        _head(pen, how.head, at, title)
        for number, text in enumerate(TEXTS, 1):
            _paragraph(pen, how.paragraph, at, number, text)
            if text.endswith(":"):
                for place, item in enumerate(ITEMS, 1):
                    _item(pen, how.item, place, item)
    pen.p("Aldus overeengekomen te Noordstad op 3 maart 2026")
    pen.p("Bijlage 1: Lijst", bold=True)
    pen.p("Niets.")
    return pen.done()
