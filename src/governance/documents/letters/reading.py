"""A template read once: the tree of each part with its loops and conditions as elements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes
from lxml import etree

from governance.base.errors import N_
from governance.documents.letters import expressions
from governance.documents.letters import findings as say
from governance.documents.letters.expressions import Problem, Scope
from governance.documents.letters.fields import Field, Fields, Kind
from governance.documents.letters.findings import Finding
from governance.documents.letters.nesting import NUMBER, OURS, misplaced, nested, wrapped
from governance.documents.letters.tags import MOST, Reading, Tag
from governance.documents.reading.opening import DOCUMENT, Package, refused
from governance.documents.reading.stretches import w

SHOW = f"{{{OURS}}}show"
TYPES = "[Content_Types].xml"
NO_ORDINARY = N_("This is no ordinary Word file. Save it as “Word document (.docx)” and try again.")
_WHERE = {
    w("hdr"): say.HEADER,
    w("ftr"): say.FOOTER,
    w("footnotes"): say.NOTE,
    w("endnotes"): say.NOTE,
}
_NOTHING = Field("", "")
"""Stands for one of a list that does not exist: the list was told of already."""


class Steer:
    """What a tag asks for: an expression to show or to judge, or each of a list."""

    __slots__ = ("each", "expression", "field", "many")

    def __init__(self, expression: nodes.Node | None, each: str = "", many: str = "") -> None:
        self.expression, self.each, self.many = expression, each, many
        self.field: Field | None = None


class Part:
    """One part with text: its tree, what each number in it asks for, and what is wrong."""

    def __init__(self, name: str, root: Any, where: str, fields: Fields) -> None:
        self.name, self.root = name, root
        etree.strip_elements(root, f"{{{OURS}}}*", with_tail=False)
        read = Reading(root, where)
        self.steers: list[Steer] = []
        self._numbers: dict[Tag, int] = {}
        self.findings = [*read.findings, *self._judged(read.tags, fields)]
        blocks, open_ = nested(read.tags)
        self.findings += open_
        if not self.findings:
            self.findings += misplaced(blocks)
        if not self.findings:
            for tag in read.tags:
                if tag.shows:
                    self._show(tag)
            for block in blocks:
                wrapped(block, self._numbers.__getitem__)

    def _show(self, tag: Tag) -> None:
        made = etree.Element(SHOW)
        made.set(NUMBER, str(self._numbers[tag]))
        tag.run.addprevious(made)
        made.append(tag.run)

    def _judged(self, tags: list[Tag], fields: Fields) -> Iterator[Finding]:
        """What is wrong with what each tag says, where it stands."""
        scopes: list[tuple[str, Scope]] = [("", expressions.scope_of(fields))]
        for tag in tags:
            word = tag.said.partition(" ")[0]
            if not tag.shows and tag.said in ("endfor", "endif"):
                if len(scopes) > 1 and scopes[-1][0] == tag.said:
                    scopes.pop()
                continue
            steer, inside, problems = _steered(tag, scopes[-1][1])
            self._numbers[tag] = len(self.steers)
            self.steers.append(steer)
            if not tag.shows and word in ("for", "if"):
                scopes.append((f"end{word}", inside))
            yield from (Finding(what, values, tag.place) for what, values in problems)


def _steered(tag: Tag, scope: Scope) -> tuple[Steer, Scope, list[Problem]]:
    """What a tag asks for, the fields that may be named in it, and what is wrong with it."""
    word, _, rest = tag.said.partition(" ")
    if tag.shows:
        return _expression(tag, tag.said, scope)
    if word == "for":
        return _loop(tag, scope)
    if word in ("if", "elif"):
        return _expression(tag, rest, scope)
    wrong = [] if tag.said == "else" else [(say.NO_FORM, {"tag": tag.raw})]
    return Steer(None), scope, wrong


def _expression(tag: Tag, said: str, scope: Scope) -> tuple[Steer, Scope, list[Problem]]:
    tree = expressions.expression(said)
    if tree is None:
        return Steer(None), scope, [(say.UNREADABLE, {"tag": tag.raw})]
    steer = Steer(tree)
    if not tag.shows:
        return steer, scope, list(expressions.asked_problems(tree, scope, tag.raw))
    steer.field = expressions.found(expressions.field_of(tree), scope)
    return steer, scope, list(expressions.shown_problems(tree, scope, tag.raw))


def _loop(tag: Tag, scope: Scope) -> tuple[Steer, Scope, list[Problem]]:
    found = expressions.loop(tag.said)
    if found is None:
        return Steer(None), scope, [(say.UNREADABLE, {"tag": tag.raw})]
    each, many = found
    field = expressions.found(many, scope)
    problems: list[Problem] = []
    if field is None:
        problems.append(expressions.unknown(many, scope))
    elif field.kind is not Kind.LIST:
        problems.append((say.NO_LIST, {"name": many}))
    one = Field(each, "", Kind.GROUP, (field or _NOTHING).fields)
    return Steer(None, each, many), {**scope, each: one}, problems


def parts(package: Package, fields: Fields) -> list[Part]:
    """Every part of a template that holds text, the main one first.

    All of its XML is opened: the parts without text travel on in the letter as they are.
    """
    main = package.xml(DOCUMENT)
    if TYPES not in package.names or main.tag != w("document"):
        raise refused(NO_ORDINARY)
    made = [Part(package.main, main, say.BODY, fields)]
    for name in sorted(package.names - {package.main}):
        root = package.xml(name) if name.lower().endswith(".xml") else None
        if root is not None and root.tag in _WHERE:
            made.append(Part(name, root, _WHERE[root.tag], fields))
            if sum(len(one.steers) for one in made) > MOST:
                made[-1].findings.append(Finding(say.TOO_MANY))
                break
    return made
