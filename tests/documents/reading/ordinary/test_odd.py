"""Files that are no agreement, or one of a size or making that nobody foresaw."""

from __future__ import annotations

import pytest
from tests.builders.hostile import DOCUMENT, OPEN, SHUT, with_part
from tests.builders.ordinary import romans
from tests.builders.writing import Pen, repacked

from governance.base.errors import Refused
from governance.documents.blocks import Run, said
from governance.documents.reading.ordinary import understanding
from governance.documents.reading.ordinary.pieces import Said, Understood, Where
from governance.documents.reading.ordinary.understanding import understood


def of(*texts: str) -> Understood:
    pen = Pen()
    pen.lines(*texts)
    return understood(pen.done())


def shape(one: Said) -> tuple[object, ...]:
    """A paragraph as its number and those of all that stands below it."""
    return (one.number, [(item.number, [sub.number for sub in item.items]) for item in one.items])


def test_an_empty_document_holds_nothing() -> None:
    found = understood(Pen().done())
    assert (found.title, found.articles, found.parties, found.left) == ("", (), (), ())


def test_a_letter_is_no_agreement_and_all_of_it_is_left() -> None:
    texts = (
        "Gemeente Noordstad", "Noordstad, 3 maart 2026", "Onderwerp: uitnodiging",
        "Geachte leden van het college,", "Graag nodig ik u uit. Op de agenda staat:",
        "1. Opening", "2. Mensenhandel", "3. Rondvraag", "Artikel 3 van het reglement is bekend.",
        "Met vriendelijke groet,", "de secretaris",
    )  # fmt: skip
    found = of(*texts)
    assert found.articles == ()
    assert found.parties == ()
    kept = [one.text for one in found.left] + [
        said(one.block.runs) for one in found.closing if hasattr(one.block, "runs")
    ]
    assert sorted(kept) == sorted(texts)


def test_an_agreement_of_two_hundred_articles() -> None:
    pen = Pen()
    pen.p("Raamovereenkomst", "Title")
    for number in range(1, 201):
        pen.p(f"Artikel {number} Onderwerp {number}", bold=True)
        pen.lines(f"1. Eerste lid van {number}.", f"2. Tweede lid, zie artikel {number + 1}.")
    found = understood(pen.done())
    assert [one.number for one in found.articles] == [str(n) for n in range(1, 201)]
    assert {len(one.paragraphs) for one in found.articles} == {2}


def test_tracked_changes_count_as_accepted_and_are_told() -> None:
    pen = Pen()
    changed = pen.p("Artikel 1 Doel. Partijen delen ")
    pen.change(changed, "alles.", "signalen.")
    found = understood(pen.done())
    assert found.tracked
    assert found.original == ("Artikel 1 Doel. Partijen delen signalen.",)


def test_paragraphs_whose_end_was_deleted_are_one() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    xml = (
        f"{OPEN}<w:p>{mark}<w:r><w:t>Artikel 1 </w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>Doel</w:t></w:r></w:p>{SHUT}"
    )
    assert [one.title for one in understood(with_part(DOCUMENT, xml)).articles] == ["Doel"]


def test_a_row_that_was_deleted_is_gone() -> None:
    def row(text: str, properties: str = "") -> str:
        cell = f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
        return f"<w:tr>{properties}{cell}</w:tr>"

    gone = row("weg", '<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>')
    xml = (
        f"{OPEN}<w:p><w:r><w:t>Artikel 1 Doel</w:t></w:r></w:p>"
        f"<w:tbl>{row('blijft')}{gone}</w:tbl>{SHUT}"
    )
    [article] = understood(with_part(DOCUMENT, xml)).articles
    assert article.paragraphs[0].tables[0].rows == (("blijft",),)


def test_word_counts_as_word_does() -> None:
    """Letters, romans, restarts, levels that show those above; a sign is no number."""
    pen = Pen()
    pen.p("Artikel 1 Tellen", bold=True)
    many = pen.list(("decimal", "%1."), ("upperRoman", "%1.%2"), ("lowerLetter", "%3)"))
    signs = pen.list(("bullet", "\uf0b7"), ("bullet", "–"))
    for text, depth in (("een", 0), ("een I", 1), ("a", 2), ("b", 2), ("een II", 1), ("twee", 0)):
        pen.item(text, many, depth)
    pen.item("opnieuw", pen.anew(many))
    pen.item("teken", signs)
    pen.item("streepje", signs, 1)
    [article] = understood(pen.done()).articles
    labels = [
        "1. een", "1.I een I", "a) a", "b) b", "1.II een II", "2. twee", "1. opnieuw", "• teken",
        "– streepje",
    ]  # fmt: skip
    assert list(understood(pen.done()).original[1:]) == labels
    assert [one.number for one in article.paragraphs] == ["1", "2", "1"]
    assert shape(article.paragraphs[2]) == ("1", [("•", ["–"])])


def test_items_stand_two_deep_whatever_their_signs() -> None:
    [article] = of(
        "Artikel 1 Lijsten", "1. Partijen:", "a. doen:", "i. dit;", "ii. dat;", "b. laten dit;",
        "2. Verder:", "- een;", "- twee.", "3. Tot slot:", "h. acht;", "i. negen.",
    ).articles  # fmt: skip
    assert [shape(one) for one in article.paragraphs] == [
        ("1", [("a", ["i", "ii"]), ("b", [])]),
        ("2", [("-", []), ("-", [])]),
        ("3", [("h", []), ("i", [])]),
    ]


def test_the_look_of_words_is_kept() -> None:
    pen = Pen()
    pen.p("Artikel 1 Begrippen", bold=True)
    pen.p("1. **Signaal**: een aanwijzing.")
    [article] = understood(pen.done()).articles
    runs = (Run("Signaal", bold=True), Run(": een aanwijzing."))
    assert article.paragraphs[0].runs == runs


def test_a_sentence_that_begins_with_an_article_of_a_law_is_no_head() -> None:
    found = of(
        "Artikel 1 Doel", "Artikel 172 van de Gemeentewet geldt.", "Artikel 2 Geld",
        "artikel 3 is van toepassing.", "Artikel 4, tweede lid, van de wet ook.",
        "Artikel 3 Slot",
    )  # fmt: skip
    assert [one.title for one in found.articles] == ["Doel", "Geld", "Slot"]
    assert [len(one.paragraphs) for one in found.articles] == [1, 2, 0]


def test_what_stands_beside_the_text_is_left_with_its_place() -> None:
    pen = Pen()
    pen.doc.sections[0].header.paragraphs[0].text = "Vertrouwelijk"
    pen.doc.sections[0].footer.paragraphs[0].text = "Pagina 1"
    pen.p("Artikel 1 Doel")
    remarked = pen.p("Partijen werken samen.")
    pen.doc.add_comment(remarked.runs, "Wie precies?", author="Regiobureau")
    found = understood(pen.done())
    assert [(one.where, one.text) for one in found.left] == [
        (Where.HEADER, "Vertrouwelijk"),
        (Where.FOOTER, "Pagina 1"),
        (Where.COMMENT, "Wie precies?"),
    ]


def test_the_text_may_stand_in_another_part() -> None:
    """Word names the part of the text in the package; it is not always document.xml."""
    content, truth = romans()
    moved = repacked(
        content,
        {
            "_rels/.rels": ('Target="word/document.xml"', ""),
            "[Content_Types].xml": ("/word/document.xml", ""),
        },
        {},
    )
    assert len(understood(moved).articles) == len(truth.articles)


def test_a_file_longer_than_any_agreement_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(understanding, "PARAGRAPHS", 5)
    of(*["tekst"] * 5)
    with pytest.raises(Refused) as refused:
        of(*["tekst"] * 6)
    assert [one.problem for one in refused.value.complaints] == [understanding.LONG]
    monkeypatch.setattr(understanding, "PARAGRAPHS", 9)
    monkeypatch.setattr(understanding, "LETTERS", 10)
    with pytest.raises(Refused):
        of("meer dan tien letters")
