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
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as given, ZipFile(made, "w", ZIP_DEFLATED) as copy:
        for entry in given.infolist():
            if not entry.filename.startswith("docProps/thumbnail"):
                part = _part(entry.filename, given.read(entry))
                copy.writestr(ZipInfo(entry.filename, _FIRST), part, ZIP_DEFLATED)
    return made.getvalue()


def _part(name: str, content: bytes) -> bytes:
    if name in _EMPTIED:
        return _EMPTIED[name]
    if name == "_rels/.rels":
        return _THUMBNAIL.sub(b"", content)
    if not (name.startswith("word/") and name.endswith(".xml")):
        return content
    return _NAMED.sub(rb'\1=""', _PEOPLE.sub(b"", content))


_WAYS: Mapping[Kind, Callable[[bytes], bytes]] = {
    Kind.PDF: _pdf,
    Kind.PNG: _png,
    Kind.JPEG: _jpeg,
    Kind.DOCX: _docx,
}
