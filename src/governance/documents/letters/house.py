"""Whether a handed-in ``.docx`` can be a house style: what our writers need of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from governance.base.errors import N_
from governance.documents.docx import PARAGRAPHS
from governance.documents.house import house
from governance.documents.letters.findings import Finding
from governance.documents.reading.opening import DOCUMENT, Package, parsed
from governance.documents.reading.stretches import VAL, w

NO_STYLE = N_("The style “{style}” is missing.")
OTHER_CODE = N_(
    "The style “{style}” is there, but the file calls it “{code}” inside: our documents look for "
    "“{known}”."
)
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
_HEADER = re.compile(r"word/header\d+\.xml")


def house_complaints(content: bytes) -> tuple[Finding, ...]:
    """What a house style lacks; refused when it is no safe Word file."""
    package = Package(content)
    return (*_styles(package), *_page(package))


def _styles(package: Package) -> Iterator[Finding]:
    root = package.xml(_STYLES)
    known = {} if root is None else {one.get(w("styleId")): one for one in root.iter(w("style"))}
    by_name = {_name(one).lower(): code for code, one in known.items()}
    names = house_names()
    for code in NEEDED:
        name = names[code]
        if code in known:
            continue
        if other := by_name.get(name.lower()):
            yield Finding(OTHER_CODE, {"style": name, "code": other, "known": code})
        else:
            yield Finding(NO_STYLE, {"style": name})
    bound = _bound(package)
    for code in NUMBERED:
        if code in known and code not in bound:
            yield Finding(NO_NUMBERING, {"style": names[code]})


def house_names() -> dict[str, str]:
    """What each style of our house is called in Word, by its code."""
    root = parsed(house().parts[_STYLES])
    return {one.get(w("styleId")): _name(one) for one in root.iter(w("style"))}


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
