"""What stands round the known text: comments, notes, boxes, pages, contents, title."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import msgspec
import pytest
from tests.builders.documents import whole
from tests.builders.proposing import agreement
from tests.builders.returning import AUTHOR, MOMENT, Edited, run, w, xml

from governance.documents.blocks import Contents
from governance.documents.docx import write_docx
from governance.documents.reading import where
from governance.documents.reading.findings import Found, Remark, Unplaced
from governance.documents.reading.returned import returned

BASE = agreement(3)
COLLEGE = "Het college van 1 meldt nieuwe signalen aan de regio."
WHOLE = whole()


def paragraph(desk: Edited, text: str) -> Any:
    return next(p for p in desk.root.iter(w("p")) if text in "".join(p.itertext()))


def test_comments_with_answers_and_what_is_resolved() -> None:
    desk = Edited(BASE)
    desk.comment("a1-2", "Waarom?", number=1)
    desk.comment("a2", "Klaar.", number=2, done=True)
    desk.author = "Piet"
    desk.comment("a1-2", "Omdat het moet.", "1", number=3)
    desk.comment("a1-2", "Akkoord.", "3", number=4)
    told = returned(desk.content(), BASE)
    answers = tuple(
        Remark("a1-2", COLLEGE, text, "Piet", MOMENT) for text in ("Omdat het moet.", "Akkoord.")
    )
    assert told.remarks == (
        Remark("a1-2", COLLEGE, "Waarom?", AUTHOR, MOMENT, answers=answers),
        Remark("a2", "Samenwerking 2", "Klaar.", AUTHOR, MOMENT, resolved=True),
    )
    assert (told.proposals, told.unplaced) == ((), ())


def test_a_comment_quotes_the_words_that_it_was_made_at() -> None:
    desk = Edited(BASE)
    desk.comment("a1-2", "Welke?", number=1)
    desk.tracked = False
    desk.split("a1-2", "nieuwe")
    start = next(desk.root.iter(w("commentRangeStart")))
    paragraph(desk, "nieuwe").insert(1, start)
    (one,) = returned(desk.content(), BASE).remarks
    assert (one.anchor, one.quoted) == ("a1-2", "nieuwe signalen aan de regio.")


def test_a_comment_within_words_of_one_look_quotes_just_those() -> None:
    desk = Edited(BASE)
    start, end = (f'<w:commentRange{kind} w:id="1"/>' for kind in ("Start", "End"))
    before, after = COLLEGE.split("nieuwe")
    desk.fill("a1-2", run(before) + start + run("nieuwe") + end + run(after))
    desk.comments.append(f'<w:comment w:id="1"><w:p>{run("Hoe nieuw?")}</w:p></w:comment>')
    (one,) = returned(desk.content(), BASE).remarks
    assert one.quoted == "nieuwe"


def test_a_comment_at_removed_text_quotes_that_text() -> None:
    desk = Edited(BASE)
    desk.comment("a1-2", "Moet dit weg?", number=1)
    desk.delete("a1-2")
    (one,) = returned(desk.content(), BASE).remarks
    assert (one.anchor, one.quoted) == ("a1-2", COLLEGE)


def test_a_comment_in_a_row_and_one_in_new_text_have_the_anchor_they_are_at() -> None:
    desk = Edited(BASE)
    desk.comment("r2", "Klopt dit?", number=1)
    desk.insert("a1-2", "Een nieuw lid.")
    new = desk.paragraph("a1-2").getnext()
    new.append(xml('<w:r><w:commentReference w:id="2"/></w:r>'))
    desk.comments.append(f'<w:comment w:id="2"><w:p>{run("Nieuw?")}</w:p></w:comment>')
    told = returned(desk.content(), BASE).remarks
    assert [(one.anchor, one.quoted, one.text) for one in told] == [
        ("r2", "gemeente 2", "Klopt dit?"),
        ("a1-2", "", "Nieuw?"),
    ]


def noted(desk: Edited, kind: str, text: str) -> None:
    """A note with a number in the text, tracked as new."""
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    place = desk.paragraph("a1-2")
    place.append(xml(f"<w:ins {desk.by()}>{reference}</w:ins>"))
    line = f'<w:{kind} w:type="separator" w:id="0"><w:p>{run("---")}</w:p></w:{kind}>'
    note = f'<w:{kind} w:id="2"><w:p>{run(" " + text)}</w:p></w:{kind}>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    said = f"<w:{kind}s {space}>{line}{note}</w:{kind}s>"
    desk.parts[f"word/{kind}s.xml"] = said.encode()


@pytest.mark.parametrize(
    ("kind", "place"), [("footnote", where.FOOTNOTE), ("endnote", where.ENDNOTE)]
)
def test_a_note_is_told_with_its_text(kind: str, place: str) -> None:
    desk = Edited(BASE)
    noted(desk, kind, "Zie de bijlage.")
    told = returned(desk.content(), BASE)
    assert told.proposals == ()
    assert told.unplaced == (Unplaced("Zie de bijlage.", place, Found.ADDED, AUTHOR, MOMENT),)


def test_a_text_box_is_told_once_and_not_taken_for_text() -> None:
    desk = Edited(BASE)
    box = f"<w:txbxContent><w:p>{run('Let op')}</w:p></w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    either = (
        f"<w:r><mc:AlternateContent {space}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    desk.paragraph("a1-2").append(xml(f"<w:ins {desk.by()}>{either}</w:ins>"))
    told = returned(desk.content(), BASE)
    assert told.proposals == ()
    assert told.unplaced == (Unplaced("Let op", where.BOX, Found.ADDED, AUTHOR, MOMENT),)


def test_a_picture_is_told_and_those_of_the_version_are_not() -> None:
    desk = Edited(WHOLE)
    drawing = next(desk.root.iter(w("drawing")))
    copy = xml(f"<w:p><w:ins {desk.by()}><w:r/></w:ins></w:p>")
    next(copy.iter(w("r"))).append(xml("<w:drawing/>"))
    next(copy.iter(w("drawing"))).extend(deepcopy(drawing))
    desk.paragraph("art-1-1").addnext(copy)
    told = returned(desk.content(), WHOLE)
    assert told.unplaced == (
        Unplaced("Een balk tot negentig", where.PICTURE, Found.ADDED, AUTHOR, MOMENT),
    )


def test_a_header_that_says_something_else_is_told() -> None:
    desk = Edited(BASE)
    header = desk.parts["word/header1.xml"]
    desk.parts["word/header1.xml"] = header.replace(b"Samenwerking", b"Geheim")
    footer = desk.parts["word/footer1.xml"]
    desk.parts["word/footer1.xml"] = footer.replace(b"<w:t>1</w:t>", b"<w:t>7</w:t>")
    told = returned(desk.content(), BASE)
    assert told.unplaced == (Unplaced("Geheim\tversie 3", where.HEADER, Found.CHANGED),)


@pytest.mark.parametrize(
    ("old", "new", "said", "place"),
    [
        ("met alles erin", "met weinig", "Overeenkomst met weinig", where.TITLE),
        ("Een ondertitel", "Ondertitel", "Ondertitel", where.TITLE),
        (" met alles erin", "", "Overeenkomst", where.TITLE),
        ("Stand van", "Overzicht van", "Tabel 1. Overzicht van de afspraken", where.CAPTION),
        ("Voortgang", "Wat af is", "Figuur 1. Wat af is", where.CAPTION),
        ("het college", "de burgemeester", "Bestuursorgaan: | de burgemeester", where.SIGNING),
    ],
)
def test_fixed_text_that_changed_is_told_where_it_stands(
    old: str, new: str, said: str, place: str
) -> None:
    desk = Edited(WHOLE)
    desk.change_in(paragraph(desk, old), old, new)
    told = returned(desk.content(), WHOLE)
    assert told.proposals == ()
    assert told.unplaced == (Unplaced(said, place, Found.CHANGED, AUTHOR, MOMENT),)


def test_the_head_of_a_table_is_told() -> None:
    desk = Edited(BASE)
    desk.change_in(paragraph(desk, "Bijdrage"), "Bijdragen", "Bedragen")
    head = next(r for r in desk.root.iter(w("tr")) if r.find(f".//{w('tblHeader')}") is not None)
    desk.tracked = False
    desk.change_in(head.findall(w("tc"))[1].find(w("p")), "Bijdrage", "Bedrag")
    told = returned(desk.content(), BASE)
    assert [(one.text, one.where) for one in told.unplaced] == [
        ("Tabel 1. Bedragen", where.CAPTION),
        ("Gemeente | Bedrag", where.HEAD),
    ]


def test_contents_that_word_made_anew_say_nothing_and_what_is_typed_there_is_told() -> None:
    base = msgspec.structs.replace(BASE, blocks=(Contents("Inhoud"), *BASE.blocks))
    desk = Edited(base)
    lines = [
        p for p in desk.root.iter(w("p")) if p.find(f".//{w('pStyle')}").get(w("val")) == "TOC2"
    ]
    page = run("\t")
    lines[0].append(xml(page.replace("\t</w:t>", "</w:t><w:tab/><w:t>4</w:t>")))
    lines[0].addnext(
        xml(f'<w:p><w:pPr><w:pStyle w:val="TOC2"/></w:pPr>{run("Artikel 9 Nieuw")}</w:p>')
    )
    desk.tracked = False
    desk.insert("a3-3-b", "Nieuw", "Artikel")
    told = returned(desk.content(), base)
    assert [one.found for one in told.proposals] == [Found.ADDED]
    assert told.unplaced == ()
    desk.change_in(lines[1], "Samenwerking 2", "Hier typte iemand")
    told = returned(desk.content(), base)
    assert [(one.text, one.where) for one in told.unplaced] == [
        ("Artikel 2 Hier typte iemand", where.CONTENTS)
    ]


def test_a_document_with_one_of_everything_comes_back_untouched() -> None:
    for base in (WHOLE, whole(draft=True)):
        told = returned(write_docx(base), base)
        assert (told.proposals, told.remarks, told.unplaced) == ((), (), ())


def test_a_new_text_that_repeats_a_line_of_the_contents_is_not_lost() -> None:
    base = msgspec.structs.replace(BASE, blocks=(Contents("Inhoud"), *BASE.blocks))
    desk = Edited(base)
    desk.tracked = False
    desk.insert("a1-2", "Artikel 2 Samenwerking 2")
    (one,) = returned(desk.content(), base).proposals
    assert (one.found, one.after) == (Found.ADDED, "a1-2")
