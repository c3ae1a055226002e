"""Jinja2 in the articles: blanks, choices, the term, and the numbers of other articles.

What was typed never becomes markup: each value is put between two marks that only
``texts`` reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from jinja2 import Template, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import SandboxedEnvironment

from governance.base.errors import N_, Complaint
from governance.library.keys import like
from governance.library.passages import names
from governance.library.rules import Blank, BlankKind, Model, ModelArticle, Term

VALUE, END, ASKED, ABSENT = "\ue000", "\ue001", "\ue002", "\ue005"
_MARKS = re.compile("[\ue000-\ue005]")

BAD_TEMPLATE = N_("The braces and conditions of this text cannot be read.")
NO_BLANK = N_("The text uses “{name}”, which the model does not ask.")
NO_BLANK_LIKE = N_("The text uses “{name}”, which the model does not ask; did you mean “{like}”?")
NO_NAME = N_(
    "The text uses “{name}”; only agreement, blank, choice, term, art, par and annex are there."
)
NO_FORM = N_("A text may only show a value and compare one; this does something else.")
NOT_CLOSED = N_("A condition is opened in this text and not ended with endif.")

TERM_NAMES = frozenset({"entry_date", "ends_on", *Term.__struct_fields__})


class Asked(str):
    """The question of a blank that is not filled in yet."""

    __slots__ = ()


class Absent(str):
    """The key of an article or annex that a choice leaves out: no text may point to it."""

    __slots__ = ()


class Filled(str):
    """A text that was filled in before and keeps its marks."""

    __slots__ = ()


_BEGINS: dict[type[object], str] = {Asked: ASKED, Absent: ABSENT}


def _marked(value: object) -> str:
    if isinstance(value, Filled):
        return str(value)
    if isinstance(value, Undefined):  # what it named was left out of the text, or of the model
        value = Absent(value._undefined_name)
    text = " ".join(_MARKS.sub("", str(value)).split())
    return f"{_BEGINS.get(type(value), VALUE)}{text}{END}"


_ENVIRONMENT = SandboxedEnvironment(
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_marked,
    autoescape=False,
)


@lru_cache(4096)
def _template(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)


def filled(text: str, context: Mapping[str, SimpleNamespace]) -> str:
    """A text with its answers between marks."""
    return _template(text).render(context) if "{" in text else text


@lru_cache(1024)
def _condition(when: str) -> Any:
    return _ENVIRONMENT.compile_expression(when)


def is_condition(when: str) -> bool:
    """Whether this can be read as one condition."""
    try:
        return _condition(when) is not None
    except (TemplateSyntaxError, RecursionError):
        return False


def holds(when: str, context: Mapping[str, SimpleNamespace]) -> bool:
    """Whether a condition holds; none holds always."""
    return not when or bool(_condition(when)(**context))


def cited(text: str, context: dict[str, SimpleNamespace]) -> Filled:
    """A title with its answers as another text cites it: open places stay open there."""
    return Filled(filled(text, context))


def plain(text: str, context: dict[str, SimpleNamespace]) -> str:
    """A title with its answers; what is not filled in stands in square brackets."""
    said = cited(text, context).replace(ASKED, "[")
    return _MARKS.sub("", re.sub(rf"\[([^{END}]*){END}", r"[\1]", said))


def template_complaints(
    model: Model, article: ModelArticle, cites: bool = True
) -> Iterator[Complaint]:
    """What a text does that it may not, and asks that the model does not have, with lines.

    ``cites`` is false for a title, which cannot cite the title of its own agreement.
    """
    file = f"{model.folder}/{article.file}"
    try:
        tree = _ENVIRONMENT.parse(article.text)
    except TemplateSyntaxError as error:
        ended = (error.message or "").lower().startswith("unexpected end of template")
        problem = NOT_CLOSED if ended else BAD_TEMPLATE
        yield Complaint(article.key, problem, {}, file, error.lineno)
        return
    except RecursionError:
        yield Complaint(article.key, BAD_TEMPLATE, {}, file, 1)
        return
    if strange := list(_strange(tree, 1)):
        yield from (Complaint(article.key, NO_FORM, {}, file, line) for line in strange)
        return
    known = _known(model, cites)
    for node in tree.find_all(nodes.Getattr):
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in known:
            yield Complaint(article.key, NO_NAME, {"name": name}, file, node.lineno)
        elif node.attr not in known[name]:
            yield _unknown(article, node, known[name], file)


_ALLOWED = (
    *(nodes.Output, nodes.TemplateData, nodes.If, nodes.Getattr, nodes.Const),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not),
)


def _strange(tree: nodes.Node, line: int) -> Iterator[int]:
    """The lines where a text counts, calls, loops or looks into what is no name of ours."""
    for node in tree.iter_child_nodes():
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            continue
        fits = isinstance(node, _ALLOWED) and not isinstance(node, nodes.Getattr)
        if fits and not (isinstance(node, nodes.Operand) and node.op not in ("eq", "ne")):
            yield from _strange(node, node.lineno or line)
        else:
            yield node.lineno or line


def _unknown(article: ModelArticle, node: nodes.Getattr, known: set[str], file: str) -> Complaint:
    name: Any = node.node
    values = {"name": f"{name.name}.{node.attr}"}
    if near := like(node.attr, known):
        values["like"] = f"{name.name}.{near}"
    problem = NO_BLANK_LIKE if near else NO_BLANK
    return Complaint(article.key, problem, values, file, node.lineno)


def _known(model: Model, cites: bool) -> dict[str, set[str]]:
    return ({"agreement": {"short_title"}} if cites else {}) | {
        "blank": {blank.key for blank in model.blanks},
        "choice": {blank.key for blank in model.blanks if is_choice(blank)},
        "term": set(TERM_NAMES),
        "art": {article.key for article in model.articles},
        "annex": {annex.key for annex in model.annexes},
        "par": set(names(model.articles)),
    }


def is_choice(blank: Blank) -> bool:
    """Whether texts may turn on this blank."""
    return blank.kind in (BlankKind.CHOICE, BlankKind.YES_NO)
