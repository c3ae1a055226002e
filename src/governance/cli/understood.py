"""What was understood of an agreement, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from babel.dates import format_date

from governance.agreements.registering.words import MOMENT_WORDS, SPAN_WORDS
from governance.base.errors import N_
from governance.base.words import counted, translate
from governance.documents.blocks import said
from governance.documents.reading.ordinary.pieces import (
    Article,
    Dated,
    Lasting,
    Left,
    Party,
    Understood,
    Where,
)

NO_ARTICLE = N_("No article was found in this file. Is it an agreement?")
TRACKED = N_("The file holds tracked changes: they were read as accepted.")
UNTITLED = N_("(no title)")
CALLED = N_("called “{name}”")
TOGETHER = N_("together called “{name}”")
DECIDED = N_("decided on {day}")
NOT_YET = N_("no day yet")
WHERE_WORDS = {
    Where.BODY: N_("in the text"),
    Where.CONTENTS: N_("in the table of contents"),
    Where.HEADER: N_("above the pages"),
    Where.FOOTER: N_("below the pages"),
    Where.COMMENT: N_("in a comment"),
    Where.BOX: N_("in a box beside the text"),
}
PARTS = {
    "parties": (N_("{number} party"), N_("{number} parties")),
    "recitals": (N_("{number} recital"), N_("{number} recitals")),
    "articles": (N_("{number} article"), N_("{number} articles")),
    "annexes": (N_("{number} annex"), N_("{number} annexes")),
    "footnotes": (N_("{number} footnote"), N_("{number} footnotes")),
    "left": (N_("{number} text that was not placed"), N_("{number} texts that were not placed")),
}
PARAGRAPHS = N_("{number} paragraph of the article"), N_("{number} paragraphs of the article")
SHORT = 70


def told(of: Understood, language: str) -> Iterator[str]:
    """All of it: what was found first, then what is left."""
    yield of.title or translate(language, UNTITLED)
    if of.subtitle:
        yield f"  {of.subtitle}"
    if of.tracked:
        yield f"  {translate(language, TRACKED)}"
    yield from _part("parties", [_party(one, language) for one in of.parties], language)
    if of.together:
        yield f"    {translate(language, TOGETHER, name=of.together)}"
    yield from _part("recitals", [_numbered(r.number, said(r.runs)) for r in of.recitals], language)
    if of.articles:
        yield from _articles(of.articles, language)
    else:
        yield f"  {translate(language, NO_ARTICLE)}"
    yield from _days(of, language)
    yield from _part("annexes", [_numbered(a.number, a.title) for a in of.annexes], language)
    yield from _part("footnotes", [_numbered(f.number, f.text) for f in of.footnotes], language)
    yield from _part("left", [_left(one, language) for one in of.left], language)


def _part(name: str, lines: Sequence[str], language: str) -> Iterator[str]:
    if lines or name == "parties":
        yield f"  {counted(language, *PARTS[name], len(lines))}"
    yield from (f"    {line}" for line in lines)


def _numbered(number: str, text: str) -> str:
    line = " ".join(f"{number} {text}".split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1].rstrip()}…"


def _party(one: Party, language: str) -> str:
    more = [one.function or one.represented_by]
    more.append(translate(language, CALLED, name=one.called) if one.called else "")
    day = _day(one.decided_on, language) if one.decided_on else ""
    more.append(translate(language, DECIDED, day=day) if day else "")
    told = ", ".join(filter(None, more))
    return f"{one.name} ({told})" if told else one.name


def _articles(articles: Sequence[Article], language: str) -> Iterator[str]:
    yield f"  {counted(language, *PARTS['articles'], len(articles))}"
    under = ""
    for one in articles:
        if one.under != under:
            under = one.under
            yield f"    {under}"
        number = counted(language, *PARAGRAPHS, len(one.paragraphs))
        yield f"    {_numbered(one.number, one.title)} ({number})"


def _days(of: Understood, language: str) -> Iterator[str]:
    for day in of.dates:
        yield f"  {_dated(day, language)}"
    for term in of.terms:
        yield f"  {_lasting(term, language)}"


def _dated(one: Dated, language: str) -> str:
    day = _day(one.on, language) if one.on else translate(language, NOT_YET)
    return f"{translate(language, MOMENT_WORDS[one.moment])}: {day} “{_numbered('', one.words)}”"


def _lasting(one: Lasting, language: str) -> str:
    return f"{translate(language, SPAN_WORDS[one.span])}: {one.said} “{_numbered('', one.words)}”"


def _left(one: Left, language: str) -> str:
    return f"{_numbered('', one.text)} ({translate(language, WHERE_WORDS[one.where])})"


def _day(of: date, language: str) -> str:
    return format_date(of, "d MMMM y", locale=language)
