"""Whether the scan of a paper can be opened: a picture that is whole, a PDF with a page. Pure.

Maintained libraries read them: what they cannot read, whoever is asked for the proof in ten years
cannot read either. The file itself is not changed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from PIL import Image
from pypdf import PdfReader
from pypdf.errors import LimitReachedError, PyPdfError
from pypdf.generic import DictionaryObject, StreamObject

from governance.base.errors import N_
from governance.files.packages.rules import BROKEN, TOO_MUCH, UNPACKED

NO_PAGE = N_("This PDF has no page. Make the scan again and choose that.")

PIXELS = 100_000_000
"""Of a picture: a sheet of A4 at 600 dots per inch has 35 million."""
_DRAWN = 50_000_000
"""Of a PNG that is drawn as a whole to see whether it can be: at most 200 MB in memory."""
_GLANCE = (256, 256)
"""A photograph is drawn about this small: at most an eighth each way, and quick."""
# Ours is told as a complaint, with room for a large scan; the library's own would be a warning.
Image.MAX_IMAGE_PIXELS = None

# What the libraries meet in a file that is not what it says to be; their own errors apart.
_MET = (
    PyPdfError, OSError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    AssertionError, RuntimeError, SyntaxError, EOFError, struct.error, zlib.error,
)  # fmt: skip


def wrong_in_picture(file: IO[bytes], kind: str) -> str:
    """What is wrong in a PNG or JPEG (``kind``, as the library calls it); else nothing."""
    file.seek(0)
    try:
        with Image.open(file, formats=[kind]) as picture:
            pixels = picture.width * picture.height
            if pixels > PIXELS:
                return TOO_MUCH
            picture.draft("L", _GLANCE)
            if kind == "PNG" and pixels > _DRAWN:
                picture.verify()
            else:
                picture.load()
    except _MET:
        return BROKEN
    return ""


def wrong_in_pdf(file: IO[bytes], said: Callable[[bytes], str]) -> str:
    """Why a PDF shows nothing, or what ``said`` finds wrong in what is packed in it; else nothing.

    Objects may lie packed together, where nobody who reads the bytes of the file sees them. One
    with a password is for whoever reads the bytes to refuse: that is said in plain sight.
    """
    file.seek(0)
    try:
        reader = PdfReader(file)
        if not any(page.get("/Type") == "/Page" for page in _leaves(reader)):
            return NO_PAGE
        return next(filter(None, map(said, _packed(reader))), "")
    except (_TooMuch, LimitReachedError):
        return TOO_MUCH
    except _MET:
        return BROKEN


class _TooMuch(Exception):  # noqa: N818 - never leaves this file
    """It unpacks to more than is safe."""


def _packed(reader: PdfReader) -> Iterator[bytes]:
    """The object streams of a PDF, unpacked, one at a time."""
    size = 0
    for number in sorted({where[0] for where in reader.xref_objStm.values()}):
        packed = reader.get_object(number)
        if isinstance(packed, StreamObject):
            unpacked = packed.get_data()
            size += len(unpacked)
            if size > UNPACKED:
                raise _TooMuch
            yield unpacked


def _leaves(reader: PdfReader) -> Iterator[DictionaryObject]:
    """The ends of the tree of pages, each node once: a tree may lead back into itself."""
    root: Any = reader.trailer["/Root"]
    left: list[Any] = [root["/Pages"]]
    met = set[int]()
    while left:
        node: Any = left.pop().get_object()
        if id(node) in met or not isinstance(node, DictionaryObject):
            continue
        met.add(id(node))
        if "/Kids" in node:
            kids: Any = node["/Kids"]
            left.extend(kids)
        else:
            yield node
