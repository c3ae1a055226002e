"""Model agreements in folders: ``model.toml`` and one Markdown file an article."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from governance.base.errors import N_, Complaint, NotFound, Refused, complain
from governance.base.places import shipped
from governance.library.composing import composed, pointed
from governance.library.days import ENTRY
from governance.library.filling import is_choice, template_complaints
from governance.library.keys import like, read_into
from governance.library.kinds.folders import extra_complaints
from governance.library.milestones import milestone_complaints
from governance.library.owing import amiss
from governance.library.passages import passages
from governance.library.rules import (
    BlankKind,
    Model,
    ModelArticle,
    Scope,
    When,
)
from governance.library.sources import Path_, Source, read_text
from governance.library.values import misplaced

RECITALS = "recitals.md"

TWICE = N_("The key “{key}” stands here twice.")
BAD_KEY = N_("“{key}” is no key: use small letters, digits and a hyphen or underscore.")
NO_OPTIONS = N_("A choice needs at least two options.")
NOT_A_CHOICE = N_("“{key}” is no choice of this model.")
NOT_A_CHOICE_LIKE = N_("“{key}” is no choice of this model; did you mean “{like}”?")
NO_OPTION = N_("“{key}” is no option of “{choice}”.")
NO_THEME = N_("“{key}” is no theme of this model.")
NO_ORGANISATION = N_("“{key}” is no organisation that this model asks.")
NO_DATE = N_("“{key}” is no date that this model asks.")
NO_LIMIT = N_("“{key}” is no limit of this kind of blank.")
BAD_NUMBER = N_("A model commitment has a number from 1 to 18.")
WRONG_FOLDER = N_("The key of a model is the name of its folder, here “{folder}”.")

KEY = re.compile(r"(?!.{81})[a-z][a-z0-9]*([_-][a-z0-9]+)*")
"""At most 80 characters, as many as an agreement keeps of the key of its model."""


def found() -> tuple[Model, ...]:
    """Every model in the shipped folder ``agreements``, by key. Refused if one is not right."""
    return found_in(shipped("agreements"))


def found_in(folder: Path) -> tuple[Model, ...]:
    """Every model in a folder of models, by key."""
    return tuple(read(path.parent) for path in sorted(folder.glob("*/model.toml")))


def model(key: str) -> Model:
    """The shipped model with this key; NotFound when there is none."""
    folder = shipped("agreements") / key
    if not KEY.fullmatch(key) or not (folder / "model.toml").is_file():
        raise NotFound(key)
    return read(folder)


def read(path: Path) -> Model:
    """The model in a folder. Refused with every complaint about it, with file and line."""
    whole, wrong = looked_at(path)
    complain(wrong)
    return whole


def looked_at(path: Path) -> tuple[Model, list[Complaint]]:
    """The model in a folder with every complaint about it. Refused if its keys cannot be read."""
    source = Source(path / "model.toml")
    bare = read_into(Model, source, source.data)
    whole, missing = _with_texts(bare, path, source)
    found = [*_complaints(whole, source, path), *missing, *_texts(whole, source)]
    return whole, [msgspec.structs.replace(one, file=_plain(one.file)) for one in found]


def _plain(file: str) -> str:
    """The path of a clause, which lies beside the folder of its model."""
    return os.path.normpath(file) if "/../" in file else file


def _with_texts(bare: Model, path: Path, source: Source) -> tuple[Model, list[Complaint]]:
    missing: list[Complaint] = []

    def text(file: str, at: Path_) -> str:
        try:
            return read_text(path / file, file)
        except Refused as refused:
            missing.extend(_of_article(refused, at, source))
            return ""

    def one(folder: str, place: int, article: ModelArticle) -> ModelArticle:
        if article.clause:
            whole, told = composed(path, article, (folder, place, "clause"), source)
            missing.extend(told)
            return whole
        file = article.file or f"{folder}/{article.key}.md"
        return msgspec.structs.replace(article, file=file, text=text(file, (folder, place)))

    def each(folder: str, given: tuple[ModelArticle, ...]) -> tuple[ModelArticle, ...]:
        return tuple(one(folder, place, article) for place, article in enumerate(given))

    whole = msgspec.structs.replace(
        bare,
        articles=each("articles", bare.articles),
        annexes=each("annexes", bare.annexes),
        recitals=text(RECITALS, ("recitals",)),
        folder=str(path),
    )
    return _in_passages(whole, missing), missing


def _in_passages(whole: Model, told: list[Complaint]) -> Model:
    """The model with its texts read into passages; what is wrong in them is told."""

    def read(article: ModelArticle) -> ModelArticle:
        file = f"{whole.folder}/{article.file}"
        found, wrong = passages(article.key, file, article.text)
        told.extend(wrong)
        return msgspec.structs.replace(article, passages=found)

    return msgspec.structs.replace(
        whole,
        articles=tuple(map(read, whole.articles)),
        annexes=tuple(map(read, whole.annexes)),
        recital_passages=read(recitals_of(whole)).passages,
    )


def recitals_of(whole: Model) -> ModelArticle:
    """The recitals of a model, as a text like its articles."""
    file = RECITALS if whole.folder else ""
    return ModelArticle("recitals", "", file, None, whole.recitals, whole.recital_passages)


def _of_article(refused: Refused, at: Path_, source: Source) -> Iterator[Complaint]:
    """Why a text cannot be read: in its own file, or where the model names it."""
    for complaint in refused.complaints:
        field = f"{at[0]}: {complaint.field}"
        if complaint.line:
            yield msgspec.structs.replace(complaint, field=field)
        else:
            line = source.line(at)
            yield Complaint(field, complaint.problem, {}, source.file, line)


def _texts(whole: Model, source: Source) -> Iterator[Complaint]:
    for name in ("title", "subtitle", "short_title"):
        title = ModelArticle(name, "", "model.toml", None, getattr(whole, name))
        for complaint in template_complaints(whole, title, cites=False):
            yield msgspec.structs.replace(complaint, line=source.line((name,)))
    yield from template_complaints(whole, recitals_of(whole))
    for table in ("articles", "annexes"):
        for place, article in enumerate(getattr(whole, table)):
            at: Path_ = (table, place, "clause")
            for complaint in template_complaints(whole, article):
                yield pointed(complaint, article, at, source)


def _complaints(whole: Model, source: Source, path: Path) -> Iterator[Complaint]:
    if whole.key != path.resolve().name:
        yield source.complaint(("key",), WRONG_FOLDER, folder=path.resolve().name)
    for table in ("blanks", "articles", "annexes", "themes", "commitments"):
        yield from _keys(whole, table, source)
    yield from _blanks(whole, source)
    for table in ("blanks", "articles", "annexes"):
        for place, item in enumerate(getattr(whole, table)):
            if item.when:
                yield from _when(whole, item.when, (table, place, "when"), source)
    yield from _commitments(whole, source)


def _keys(whole: Model, table: str, source: Source) -> Iterator[Complaint]:
    seen: set[str] = set()
    for place, item in enumerate(getattr(whole, table)):
        if item.key in seen:
            yield source.complaint((table, place, "key"), TWICE, key=item.key)
        if not KEY.fullmatch(item.key):
            yield source.complaint((table, place, "key"), BAD_KEY, key=item.key)
        seen.add(item.key)


def _blanks(whole: Model, source: Source) -> Iterator[Complaint]:
    dates = {blank.key for blank in whole.blanks if blank.kind is BlankKind.DATE}
    for place, blank in enumerate(whole.blanks):
        if blank.kind is BlankKind.CHOICE and len(blank.options) < 2:
            yield source.complaint(("blanks", place, "options"), NO_OPTIONS)
        if blank.after and blank.after not in dates | {ENTRY}:
            yield source.complaint(("blanks", place, "after"), NO_DATE, key=blank.after)
        for name in misplaced(blank):
            yield source.complaint(("blanks", place, name), NO_LIMIT, key=name)


def _when(whole: Model, when: When, at: Path_, source: Source) -> Iterator[Complaint]:
    choices = {blank.key: blank for blank in whole.blanks if is_choice(blank)}
    if when.choice not in choices:
        if near := like(when.choice, choices):
            yield source.complaint(at, NOT_A_CHOICE_LIKE, key=when.choice, like=near)
        else:
            yield source.complaint(at, NOT_A_CHOICE, key=when.choice)
        return
    options = {option.key for option in choices[when.choice].options} or {"yes", "no"}
    if when.is_ not in options:
        yield source.complaint(at, NO_OPTION, key=when.is_, choice=when.choice)


def _commitments(whole: Model, source: Source) -> Iterator[Complaint]:
    themes = {theme.key for theme in whole.themes}
    organisations = {b.key for b in whole.blanks if b.kind is BlankKind.ORGANISATION}
    dates = {b.key for b in whole.blanks if b.kind is BlankKind.DATE}
    for place, commitment in enumerate(whole.commitments):
        at: Path_ = ("commitments", place)
        if commitment.theme not in themes:
            yield source.complaint((*at, "theme"), NO_THEME, key=commitment.theme)
        if not 1 <= commitment.number <= 18:
            yield source.complaint((*at, "number"), BAD_NUMBER)
        if commitment.scope is Scope.NAMED and commitment.owner_blank not in organisations:
            key = commitment.owner_blank
            yield source.complaint((*at, "owner_blank"), NO_ORGANISATION, key=key)
        for wrong in extra_complaints(commitment.kind, commitment.extra):
            path = (*at, *wrong.field.split("."))
            yield source.complaint(path, wrong.problem, **wrong.values)
        for problem, values in amiss(commitment.indicator):
            yield source.complaint((*at, "indicator"), problem, **values)
        for which, milestone in enumerate(commitment.milestones):
            there: Path_ = (*at, "milestones", which)
            yield from milestone_complaints(milestone, there, source)
            if milestone.on_blank and milestone.on_blank not in dates:
                key = milestone.on_blank
                yield source.complaint((*there, "on_blank"), NO_DATE, key=key)
