"""The text of one agreement: its model's when it begins, from then on its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from governance.base.names import search_key
from governance.library.passages import ClauseRef, Form, ModelArticle, Passage, When
from governance.library.rules import Model

RECITALS = "overwegingen"
ARTICLE, ANNEX = "art-", "bijlage-"
"""How the name of a section begins; the name is its anchor in every form of the document."""
FORMS: Mapping[str, tuple[Form, ...]] = {
    RECITALS: (Form.DASH,),
    ARTICLE: (Form.CLAUSE, Form.ITEM, Form.ROW, Form.DIRECTIVE),
    ANNEX: (Form.PLAIN, Form.HEADING, Form.DASH, Form.ITEM, Form.ROW, Form.DIRECTIVE),
}
"""What a section of each kind may hold; the first is what anything else becomes there."""


class Origin(Struct, frozen=True, omit_defaults=True):
    """From which clause a section came. ``own``: one of an organisation's own library, by its id.

    ``passed``: the newer version of it that was looked at and not adopted.
    """

    clause: ClauseRef
    own: bool = False
    passed: str = ""


class Section(Struct, frozen=True, omit_defaults=True):
    """The recitals, one article or one annex. ``when``: the choice under which it stands;
    ``origin``: the clause it came from."""

    name: str
    title: str
    passages: tuple[Passage, ...]
    when: When | None = None
    origin: Origin | None = None

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
    origin = Origin(article.clause) if article.clause else None
    kept = tuple(map(_kept, passages))
    return Section(start + article.key, article.title, kept, article.when, origin)


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


def kind_of(name: str) -> str:
    """Which kind of section a name is of: recitals, article or annex."""
    return next((start for start in (ARTICLE, ANNEX) if name.startswith(start)), RECITALS)


def fitting(form: Form, name: str) -> Form:
    """What a passage becomes in the section of this name, where it comes from elsewhere."""
    allowed = FORMS[kind_of(name)]
    return form if form in allowed else allowed[0]


def free_key(taken: Collection[str]) -> str:
    """A key for a new passage, beside those of its section."""
    number = 1
    while f"n{number}" in taken:
        number += 1
    return f"n{number}"


def key_of(title: str, taken: Collection[str]) -> str:
    """A key for a new article: the first word of its title, with a number where that is taken."""
    word = next(iter(search_key(title).split()), "")
    plain = re.sub(r"[^a-z0-9]", "", word)[:40] or "text"
    plain = plain if plain[0].isalpha() else f"a{plain}"
    found, number = plain, 1
    while found in taken:
        number += 1
        found = f"{plain}{number}"
    return found
