"""Word, Excel and OpenDocument files are zip packages: what is in them, and is it safe? Pure.

Nothing is written anywhere: what is packed is counted while it is unpacked in memory, a piece
at a time, and never beyond the limits.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from msgspec import Struct

from governance.base.errors import N_, Refused
from governance.documents.reading.dangers import ENTITIES, declares
from governance.documents.reading.opening import Package as WordFile

ENTRIES = 2000
UNPACKED = 200_000_000
RATIO = 100
"""How many times larger than the file its content may be, once that is more than a little."""
LITTLE = 10_000_000
DIRECTORY = 1_000_000
"""Bytes of the list of entries: it is read as a whole."""

ENCRYPTED = N_("The file is protected with a password. Save it without one and choose it again.")
ACTIVE = N_("The file holds macros or scripts. Save it without them and choose it again.")
CARRIES = N_("The file holds other files. Save it without them and choose it again.")
TOO_MUCH = N_("The file unpacks to more than is safe. Save it anew and choose it again.")
BROKEN = N_("The file is broken: it cannot be read as what it says to be.")

_WORD = "docx"
_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MAIN = {
    f"{_OFFICE}wordprocessingml.document.main+xml": _WORD,
    f"{_OFFICE}spreadsheetml.sheet.main+xml": "xlsx",
}
_ODT = "application/vnd.oasis.opendocument.text"
_ACTIVE = re.compile(
    r"(^|/)(vbaProject\.bin|vbaData\.xml|activeX/|macrosheets/|ctrlProps/)|^(Basic|Scripts)/", re.I
)
_CARRIES = re.compile(r"(^|/)embeddings/.*\.(bin|exe|dll|js|vbs)$", re.I)
_PICTURE = re.compile(r"(^|/)media/[^/]+$", re.I)
_PIECE, _OVERLAP = 65536, 32


class Package(Struct, frozen=True):
    """What a package holds: a kind of file (empty for any other), and what is wrong in it."""

    kind: str
    problem: str = ""
    values: Mapping[str, Any] = {}


class _Unsafe(Exception):  # noqa: N818 - never leaves this file
    """Reading was stopped; the message says why."""


def package(file: IO[bytes]) -> Package:
    """The kind of a package by what is in it, and what is wrong; both may be empty."""
    try:
        _check_directory(file)
        file.seek(0)
        with ZipFile(file) as opened:
            entries = opened.infolist()
            _check_entries(entries)
            kind = _kind(opened)
            if not kind:
                return Package("")
            _unpack(opened, entries, file.seek(0, 2), kind == _WORD)
            problem = _locked_or_active(opened, entries)
        if kind == _WORD and not problem:
            _read_as_word(file)
        return Package(kind, problem)
    except _Unsafe as unsafe:
        return Package("", str(unsafe))
    except Refused as refused:
        [complaint] = refused.complaints
        return Package(_WORD, complaint.problem, complaint.values)
    except (BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OverflowError):
        return Package("", BROKEN)


def _check_directory(file: IO[bytes]) -> None:
    """The list of entries stands at the end; a list of a million entries is not even read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise _Unsafe(BROKEN)
    count, length = struct.unpack_from("<HI", tail, at + 10)
    large = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07")
    if large or count > ENTRIES or length > DIRECTORY:
        raise _Unsafe(TOO_MUCH)


def _check_entries(entries: list[ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED:
        raise _Unsafe(TOO_MUCH)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise _Unsafe(ENCRYPTED)
    known = {ZIP_STORED, ZIP_DEFLATED}
    if len(set(names)) < len(names) or any(e.compress_type not in known for e in entries):
        raise _Unsafe(BROKEN)
    if any(_leaves(name) for name in names):
        raise _Unsafe(BROKEN)


def _leaves(name: str) -> bool:
    """Whether the name of an entry would lead out of the folder that it is unpacked in."""
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _unpack(opened: ZipFile, entries: list[ZipInfo], size: int, watched: bool) -> None:
    """Read all of it, counting: what the list says of sizes is not believed.

    ``watched``: no part but a picture may declare words of its own.
    """
    total = 0
    for entry in entries:
        said, before, last = entry.file_size, total, b""
        looked_at = watched and not _PICTURE.search(entry.filename)
        # Else no more would be read than the list says.
        entry.file_size = UNPACKED + 1
        with opened.open(entry) as content:
            while piece := content.read(_PIECE):
                total += len(piece)
                if total > UNPACKED or (total > LITTLE and total > RATIO * size):
                    raise _Unsafe(TOO_MUCH)
                if looked_at and declares(last + piece):
                    raise _Unsafe(ENTITIES)
                last = piece[-_OVERLAP:]
        entry.file_size = said
        if total - before != said:
            raise _Unsafe(BROKEN)


def _read_as_word(file: IO[bytes]) -> None:
    """Raises ``Refused`` where a Word file cannot be read, or draws in something from elsewhere."""
    file.seek(0)
    WordFile(file.read()).xml()


def _read(opened: ZipFile, name: str) -> str:
    """The beginning of one entry as text; empty where it is not there."""
    if name not in opened.namelist():
        return ""
    with opened.open(name) as content:
        return content.read(DIRECTORY).decode("utf-8", "replace")


def _kind(opened: ZipFile) -> str:
    if _read(opened, "mimetype").strip() == _ODT:
        return "odt"
    types = _read(opened, _TYPES)
    if "macroEnabled" in types:
        raise _Unsafe(ACTIVE)
    return next((kind for main, kind in _MAIN.items() if f'"{main}"' in types), "")


def _locked_or_active(opened: ZipFile, entries: list[ZipInfo]) -> str:
    if "encryption-data" in _read(opened, "META-INF/manifest.xml"):
        return ENCRYPTED
    for word, problem in ((_ACTIVE, ACTIVE), (_CARRIES, CARRIES)):
        if any(word.search(entry.filename) for entry in entries):
            return problem
    return ""
