"""Loops and conditions: which tag ends which, and what of the file lies between them.

A block lies within one paragraph, over whole paragraphs, over whole rows, or is one row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from governance.documents.letters import findings as say
from governance.documents.letters.findings import Finding
from governance.documents.letters.tags import Tag
from governance.documents.reading.stretches import w

DEEPEST = 6
"""How many loops and conditions may lie within each other."""
OURS = "urn:governance:letters"
LOOP, CHOICE, BRANCH = (f"{{{OURS}}}{name}" for name in ("loop", "choice", "branch"))
NUMBER = "number"
_P, _T, _TR, _TBL, _SECTION = w("p"), w("t"), w("tr"), w("tbl"), w("sectPr")
_WHOLE = frozenset(w(name) for name in ("body", "tc", "hdr", "ftr", "txbxContent", "sdtContent",
                                        "footnote", "endnote"))  # fmt: skip
_STEERS = re.compile(r"\{%.*?%\}", re.DOTALL)
_ONCE = frozenset(w(name) for name in ("bookmarkStart", "bookmarkEnd"))
_IDENTS = ("paraId", "textId")


@dataclass(slots=True, eq=False)
class Block:
    """A loop or a condition: its tags in order."""

    tags: list[Tag]

    @property
    def is_loop(self) -> bool:
        return self.tags[0].said.startswith("for")


def nested(tags: list[Tag]) -> tuple[list[Block], list[Finding]]:
    """The blocks, those that end first before the others; and what has no other half."""
    open_: list[Block] = []
    closed: list[Block] = []
    findings: list[Finding] = []
    for tag in tags:
        word = "" if tag.shows else tag.said.partition(" ")[0]
        if word in ("for", "if"):
            open_.append(Block([tag]))
            if len(open_) > DEEPEST:
                findings.append(_of(tag, say.TOO_DEEP))
        elif word in ("elif", "else", "endif", "endfor"):
            loops = word == "endfor"
            if not any(one.is_loop == loops for one in open_):
                findings.append(_of(tag, say.STRAY))
                continue
            while open_[-1].is_loop != loops:
                findings.append(_open(open_.pop()))
            open_[-1].tags.append(tag)
            if word in ("endif", "endfor"):
                closed.append(open_.pop())
    return closed, findings + [_open(one) for one in open_]


def _open(block: Block) -> Finding:
    return _of(block.tags[0], say.OPEN_LOOP if block.is_loop else say.OPEN_CONDITION)


def _of(tag: Tag, problem: str) -> Finding:
    return Finding(problem, {"tag": tag.raw}, tag.place)


def misplaced(blocks: list[Block]) -> Iterator[Finding]:
    """The first hundred blocks whose tags do not stand where they can."""
    rows: dict[Any, _Row] = {}
    wrong = (block for block in blocks if not _fits(block, rows))
    for block in islice(wrong, 100):
        yield _of(block.tags[0], say.WRONG_PLACE)


def _fits(block: Block, rows: dict[Any, _Row]) -> bool:
    around, parts = _parts(block)
    if around is None:
        return False
    if parts == [tag.run for tag in block.tags]:
        return True
    if around.tag == _TR:
        if around not in rows:
            rows[around] = _Row(around)
        return len(block.tags) == 2 and rows[around].within(*block.tags)
    if around.tag == _TBL:
        return all(_row_of(part, tag) for part, tag in zip(parts, block.tags, strict=True))
    return around.tag in _WHOLE and all(
        part.tag == _P and tag.alone and next(part.iter(_SECTION), None) is None
        for part, tag in zip(parts, block.tags, strict=True)
    )


def _parts(block: Block) -> tuple[Any, list[Any]]:
    """The innermost element around all tags of a block, and its children that hold them."""
    lines = [[tag.run, *tag.run.iterancestors()][::-1] for tag in block.tags]
    level = 0
    while all(len(one) > level + 1 and one[level] is lines[0][level] for one in lines):
        level += 1
    if level == 0:
        return None, []
    return lines[0][level - 1], [one[level] for one in lines]


def _row_of(row: Any, tag: Tag) -> bool:
    return bool(row.tag == _TR and _text(row).strip() == tag.raw.strip())


def _text(of: Any) -> str:
    return "".join([one.text or "" for one in of.iter(_T)])


class _Row:
    """The texts of a row by their runs, and where the first and last that is no tag stand."""

    def __init__(self, row: Any) -> None:
        texts = list(row.iter(_T))
        self.places = {one.getparent(): at for at, one in enumerate(texts)}
        plain = [at for at, one in enumerate(texts) if _STEERS.sub("", one.text or "").strip()]
        self.first, self.last = (plain[0], plain[-1]) if plain else (len(texts), -1)

    def within(self, first: Tag, last: Tag) -> bool:
        """Whether nothing but steering stands before and after two tags."""
        return self.places[first.run] < self.first and self.places[last.run] > self.last


def wrapped(block: Block, number: Callable[[Tag], int]) -> None:
    """What lies between the tags of a block put into an element of ours; its tags are gone."""
    around, parts = _parts(block)
    row = around.tag == _TR and parts != [tag.run for tag in block.tags]
    made = etree.Element(LOOP if block.is_loop else CHOICE)
    if row:
        _wrap_row(_outmost(around), made, block, number)
        for tag in block.tags:
            _take_out(tag.run)
        return
    parts[0].addprevious(made)
    for tag, part, until in zip(block.tags, parts, parts[1:], strict=False):
        inside = _branch(made, block, number(tag))
        following = part.getnext()
        while following is not until:
            after = following.getnext()
            inside.append(following)
            following = after
    for part in parts:
        part.getparent().remove(part)
    if block.is_loop:
        _only_once(made)


def _branch(made: Any, block: Block, number: int) -> Any:
    inside = made if block.is_loop else etree.SubElement(made, BRANCH)
    inside.set(NUMBER, str(number))
    return inside


def _outmost(row: Any) -> Any:
    """A row, or what was put around it by blocks that lie within this one."""
    while row.getparent().tag in (LOOP, CHOICE, BRANCH):
        row = row.getparent()
    return row


def _wrap_row(unit: Any, made: Any, block: Block, number: Callable[[Tag], int]) -> None:
    unit.addprevious(made)
    _branch(made, block, number(block.tags[0])).append(unit)
    if block.is_loop:
        _only_once(made)


def _take_out(run: Any) -> None:
    """A tag taken out of a cell, with its paragraph when that is empty and not the only one."""
    paragraph = next(run.iterancestors(_P))
    run.getparent().remove(run)
    beside = sum(1 for one in paragraph.getparent() if one.tag == _P)
    if beside > 1 and not _text(paragraph).strip() and not list(paragraph.iter(w("drawing"))):
        paragraph.getparent().remove(paragraph)


def _only_once(made: Any) -> None:
    """What must have a name of its own in the whole file is not repeated."""
    for one in list(made.iter(*_ONCE)):
        one.getparent().remove(one)
    for one in made.iter(etree.Element):
        for name in [key for key in one.attrib if str(key).rpartition("}")[2] in _IDENTS]:
            del one.attrib[name]
