"""A ``.docx`` opened with care: its parts, and their XML without anything from outside."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from governance.base.errors import N_, Complaint, Refused
from governance.documents.reading import dangers

NO_WORD = N_("This is no Word file (.docx).")
BROKEN_PART = N_("The file is broken: {part} cannot be read.")
DOCUMENT = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "/officeDocument"
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OverflowError,
)  # fmt: skip


class Package:
    """The parts of a Word file; nothing is written anywhere. Raises ``Refused``, of ``file``.

    What is hostile is refused before a part is read: too much, locked, macros, things fetched.
    """

    def __init__(self, content: bytes) -> None:
        if not content.startswith(b"PK"):
            raise refused(NO_WORD)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _UNREADABLE:
            raise refused(dangers.BROKEN) from None
        self.names = frozenset(self._zip.namelist())
        self._marks: dict[str, int] = {}
        _refuse(dangers.wrong_with(self._zip.infolist()))
        for name in sorted(self.names):
            if name.lower().endswith(".rels"):
                _refuse(dangers.wrong_relations(self.xml(name)))
        self.main = self._named()
        """The part that holds the text."""
        _refuse("" if self.main in self.names else NO_WORD)

    def _named(self) -> str:
        """The part that holds the text, as the package names it: Word may call it otherwise."""
        relations = self.xml("_rels/.rels")
        found = [] if relations is None else relations.iter(dangers.RELATION)
        targets = (one.get("Target", "") for one in found if one.get("Type", "").endswith(_MAIN))
        return next(targets, DOCUMENT).lstrip("/")

    def part(self, name: str) -> bytes:
        """The bytes of one part; empty where it is not there."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as opened:
                # Never more than the list of parts says: read without a number unpacks it all.
                return opened.read(self._zip.getinfo(name).file_size)
        except _UNREADABLE:
            raise refused(BROKEN_PART, part=name) from None

    def xml(self, name: str = DOCUMENT) -> Any:
        """The root element of one part; None where it is not there."""
        name = self.main if name == DOCUMENT else name
        if name not in self.names:
            return None
        _refuse(dangers.HUGE if self._zip.getinfo(name).file_size > dangers.XML else "")
        content = self.part(name)
        self._marks[name] = dangers.marks(content)
        _refuse(dangers.HUGE if sum(self._marks.values()) > dangers.MARKS else "")
        return parsed(content, name)


def parsed(content: bytes, name: str = DOCUMENT) -> Any:
    """The root element of a part of XML: no entities, no document type, nothing fetched."""
    _refuse(dangers.ENTITIES if dangers.declares(content) else "")
    _refuse(dangers.HUGE if dangers.too_large(content) else "")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, encoding=dangers.encoding(content)
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        why = dangers.unreadable(error)
        raise refused(BROKEN_PART if why == dangers.BROKEN else why, part=name) from None
    _refuse(dangers.ENTITIES if root.getroottree().docinfo.internalDTD is not None else "")
    return root


def _refuse(problem: str) -> None:
    if problem:
        raise refused(problem)


def refused(problem: str, **values: str) -> Refused:
    """One complaint about the file."""
    known = values if "{" in problem else {}
    return Refused([Complaint("file", problem, known)])
