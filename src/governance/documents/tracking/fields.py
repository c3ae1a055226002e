"""The contents of a merged body: a field that Word can make anew, round its lines. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from governance.documents.tracking.marking import Track

BEGIN = re.compile(
    r'<w:r><w:fldChar w:fldCharType="begin"/></w:r>.*?<w:fldChar w:fldCharType="separate"/></w:r>'
)
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def without_field(body: str) -> str:
    """A body in which the contents are plain lines."""
    return BEGIN.sub("", body).replace(END, "")


class Made(Struct, frozen=True):
    """A piece of the merged body: whether it is a line of the contents, and what became of it."""

    xml: str
    listed: bool
    tag: str = ""


def in_field(made: Iterable[Made], field: str, track: Track) -> Iterator[str]:
    """The contents stay a field that Word can make anew: it opens and ends round their lines.

    One line that comes or goes is no field: readers fail on one that is tracked in a paragraph.
    """
    for listed, group in groupby(made, key=lambda one: one.listed):
        pieces = list(group)
        lines = [one.xml for one in pieces]
        if listed:
            tags = {one.tag for one in pieces}
            tag = tags.pop() if len(tags) == 1 else ""
            begin, end = (track.at("").around(tag, said) if tag else said for said in (field, END))
            if len(lines) > 1 or not tag:
                head, text = _after_properties(lines[0])
                lines[0] = f"{head}{begin}{text}"
                lines[-1] = f"{lines[-1].removesuffix('</w:p>')}{end}</w:p>"
        yield from lines


def _after_properties(paragraph: str) -> tuple[str, str]:
    head, ending, text = paragraph.rpartition("</w:pPr>")
    return head + ending, text
