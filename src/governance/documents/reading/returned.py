"""A Word file that came back, read against the version it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from governance.documents.blocks import Document
from governance.documents.reading.dangers import BROKEN
from governance.documents.reading.elsewhere import elsewhere
from governance.documents.reading.findings import Found, Level, Returned, Unplaced
from governance.documents.reading.levels import level
from governance.documents.reading.lines import Lines, lines
from governance.documents.reading.matching import matched
from governance.documents.reading.opening import Package, refused
from governance.documents.reading.places import CONTENTS, Version, version
from governance.documents.reading.proposing import Proposing
from governance.documents.reading.remarks import remarks
from governance.documents.reading.stretches import w
from governance.documents.reading.styles import styles
from governance.documents.reading.walking import Walk
from governance.documents.reading.where import CONTENTS as TABLE_OF_CONTENTS


def returned(content: bytes, base: Document) -> Returned:
    """What a returned file proposes and remarks; raises ``Refused`` when it is no Word file.

    All text of the file is the text of the version with all proposals in it, or is unplaced.
    """
    package = Package(content)
    root = package.xml()
    if root is None or root.find(w("body")) is None:
        raise refused(BROKEN)
    sent, walk = version(base), Walk(root, styles(package))
    found = lines(walk.flow)
    olds = [line for line in found.olds if line.style not in CONTENTS]
    told = Proposing(sent, found, matched(sent, olds))
    return Returned(
        tuple(told.proposals),
        tuple(remarks(package, walk, told.anchors)),
        (
            *told.unplaced,
            *_contents(found, sent),
            *elsewhere(package, walk, sent),
        ),
    )


def _contents(found: Lines, sent: Version) -> Iterator[Unplaced]:
    """What somebody wrote into the table of contents; Word itself only repeats headings there."""
    listed = [line for line in found.news if line.style in CONTENTS and line.text.strip()]
    heads = (line for line in found.news if level(line) is Level.HEADING)
    lines = [*(place.line for place in sent.places), *heads] if listed else []
    known = {_bare(line.text) for line in lines}
    for line in listed:
        if _bare(line.text) not in known:
            yield Unplaced(line.text, TABLE_OF_CONTENTS, Found.ADDED)


def _bare(text: str) -> str:
    """A line of the contents without space, number of its article and number of its page."""
    return " ".join(_NUMBER.sub("", text).rstrip("0123456789 \t").split())


_NUMBER = re.compile(r"^\s*(?:Artikel|Article)\s+\d+\s*")
