"""What a person types of an article, as it is kept: places in brackets, and conditions. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from governance.base.errors import MISSING, N_, Complaint
from governance.formation.conditions.rules import in_words, options_of
from governance.formation.editing.typed.rules import Read
from governance.formation.sentences.rules import known_within, shown
from governance.library import bracketing
from governance.library.drafts import FORMS, RECITALS, Section, free_key, kind_of
from governance.library.filling import is_choice, is_condition, template_complaints
from governance.library.passages import DIRECTIVES, Form, ModelArticle, Passage, When
from governance.library.rules import Model
from governance.library.texts import LOOSE_ITEM, NOT_CLOSED

Typed: TypeAlias = Any
"""A ``SectionForm`` or one row of it; the rules stand below the forms and know only fields."""

WORDS_MOST, PASSAGES_MOST, SECTIONS_MOST = 8000, 300, 200
TITLE_MOST = 200
NO_SUCH_PLACE = N_(
    "“{name}” is no place of this text. Choose one of the list, or write \\[ for a bracket that "
    "stays."
)
NO_SUCH_FORM = N_("Choose what this is.")
NO_SUCH_CONDITION = N_("Choose one of the conditions.")
BRACES = N_("The braces and conditions in this passage cannot be read.")
TOO_LONG = N_("At most {limit} characters.")
TOO_MANY = N_("At most {limit} passages.")
BAD_BLOCK = N_("Choose which block stands here: {known}.")


class Condition(Struct, frozen=True):
    """A condition that one can choose: as it is kept, and in words."""

    when: str
    said: str


def conditions(model: Model, passages: Sequence[Passage] = ()) -> list[Condition]:
    """What a paragraph may hang on: every answer to every choice, and what it hangs on now."""
    found = [
        Condition(f'choice.{blank.key} == "{key}"', f"{blank.question} – {said}")
        for blank in model.blanks
        if is_choice(blank)
        for key, said in options_of(blank, model.language)
    ]
    known = {one.when for one in found}
    others = {passage.when for passage in passages if passage.when} - known
    return [*found, *(Condition(when, in_words(when, model)) for when in sorted(others))]


def section_of(model: Model, section: Section, form: Typed) -> Section:
    """The section as it was typed; a row without words is left out, a new one gets its key.

    Words that were not touched are kept as they were, also where they cannot be typed so.
    """
    rows = [row for row in form.passages if row.words.strip()]
    there = {one.key: one.words for one in section.passages}
    keys, within = {row.key for row in rows if row.key}, known_within(model)
    passages = []
    for row in rows:
        key = row.key or free_key(keys)
        keys.add(key)
        form_of = Form(row.form) if row.form in set(Form) else Form.PLAIN
        words = _words_of(model, row.words, there.get(row.key, ""), within)
        passages.append(Passage(key, form_of, words, row.when.strip()))
    title = section.title if section.name == RECITALS else " ".join(form.title.split())
    return replace(section, title=title, passages=tuple(passages))


def _words_of(model: Model, typed: str, before: str, within: Mapping[str, str]) -> str:
    if before and typed.split() == shown(before, model).split():
        return before
    return Read(typed, within, model.language).text


def complaints(model: Model, section: Section, form: Typed) -> Iterator[Complaint]:
    """Everything that is wrong with a section as it was typed, by the row of the form."""
    within = known_within(model)
    places = [place for place, row in enumerate(form.passages) if row.words.strip()]
    if section.name != RECITALS:
        if not section.title:
            yield Complaint("title", MISSING)
        elif len(section.title) > TITLE_MOST:
            yield Complaint("title", TOO_LONG, {"limit": TITLE_MOST})
        if form.when and form.when not in {value for value, _ in whens(model)}:
            yield Complaint("when", NO_SUCH_CONDITION)
    if not places:
        yield Complaint("passages.0.words", MISSING)
    if len(places) > PASSAGES_MOST:
        yield Complaint("passages", TOO_MANY, {"limit": PASSAGES_MOST})
    before: Passage | None = None
    for place, passage in zip(places, section.passages, strict=True):
        at = f"passages.{place}."
        yield from _form(section, passage, before, form.passages[place].form, at)
        yield from _words(model, passage, at)
        for problem, name in Read(form.passages[place].words, within, model.language).problems:
            yield Complaint(at + "words", problem, {"name": name})
        before = passage


def _form(
    section: Section, passage: Passage, before: Passage | None, typed: str, at: str
) -> Iterator[Complaint]:
    if typed not in FORMS[kind_of(section.name)]:
        yield Complaint(at + "form", NO_SUCH_FORM)
    elif passage.form is Form.ITEM and (before is None or before.form in (Form.HEADING, Form.ROW)):
        yield Complaint(at + "form", LOOSE_ITEM)
    elif passage.form is Form.DIRECTIVE and passage.words.partition(" ")[0] not in DIRECTIVES:
        yield Complaint(at + "words", BAD_BLOCK, {"known": ", ".join(sorted(DIRECTIVES))})


def _words(model: Model, passage: Passage, at: str) -> Iterator[Complaint]:
    if len(passage.words) > WORDS_MOST:
        yield Complaint(at + "words", TOO_LONG, {"limit": WORDS_MOST})
        return
    yield from _template(model, passage.words, at + "words", NO_SUCH_PLACE)
    if passage.when and not is_condition(passage.when):
        yield Complaint(at + "when", NO_SUCH_CONDITION)
    elif passage.when:
        condition = f"{{% if {passage.when} %}}x{{% endif %}}"
        yield from _template(model, condition, at + "when", NO_SUCH_CONDITION)
    stars = re.sub(r"\\\*", "", passage.words)
    if stars.count("**") % 2 or stars.replace("**", "").count("*") % 2:
        yield Complaint(at + "words", NOT_CLOSED)


def _template(model: Model, text: str, field: str, unknown: str) -> Iterator[Complaint]:
    """What a template does that it may not; a place it names that is not there, as it was typed."""
    found = list(template_complaints(model, ModelArticle(field, "", text=text)))
    for complaint in found:
        name = str(complaint.values.get("name", ""))
        if name:
            yield Complaint(field, unknown, {"name": bracketing.shown(f"{{{{ {name} }}}}")})
        else:
            yield Complaint(field, BRACES if field.endswith("words") else unknown)


class Place(Struct, frozen=True):
    """Something that a text may name: as one types it, and what that is."""

    typed: str
    said: str


def places(model: Model) -> Iterator[Place]:
    """The blanks, articles, annexes and paragraphs that a text may name."""
    for blank in model.blanks:
        yield Place(f"[{blank.key}]", blank.question)
    for article in model.articles:
        if article.key.isidentifier():
            yield Place(f"[art.{article.key}]", article.title)
    for annex in model.annexes:
        if annex.key.isidentifier():
            yield Place(f"[annex.{annex.key}]", annex.title)


def when_of(said: str) -> When | None:
    """The choice under which an article stands, of the value of its field (``choice=option``)."""
    choice, _, option = said.partition("=")
    return When(choice, option) if choice and option else None


def whens(model: Model) -> list[tuple[str, str]]:
    """The choices under which an article may stand: value of the field, and in words."""
    return [
        (f"{blank.key}={key}", f"{blank.question} – {said}")
        for blank in model.blanks
        if is_choice(blank)
        for key, said in options_of(blank, model.language)
    ]
