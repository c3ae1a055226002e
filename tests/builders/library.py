"""Builders of answers to the shipped models, and what is said of them."""

from __future__ import annotations

from msgspec.structs import replace

from governance.base.places import shipped
from governance.library.answers import read as read_answers
from governance.library.checks import checked
from governance.library.folders import model
from governance.library.forms import Answers, CommitmentAnswer
from governance.library.passages import ModelArticle, passages
from governance.library.rules import Model

REGION = "regionale-samenwerking-mensenhandel"


def given(key: str) -> tuple[Model, Answers]:
    """A model and the answers of its example, to which nothing is wrong."""
    answers, _ = read_answers(shipped("agreements") / key / "example.toml")
    return model(key), answers.answers


def blanks(answers: Answers, **changes: str | int) -> Answers:
    """The answers with other blanks."""
    return replace(answers, blanks=answers.blanks | changes)


def changed(answers: Answers, *changes: CommitmentAnswer) -> Answers:
    """The answers with these changes to the commitments."""
    return replace(answers, commitments=changes)


def said(whole: Model, answers: Answers) -> list[tuple[str, str]]:
    """The field and the words of every complaint."""
    return [(c.field, c.problem.format(**c.values)) for c in checked(whole, answers)]


def fields(whole: Model, answers: Answers) -> set[str]:
    """The fields of which something is wrong."""
    return {field for field, _ in said(whole, answers)}


def reworded(article: ModelArticle, text: str) -> ModelArticle:
    """An article with another text."""
    found, wrong = passages(article.key, article.file, text)
    assert not wrong
    return replace(article, text=text, passages=found)
