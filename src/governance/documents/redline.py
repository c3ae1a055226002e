"""Two versions of a document as one Word file with tracked changes, in the house style.

Whoever accepts all has the new version, whoever rejects all the old one. Both are written as
every document is; the redline is put together from the two, so there is one writer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from governance.documents.blocks import Document
from governance.documents.bookmarks import Unnumbered
from governance.documents.docx import Paper
from governance.documents.fitting import legible
from governance.documents.house import House, house
from governance.documents.tracking.marking import Track, Who, merged
from governance.documents.tracking.merging import merged as merged_bodies

_TAGS = re.compile(
    r'<w:r>(?:<w:rPr>(.*?)</w:rPr>)?<w:t xml:space="preserve">\[\[(\w+)\]\]</w:t></w:r>'
)
_BODY, _SECTION = "<w:body>", "<w:sectPr"


def write_redline(
    old: Document,
    new: Document,
    *,
    author: str,
    moment: str,
    authors: Mapping[str, Who] | None = None,
    own: House | None = None,
) -> bytes:
    """The redline as a ``.docx`` package, in a house style of its owner or else in ours.

    Changes are those of ``author`` at ``moment`` (ISO 8601); ``authors`` names another author and
    moment for the part with an anchor, and for the cells of a row or the lines of a signature.
    """
    given = ((author, moment), authors or {})
    return _Redline(legible(old), legible(new), own or house(), *given).packed()


class _Redline(Paper):
    """The paper of the new version, with what was left out of the old one."""

    def __init__(
        self, old: Document, new: Document, of: House, who: Who, authors: Mapping[str, Who]
    ) -> None:
        super().__init__(new, of)
        self.marks = Unnumbered()
        self.old, self.who, self.authors = old, who, authors
        self.track = Track(who, {})

    def body(self) -> str:
        """Both bodies as one; the package then holds the lists and drawings of both."""
        new = super().body()
        before = Paper(self.old, self.house, beside=self)
        old = before.body()
        self.lists, self.drawn = before.lists, before.drawn
        names = {before.marks.name_of(anchor): who for anchor, who in self.authors.items()}
        self.track = Track(self.who, names)
        head, start, text = new.partition(_BODY)
        text, section, end = text.rpartition(_SECTION)
        said = merged_bodies(_between(old), text, self.track)
        return f"{head}{start}{said}{section}{end}"

    def header(self, name: str) -> str:
        """A header of the house, with both titles and editions where they differ."""
        before = Paper(self.old, self.house)
        told = {
            "short_title": (self.old.short_title, self.document.short_title),
            "edition": (before.edition, self.edition),
        }

        def said(found: re.Match[str]) -> str:
            look, (old, new) = found.group(1) or "", told[found.group(2)]
            return merged([(look, old)], [(look, new)], self.track.at(""))

        # A header that Word saved may hold them otherwise: those say the new version only.
        return self.placed(_TAGS.sub(said, self.house.text(name)))


def _between(body: str) -> str:
    return body.partition(_BODY)[2].rpartition(_SECTION)[0]
