"""Words of a passage with the conditions that stand within them, as a person reads them. Pure.

A condition stands in brackets with what it lets stand: ``[als Looptijd – ingevuld: …]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from jinja2 import TemplateSyntaxError, nodes

from governance.base.errors import N_
from governance.base.words import translate
from governance.formation.conditions.rules import (
    READER,
    UnsaidError,
    compared,
    in_words,
    named,
    options_of,
    said_of,
)
from governance.library import bracketing
from governance.library.filling import is_choice
from governance.library.passages import Passage
from governance.library.rules import Model

IF = N_("if")


def shown(words: str, model: Model) -> str:
    """Words as a person reads and types them, with their conditions in words.

    What cannot be shown so stands as it is written, and is kept so.
    """
    if "{%" not in words:
        return bracketing.shown(words)
    try:
        return "".join(_shown(READER.parse(words).body, model))
    except (UnsaidError, TemplateSyntaxError, RecursionError):
        return bracketing.shown(words)


def _shown(body: Sequence[nodes.Node], model: Model) -> Iterator[str]:
    for one in body:
        if isinstance(one, nodes.Output):
            yield from _shown(one.nodes, model)
        elif isinstance(one, nodes.TemplateData):
            yield bracketing.shown(one.data)
        elif isinstance(one, nodes.Getattr):
            yield bracketing.shown("{{ " + ".".join(named(one)) + " }}")
        elif isinstance(one, nodes.If):
            for test, inner in _branches(one):
                said = "".join(_shown(inner, model))
                yield f"[{translate(model.language, IF)} {said_of(test, model)}:{said}]"
        else:
            raise UnsaidError


def _branches(of: nodes.If) -> Iterator[tuple[nodes.Expr, list[nodes.Node]]]:
    """Each branch with all that must hold for it, as if it stood alone."""
    past: list[nodes.Expr] = []
    for one in (of, *of.elif_):
        test = cast(nodes.Expr, one.test)
        if one.body:
            yield _all([*past, test]), one.body
        past.append(nodes.Not(test))
    if of.else_:
        yield _all(past), of.else_


def _all(parts: list[nodes.Expr]) -> nodes.Expr:
    first, *others = parts
    for one in others:
        first = nodes.And(first, one)
    return first


def _written(of: nodes.Node) -> str:
    """A condition as a text is kept with it."""
    if isinstance(of, nodes.And | nodes.Or):
        word = "and" if isinstance(of, nodes.And) else "or"
        return f"({_written(of.left)}) {word} ({_written(of.right)})"
    if isinstance(of, nodes.Not):
        return f"not ({_written(of.node)})"
    if isinstance(of, nodes.Compare):
        name, value, is_so = compared(of)
        return f'{".".join(name)} {"==" if is_so else "!="} "{value}"'
    return ".".join(named(of))


def known_within(model: Model) -> dict[str, str]:
    """The conditions that can stand within a sentence: in words, and as they are kept."""
    found: dict[str, str] = {}
    language = model.language
    for blank in filter(is_choice, model.blanks):
        for key, said in options_of(blank, language):
            found[f"{blank.question} – {said}"] = f'choice.{blank.key} == "{key}"'
    for passage in _passages(model):
        if passage.when:
            found.setdefault(in_words(passage.when, model), passage.when)
        for test in _within(passage.words):
            try:
                found.setdefault(said_of(test, model), _written(test))
            except UnsaidError:
                continue
    return found


def _passages(model: Model) -> Iterator[Passage]:
    yield from model.recital_passages
    for article in (*model.articles, *model.annexes):
        yield from article.passages


def _within(words: str) -> Iterator[nodes.Node]:
    """The conditions within a sentence."""
    if "{%" not in words:
        return
    try:
        tree = READER.parse(words)
    except (TemplateSyntaxError, RecursionError):
        return
    for one in tree.find_all(nodes.If):
        yield from (test for test, _ in _branches(one))
