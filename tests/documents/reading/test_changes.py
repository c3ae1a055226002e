"""Each kind of change as Word writes it, and what is read of it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from tests.builders.returning import (
    AUTHOR,
    MOMENT,
    Edited,
    agreement,
    new_text,
    old_text,
    run,
    w,
    xml,
)

from governance.base.errors import Refused
from governance.documents.blocks import (
    Article,
    Cell,
    Clause,
    Column,
    Document,
    List,
    ListItem,
    Paragraph,
    Row,
    Run,
    Table,
    runs,
)
from governance.documents.comparing.wording import Kept
from governance.documents.docx import write_docx
from governance.documents.reading.findings import Found, Level, Mark, Proposal, Returned
from governance.documents.reading.returned import returned

BASE = agreement(3)
COLLEGE = "Het college van 1 meldt nieuwe signalen aan de regio."


def only(desk: Edited, base: Document = BASE) -> Proposal:
    told = returned(desk.content(), base)
    assert told.unplaced == ()
    (one,) = told.proposals
    return one


def facts(told: Returned) -> list[tuple[Found, str, str]]:
    return [(one.found, one.anchor, new_text(one)) for one in told.proposals]


def inside(desk: Edited, anchor: str, said: str) -> None:
    """The text of a paragraph as Word would have it, within its bookmark."""
    paragraph = desk.paragraph(anchor)
    for one in paragraph.findall(w("r")):
        paragraph.remove(one)
    for element in reversed(list(xml(f"<w:x>{said}</w:x>"))):
        desk.start(anchor).addnext(element)


def tracked(desk: Edited, tag: str, said: str) -> str:
    return f"<w:{tag} {desk.by()}>{said}</w:{tag}>"


def field(instruction: str, result: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{begin}{told}{separate}{result}{end}"


def test_words_that_are_tracked_are_told_with_author_and_moment() -> None:
    desk = Edited(BASE)
    desk.change("a1-2", "nieuwe", "ernstige")
    desk.author, desk.moment = "Piet", "2026-04-02T10:00:00Z"
    desk.change("a1-2", "aan de regio", "")
    one = only(desk)
    assert (one.found, one.anchor, one.section, one.level) == (
        Found.CHANGED,
        "a1-2",
        "a1",
        Level.CLAUSE,
    )
    assert one.before == runs(COLLEGE)
    assert one.runs == runs("Het college van 1 meldt ernstige signalen .")
    assert one.marks == (
        Mark(Kept.BOTH, "Het college van 1 meldt "),
        Mark(Kept.OLD, "nieuwe", AUTHOR, MOMENT, True),
        Mark(Kept.NEW, "ernstige", AUTHOR, MOMENT, True),
        Mark(Kept.BOTH, " signalen "),
        Mark(Kept.OLD, "aan de regio", "Piet", "2026-04-02T10:00:00Z", True),
        Mark(Kept.BOTH, "."),
    )
    assert (one.authors, one.moment, one.tracked) == (
        (AUTHOR, "Piet"),
        "2026-04-02T10:00:00Z",
        True,
    )


def test_a_finding_is_plain_data() -> None:
    desk = Edited(BASE)
    desk.change("a1-2", "nieuwe", "ernstige")
    told = returned(desk.content(), BASE)
    assert msgspec.json.decode(msgspec.json.encode(told), type=Returned) == told


def test_what_one_inserted_and_another_took_out_again_is_no_proposal() -> None:
    desk = Edited(BASE)
    gone = f"<w:del {desk.by()}>{run('soms ', deleted=True)}</w:del>"
    inside(desk, "a1-2", tracked(desk, "ins", gone) + run(COLLEGE))
    assert returned(desk.content(), BASE).proposals == ()


def test_an_inserted_word_that_another_took_out_is_not_in_the_text() -> None:
    desk = Edited(BASE)
    gone = f"<w:del {desk.by()}>{run('soms ', deleted=True)}</w:del>"
    said = run("ook ") + gone
    inside(desk, "a1-2", tracked(desk, "ins", said) + run(COLLEGE))
    assert new_text(only(desk)) == f"ook {COLLEGE}"


@pytest.mark.parametrize(
    "wrapped",
    [
        '<w:hyperlink r:id="x" xmlns:r="r">{}</w:hyperlink>',
        '<w:fldSimple w:instr=" REF _a2 ">{}</w:fldSimple>',
        field(" REF _a2 ", "{}"),
        '<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>',
        '<w:smartTag w:element="place">{}</w:smartTag>',
        '<w:customXml w:element="x">{}</w:customXml>',
    ],
)
def test_changes_in_links_fields_and_controls_are_read(wrapped: str) -> None:
    desk = Edited(BASE)
    changed = (
        run("nieuwe ")
        + tracked(desk, "del", run("signalen", deleted=True))
        + tracked(desk, "ins", run("zaken"))
    )
    before, after = COLLEGE.split("nieuwe signalen")
    inside(desk, "a1-2", run(before) + wrapped.format(changed) + run(after))
    one = only(desk)
    assert [(m.kept, m.text) for m in one.marks[1:-1]] == [
        (Kept.OLD, "signalen"),
        (Kept.NEW, "zaken"),
    ]
    assert (old_text(one), one.tracked) == (COLLEGE, True)


def test_a_field_that_is_updated_is_no_change_and_its_instruction_is_no_text() -> None:
    desk = Edited(BASE)
    number = field(" PAGEREF _a2 \\h ", run("12"))
    inside(desk, "a1-2", run(COLLEGE) + number)
    told = returned(desk.content(), BASE)
    assert (told.proposals, told.unplaced) == ((), ())


def test_tabs_breaks_and_hyphens_that_do_not_break_are_text() -> None:
    desk = Edited(BASE)
    signs = "<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"
    inside(desk, "a1-2", run(COLLEGE) + tracked(desk, "ins", signs))
    assert new_text(only(desk)) == f"{COLLEGE}\ta\nb‑c"


def test_a_sign_of_a_font_is_text_and_a_broken_one_is_a_box() -> None:
    desk = Edited(BASE)
    signs = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:char="zz"/></w:r>'
    inside(desk, "a1-2", run(COLLEGE) + tracked(desk, "ins", signs))
    assert new_text(only(desk)) == f"{COLLEGE}\uf0e0\ufffd"


def test_a_change_of_look_only_is_told_as_that() -> None:
    desk = Edited(BASE)
    desk.embolden("a1-2")
    one = only(desk)
    assert (one.found, one.anchor, one.authors, one.tracked) == (
        Found.LOOK,
        "a1-2",
        (AUTHOR,),
        True,
    )
    assert (one.before, one.runs) == (runs(COLLEGE), (Run(COLLEGE, bold=True),))


def test_a_change_of_a_paragraphs_look_is_told_too() -> None:
    desk = Edited(BASE)
    properties = desk.paragraph("a1-2").find(w("pPr"))
    properties.append(xml('<w:jc w:val="center"/>'))
    properties.append(xml(f"<w:pPrChange {desk.by()}><w:pPr/></w:pPrChange>"))
    one = only(desk)
    assert (one.found, one.anchor, one.authors) == (Found.LOOK, "a1-2", (AUTHOR,))


def test_a_paragraph_of_another_level_is_told() -> None:
    desk = Edited(BASE)
    desk.paragraph("a1-2").find(w("pPr")).find(w("pStyle")).set(w("val"), "Onderdeel")
    one = only(desk)
    assert (one.found, one.level, one.tracked) == (Found.LOOK, Level.ITEM, False)


def test_words_and_look_together_are_one_proposal_with_the_look_in_its_runs() -> None:
    desk = Edited(BASE)
    bold = run("ernstige", "<w:b/><w:i/>")
    inside(
        desk,
        "a1-2",
        run("Het college van 1 meldt ")
        + tracked(desk, "del", run("nieuwe", deleted=True))
        + tracked(desk, "ins", bold)
        + run(" signalen aan de regio."),
    )
    assert only(desk).runs == (
        Run("Het college van 1 meldt "),
        Run("ernstige", bold=True, italic=True),
        Run(" signalen aan de regio."),
    )


def test_a_move_is_told_with_where_it_comes_now() -> None:
    desk = Edited(BASE)
    desk.move("a1-2", "a3-3-a")
    one = only(desk)
    assert (one.found, one.anchor, one.section, one.after, one.order) == (
        Found.MOVED,
        "a1-2",
        "a1",
        "a3-3-a",
        0,
    )
    assert one.marks == (Mark(Kept.BOTH, COLLEGE),)
    assert (one.authors, one.tracked) == ((AUTHOR,), True)


def test_a_text_that_is_moved_and_changed_gives_both() -> None:
    desk = Edited(BASE)
    desk.move("a1-2", "a3-3-a")
    desk.author = "Piet"
    moved = next(desk.root.iter(w("moveToRangeStart"))).getparent()
    moved.find(w("moveTo")).addnext(xml(tracked(desk, "ins", run(" Meteen."))))
    told = returned(desk.content(), BASE)
    assert facts(told) == [
        (Found.MOVED, "a1-2", COLLEGE),
        (Found.CHANGED, "a1-2", f"{COLLEGE} Meteen."),
    ]
    assert [one.authors for one in told.proposals] == [(AUTHOR,), ("Piet",)]


def test_words_moved_to_another_paragraph_change_both() -> None:
    desk = Edited(BASE)
    before, after = COLLEGE.split("nieuwe ")
    word = run("nieuwe ")
    inside(desk, "a1-2", run(before) + tracked(desk, "moveFrom", word) + run(after))
    old = "Partijen 1 komen ieder kwartaal bijeen."
    inside(desk, "a1-1", run(old) + tracked(desk, "moveTo", word))
    assert facts(returned(desk.content(), BASE)) == [
        (Found.CHANGED, "a1-1", f"{old}nieuwe "),
        (Found.CHANGED, "a1-2", before + after),
    ]


def test_what_is_added_in_a_row_is_counted() -> None:
    desk = Edited(BASE)
    for text in ("Derde.", "Tweede.", "Eerste."):
        desk.insert("a1-2", text)
    told = returned(desk.content(), BASE).proposals
    assert [(one.after, one.order, new_text(one)) for one in told] == [
        ("a1-2", 0, "Eerste."),
        ("a1-2", 1, "Tweede."),
        ("a1-2", 2, "Derde."),
    ]
    assert {one.section for one in told} == {"a1"}


@pytest.mark.parametrize("tracking", [True, False])
@pytest.mark.parametrize(
    ("typed", "style", "level", "text"),
    [
        ("3. Het derde lid.", "Normal", Level.CLAUSE, "Het derde lid."),
        ("a. het onderdeel;", "Normal", Level.ITEM, "het onderdeel;"),
        ("b) het onderdeel;", "Lid", Level.ITEM, "het onderdeel;"),
        ("- met een streep", "Normal", Level.ITEM, "met een streep"),
        ("Artikel 7. Toezicht", "Normal", Level.HEADING, "Toezicht"),
        ("Artikel 7 Toezicht", "Lid", Level.HEADING, "Toezicht"),
        ("7. Toezicht", "Artikel", Level.HEADING, "Toezicht"),
        ("Het derde lid.", "Lid", Level.CLAUSE, "Het derde lid."),
        ("het onderdeel", "Onderdeel", Level.ITEM, "het onderdeel"),
        ("Toezicht", "Artikel", Level.HEADING, "Toezicht"),
        ("Tekst", "Normal", Level.PLAIN, "Tekst"),
        ("3.", "Normal", Level.PLAIN, "3."),
        ("Artikel 3 geldt ook hier", "Lid", Level.CLAUSE, "Artikel 3 geldt ook hier"),
    ],
)
def test_a_number_that_is_typed_gives_the_level(
    typed: str, style: str, level: Level, text: str, tracking: bool
) -> None:
    desk = Edited(BASE)
    desk.tracked = tracking
    desk.insert("a1-2", typed, style)
    one = only(desk)
    assert (one.found, one.level, one.runs, new_text(one)) == (
        Found.ADDED,
        level,
        runs(text),
        text,
    )


def test_a_list_of_word_itself_is_an_item() -> None:
    desk = Edited(BASE)
    desk.insert("a1-2", "Een punt", "ListParagraph")
    added = desk.paragraph("a1-2").getnext().find(w("pPr"))
    added.append(xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'))
    assert only(desk).level is Level.ITEM


def test_a_paragraph_of_which_all_text_went_is_removed() -> None:
    for tracking in (True, False):
        desk = Edited(BASE)
        desk.tracked = tracking
        desk.change("a1-2", COLLEGE, "")
        one = only(desk)
        assert (one.found, one.anchor, old_text(one), one.runs) == (
            Found.REMOVED,
            "a1-2",
            COLLEGE,
            (),
        )
        assert one.tracked is tracking


def test_a_paragraph_whose_bookmark_is_gone_is_known_by_its_text() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    desk.lose_bookmark("a1-2")
    told = returned(desk.content(), BASE)
    assert (told.proposals, told.unplaced) == ((), ())


def test_and_when_its_text_was_changed_by_likeness() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    desk.change("a1-2", "nieuwe", "ernstige")
    desk.lose_bookmark("a1-2")
    one = only(desk)
    assert (one.found, one.anchor, one.tracked) == (Found.CHANGED, "a1-2", False)


def test_a_text_that_is_not_like_it_is_new_and_the_old_one_removed() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    desk.insert("a1-2", "Iets heel anders dan wat hier stond.")
    desk.delete("a1-2")
    told = returned(desk.content(), BASE)
    assert facts(told) == [
        (Found.REMOVED, "a1-2", ""),
        (Found.ADDED, "", "Iets heel anders dan wat hier stond."),
    ]
    assert told.proposals[1].after == "a1-1"


def test_a_bookmark_that_took_in_a_new_paragraph_still_means_the_old_one() -> None:
    desk = Edited(BASE)
    desk.tracked = False
    new = desk.new_paragraph("Dit gaat eraan vooraf en zegt iets anders.")
    desk.paragraph("a1-2").addprevious(new)
    new.insert(1, desk.start("a1-2"))
    assert facts(returned(desk.content(), BASE)) == [
        (Found.ADDED, "", "Dit gaat eraan vooraf en zegt iets anders.")
    ]


def test_cells_say_which_of_them_changed() -> None:
    for tracking in (True, False):
        desk = Edited(BASE)
        desk.tracked = tracking
        desk.change_cell("r2", 0, "gemeente", "stad")
        desk.change_cell("r2", 1, "duizend", "miljoen")
        first, second = returned(desk.content(), BASE).proposals
        assert (first.found, first.anchor, first.cell, first.level) == (
            Found.CHANGED,
            "r2",
            0,
            Level.ROW,
        )
        assert (first.before, first.runs) == (runs("gemeente 2"), runs("stad 2"))
        assert (second.cell, second.runs) == (1, runs("2 miljoen euro"))
        assert first.tracked is second.tracked is tracking


def test_a_paragraph_added_in_a_cell_changes_the_cell() -> None:
    desk = Edited(BASE)
    paragraph = desk.row("r2").findall(w("tc"))[1].find(w("p"))
    paragraph.addnext(desk.new_paragraph("per jaar", "Cell"))
    assert new_text(only(desk)) == "2 duizend euro\nper jaar"


def test_a_new_row_has_its_cells_apart() -> None:
    desk = Edited(BASE)
    desk.add_row("r2", "stad", "niets")
    one = only(desk)
    assert (one.found, one.after, one.cells) == (
        Found.ROW_ADDED,
        "r2",
        (runs("stad"), runs("niets")),
    )


def test_a_column_that_comes_is_told_row_by_row() -> None:
    desk = Edited(BASE)
    for row in [desk.row("r1"), desk.row("r2")]:
        cell = xml(f"<w:tc><w:tcPr><w:cellIns {desk.by()}/></w:tcPr></w:tc>")
        cell.append(xml(f"<w:p>{run('erbij')}</w:p>"))
        row.append(cell)
    told = returned(desk.content(), BASE)
    assert told.proposals == ()
    assert [(one.text, one.author, one.found) for one in told.unplaced] == [
        ("gemeente 1 | 1 duizend euro | erbij", AUTHOR, Found.CHANGED),
        ("gemeente 2 | 2 duizend euro | erbij", AUTHOR, Found.CHANGED),
    ]


LOOSE = Document(
    "Titel",
    "Titel",
    "1",
    "2026-01-01T00:00:00Z",
    (
        Paragraph(runs("Een aanhef zonder plaats."), "lead"),
        List((ListItem(runs("gemeente Aa")), ListItem(runs("gemeente Bé")))),
        Article(
            "Een lid", (Clause((Run("Het "), Run("[bedrag]", blank=True), Run(".")), "x&y"),), "a"
        ),
        Table("Partijen", (Column("Partij"),), (Row((Cell(runs("gemeente Aa")),)),)),
    ),
)


def test_text_without_an_anchor_that_changed_is_told_with_its_new_text() -> None:
    desk = Edited(LOOSE)
    found = {"".join(t.text for t in p.iter(w("t"))): p for p in desk.root.iter(w("p"))}
    desk.change_in(found["Een aanhef zonder plaats."], "zonder", "met een")
    desk.change_in(found["gemeente Bé"], "Bé", "Cee")
    told = returned(desk.content(), LOOSE)
    assert told.proposals == ()
    assert [(one.text, one.found, one.author) for one in told.unplaced] == [
        ("Een aanhef met een plaats.", Found.CHANGED, AUTHOR),
        ("gemeente Cee", Found.CHANGED, AUTHOR),
    ]


def test_text_without_an_anchor_that_is_left_out_is_told() -> None:
    desk = Edited(LOOSE)
    first = next(p for p in desk.root.iter(w("p")) if "aanhef" in "".join(p.itertext()))
    first.getparent().remove(first)
    told = returned(desk.content(), LOOSE)
    assert [(one.text, one.found) for one in told.unplaced] == [
        ("Een aanhef zonder plaats.", Found.REMOVED)
    ]


def test_a_row_of_a_table_without_anchors_has_no_place() -> None:
    desk = Edited(LOOSE)
    row = next(r for r in desk.root.iter(w("tr")) if "Aa" in "".join(r.itertext()))
    row.addnext(xml(f"<w:tr><w:tc><w:p>{run('gemeente Dee')}</w:p></w:tc></w:tr>"))
    told = returned(desk.content(), LOOSE)
    assert [(one.text, one.found) for one in told.unplaced] == [("gemeente Dee", Found.ADDED)]


def test_a_blank_that_somebody_filled_in_is_none_any_more() -> None:
    desk = Edited(LOOSE)
    desk.change("x&y", "[bedrag]", "vijf euro")
    one = only(desk, LOOSE)
    assert one.anchor == "x&y"
    assert one.before == (Run("Het "), Run("[bedrag]", blank=True), Run("."))
    assert one.runs == runs("Het vijf euro.")


def test_anchors_that_make_one_name_are_told_apart() -> None:
    long = "artikel-met-een-lange-naam-over-de-samenwerking-tussen-alle-gemeenten"
    names = (long, f"{long}-twee", "a.b", "a-b", "A_B")
    base = Document(
        "Titel",
        "Titel",
        "1",
        "2026-01-01T00:00:00Z",
        tuple(Paragraph(runs(f"Tekst {n}."), anchor=name) for n, name in enumerate(names)),
    )
    desk = Edited(base)
    for paragraph in [p for p in desk.root.iter(w("p")) if "Tekst" in "".join(p.itertext())]:
        desk.change_in(paragraph, "Tekst", "Woord")
    told = returned(desk.content(), base)
    assert [(one.anchor, new_text(one)) for one in told.proposals] == [
        (name, f"Woord {n}.") for n, name in enumerate(names)
    ]


@pytest.mark.parametrize("broken", [b"", b"PK", b"%PDF-1.7", write_docx(BASE)[:900]])
def test_a_file_that_is_no_word_file_is_refused(broken: bytes) -> None:
    with pytest.raises(Refused, match="file"):
        returned(broken, BASE)


def test_a_file_without_a_body_is_refused() -> None:
    desk: Any = Edited(BASE)
    desk.root = xml("<w:hdr/>")
    with pytest.raises(Refused):
        returned(desk.content(), BASE)
