"""A whole library proven: models, their texts, examples and rule sets; all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from governance.base.errors import N_, Complaint, Refused
from governance.documents.text import write_text
from governance.library.answers import read_what_can_be, told
from governance.library.checklists.folders import FOLDER, found_in
from governance.library.checklists.rules import RuleSet
from governance.library.checks import checked
from governance.library.clauses.checks import number_complaints, together
from governance.library.clauses.folders import looked_at as clauses_in
from governance.library.clauses.folders import wordless
from governance.library.combining import in_all_combinations
from governance.library.composing import FOLDER as CLAUSES
from governance.library.folders import looked_at
from governance.library.kinds.folders import FILE as KIND
from governance.library.kinds.folders import FOLDER as KINDS
from governance.library.kinds.folders import found_in as kinds_in
from governance.library.papers import agreement_document
from governance.library.rules import Model
from governance.library.sources import Path_, Source, read_text

EXAMPLE, GOLDEN = "example.toml", "example.txt"

UNUSED = N_("“{key}” is asked and stands nowhere: not in a text, a condition or a commitment.")
NUMBER_TWICE = N_("The number {number} stands here twice.")
NO_EXAMPLE = N_("A model needs an example: the answers in “{name}”.")
NO_GOLDEN = N_("An example needs its text in “{name}”: make it with governance draft.")
OTHER_TEXT = N_("The example does not give this text: make it anew with governance draft.")
NO_BLANK_OF = N_("No model in this library asks “{key}”.")

_NAMED = re.compile(r"\b(?:blank|choice)\.(\w+)")


class Proven(Struct, frozen=True):
    """How many models, rule sets, clauses and kinds of commitment were looked at, and all that is
    wrong with them."""

    models: int
    sets: int
    clauses: int
    kinds: int
    complaints: tuple[Complaint, ...]


def proven(folder: Path) -> Proven:
    """Everything in a folder of models and rule sets, or one model, proven."""
    alone = (folder / "model.toml").is_file()
    paths = [folder] if alone else sorted(path.parent for path in folder.glob("*/model.toml"))
    wrong: list[Complaint] = []
    models = [model for path in paths if (model := _model(path, wrong))]
    sets: tuple[RuleSet, ...] = ()
    number = len(list((folder / FOLDER).glob("*.toml")))
    try:
        sets = found_in(folder / FOLDER)
    except Refused as refused:
        wrong += refused.complaints
    whole = len(models) == len(paths)
    if whole:
        wrong += _asked_nowhere(folder / FOLDER, sets, models)
    _, told = clauses_in(folder / CLAUSES, together(models) if whole else None)
    wrong += told
    clauses = len(list((folder / CLAUSES).glob("*/clause.toml")))
    kinds = len(list((folder / KINDS).glob(f"*/{KIND}")))
    wrong += _kinds(folder / KINDS)
    return Proven(len(paths), number, clauses, kinds, tuple(_once(wrong)))


def _kinds(folder: Path) -> tuple[Complaint, ...]:
    """What is wrong with the kinds of commitment in a folder."""
    try:
        kinds_in(folder)
    except Refused as refused:
        return refused.complaints
    return ()


def _once(wrong: list[Complaint]) -> Iterator[Complaint]:
    """Each complaint once: what is wrong in a clause is met with every model that names it."""
    seen: set[tuple[str, str, int]] = set()
    for one in wrong:
        at = (one.problem, one.file, one.line)
        if f"/{CLAUSES}/" not in one.file or at not in seen:
            yield one
        seen.add(at)


def _model(path: Path, wrong: list[Complaint]) -> Model | None:
    """The model in a folder if its keys can be read; what is wrong with it is told."""
    try:
        model, found = looked_at(path)
    except Refused as refused:
        wrong += refused.complaints
        return None
    source = Source(path / "model.toml")
    wrong += found
    wrong += _unused(model, source)
    wrong += _numbers(model, source)
    wrong += _wordless(source)
    wrong += _of_articles(model)
    if not found:  # a text with a fault in it cannot be filled in
        wrong += in_all_combinations(model)
        wrong += _example(model, path)
    return model


def _unused(model: Model, source: Source) -> Iterator[Complaint]:
    texts = [model.title, model.subtitle, model.short_title, model.recitals]
    standing = (*model.articles, *model.annexes)
    named = set(_NAMED.findall("\n".join([*texts, *(one.text for one in standing)])))
    turned = (*(one.when for one in standing), *(one.when for one in model.blanks))
    named |= {when.choice for when in turned if when}
    for commitment in model.commitments:
        named |= {commitment.owner_blank, *(one.on_blank for one in commitment.milestones)}
    for place, blank in enumerate(model.blanks):
        if blank.key not in named:
            yield source.complaint(("blanks", place, "key"), UNUSED, key=blank.key)


def _of_articles(model: Model) -> Iterator[Complaint]:
    """The numbers in the articles that do not follow each other; those of a clause: with it."""
    for one in model.articles:
        if one.clause is None:
            file = f"{model.folder}/{one.file}"
            yield from number_complaints(one.key, file, one.text)


def _numbers(model: Model, source: Source) -> Iterator[Complaint]:
    seen: set[int] = set()
    for place, commitment in enumerate(model.commitments):
        if commitment.number in seen:
            at: Path_ = ("commitments", place, "number")
            yield source.complaint(at, NUMBER_TWICE, number=commitment.number)
        seen.add(commitment.number)


def _wordless(source: Source) -> Iterator[Complaint]:
    """The texts that say nothing; a milestone says so itself."""
    for one in wordless(source.data, (), source):
        if "milestones" not in one.field.split("."):
            yield one


def _example(model: Model, path: Path) -> Iterator[Complaint]:
    """Why the example of a model does not give the text that stands beside it."""
    if not (path / EXAMPLE).is_file():
        yield Complaint("", NO_EXAMPLE, {"name": EXAMPLE}, str(path / EXAMPLE))
        return
    try:
        found, source, unread = read_what_can_be(path / EXAMPLE)
        wrong = told(checked(model, found.answers), found, source, unread)
        if not wrong:
            paper = agreement_document(
                model, found.answers, version=found.version, dated=found.moment, draft=False
            )
            wrong = list(_golden(write_text(paper), path / GOLDEN))
    except Refused as refused:
        wrong = list(refused.complaints)
    yield from wrong


def _golden(made: str, path: Path) -> Iterator[Complaint]:
    if not path.is_file():
        yield Complaint("", NO_GOLDEN, {"name": GOLDEN}, str(path))
        return
    kept = read_text(path, GOLDEN)
    if made != kept:
        pairs = zip(made.split("\n"), kept.split("\n"), strict=False)
        same = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), 1)
        yield Complaint("", OTHER_TEXT, {}, str(path), same)


def _asked_nowhere(
    folder: Path, sets: tuple[RuleSet, ...], models: list[Model]
) -> Iterator[Complaint]:
    """The blanks by which a rule is met and that no model asks."""
    asked = {blank.key for model in models for blank in model.blanks}
    for one in sets:
        source = Source(folder / f"{one.key}.toml")
        for place, rule in enumerate(one.rules):
            for key in rule.met.blanks:
                if key not in asked:
                    yield source.complaint(("rules", place, "met"), NO_BLANK_OF, key=key)
