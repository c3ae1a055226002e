"""The text of one paragraph as Word shows it, without what was deleted."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from governance.documents.blocks import Run
from governance.documents.reading.ordinary.styles import Look, Styles, tag, toggled, value

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_THROUGH = frozenset(
    tag(name)
    for name in (
        "hyperlink", "smartTag", "sdt", "sdtContent", "ins", "moveTo", "fldSimple", "customXml",
        "dir", "bdo", "ruby", "rubyBase",
    )
)  # fmt: skip
_SIGNS = {
    tag("tab"): "\t", tag("ptab"): "\t", tag("cr"): "\n", tag("noBreakHyphen"): "-",
    tag("sym"): "□",
}  # fmt: skip
_NOTES = {tag("footnoteReference"): "f", tag("endnoteReference"): "e"}


class Spelt(Struct, frozen=True):
    """What a paragraph says: its runs, notes it refers to, texts in boxes beside it."""

    runs: tuple[Run, ...]
    notes: tuple[str, ...]
    boxes: tuple[str, ...]
    caps: bool
    lined: bool
    """Underlined, all of it."""
    paged: bool


class Spelling:
    """Reads paragraph after paragraph: a field may begin in one and end in another."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._asking: list[bool] = []
        """Of every field that is open: whether its question is read, not yet its answer."""

    def of(self, paragraph: Any, style: str) -> Spelt:
        """The text of one paragraph."""
        self._look: Look = self._styles.look(style)
        self._runs: list[Run] = []
        self._under = False
        self._notes: list[str] = []
        self._boxes: list[str] = []
        self._paged, self._large, self._lined = False, list[bool](), list[bool]()
        # A field that is never answered silences no more than its own paragraph.
        self._asking = [False] * len(self._asking)
        self._walk(paragraph)
        caps, lined = (bool(of) and all(of) for of in (self._large, self._lined))
        return Spelt(
            tuple(self._runs), tuple(self._notes), tuple(self._boxes), caps, lined, self._paged
        )

    def _walk(self, within: Any) -> None:
        for child in within:
            if child.tag == tag("r"):
                self._run(child)
            elif child.tag in _THROUGH or child.tag == f"{_CHOICES}Choice":
                self._walk(child)
            elif child.tag in (f"{_MATH}oMath", f"{_MATH}oMathPara"):
                self._say("".join(t.text or "" for t in child.iter(f"{_MATH}t")), self._look)
            elif child.tag == f"{_CHOICES}AlternateContent":
                self._walk(child)

    def _run(self, run: Any) -> None:
        properties = run.find(tag("rPr"))
        look = self._look_of(properties)
        self._under = value(properties, "u", "none") != "none"
        for child in run:
            self._piece(child, look)

    def _look_of(self, properties: Any) -> Look:
        """Bold, italic and capitals of a run: its own, else of its style, else of the paragraph."""
        if properties is None:
            return self._look
        named = value(properties, "rStyle")
        under = self._styles.look(named) if named else self._look
        bold, italic = toggled(properties, "b"), toggled(properties, "i")
        caps = toggled(properties, "caps")
        return Look(
            bold=under.bold or self._look.bold if bold is None else bold,
            italic=under.italic or self._look.italic if italic is None else italic,
            caps=under.caps or self._look.caps if caps is None else caps,
        )

    def _piece(self, child: Any, look: Look) -> None:
        if child.tag == tag("t"):
            self._say(child.text or "", look)
        elif child.tag == tag("fldChar"):
            self._field(child.get(tag("fldCharType")))
        elif child.tag == tag("br"):
            if child.get(tag("type")) in ("page", "column"):
                self._paged = True
            else:
                self._say("\n", look)
        elif child.tag in _SIGNS:
            self._say(_SIGNS[child.tag], look)
        elif child.tag in _NOTES:
            self._notes.append(_NOTES[child.tag] + child.get(tag("id"), ""))
        elif child.tag in (tag("drawing"), tag("pict"), f"{_CHOICES}AlternateContent"):
            self._box(child)

    def _box(self, drawn: Any) -> None:
        """The text in a box; of two versions for two programs only the first is read."""
        chosen = drawn.find(f"{_CHOICES}Choice")
        for content in (drawn if chosen is None else chosen).iter(tag("txbxContent")):
            said = "\n".join(
                "".join(text.text or "" for text in paragraph.iter(tag("t")))
                for paragraph in content.iter(tag("p"))
            )
            if said.strip():
                self._boxes.append(said.strip())

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._asking.append(True)
        elif kind == "separate" and self._asking:
            self._asking[-1] = False
        elif kind == "end" and self._asking:
            self._asking.pop()

    def _say(self, text: str, look: Look) -> None:
        if text and not any(self._asking):
            self._runs.append(Run(text, bold=look.bold, italic=look.italic))
            if any(sign.isalpha() for sign in text):
                self._large.append(look.caps)
                self._lined.append(self._under)
