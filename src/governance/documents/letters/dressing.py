"""A house style that was handed in, made ready for our writers; and a letter put into one."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from governance.documents.house import House, sealed
from governance.documents.letters.house import in_our_codes, with_lists
from governance.documents.letters.reading import NO_ORDINARY, TYPES
from governance.documents.reading.dangers import RELATION
from governance.documents.reading.opening import BROKEN_PART, DOCUMENT, Package, W, refused
from governance.documents.reading.stretches import w
from governance.documents.zipping import kept, package

_LEVEL = 6
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KINDS = frozenset(
    ("styles", "numbering", "settings", "fontTable", "theme", "header", "footer", "footnotes",
     "endnotes", "webSettings")
)  # fmt: skip
"""The parts of a house style; anything else, such as remarks, goes into no document of ours."""
_DROPPED = tuple(
    w(name)
    for name in ("attachedTemplate", "documentProtection", "writeProtection", "trackRevisions",
                 "mailMerge", "docVars", "numIdMacAtCleanup")
)  # fmt: skip
"""What would steer a document of ours: another template, a password, changes that are tracked."""
_OF_THE_FILE = (w("sectPrChange"), w("printerSettings"))
"""What of a page is only about the file itself."""
_CORE = "docProps/core.xml"
_CORE_KIND = "application/vnd.openxmlformats-package.core-properties+xml"
_MAIN_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE_EMPTY = f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"/>'
_ENDINGS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "svg": "image/svg+xml",
}
"""Kinds of parts that our writers add."""
_SECTION = re.compile(r"<w:sectPr\b(?:[^>]*/>|.*?</w:sectPr>)", re.DOTALL)


def own_house(content: bytes) -> House:
    """A house style that was handed in; the same file gives the same. Refused when unsafe."""
    opened = Package(with_lists(in_our_codes(content)))
    if opened.main != DOCUMENT or opened.xml().tag != w("document"):
        raise refused(NO_ORDINARY)
    parts: dict[str, bytes] = {}
    for name in _reached(opened):
        parts |= _part(opened, name)
    parts[DOCUMENT] = _page(opened)
    parts["_rels/.rels"] = _roots().encode()
    parts[_CORE] = _CORE_EMPTY.encode()
    parts[TYPES] = _types(opened, parts)
    return House(io.BytesIO(package(kept(parts), {}, _LEVEL)), sealed(content))


def dressed(letter: bytes, house: House, title: str) -> bytes:
    """A letter of ours in a house style of somebody else: its words, and the looks of that."""
    body = Package(letter).part(DOCUMENT).decode()
    changed = {DOCUMENT: _SECTION.sub(lambda _: house.section, body).encode()}
    for name in house.headers:
        said = house.text(name).replace("[[short_title]]", escape(title, quote=False))
        changed[name] = said.replace("[[edition]]", "").encode()
    return house.packed(changed)


def _reached(opened: Package) -> list[str]:
    """The main part, and every part of the looks that it leads to."""
    found, waiting = [DOCUMENT], [DOCUMENT]
    for name in waiting:
        for _, target in _relations(opened, name):
            if not target.isascii():
                raise refused(BROKEN_PART, part=target)
            if target in opened.names and target not in found:
                found.append(target)
                waiting.append(target)
    return sorted(found)


def _relations(opened: Package, name: str) -> Iterator[tuple[Any, str]]:
    """What a part leads to and may keep; the name of that part, empty for a link."""
    root = opened.xml(_beside(name))
    for one in () if root is None else root.iter(RELATION):
        kind = one.get("Type", "").rpartition("/")[2]
        if kind == "attachedTemplate" or (name == DOCUMENT and kind not in _KINDS):
            continue
        outside = one.get("TargetMode", "").lower() == "external"
        target = posixpath.join("/" + posixpath.dirname(name), one.get("Target", ""))
        yield one, "" if outside else posixpath.normpath(target).lstrip("/")


def _beside(name: str) -> str:
    folder, _, last = name.rpartition("/")
    return f"{folder}/_rels/{last}.rels"


def _part(opened: Package, name: str) -> dict[str, bytes]:
    """A part as it goes into documents, with what it leads to."""
    made = {name: opened.part(name)}
    if name.lower().endswith(".xml"):
        root = opened.xml(name)
        for one in list(root.iter(*_DROPPED)):
            one.getparent().remove(one)
        made[name] = _bytes(root)
    kept_here = [one for one, _ in _relations(opened, name)]
    if kept_here:
        root = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships",
                             nsmap={None: f"{_PACKAGE}/relationships"})  # fmt: skip
        root.extend(kept_here)
        made[_beside(name)] = _bytes(root)
    return made


def _page(opened: Package) -> bytes:
    """The main part without its words: only paper, margins, header and footer."""
    root = etree.Element(w("document"), nsmap={"w": W, "r": _R})
    body = etree.SubElement(root, w("body"))
    sections = list(opened.xml().iter(w("sectPr")))
    if sections:
        _copied(sections[-1], body)
    return _bytes(root)


def _copied(of: Any, into: Any) -> None:
    """An element with what the standard knows of it; what a later Word added is left out."""
    known = {n: v for n, v in of.attrib.items() if n.startswith((f"{{{W}}}", f"{{{_R}}}"))}
    made = etree.SubElement(into, of.tag, known)
    for one in of:
        if str(one.tag).startswith(f"{{{W}}}") and one.tag not in _OF_THE_FILE:
            _copied(one, made)


def _roots() -> str:
    told = (
        f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="{DOCUMENT}"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        f'Target="{_CORE}"/>'
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'


def _types(opened: Package, parts: dict[str, bytes]) -> bytes:
    """The list of kinds of parts: of those that stay, and of what our writers add."""
    there = {f"/{name}".lower() for name in parts}
    root = etree.Element(f"{{{_PACKAGE}/content-types}}Types",
                         nsmap={None: f"{_PACKAGE}/content-types"})  # fmt: skip
    endings = dict(_ENDINGS)
    named = {}
    for one in opened.xml(TYPES):
        kind = one.get("ContentType", "")
        if one.get("Extension"):
            endings.setdefault(one.get("Extension").lower(), kind)
        elif one.get("PartName", "").lower() in there:
            named[one.get("PartName")] = kind
    named |= {f"/{_CORE}": _CORE_KIND, f"/{DOCUMENT}": _MAIN_KIND}
    for ending, kind in sorted(endings.items()):
        etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Default",
                         Extension=ending, ContentType=kind)  # fmt: skip
    for name, kind in sorted(named.items()):
        etree.SubElement(root, f"{{{_PACKAGE}/content-types}}Override",
                         PartName=name, ContentType=kind)  # fmt: skip
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    said: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return said
