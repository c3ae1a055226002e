"""How one text points to a paragraph of another: ``article 4, second paragraph, part a``."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.numbering import letters
from governance.library.filling import Absent, holds
from governance.library.passages import Form, ModelArticle, name

ORDINALS = (
    N_("first paragraph"),
    N_("second paragraph"),
    N_("third paragraph"),
    N_("fourth paragraph"),
    N_("fifth paragraph"),
    N_("sixth paragraph"),
    N_("seventh paragraph"),
    N_("eighth paragraph"),
    N_("ninth paragraph"),
    N_("tenth paragraph"),
)
FURTHER = N_("paragraph {number}")
PART = N_("part {letter}")
THIS = N_("the {paragraph}")


def cited(
    articles: tuple[ModelArticle, ...], context: Mapping[str, SimpleNamespace], language: str
) -> dict[str, str]:
    """Every paragraph and item as another article points to it; one left out is absent.

    ``context`` holds the number of each article (``art``) and what conditions turn on.
    """
    said: dict[str, str] = {}
    for article in articles:
        number = getattr(context["art"], article.key)
        for key, (clause, item) in _places(article, context).items():
            stands = clause and not isinstance(number, Absent)
            called, own = _called(number, clause, item, language), name(article.key, key)
            said[own] = called if stands else Absent(own)
    return said


def cited_within(
    article: ModelArticle, context: Mapping[str, SimpleNamespace], language: str
) -> dict[str, str]:
    """The paragraphs and items of one article as its own text points to them."""
    said: dict[str, str] = {}
    for key, (clause, item) in _places(article, context).items():
        if clause:
            this = translate(language, THIS, paragraph=_paragraph(clause, language))
            said[name(article.key, key)] = _called(this, "", item, language)
    return said


def _called(first: str, clause: str, item: str, language: str) -> str:
    parts = [first]
    if clause and clause != "-":
        parts.append(_paragraph(clause, language))
    if item:
        parts.append(translate(language, PART, letter=item))
    return ", ".join(parts)


def _paragraph(clause: str, language: str) -> str:
    number = int(clause) if clause != "-" else 1
    if number <= len(ORDINALS):
        return translate(language, ORDINALS[number - 1])
    return translate(language, FURTHER, number=number)


def _places(
    article: ModelArticle, context: Mapping[str, SimpleNamespace]
) -> dict[str, tuple[str, str]]:
    """By key: the number of the paragraph (``-`` of a single one, empty when it is left out)
    and the letter of the item."""
    clause = item = 0
    found: dict[str, tuple[str, str]] = {}
    for passage in article.passages:
        stands = holds(passage.when, context)
        if passage.form in (Form.CLAUSE, Form.PLAIN):
            clause, item = clause + stands, 0
            found[passage.key] = (str(clause) if stands else "", "")
        elif passage.form is Form.ITEM:
            item += stands
            found[passage.key] = (str(clause) if stands else "", letters(item) if stands else "")
    return {key: ("-" if at and clause == 1 else at, of) for key, (at, of) in found.items()}
