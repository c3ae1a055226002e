"""A template checked, and written with values; the same values give the same bytes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from governance.base.errors import Complaint, Refused
from governance.base.signs import legible
from governance.base.words import translate
from governance.documents.letters import expressions
from governance.documents.letters.fields import Fields, Values, sampled
from governance.documents.letters.findings import Finding, finding_said
from governance.documents.letters.nesting import CHOICE, LOOP, NUMBER, OURS
from governance.documents.letters.reading import SHOW, TYPES, Part, parts
from governance.documents.reading import dangers
from governance.documents.reading.opening import BROKEN_PART, Package, refused
from governance.documents.reading.stretches import VAL, w
from governance.documents.zipping import kept, package

MOST = 100_000
"""Elements of one part of a letter, with their text: loops in loops cannot fill the memory."""
SIGNS = 50
"""So many signs of text weigh as one element."""
LEVEL = 6
_P, _R, _T, _TBL, _TR, _TC, _PR = (w(n) for n in ("p", "r", "t", "tbl", "tr", "tc", "rPr"))
_MARKED = w("highlight")
_AFTER = frozenset(
    w(name)
    for name in ("u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
                 "eastAsianLayout", "specVanish", "oMath", "rPrChange")
)  # fmt: skip
"""What comes after a highlight in the look of a run, by the schema."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TEMPLATE, _LETTER = b"wordprocessingml.template.main+xml", b"wordprocessingml.document.main+xml"


def checked(content: bytes, fields: Fields) -> tuple[Finding, ...]:
    """Everything that is wrong with the tags of a template; refused when it is no safe file."""
    return _wrong(parts(Package(content), fields))


def _wrong(read: list[Part]) -> tuple[Finding, ...]:
    """Every finding once: a text box stands twice in a file, for older and newer Word."""
    found = {
        (one.problem, tuple(one.values.items()), one.place): one
        for part in read
        for one in part.findings
    }
    return tuple(found.values())


def written(content: bytes, fields: Fields, values: Values, language: str = "nl") -> bytes:
    """The letter: a template with its tags replaced by values.

    A value that is missing shows as an open place. Refused with every finding.
    """
    opened = Package(content)
    read = parts(opened, fields)
    if wrong := _wrong(read):
        raise Refused(Complaint("file", finding_said(language, one)) for one in wrong)
    changed = {part.name: _Letter(part, values, language).xml() for part in read}
    return packed(opened, changed)


def preview(content: bytes, fields: Fields, language: str = "nl") -> bytes:
    """The letter with sample values."""
    return written(content, fields, sampled(fields, language), language)


def packed(opened: Package, changed: dict[str, bytes]) -> bytes:
    """A package with some parts changed; the same parts give the same bytes."""
    names = sorted(opened.names, key=lambda name: (name != TYPES, name))
    made: dict[str, bytes] = {}
    for name in names:
        if not name.isascii():
            raise refused(BROKEN_PART, part=name)
        if not name.endswith("/"):
            made[name] = changed.get(name) or opened.part(name)
    made[TYPES] = made[TYPES].replace(_TEMPLATE, _LETTER)
    return package(kept({}), made, LEVEL)


class _Letter:
    """One part being written."""

    def __init__(self, part: Part, values: Values, language: str) -> None:
        self._part, self._values, self._language = part, values, language
        self._made = 0
        self._steered = _around(part.root)

    def xml(self) -> bytes:
        """The part with its values, as bytes."""
        root = self._part.root
        if self._part.steers:
            (root,) = self._written(root, self._values)
            _mended(root)
            etree.cleanup_namespaces(root, keep_ns_prefixes=[p for p in root.nsmap if p])
        said: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return said

    def _written(self, of: Any, values: Values) -> list[Any]:
        """An element with its values: none, one or many."""
        self._count(1)
        if of.tag == SHOW:
            return [self._shown(of, values)]
        if of.tag == LOOP:
            steer = self._part.steers[int(of.get(NUMBER))]
            many = expressions.value(steer.many, values) or ()
            return [
                made
                for one in many
                for inner in of
                for made in self._written(inner, {**values, steer.each: one})
            ]
        if of.tag == CHOICE:
            branch = next((one for one in of if self._holds(one, values)), ())
            return [made for inner in branch for made in self._written(inner, values)]
        return [self._copied(of, values)]

    def _holds(self, branch: Any, values: Values) -> bool:
        asked = self._part.steers[int(branch.get(NUMBER))].expression
        return asked is None or expressions.holds(asked, values)

    def _count(self, more: int) -> None:
        self._made += more
        if self._made > MOST:
            raise refused(dangers.HUGE)

    def _copied(self, of: Any, values: Values) -> Any:
        if of not in self._steered:
            self._count(sum(map(_weight, of.iter())))
            return deepcopy(of)
        made = etree.Element(of.tag, dict(of.attrib), nsmap=of.nsmap)
        made.text, made.tail = of.text, of.tail
        for inner in of:
            made.extend(self._written(inner, values))
        return made

    def _shown(self, of: Any, values: Values) -> Any:
        """A value in the look of its tag; an open place, marked, where it is missing."""
        steer = self._part.steers[int(of.get(NUMBER))]
        assert steer.expression is not None and steer.field is not None  # noqa: S101
        said = expressions.said(steer.expression, values, self._language)
        self._count(len(said) // SIGNS)
        run = deepcopy(of[0])
        for one in run.findall(_T):
            run.remove(one)
        if not said.strip():
            said = f"[{translate(self._language, steer.field.words)}]"
            _highlight(run)
        for at, line in enumerate(legible(said).replace("\r", "").split("\n")):
            if at:
                etree.SubElement(run, w("br"))
            for turn, piece in enumerate(line.split("\t")):
                if turn:
                    etree.SubElement(run, w("tab"))
                etree.SubElement(run, _T, {_SPACE: "preserve"}).text = piece
        return run


def _around(root: Any) -> set[Any]:
    """The elements that hold something to be written: any other is copied as it is."""
    found: set[Any] = set()
    for one in root.iter(f"{{{OURS}}}*"):
        for above in (one, *one.iterancestors()):
            if above in found:
                break
            found.add(above)
    return found


def _weight(of: Any) -> int:
    signs = len(of.text or "") + sum(map(len, of.attrib.values() if of.attrib else ()))
    return 1 + signs // SIGNS


def _highlight(run: Any) -> None:
    """Marked in yellow, as an open place in a text is."""
    look = run.find(_PR)
    if look is None:
        look = etree.Element(_PR)
        run.insert(0, look)
    for one in look.findall(_MARKED):
        look.remove(one)
    after = next((one for one in look if one.tag in _AFTER), None)
    made = etree.Element(_MARKED, {VAL: "yellow"})
    look.append(made) if after is None else after.addprevious(made)


def _mended(root: Any) -> None:
    """No table without rows, and every cell, header and footer ends with a paragraph."""
    for table in [one for one in root.iter(_TBL) if one.find(_TR) is None]:
        table.getparent().remove(table)
    for around in root.iter(_TC, w("hdr"), w("ftr")):
        if len(around) == 0 or around[-1].tag != _P:
            etree.SubElement(around, _P)
