"""Which files are taken, found from their content, and under which name. Pure."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from pathlib import PurePosixPath
from typing import IO

import puremagic
from msgspec import Struct

from governance.base.errors import N_, Complaint, complain
from governance.base.settings import MEGABYTE
from governance.files.opening.rules import wrong_in_pdf, wrong_in_picture
from governance.files.packages.rules import (
    ACTIVE,
    BROKEN,
    CARRIES,
    ENCRYPTED,
    Package,
    package,
)


class Kind(StrEnum):
    """A kind of file that may be handed in."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    PNG = "png"
    JPEG = "jpg"
    TXT = "txt"
    CSV = "csv"
    JSON = "json"


MEDIA_TYPES: Mapping[str, str] = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
    Kind.TXT: "text/plain",
    Kind.CSV: "text/csv",
    Kind.JSON: "application/json",
}
_CALLED: Mapping[str, str] = {Kind.PNG: "PNG", Kind.JPEG: "JPEG"}
"""As the library of pictures calls them."""
_PACKAGES = frozenset({Kind.DOCX, Kind.XLSX, Kind.ODT})
SCANS = (Kind.PDF, Kind.PNG, Kind.JPEG)
"""What the scan of a paper may be: a browser only draws these."""

NO_FILE = N_("Choose a file.")
SEVERAL = N_("Choose one file at a time: more than one came along.")
EMPTY = N_("This file is empty.")
LARGE = N_("This file is too large: at most {limit} MB.")
UNWANTED = N_("This kind of file is not taken here. Choose one of these: {kinds}.")
ENDING = N_("The name ends in {ending}, but the content is {kind}.")
INFECTED = N_("The virus scanner found something in this file, so it is not taken.")
LATER = N_("The file could not be checked for viruses just now. Try again later.")

LONGEST = 200
_ALSO: Mapping[str, tuple[str, ...]] = {
    Kind.JPEG: ("jpeg", "jpe", "jfif"),
    Kind.JSON: ("geojson", "topojson"),
}
"""Other endings of a kind."""
_ENDING = re.compile(r"\.(?=\w*[a-z])\w{1,5}")
"""What a name may end in to say what it is: of a day, such as 24.11.2026, the year says nothing."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_UNSAFE = re.compile(r'[<>:"|?*]')
_CHUNK = 65536
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_PDF_LOCKED = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
_PDF_ACTIVE = re.compile(rb"/(JavaScript|Launch)\b|/XFA\s*(\[|\d+\s+\d+\s+R)")
_PDF_CARRIES = re.compile(rb"/EmbeddedFiles?\b")
"""All so long that no picture holds them by chance: ``/JS`` alone would be in one of 25 MB."""
_PDF_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_IN_PDF = ((_PDF_LOCKED, ENCRYPTED), (_PDF_ACTIVE, ACTIVE), (_PDF_CARRIES, CARRIES))
_MARKUP = re.compile(rb"\s*(<!doctype|<html|<svg|<script|<\?|<!--|#!)", re.IGNORECASE)
_JSON = re.compile(rb"(\xef\xbb\xbf)?\s*[\[{]")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class Examined(Struct, frozen=True):
    """A file that may be taken: its kind, and the name that it is kept under."""

    kind: Kind
    name: str


def examined(
    file: IO[bytes] | None, filename: str, size: int, limit: int, wanted: Collection[Kind]
) -> Examined:
    """What a file that was handed in is; raises ``Refused`` where it is not taken.

    ``limit`` is in bytes. Reads all of it: not for the loop that serves others as well.
    """
    complain(_missing(file, size, limit))
    assert file is not None  # noqa: S101 - told just now
    inside = _found(file, filename)
    kind, problem, values = inside.kind, inside.problem, inside.values
    if kind not in wanted and (kind or not problem or _PACKAGES.isdisjoint(wanted)):
        problem = UNWANTED
    values = {"kinds": ", ".join(map(_said, wanted))} if problem == UNWANTED else values
    complain([Complaint("file", problem, values)] if problem else [])
    found = Kind(kind)
    complain(_misnamed(filename, found))
    return Examined(found, safe_name(filename, found))


def _said(kind: Kind) -> str:
    """What people call it: PDF, JPEG."""
    return kind.name


def _missing(file: IO[bytes] | None, size: int, limit: int) -> Iterator[Complaint]:
    if file is None:
        yield Complaint("file", NO_FILE)
    elif size == 0:
        yield Complaint("file", EMPTY)
    elif size > limit:
        yield Complaint("file", LARGE, {"limit": limit // MEGABYTE})


def _found(file: IO[bytes], filename: str) -> Package:
    """The kind of a file by its content, and what is wrong in it; either may be empty."""
    file.seek(0)
    head = file.read(16)
    if head.startswith(_OLD_OFFICE):
        return Package("", ENCRYPTED if _holds(file, _LOCKED_OFFICE) else UNWANTED)
    endings = _known(file)
    if ".pdf" in endings:
        return Package(Kind.PDF, _wrong_in_pdf(file))
    for ending, kind in ((".png", Kind.PNG), (".jpg", Kind.JPEG)):
        if ending in endings:
            return Package(kind, wrong_in_picture(file, _CALLED[kind]))
    if ".docx" in endings or head.startswith(b"PK"):
        return package(file)
    if not _is_text(file):
        return Package("", UNWANTED)
    return Package(_text(file, _ending(filename)))


def _text(file: IO[bytes], ending: str) -> Kind:
    """Which kind of text it is: JSON begins as such, and a table says so in its name."""
    file.seek(0)
    if ending not in (".csv", ".txt") and _JSON.match(file.read(512)):
        return Kind.JSON
    return Kind.CSV if ending == ".csv" else Kind.TXT


def _known(file: IO[bytes]) -> set[str]:
    """The endings of the kinds that the first bytes may be of."""
    file.seek(0)
    try:
        return {match.extension for match in puremagic.magic_stream(file)}
    except (puremagic.PureError, ValueError):
        return set()


def _pieces(file: IO[bytes], overlap: int = 128) -> Iterator[bytes]:
    """The whole file in pieces that overlap, so that no word is cut in two."""
    file.seek(0)
    kept = b""
    while piece := file.read(_CHUNK):
        yield kept + piece
        kept = piece[-overlap:]


def _holds(file: IO[bytes], word: bytes) -> bool:
    return any(word in piece for piece in _pieces(file))


def _wrong_in_pdf(file: IO[bytes]) -> str:
    """A password, a script, a file inside it, or a file that cannot be opened; else nothing."""
    last = b""
    for piece in _pieces(file):
        if problem := _said_in_pdf(piece):
            return problem
        last = (last + piece)[-4096:]
    return wrong_in_pdf(file, _said_in_pdf) if b"%%EOF" in last else BROKEN


def _said_in_pdf(piece: bytes) -> str:
    # A name may be written in signs of its own: /J#61vaScript.
    plain = _PDF_ESCAPED.sub(lambda sign: bytes.fromhex(sign[1].decode()), piece)
    return next((problem for word, problem in _IN_PDF if word.search(plain)), "")


def _is_text(file: IO[bytes]) -> bool:
    """Plain text in UTF-8, or as Windows wrote it; never markup that a browser would run."""
    file.seek(0)
    if _MARKUP.match(file.read(512).removeprefix(codecs.BOM_UTF8)):
        return False
    file.seek(0)
    return not any(_CONTROL.search(piece) for piece in iter(lambda: file.read(_CHUNK), b""))


def _ending(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/").strip()).suffix.lower()


def _misnamed(filename: str, kind: Kind) -> Iterator[Complaint]:
    """A name that says something else than the content is; one that says nothing is filled in."""
    ending = _ending(filename)
    known = {f".{kind}", *(f".{other}" for other in _ALSO.get(kind, ()))}
    if ending not in known and _ENDING.fullmatch(ending):
        yield Complaint("file", ENDING, {"ending": ending, "kind": _said(kind)})


def safe_name(given: str, kind: Kind) -> str:
    """A name without folders, hidden signs or words that a system keeps for itself.

    At most 200 characters, and it ends in what the content is.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    plain = "".join(" " if c.isspace() else c for c in last if _shown(c))
    plain = " ".join(_UNSAFE.sub("-", plain).split()).strip(". ")
    stem, _, ending = plain.rpartition(".")
    known = {kind.value, *_ALSO.get(kind, ())}
    if ending.lower() not in known or not stem:
        stem, ending = plain, kind.value
    if not stem or stem.lower() == ending.lower():
        stem = "file"
    if _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{stem[: LONGEST - len(ending) - 1].rstrip('. ')}.{ending.lower()}"


def _shown(character: str) -> bool:
    """Whether a character is seen: no control, no mark that turns the order of reading."""
    return character.isspace() or unicodedata.category(character)[0] != "C"
