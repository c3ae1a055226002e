"""A ``.docx`` opened with care: its parts, and their XML without anything from outside."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from lxml import etree

from governance.base.errors import N_, Complaint, Refused

BROKEN = N_("The file is broken: it cannot be read as a Word file.")
ENTITIES = N_("The file defines words of its own in XML, which no Word file does. Save it anew.")
OUTSIDE = N_("The file draws in something from elsewhere. Save it without that and try again.")
DOCUMENT = "word/document.xml"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


class Package:
    """The parts of a Word file; nothing is written anywhere. Raises ``Refused``, of ``file``."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self.names = frozenset(self._zip.namelist())
        except (zipfile.BadZipFile, ValueError, OverflowError):
            raise refused(BROKEN) from None

    def part(self, name: str) -> bytes:
        """The bytes of one part; empty where it is not there."""
        if name not in self.names:
            return b""
        try:
            return self._zip.read(name)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
            raise refused(BROKEN) from None

    def xml(self, name: str = DOCUMENT) -> Any:
        """The root element of one part; None where it is not there."""
        content = self.part(name)
        return parsed(content) if content else None


def parsed(content: bytes) -> Any:
    """The root element of XML: no entities, no document type, nothing fetched."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refused(ENTITIES)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise refused(BROKEN) from None


def refused(problem: str) -> Refused:
    """One complaint about the file."""
    return Refused([Complaint("file", problem)])
