"""Words, links, fields and looks that changed, as Word writes them."""

from __future__ import annotations

import msgspec
import pytest
from tests.builders.proposing import agreement, new_text, old_text, only
from tests.builders.returning import AUTHOR, MOMENT, Edited, field, run, tracked, w, xml

from governance.documents.blocks import Run, runs
from governance.documents.comparing.wording import Kept
from governance.documents.reading.findings import Found, Level, Mark, Returned
from governance.documents.reading.returned import returned

BASE = agreement(3)
COLLEGE = "Het college van 1 meldt nieuwe signalen aan de regio."


def test_words_that_are_tracked_are_told_with_author_and_moment() -> None:
    desk = Edited(BASE)
    desk.change("a1-2", "nieuwe", "ernstige")
    desk.author, desk.moment = "Piet", "2026-04-02T10:00:00Z"
    desk.change("a1-2", "aan de regio", "")
    one = only(desk, BASE)
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
    desk.fill("a1-2", tracked(desk, "ins", gone) + run(COLLEGE))
    assert returned(desk.content(), BASE).proposals == ()


def test_an_inserted_word_that_another_took_out_is_not_in_the_text() -> None:
    desk = Edited(BASE)
    gone = f"<w:del {desk.by()}>{run('soms ', deleted=True)}</w:del>"
    said = run("ook ") + gone
    desk.fill("a1-2", tracked(desk, "ins", said) + run(COLLEGE))
    assert new_text(only(desk, BASE)) == f"ook {COLLEGE}"


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
    desk.fill("a1-2", run(before) + wrapped.format(changed) + run(after))
    one = only(desk, BASE)
    assert [(m.kept, m.text) for m in one.marks[1:-1]] == [
        (Kept.OLD, "signalen"),
        (Kept.NEW, "zaken"),
    ]
    assert (old_text(one), one.tracked) == (COLLEGE, True)


def test_a_field_that_is_updated_is_no_change_and_its_instruction_is_no_text() -> None:
    desk = Edited(BASE)
    number = field(" PAGEREF _a2 \\h ", run("12"))
    desk.fill("a1-2", run(COLLEGE) + number)
    told = returned(desk.content(), BASE)
    assert (told.proposals, told.unplaced) == ((), ())


def test_tabs_breaks_and_hyphens_that_do_not_break_are_text() -> None:
    desk = Edited(BASE)
    signs = "<w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t></w:r>"
    desk.fill("a1-2", run(COLLEGE) + tracked(desk, "ins", signs))
    assert new_text(only(desk, BASE)) == f"{COLLEGE}\ta\nb‑c"


def test_a_sign_of_a_font_is_text_and_a_broken_one_is_a_box() -> None:
    desk = Edited(BASE)
    signs = '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:char="zz"/></w:r>'
    desk.fill("a1-2", run(COLLEGE) + tracked(desk, "ins", signs))
    assert new_text(only(desk, BASE)) == f"{COLLEGE}\uf0e0\ufffd"


def test_a_change_of_look_only_is_told_as_that() -> None:
    desk = Edited(BASE)
    desk.embolden("a1-2")
    one = only(desk, BASE)
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
    one = only(desk, BASE)
    assert (one.found, one.anchor, one.authors) == (Found.LOOK, "a1-2", (AUTHOR,))


def test_words_and_look_together_are_one_proposal_with_the_look_in_its_runs() -> None:
    desk = Edited(BASE)
    bold = run("ernstige", "<w:b/><w:i/>")
    desk.fill(
        "a1-2",
        run("Het college van 1 meldt ")
        + tracked(desk, "del", run("nieuwe", deleted=True))
        + tracked(desk, "ins", bold)
        + run(" signalen aan de regio."),
    )
    assert only(desk, BASE).runs == (
        Run("Het college van 1 meldt "),
        Run("ernstige", bold=True, italic=True),
        Run(" signalen aan de regio."),
    )
