"""Jinja2 in the articles: blanks, choices, the term, and the numbers of other articles.

What was typed never becomes markup: each value is put between two marks that only
``texts`` reads, and so is every line's number, which keeps its place through the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from governance.base.errors import N_, Complaint
from governance.library.keys import like
from governance.library.rules import Blank, BlankKind, Model, ModelArticle

VALUE, END, ASKED, LINE, LINE_END = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
_MARKS = re.compile("[\ue000-\ue004]")

BAD_TEMPLATE = N_("The template cannot be read: {reason}.")
NO_BLANK = N_("The text uses “{name}”, which the model does not ask.")
NO_BLANK_LIKE = N_("The text uses “{name}”, which the model does not ask; did you mean “{like}”?")
NO_NAME = N_("The text uses “{name}”; only blank, choice, term, art and annex are there.")

TERM_NAMES = frozenset(
    {"months", "extension", "extension_months", "notice_months", "entry", "entry_date", "ends_on"}
)


class Asked(str):
    """The question of a blank that is not filled in yet."""

    __slots__ = ()


def _marked(value: object) -> str:
    if isinstance(value, StrictUndefined):
        return str(value)
    text = " ".join(_MARKS.sub("", str(value)).split())
    return f"{ASKED if isinstance(value, Asked) else VALUE}{text}{END}"


_ENVIRONMENT = SandboxedEnvironment(
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=_marked,
    autoescape=False,
)
_ONLY_STATEMENT = re.compile(r"^\s*\{%.*%\}\s*$")


def _numbered(text: str) -> str:
    return "\n".join(
        line if _ONLY_STATEMENT.match(line) or not line.strip() else f"{LINE}{n}{LINE_END}{line}"
        for n, line in enumerate(text.splitlines(), 1)
    )


def filled(text: str, context: dict[str, SimpleNamespace]) -> str:
    """A text with its answers between marks and each line's number before it."""
    if "{" not in text:
        return _numbered(text)
    return _ENVIRONMENT.from_string(_numbered(text)).render(context)


def plain(text: str, context: dict[str, SimpleNamespace]) -> str:
    """A title with its answers; what is not filled in stands in square brackets."""
    said = filled(text, context).replace(ASKED, "[").split(LINE_END, 1)[-1]
    return _MARKS.sub("", re.sub(rf"\[([^{END}]*){END}", r"[\1]", said))


def template_complaints(model: Model, article: ModelArticle) -> Iterator[Complaint]:
    """What a text asks that the model does not have, with the line of each."""
    file = f"{model.folder}/{article.file}"
    try:
        tree = _ENVIRONMENT.parse(article.text)
    except TemplateSyntaxError as error:
        reason = {"reason": (error.message or "").rstrip(".")}
        yield Complaint(article.key, BAD_TEMPLATE, reason, file, error.lineno)
        return
    known = _known(model)
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.attr not in known.get(
            node.node.name, {node.attr}
        ):
            yield _unknown(article, node, known[node.node.name], file)
    for name in tree.find_all(nodes.Name):
        if name.name not in known:
            values = {"name": name.name}
            yield Complaint(article.key, NO_NAME, values, file, name.lineno)


def _unknown(article: ModelArticle, node: nodes.Getattr, known: set[str], file: str) -> Complaint:
    name: Any = node.node
    values = {"name": f"{name.name}.{node.attr}"}
    if near := like(node.attr, known):
        values["like"] = f"{name.name}.{near}"
    problem = NO_BLANK_LIKE if near else NO_BLANK
    return Complaint(article.key, problem, values, file, node.lineno)


def _known(model: Model) -> dict[str, set[str]]:
    return {
        "blank": {blank.key for blank in model.blanks},
        "choice": {blank.key for blank in model.blanks if is_choice(blank)},
        "term": set(TERM_NAMES),
        "art": {article.key for article in model.articles},
        "annex": {annex.key for annex in model.annexes},
    }


def is_choice(blank: Blank) -> bool:
    """Whether texts may turn on this blank."""
    return blank.kind in (BlankKind.CHOICE, BlankKind.YES_NO)
