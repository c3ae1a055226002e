"""A condition of a text in words: what it asks, and which answers let it hold. Pure.

``Verlenging – na overleg`` and ``Looptijd – ingevuld of Laatste dag – ingevuld`` are conditions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import Environment, TemplateSyntaxError, nodes

from governance.agreements.words import ENTRY_WORDS, EXTENSION_WORDS, WITHDRAWAL_WORDS
from governance.base.errors import N_
from governance.base.words import translate
from governance.library.rules import Blank, Model

READER = Environment(autoescape=True)
_TERM: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "entry": (N_("Entry into force"), ENTRY_WORDS),
    "extension": (N_("Extension"), EXTENSION_WORDS),
    "withdrawal": (N_("When a party withdraws"), WITHDRAWAL_WORDS),
}
_ASKED: Mapping[str, str] = {
    "enforceable": N_("Enforceable at law"),
    "months": N_("Term in months"),
    "ends_on": N_("Last day"),
    "end_event": N_("Event that ends it"),
    "entry_date": N_("Date of entry into force"),
    "entry_number": N_("Number of parties that must have signed"),
    "extension_months": N_("Months of an extension"),
    "notice_months": N_("Months of notice"),
}
_YES_NO = frozenset({"enforceable"})
_YES, _NO = N_("yes"), N_("no")
_FILLED, _OPEN = N_("filled in"), N_("not filled in")
_AND, _OR, _NOT = N_(" and "), N_(" or "), N_("not")


class UnsaidError(Exception):
    """That a condition asks something for which there are no words."""


def options_of(blank: Blank, language: str) -> list[tuple[str, str]]:
    """The answers to a choice: each as it is kept, and in words."""
    given = [(one.key, one.text) for one in blank.options]
    return given or [("yes", translate(language, _YES)), ("no", translate(language, _NO))]


def in_words(when: str, model: Model) -> str:
    """A condition in words; as it is written where there are no words for it."""
    try:
        return said_of(_test(when), model)
    except (UnsaidError, TemplateSyntaxError, RecursionError):
        return when


def _test(when: str) -> nodes.Node:
    body = READER.parse(f"{{% if {when} %}}x{{% endif %}}").body
    if len(body) != 1 or not isinstance(body[0], nodes.If):
        raise UnsaidError
    return body[0].test


def said_of(of: nodes.Node, model: Model, *, inside: bool = False) -> str:
    """A condition in words; in brackets where it stands within another of more parts."""
    language = model.language
    if isinstance(of, nodes.Or):
        word, parts = _OR, [said_of(one, model, inside=True) for one in _flat(of, nodes.Or)]
    elif _plain(of):
        word, parts = _AND, list(_together([of], model))
    elif isinstance(of, nodes.And):
        word, parts = _AND, list(_together(_flat(of, nodes.And), model))
    elif isinstance(of, nodes.Not):
        return f"{translate(language, _NOT)} ({said_of(of.node, model)})"
    else:
        raise UnsaidError
    said = translate(language, word).join(dict.fromkeys(parts))
    return f"({said})" if inside and len(set(parts)) > 1 else said


def _flat(of: nodes.Node, kind: type[nodes.BinExpr]) -> Iterator[nodes.Node]:
    if isinstance(of, kind):
        yield from _flat(of.left, kind)
        yield from _flat(of.right, kind)
    else:
        yield of


def _plain(of: nodes.Node) -> bool:
    """Whether it asks one answer, or that it is not so."""
    inner = of.node if isinstance(of, nodes.Not) else of
    return isinstance(inner, nodes.Compare | nodes.Getattr)


def _together(of: list[nodes.Node] | Iterator[nodes.Node], model: Model) -> Iterator[str]:
    """What holds at once; of all that asks one answer only what can still be answered is said."""
    asked: dict[tuple[str, str], set[str]] = {}
    others: list[str] = []
    for one in of:
        inner = one.node if isinstance(one, nodes.Not) else one
        if not isinstance(inner, nodes.Compare):
            others.append(_filled(one, model) if _plain(one) else said_of(one, model, inside=True))
            continue
        name, value, is_so = compared(inner)
        is_so = is_so is not isinstance(one, nodes.Not)
        there = asked.setdefault(name, set(_answers(name, model)))
        there &= {value} if is_so else there - {value}
    for name, left in asked.items():
        words = _answers(name, model)
        if not left:
            raise UnsaidError
        said = translate(model.language, _OR).join(words[key] for key in words if key in left)
        yield f"{_subject(name, model)} – {said}"
    yield from others


def compared(of: nodes.Compare) -> tuple[tuple[str, str], str, bool]:
    """What is compared with which answer, and whether it must be that one."""
    side = of.ops[0].expr if len(of.ops) == 1 else None
    if not isinstance(side, nodes.Const) or of.ops[0].op not in ("eq", "ne"):
        raise UnsaidError
    return named(of.expr), str(side.value), of.ops[0].op == "eq"


def named(of: nodes.Node) -> tuple[str, str]:
    if isinstance(of, nodes.Getattr) and isinstance(of.node, nodes.Name):
        return of.node.name, of.attr
    raise UnsaidError


def _blank(key: str, model: Model) -> Blank:
    found = next((one for one in model.blanks if one.key == key), None)
    if found is None:
        raise UnsaidError
    return found


def _answers(name: tuple[str, str], model: Model) -> dict[str, str]:
    """The answers that there can be: each as it is kept, and in words."""
    of, key = name
    if of == "term" and key in _TERM:
        return {k: translate(model.language, word) for k, word in _TERM[key][1].items()}
    if of == "choice":
        return dict(options_of(_blank(key, model), model.language))
    raise UnsaidError


def _subject(name: tuple[str, str], model: Model) -> str:
    of, key = name
    if of in ("blank", "choice"):
        return _blank(key, model).question
    words = {**{k: word for k, (word, _) in _TERM.items()}, **_ASKED}
    if of != "term" or key not in words:
        raise UnsaidError
    return translate(model.language, words[key])


def _filled(of: nodes.Node, model: Model) -> str:
    """That something is filled in, or is not."""
    is_so = not isinstance(of, nodes.Not)
    name = named(of.node if isinstance(of, nodes.Not) else of)
    yes, no = (_YES, _NO) if name[1] in _YES_NO else (_FILLED, _OPEN)
    return f"{_subject(name, model)} – {translate(model.language, yes if is_so else no)}"
