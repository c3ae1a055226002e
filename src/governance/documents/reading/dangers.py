"""What no Word file needs and a hostile one has: words of its own in XML, things fetched, size.

Pure, and told before anything is built in memory. ``files`` asks the same of every upload.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

from lxml import etree

from governance.base.errors import N_

BROKEN = N_("The file is broken: it cannot be read as a Word file.")
ENTITIES = N_("The file defines words of its own in XML, which no Word file does. Save it anew.")
OUTSIDE = N_("The file draws in something from elsewhere. Save it without that and try again.")
TEMPLATE = N_(
    "The file uses a template that lies elsewhere on the network. In Word, choose the template "
    "Normal for it, save it, and try again."
)
PICTURE = N_(
    "The file shows a picture that lies elsewhere. Put the picture itself in the file and try "
    "again."
)
OBJECT = N_("The file shows an object that lies elsewhere. Take it out and try again.")
PIECE = N_("Part of the text lies in another file. Put all of it in one file and try again.")
MACROS = N_("The file holds macros. Save it without them and try again.")
LOCKED = N_("The file is protected with a password. Save it without one and try again.")
HUGE = N_("The file unpacks to more than is safe. Save it anew and try again.")
NESTED = N_("The file is nested deeper than any Word file is. Save it anew and try again.")

PARTS, UNPACKED = 2000, 150_000_000
"""How many parts a file may have, and how many bytes they may be together."""
MARKS = 1_000_000
"""Elements and attributes of all XML that is read: an agreement of 300 pages has a quarter."""
XML = 24_000_000
"""Bytes of one part of XML."""
_DECLARED = tuple(
    word.encode(code)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for code in ("utf-8", "utf-16-le", "utf-16-be")
)
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LINK = re.compile(
    r"http://(schemas\.openxmlformats\.org/officeDocument/2006|purl\.oclc\.org/ooxml/"
    r"officeDocument)/relationships/hyperlink"
)
_ELSEWHERE = re.compile(r"\s*([a-z][a-z0-9+.-]+:|\\\\|//)", re.IGNORECASE)
_OWN_DISK = re.compile(r"(file:/{2,3})?[a-z]:[\\/]|(file:/{3})?[^\\/:]+$", re.IGNORECASE)
"""A template on the disk of whoever wrote it, or named only: Word fetches nothing for it."""
_FETCHED = {
    "attachedTemplate": TEMPLATE,
    "image": PICTURE,
    "oleObject": OBJECT,
    "package": OBJECT,
    "subDocument": PIECE,
    "frame": PIECE,
    "aFChunk": PIECE,
}
_MACROS = ("vbaProject", "wordVbaData")


def declares(piece: bytes) -> bool:
    """Whether XML declares a document type or entities of its own, also in UTF-16."""
    return any(word in piece for word in _DECLARED)


def encoding(content: bytes) -> str:
    """How a part is written: UTF-8 or UTF-16, whatever it says of itself."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<"))
    return "utf-16" if wide else "utf-8"


def marks(content: bytes) -> int:
    """About how many elements and attributes a part of XML has."""
    return content.count(b"<") + content.count(b"=")


def too_large(content: bytes) -> bool:
    """Whether the tree of a part of XML would take more memory than is safe."""
    return len(content) > XML or marks(content) > MARKS


def wrong_with(entries: Iterable[ZipInfo]) -> str:
    """What is wrong with a list of parts, by what it says itself; else nothing."""
    listed = list(entries)
    if len(listed) > PARTS or sum(one.file_size for one in listed) > UNPACKED:
        return HUGE
    if any(one.flag_bits & 0x1 for one in listed):
        return LOCKED
    if any(one.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for one in listed):
        return BROKEN
    named = (one.filename.rpartition("/")[2].lower() for one in listed)
    return MACROS if any(name.startswith(("vbaproject", "vbadata")) for name in named) else ""


def wrong_relations(relations: Any) -> str:
    """What is wrong in one list of relations of a part: something fetched, or macros."""
    return next(filter(None, _wrong(relations)), "")


def _wrong(relations: Any) -> Iterator[str]:
    for relation in relations.iter(RELATION):
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        last = kind.rpartition("/")[2]
        outside = relation.get("TargetMode", "").lower() == "external"
        if last in _MACROS:
            yield MACROS
        elif (outside or _ELSEWHERE.match(target)) and not _LINK.fullmatch(kind):
            own = last == "attachedTemplate" and _OWN_DISK.match(unquote(target).strip())
            yield "" if own else _FETCHED.get(last, OUTSIDE)


def unreadable(error: etree.XMLSyntaxError) -> str:
    """Why a part of XML cannot be read."""
    if error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
        return NESTED if "depth" in str(error) else HUGE
    return BROKEN
