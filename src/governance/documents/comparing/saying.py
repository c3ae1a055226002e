"""What a change is called, on the page and in the table of changes."""

from __future__ import annotations

from governance.base.errors import N_
from governance.base.words import counted, translate
from governance.documents import numbering
from governance.documents.comparing.changes import Change, Line, Place, Section
from governance.documents.comparing.told import Kind

CHANGES = {
    Change.KEPT: N_("unchanged"),
    Change.CHANGED: N_("changed"),
    Change.ADDED: N_("added"),
    Change.REMOVED: N_("removed"),
    Change.MOVED: N_("moved"),
    Change.LOOK: N_("only the look changed"),
}
KINDS = {
    Kind.TITLE: N_("title"),
    Kind.CLAUSE: N_("numbered paragraph"),
    Kind.ITEM: N_("item of a list"),
    Kind.PARAGRAPH: N_("paragraph"),
    Kind.LIST: N_("list"),
    Kind.CAPTION: N_("title of a table"),
    Kind.HEAD: N_("head of a table"),
    Kind.ROW: N_("row of a table"),
    Kind.SIGNER: N_("signature"),
    Kind.SIGNED: N_("line of a signature"),
    Kind.FIGURE: N_("figure"),
    Kind.KEY_FIGURES: N_("key figures"),
    Kind.CONTENTS: N_("table of contents"),
    Kind.PAGE_BREAK: N_("new page"),
}
PROPERTIES = {
    "title": N_("title"),
    "subtitle": N_("subtitle"),
    "short_title": N_("short title"),
    "version": N_("version"),
    "dated": N_("date"),
    "draft": N_("draft"),
    "language": N_("language"),
    "subject": N_("subject"),
    "author": N_("author"),
    "keywords": N_("keywords"),
}
ABOUT = N_("About the document")
BETWEEN = N_("Without a heading")
WAS = N_("was {what}")
FROM = N_("moved from {where}")
TO = N_("moved to {where}")
SAME = N_("There is no difference between these versions.")
CALM = N_("{number} line unchanged"), N_("{number} lines unchanged")
CALM_PARTS = N_("{number} part unchanged"), N_("{number} parts unchanged")
YES, NO = N_("yes"), N_("no")


def name(of: Section, language: str, *, old: bool = False) -> str:
    """What a section is called in one of the versions: Article 3, or nothing."""
    number = of.number_old if old else of.number_new
    return numbering.article(number, language) if number else ""


def heading(of: Section, language: str) -> str:
    """The whole name of a section: its article, and its title in the version it is in."""
    if of.kind == "properties":
        return translate(language, ABOUT)
    gone = of.change is Change.REMOVED
    title = of.title_old if gone else of.title_new
    said = f"{name(of, language, old=gone)} {title}".strip()
    return said or _caption(of) or translate(language, BETWEEN)


def _caption(of: Section) -> str:
    """The title of the first table in a section that has none of its own."""
    return next((line.new or line.old for line in of.lines if line.kind is Kind.CAPTION), "")


def before(of: Section, language: str) -> str:
    """What an article was called whose number is another now: was Article 2."""
    if not of.number_old or not of.number_new or of.number_old == of.number_new:
        return ""
    return translate(language, WAS, what=name(of, language, old=True))


def where(of: Place, language: str) -> str:
    """A place in a text: Article 3, 2."""
    said = numbering.article(of.number, language) if of.number else of.title
    return ", ".join(filter(None, (said or translate(language, BETWEEN), of.mark)))


def became(of: Line, language: str) -> str:
    """What became of a line, in words."""
    if of.moved_from:
        return translate(language, FROM, where=where(of.moved_from, language))
    if of.moved_to:
        return translate(language, TO, where=where(of.moved_to, language))
    return translate(language, CHANGES[of.change])


def what(of: Line, language: str) -> str:
    """What a line is: paragraph 2., or the name of a property."""
    known = PROPERTIES[of.anchor] if of.kind is Kind.PROPERTY else KINDS[of.kind]
    mark = of.mark_new or of.mark_old
    return f"{translate(language, known)} {mark}".strip()


def value(of: Line, text: str, language: str) -> str:
    """What a line says; whether the document is a draft is said by yes or no."""
    if of.kind is not Kind.PROPERTY or of.anchor != "draft":
        return text
    return translate(language, {"True": YES, "False": NO}.get(text, text))


def calm(number: int, language: str, *, parts: bool = False) -> str:
    """How many lines, or parts, are unchanged."""
    return counted(language, *(CALM_PARTS if parts else CALM), number)
