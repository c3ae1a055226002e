"""A document with one of every block, and every character that could be taken for markup."""

from __future__ import annotations

from governance.documents.blocks import (
    Article,
    Cell,
    Clause,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Tone,
    runs,
)

MARKUP = "a < b & c > d # e * f _ g $ h @ i {{ j }} {% k %} [l] \\ m `n` \"o\" 'p' ~ q = r ë ij €"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 20" width="160" height="20">'
    '<rect x="0" y="4" width="90" height="12" fill="#154273"/></svg>'
)


def article(number: int) -> Article:
    items = (
        ListItem(runs(f"Eerste onderdeel van artikel {number}"), f"art-{number}-1-a"),
        ListItem(
            runs("Tweede onderdeel, met onderdelen:"),
            items=(ListItem(runs("Eén daarvan")), ListItem(runs("Nog één"))),
        ),
    )
    return Article(
        f"Onderwerp {number}",
        (
            Clause(runs(f"Het eerste lid van artikel {number}:"), f"art-{number}-1", items),
            Clause((Run("Het "), Run("tweede", bold=True), Run(" lid."))),
        ),
        f"art-{number}",
    )


def table(rows: int = 3) -> Table:
    return Table(
        "Stand van de afspraken",
        (Column("Afspraak", 2), Column("Stand"), Column("Waarde", 1)),
        tuple(
            Row(
                (
                    Cell(runs(f"Afspraak {n}")),
                    Cell(runs("vertraagd"), Tone.WARNING, (runs("naar mei"), runs("of later"))),
                    Cell(runs(str(n))),
                ),
                f"rij-{n}",
            )
            for n in range(1, rows + 1)
        ),
    )


def whole(*, draft: bool = False, rows: int = 3) -> Document:
    return Document(
        title="Overeenkomst met alles erin",
        short_title="Alles erin",
        version="3",
        dated="2026-03-02T10:00:00Z",
        subtitle="Een ondertitel",
        subject="Proef",
        author="Regiobureau",
        keywords=("proef", "alles"),
        draft=draft,
        blocks=(
            Contents("Inhoud"),
            PageBreak(),
            Heading("Partijen", 1, "partijen"),
            Paragraph(runs(MARKUP)),
            List((ListItem(runs("met streepje")), ListItem(runs("nog een")))),
            List((ListItem(runs("met letter")), ListItem(runs("volgende letter"))), ordered=True),
            Paragraph((Run("Vul in: "), Run("[naam van de regio]", blank=True)), "note"),
            article(1),
            Article("Eén lid", (Clause(runs("Het enige lid.")),), "art-enkel"),
            article(3),
            table(rows),
            KeyFigures((KeyFigure("12", "op schema", Tone.GOOD), KeyFigure("2", "te laat"))),
            Figure(DRAWING, "Een balk tot negentig", "Voortgang"),
            Heading("Ondertekening", 1, "ondertekening"),
            Paragraph(runs("Aldus overeengekomen.")),
            Signature(
                "Gemeente Noordstad",
                (("Bestuursorgaan", "het college"), ("Handtekening", "")),
                "onderteken-1",
            ),
        ),
    )
