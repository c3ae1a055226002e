"""A paragraph that stayed, changed, moved, came or went, as Word tells it. Pure."""

from __future__ import annotations

from governance.documents.tracking.marking import Marker, reworded
from governance.documents.tracking.slices import Paragraph


def properties(own: str, mark: str = "", was: str = "") -> str:
    """Properties of a paragraph: its own, of its mark, and what they were before."""
    marked = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    said = f"{own}{marked}{was}"
    return f"<w:pPr>{said}</w:pPr>" if said else ""


def changed(old: Paragraph, new: Paragraph, marker: Marker) -> str:
    """A paragraph that stands in both, in the bookmark or link of the new one."""
    before = properties(new.properties, was=_was(old.properties, new.properties, marker))
    return f"<w:p>{before}{_reworded(old, new, marker)}</w:p>"


def joined(old: Paragraph, new: Paragraph, tag: str, marker: Marker) -> str:
    """The last paragraph that stayed: its mark came or went with the paragraphs after it."""
    own = old if tag == "del" else new
    before = properties(own.properties, marker.mark(tag))
    return f"<w:p>{before}{_reworded(old, new, marker)}</w:p>"


def ending(of: Paragraph, tag: str, old: str, new: str, marker: Marker) -> str:
    """What came or went at the very end, whose mark is that of the paragraph that stayed."""
    before = properties(new, was=_was(old, new, marker))
    return f"<w:p>{before}{content(of, tag, marker)}</w:p>"


def _reworded(old: Paragraph, new: Paragraph, marker: Marker) -> str:
    opening, runs, closing = new.frame
    return f"{opening}{reworded(old.frame[1], runs, marker)}{closing}"


def _was(old: str, new: str, marker: Marker) -> str:
    if old == new:
        return ""
    return f"{marker.open('pPrChange')}<w:pPr>{old}</w:pPr></w:pPrChange>"


def whole(of: Paragraph, tag: str, marker: Marker) -> str:
    """A paragraph that is new (``ins``) or was left out (``del``), its bookmark along with it."""
    before = properties(of.properties, marker.mark(tag))
    return f"<w:p>{before}{content(of, tag, marker)}</w:p>"


def moved(of: Paragraph, tag: str, name: str, marker: Marker) -> str:
    """A paragraph where it left (``del``) or where it came (``ins``) just as it was."""
    opening, runs, closing = of.frame if tag == "ins" else ("", of.frame[1], "")
    tag = "moveTo" if tag == "ins" else "moveFrom"
    number = marker.track.next()
    begun = f'<w:{tag}RangeStart w:id="{number}" {marker.who} w:name="{name}"/>'
    said = marker.around(tag, f"{opening}{runs}{closing}")
    before = properties(of.properties, marker.mark(tag))
    return f'<w:p>{before}{begun}{said}<w:{tag}RangeEnd w:id="{number}"/></w:p>'


def content(of: Paragraph, tag: str, marker: Marker) -> str:
    """All that a paragraph says, as new or left out; a link stays round it, as Word asks."""
    opening, runs, closing = of.frame
    if opening.startswith("<w:hyperlink"):
        return f"{opening}{marker.around(tag, runs)}{closing}"
    return marker.around(tag, f"{opening}{runs}{closing}")
