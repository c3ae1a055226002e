"""The text of one agreement: its model's when it begins, from then on its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from governance.library.passages import Form, ModelArticle, Passage, When
from governance.library.rules import Model

RECITALS = "overwegingen"
ARTICLE, ANNEX = "art-", "bijlage-"
"""How the name of a section begins; the name is its anchor in every form of the document."""


class Section(Struct, frozen=True, omit_defaults=True):
    """The recitals, one article or one annex. ``when``: the choice under which it stands."""

    name: str
    title: str
    passages: tuple[Passage, ...]
    when: When | None = None

    @property
    def key(self) -> str:
        """Its key without what it is."""
        return self.name.removeprefix(ARTICLE).removeprefix(ANNEX)


class Text(Struct, frozen=True, omit_defaults=True):
    """Every section of the text of an agreement: the recitals first, articles, then annexes."""

    sections: tuple[Section, ...] = ()

    def section(self, name: str) -> Section | None:
        """The section of this name."""
        return next((one for one in self.sections if one.name == name), None)

    def of(self, start: str) -> Iterator[Section]:
        """The sections whose name begins so, in order."""
        return (one for one in self.sections if one.name.startswith(start))


def text_of(model: Model) -> Text:
    """The text of a model as an agreement begins with it."""
    return Text(
        (
            Section(RECITALS, "", tuple(map(_kept, model.recital_passages))),
            *(_section(ARTICLE, article, clauses=True) for article in model.articles),
            *(_section(ANNEX, annex, clauses=False) for annex in model.annexes),
        )
    )


def _section(start: str, article: ModelArticle, *, clauses: bool) -> Section:
    passages = (_clause(one) if clauses else one for one in article.passages)
    return Section(start + article.key, article.title, tuple(map(_kept, passages)), article.when)


def _clause(passage: Passage) -> Passage:
    """The one paragraph of an article is its first, so that others can follow it."""
    return replace(passage, form=Form.CLAUSE) if passage.form is Form.PLAIN else passage


def _kept(passage: Passage) -> Passage:
    return replace(passage, line=0)


def with_text(model: Model, text: Text) -> Model:
    """The model as the agreement makes it: with the agreement's own text in its place."""
    recitals = text.section(RECITALS)
    return replace(
        model,
        recitals="",
        recital_passages=recitals.passages if recitals else (),
        articles=tuple(map(_article, text.of(ARTICLE))),
        annexes=tuple(map(_article, text.of(ANNEX))),
        folder="",
    )


def _article(section: Section) -> ModelArticle:
    return ModelArticle(section.key, section.title, "", section.when, "", section.passages)
