"""A copy of a file without what it says of who made it, where and with what. Pure.

What one sees stays; author, company, place, remarks' names and programs go. Names that stand in
the content itself stay as well: nobody but a reader can judge those.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from PIL import Image, ImageOps
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject

from governance.files.rules import Kind

_CORE = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"""
_APP = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"""
_CUSTOM = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"""
_EMPTIED = {
    "docProps/core.xml": _CORE,
    "docProps/app.xml": _APP,
    "docProps/custom.xml": _CUSTOM,
}
_NAMED = re.compile(rb'(\s(?:w|w15):(?:author|initials|userId))=("[^"]*"|\'[^\']*\')')
"""Who wrote a remark or a change, in the parts of a Word file."""
_PEOPLE = re.compile(rb"<w15:person\b.*?</w15:person>|<w15:person\b[^>]*/>", re.DOTALL)
_THUMBNAIL = re.compile(rb"<Relationship\b[^>]*docProps/thumbnail[^>]*/>")
_NAMED_IN_EXCEL = re.compile(
    rb'(\s(?:displayName|userId|providerId|userName|lastGuid))=("[^"]*"|\'[^\']*\')'
)
_AUTHORS = re.compile(rb"(<author\b[^>]*>)([^<]*)(</author>)")
_PLACE_OF_EXCEL = re.compile(rb"<x15ac:absPath\b[^>]*(/>|>.*?</x15ac:absPath>)", re.DOTALL)
"""Where the file lay on somebody's own disk."""
_META = b"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">
  <office:meta/>
</office:document-meta>"""
_WRITERS = re.compile(
    rb"(<(?:dc:creator|meta:creator-initials|loext:sender-initials)\b[^>]*>)([^<]*)(</)"
)
_THUMBNAIL_OF_ODT = re.compile(rb"<manifest:file-entry\b[^>]*Thumbnails/[^>]*/>")
_FIRST_PAGES = ("docProps/thumbnail", "Thumbnails/")
_FIRST = (1980, 1, 1, 0, 0, 0)
_IN_PDF = ("/Metadata", "/PieceInfo", "/LastModified")
_KEPT_OF_PICTURE = ("transparency", "icc_profile", "gamma", "dpi")


def stripped(content: bytes, kind: Kind) -> bytes:
    """A copy without metadata; raises :class:`KeyError` for a kind of which that is not done.

    Reads all of it: not for the loop that serves others as well.
    """
    return _WAYS[kind](content)


def can_be_stripped(kind: Kind) -> bool:
    """Whether a copy without metadata can be made of this kind."""
    return kind in _WAYS


def _pdf(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.metadata = None
    for one in writer._objects:
        if isinstance(one, DictionaryObject):
            for name in _IN_PDF:
                one.pop(name, None)
            if one.get("/Subtype") in ("/Text", "/FreeText", "/Popup", "/Highlight", "/Stamp"):
                one.pop("/T", None)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _png(content: bytes) -> bytes:
    return _drawn(content, "PNG", {"optimize": True})


def _jpeg(content: bytes) -> bytes:
    return _drawn(content, "JPEG", {"quality": 95, "subsampling": 0})


def _drawn(content: bytes, called: str, how: Mapping[str, Any]) -> bytes:
    """The picture drawn anew, as one sees it: what the camera said of its position is done."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(content)) as picture:
        upright = ImageOps.exif_transpose(picture)
        told = upright.info
        upright.info = {name: told[name] for name in _KEPT_OF_PICTURE if name in told}
        profile = upright.info.get("icc_profile")
        upright.save(made, called, exif=b"", icc_profile=profile, **how)
    return made.getvalue()


def _docx(content: bytes) -> bytes:
    return _packed(content, _part_of_word)


def _xlsx(content: bytes) -> bytes:
    return _packed(content, _part_of_excel)


def _odt(content: bytes) -> bytes:
    return _packed(content, _part_of_odt)


def _packed(content: bytes, part: Callable[[str, bytes], bytes]) -> bytes:
    """A package of the same parts, each as ``part`` gives it by its name; no picture of the
    first page. What is first, and packed as it is, stays so: OpenDocument asks that."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as given, ZipFile(made, "w", ZIP_DEFLATED) as copy:
        for entry in given.infolist():
            if not entry.filename.startswith(_FIRST_PAGES):
                said = _pictured(entry.filename, part(entry.filename, given.read(entry)))
                copy.writestr(ZipInfo(entry.filename, _FIRST), said, entry.compress_type)
    return made.getvalue()


def _pictured(name: str, content: bytes) -> bytes:
    """A photograph inside a package says as much as one of its own."""
    way = _PICTURES.get(name.rpartition(".")[2].lower())
    return way(content) if way and re.search(r"(^|/)(media|Pictures)/", name) else content


def _part_of_word(name: str, content: bytes) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    if name == "_rels/.rels":
        return _THUMBNAIL.sub(b"", content)
    if not (name.startswith("word/") and name.endswith(".xml")):
        return content
    return _NAMED.sub(rb'\1=""', _PEOPLE.sub(b"", content))


def _part_of_excel(name: str, content: bytes) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    if name == "_rels/.rels":
        return _THUMBNAIL.sub(b"", content)
    if not (name.startswith("xl/") and name.endswith(".xml")):
        return content
    named = _NAMED_IN_EXCEL.sub(rb'\1=""', _AUTHORS.sub(rb"\1\3", content))
    return _PLACE_OF_EXCEL.sub(b"", named)


def _part_of_odt(name: str, content: bytes) -> bytes:
    if name == "meta.xml":
        return _META
    if name == "META-INF/manifest.xml":
        return _THUMBNAIL_OF_ODT.sub(b"", content)
    return _WRITERS.sub(rb"\1\3", content) if name.endswith(".xml") else content


_PICTURES: Mapping[str, Callable[[bytes], bytes]] = {"png": _png, "jpg": _jpeg, "jpeg": _jpeg}
_WAYS: Mapping[Kind, Callable[[bytes], bytes]] = {
    Kind.PDF: _pdf,
    Kind.PNG: _png,
    Kind.JPEG: _jpeg,
    Kind.DOCX: _docx,
    Kind.XLSX: _xlsx,
    Kind.ODT: _odt,
}
