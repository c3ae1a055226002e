"""Whether a handed-in ``.docx`` can be a house style: what our writers need of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from governance.base.errors import N_
from governance.documents.docx import PARAGRAPHS
from governance.documents.house import house
from governance.documents.letters.findings import Finding
from governance.documents.letters.writing import packed
from governance.documents.reading.opening import DOCUMENT, Package, W, parsed
from governance.documents.reading.stretches import VAL, w

NO_STYLE = N_("The style “{style}” is missing.")
NO_NUMBERING = N_(
    "The style “{style}” has no numbering: our documents do not number it themselves."
)
NO_SECTION = N_("The file has no page settings (paper, margins, header and footer).")
NO_PLACE = N_("No header holds “{place}”: the pages do not show it.")
SPLIT_PLACE = N_(
    "“{place}” in the header is cut by a change of look in the middle of it. "
    "Type it anew in one go."
)

NEEDED = (
    *("Title", "Subtitle", "Heading1", "Heading2", "Heading3", *PARAGRAPHS.values()),
    *("Artikel", "Lid", "LidEnkel", "Onderdeel", "Subonderdeel"),
    *("Letter", "Letter2", "Streep", "Streep2"),
    *("Caption", "FigureCaption", "Cell", "CellHead", "House"),
    *("Signer", "SignLine", "SignLast", "TOCHeading", "TOC1", "TOC2"),
)
"""Every style that our writers name."""
NUMBERED = (
    "Artikel", "Lid", "Onderdeel", "Subonderdeel", "Letter", "Letter2", "Streep", "Streep2",
)  # fmt: skip
PLACES = ("[[short_title]]", "[[edition]]")
_STYLES, _NUMBERING = "word/styles.xml", "word/numbering.xml"
_NAMING = re.compile(r"word/(?:styles|numbering|header\d*|footer\d*)\.xml")
_REFERRING = tuple(
    w(name)
    for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink",
                 "numStyleLink")
)  # fmt: skip
_CODE = w("styleId")
_BEFORE = (w("start"), w("numFmt"), w("lvlRestart"))
"""What stands before the name of a style in a level of a list, by the schema."""
_HEADER = re.compile(r"word/header\d+\.xml")


def house_complaints(content: bytes) -> tuple[Finding, ...]:
    """What a house style lacks; refused when it is no safe Word file."""
    package = Package(with_lists(in_our_codes(content)))
    return (*_styles(package), *_page(package))


def in_our_codes(content: bytes) -> bytes:
    """A house style with the codes that our writers name its styles by.

    Word in Dutch calls ``Heading1`` ``Kop1`` inside the file when it saves; the name is the same.
    """
    package = Package(content)
    root = package.xml(_STYLES)
    named = {} if root is None else {_name(s).lower(): s.get(_CODE) for s in root.iter(w("style"))}
    codes = {named[name.lower()]: code for code, name in house_names().items()
             if code not in named.values() and name.lower() in named}  # fmt: skip
    if not codes:
        return content
    changed = {}
    for name in [package.main, *sorted(package.names)]:
        if name == package.main or _NAMING.fullmatch(name):
            changed[name] = _recoded(package.xml(name), codes)
    return packed(package, changed)


def with_lists(content: bytes) -> bytes:
    """A house style of which each list says which styles it numbers.

    LibreOffice says so only in the style; our writers and Word go by the list.
    """
    package = Package(content)
    numbering, styles = package.xml(_NUMBERING), package.xml(_STYLES)
    if numbering is None or styles is None:
        return content
    bound = _bound(package)
    named = [(code, level) for code in NUMBERED if code not in bound
             if (level := _level(numbering, styles, code)) is not None]  # fmt: skip
    for code, level in named:
        after = [one for one in level if one.tag in _BEFORE]
        level.insert(len(after), etree.Element(w("pStyle"), {VAL: code}))
    return packed(package, {_NUMBERING: _said(numbering)}) if named else content


def _level(numbering: Any, styles: Any, code: str) -> Any:
    """The level of a list that a style refers to, where no other style is numbered by it."""
    of = {"w": W}
    found = styles.xpath("w:style[@w:styleId=$code]/w:pPr/w:numPr", namespaces=of, code=code)
    asked = {one.tag: one.get(VAL) for numbered in found for one in numbered}
    number, depth = asked.get(w("numId"), ""), asked.get(w("ilvl"), "0")
    lists = numbering.xpath("w:num[@w:numId=$number]/w:abstractNumId/@w:val",
                            namespaces=of, number=number)  # fmt: skip
    levels = numbering.xpath(
        "w:abstractNum[@w:abstractNumId=$list]/w:lvl[@w:ilvl=$depth][not(w:pStyle)]",
        namespaces=of, list=lists[0] if lists else "", depth=depth,
    )  # fmt: skip
    return levels[0] if levels else None


def _recoded(root: Any, codes: dict[str, str]) -> bytes:
    for one in root.iter(*_REFERRING):
        one.set(VAL, codes.get(one.get(VAL), one.get(VAL) or ""))
    for one in root.iter(w("style")):
        one.set(_CODE, codes.get(one.get(_CODE), one.get(_CODE) or ""))
    return _said(root)


def _said(root: Any) -> bytes:
    said: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return said


def _styles(package: Package) -> Iterator[Finding]:
    root = package.xml(_STYLES)
    known = {} if root is None else {one.get(_CODE): one for one in root.iter(w("style"))}
    names = house_names()
    for code in NEEDED:
        if code not in known:
            yield Finding(NO_STYLE, {"style": names[code]})
    bound = _bound(package)
    for code in NUMBERED:
        if code in known and code not in bound:
            yield Finding(NO_NUMBERING, {"style": names[code]})


def house_names() -> dict[str, str]:
    """What each style of our house is called in Word, by its code."""
    root = parsed(house().parts[_STYLES])
    return {one.get(_CODE): _name(one) for one in root.iter(w("style"))}


def _name(style: Any) -> str:
    name = style.find(w("name"))
    return "" if name is None else name.get(VAL) or ""


def _bound(package: Package) -> set[str]:
    """The styles that a list of the file is bound to."""
    root = package.xml(_NUMBERING)
    return set() if root is None else {one.get(VAL) for one in root.iter(w("pStyle"))}


def _page(package: Package) -> Iterator[Finding]:
    root = package.xml(DOCUMENT)
    if next(root.iter(w("sectPr")), None) is None:
        yield Finding(NO_SECTION)
    headers = [package.xml(name) for name in sorted(package.names) if _HEADER.fullmatch(name)]
    texts = [[one.text or "" for one in root.iter(w("t"))] for root in headers]
    for place in PLACES:
        if any(place in text for header in texts for text in header):
            continue
        split = any(place in "".join(header) for header in texts)
        yield Finding(SPLIT_PLACE if split else NO_PLACE, {"place": place}, advice=True)
