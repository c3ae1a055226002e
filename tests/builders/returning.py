"""Somebody edits a version in Word: changes that are tracked, and changes that are not."""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from html import escape
from typing import Any

from lxml import etree

from governance.documents.blocks import Document
from governance.documents.bookmarks import bookmark_name
from governance.documents.docx import write_docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_SPACES = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
AUTHOR, MOMENT = "beleidsadviseur Noord", "2026-04-01T09:00:00Z"
DOCUMENT = "word/document.xml"


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def xml(said: str) -> Any:
    """One element of WordprocessingML."""
    return etree.fromstring(f"<root {_SPACES}>{said}</root>")[0]


def run(text: str, look: str = "", deleted: bool = False) -> str:
    tag = "delText" if deleted else "t"
    return (
        f"<w:r><w:rPr>{look}</w:rPr>"
        f'<w:{tag} xml:space="preserve">{escape(text, quote=False)}</w:{tag}></w:r>'
    )


def tracked(desk: Edited, tag: str, said: str) -> str:
    """Runs within a tracked change of this desk."""
    return f"<w:{tag} {desk.by()}>{said}</w:{tag}>"


def field(instruction: str, result: str) -> str:
    """A field as Word writes it, over many runs."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return f"{begin}{told}{separate}{result}{end}"


class Edited:
    """A file on somebody's desk; ``tracked`` says whether Word keeps the changes apart."""

    def __init__(self, base: Document | bytes) -> None:
        content = base if isinstance(base, bytes) else write_docx(base)
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.root = etree.fromstring(self.parts[DOCUMENT])
        self.tracked, self.author, self.moment = True, AUTHOR, MOMENT
        self.number = 9000
        self.comments: list[str] = []
        self.threads: list[str] = []

    def content(self) -> bytes:
        """The file as it was saved."""
        parts = self.parts | {DOCUMENT: etree.tostring(self.root)}
        if self.comments:
            said = "".join(self.comments)
            parts["word/comments.xml"] = f"<w:comments {_SPACES}>{said}</w:comments>".encode()
            said = "".join(self.threads)
            parts["word/commentsExtended.xml"] = (
                f"<w15:commentsEx {_SPACES}>{said}</w15:commentsEx>".encode()
            )
            _register(parts)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            for name, content in parts.items():
                # Without the clock: the same file stays the same however long a test takes.
                package.writestr(zipfile.ZipInfo(name), content)
        return buffer.getvalue()

    def by(self) -> str:
        """Who changes, when; each change has a number of its own."""
        self.number += 1
        return f'w:id="{self.number}" w:author="{self.author}" w:date="{self.moment}"'

    def start(self, anchor: str) -> Any:
        wanted = bookmark_name(escape(anchor, quote=False))
        return next(b for b in self.root.iter(w("bookmarkStart")) if b.get(w("name")) == wanted)

    def paragraph(self, anchor: str) -> Any:
        return self._up(self.start(anchor), "p")

    def row(self, anchor: str) -> Any:
        return self._up(self.start(anchor), "tr")

    @staticmethod
    def _up(element: Any, name: str) -> Any:
        return next(element.iterancestors(w(name)))

    def lose_bookmark(self, anchor: str) -> None:
        """Word loses a bookmark when its whole text was cut and pasted."""
        start = self.start(anchor)
        number = start.get(w("id"))
        ends = [b for b in self.root.iter(w("bookmarkEnd")) if b.get(w("id")) == number]
        for one in (start, *ends):
            one.getparent().remove(one)

    def fill(self, anchor: str, said: str) -> None:
        """The text of a paragraph as Word would have it, within its bookmark."""
        paragraph = self.paragraph(anchor)
        for one in paragraph.findall(w("r")):
            paragraph.remove(one)
        for element in reversed(list(xml(f"<w:x>{said}</w:x>"))):
            self.start(anchor).addnext(element)

    def change(self, anchor: str, old: str, new: str) -> None:
        """Some words of a paragraph give way to others; either may be empty."""
        self.change_in(self.paragraph(anchor), old, new)

    def change_cell(self, anchor: str, cell: int, old: str, new: str) -> None:
        found = self.row(anchor).findall(w("tc"))[cell]
        self.change_in(found.find(w("p")), old, new)

    def change_in(self, paragraph: Any, old: str, new: str) -> None:
        """The first run of a paragraph that holds words is cut in three."""
        for one in paragraph.iter(w("r")):
            text = one.find(w("t"))
            if text is None or old not in (text.text or ""):
                continue
            before, _, after = text.text.partition(old) if old else (text.text, "", "")
            self._cut(one, before, old, new, after)
            return
        raise AssertionError(f"not there: {old}")

    def _cut(self, one: Any, before: str, old: str, new: str, after: str) -> None:
        look = one.find(w("rPr"))
        inside = "" if look is None else "".join(etree.tostring(c).decode() for c in look)
        said = [run(before, inside)] if before else []
        if self.tracked:
            if old:
                said.append(f"<w:del {self.by()}>{run(old, inside, deleted=True)}</w:del>")
            if new:
                said.append(f"<w:ins {self.by()}>{run(new, inside)}</w:ins>")
        elif new:
            said.append(run(new, inside))
        if after:
            said.append(run(after, inside))
        parent, place = one.getparent(), one.getparent().index(one)
        parent[place : place + 1] = [xml(part) for part in said]

    def new_paragraph(self, text: str, style: str = "Lid") -> Any:
        mark = f"<w:rPr><w:ins {self.by()}/></w:rPr>" if self.tracked else ""
        said = f"<w:ins {self.by()}>{run(text)}</w:ins>" if self.tracked else run(text)
        return xml(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{mark}</w:pPr>{said}</w:p>')

    def insert(self, after: str, text: str, style: str = "Lid") -> None:
        self.paragraph(after).addnext(self.new_paragraph(text, style))

    def delete(self, anchor: str) -> None:
        paragraph = self.paragraph(anchor)
        if self.tracked:
            self._wrap(paragraph, "del", self.by())
            self._mark(paragraph, "del")
        else:
            paragraph.getparent().remove(paragraph)

    def _wrap(self, paragraph: Any, tag: str, by: str) -> None:
        """All runs of a paragraph within a tracked change."""
        for one in list(paragraph.findall(w("r"))):
            whole = xml(f"<w:{tag} {by}/>")
            one.addprevious(whole)
            whole.append(one)
            for text in one.iter(w("t")) if tag in ("del", "moveFrom") else ():
                text.tag = w("delText") if tag == "del" else w("t")

    def _mark(self, paragraph: Any, tag: str) -> None:
        """The end of a paragraph within a tracked change."""
        properties = paragraph.find(w("pPr"))
        marks = properties.find(w("rPr"))
        if marks is None:
            marks = etree.SubElement(properties, w("rPr"))
        marks.append(xml(f"<w:{tag} {self.by()}/>"))

    def cut_and_paste(self, anchor: str, after: str) -> None:
        """A paragraph goes behind another and leaves its bookmark on the way."""
        source, target = self.paragraph(anchor), self.paragraph(after)
        self.lose_bookmark(anchor)
        target.addnext(source)

    def move(self, anchor: str, after: str) -> None:
        """A paragraph goes behind another; when tracked, its bookmark stays where it was."""
        source, target = self.paragraph(anchor), self.paragraph(after)
        if not self.tracked:
            target.addnext(source)
            return
        copy = deepcopy(source)
        for tag in ("bookmarkStart", "bookmarkEnd"):
            for one in list(copy.iter(w(tag))):
                one.getparent().remove(one)
        name = f"move{self.number}"
        for paragraph, tag in ((source, "moveFrom"), (copy, "moveTo")):
            self._wrap(paragraph, tag, self.by())
            self._mark(paragraph, tag)
            begun = xml(f'<w:{tag}RangeStart {self.by()} w:name="{name}"/>')
            paragraph.insert(1, begun)
            ended = xml(f'<w:{tag}RangeEnd w:id="{begun.get(w("id"))}"/>')
            paragraph.append(ended)
        target.addnext(copy)

    def join(self, anchor: str) -> None:
        """The end of a paragraph is taken away, so that it goes on with the next."""
        paragraph = self.paragraph(anchor)
        if self.tracked:
            self._mark(paragraph, "del")
            return
        following = paragraph.getnext()
        for one in list(following):
            if one.tag != w("pPr"):
                paragraph.append(one)
        following.getparent().remove(following)

    def split(self, anchor: str, before: str) -> None:
        """A paragraph is ended before some of its words; its bookmark spans both."""
        paragraph = self.paragraph(anchor)
        self._split_run(paragraph, before)
        rest = deepcopy(paragraph)
        rest[:] = [rest.find(w("pPr"))]
        place = next(n for n, c in enumerate(paragraph) if text_of(c).startswith(before))
        rest.extend(list(paragraph)[place:])
        paragraph.addnext(rest)
        if self.tracked:
            self._mark(paragraph, "ins")

    @staticmethod
    def _split_run(paragraph: Any, before: str) -> None:
        one = next(r for r in paragraph.findall(w("r")) if before in text_of(r))
        text = one.find(w("t"))
        first, _, rest = text.text.partition(before)
        copy = deepcopy(one)
        text.text, copy.find(w("t")).text = first, before + rest
        one.addnext(copy)

    def add_row(self, after: str, *cells: str) -> None:
        row = self.row(after)
        change = f"<w:trPr><w:ins {self.by()}/></w:trPr>" if self.tracked else ""
        made = xml(f"<w:tr>{change}</w:tr>")
        for text in cells:
            cell = etree.SubElement(made, w("tc"))
            cell.append(self.new_paragraph(text, "Cell"))
        row.addnext(made)

    def remove_row(self, anchor: str) -> None:
        row = self.row(anchor)
        if not self.tracked:
            row.getparent().remove(row)
            return
        row.find(w("trPr")).append(xml(f"<w:del {self.by()}/>"))
        for paragraph in row.iter(w("p")):
            self._wrap(paragraph, "del", self.by())

    def embolden(self, anchor: str) -> None:
        """A paragraph in bold: tracked as a change of its look only."""
        for one in self.paragraph(anchor).iter(w("r")):
            look = one.find(w("rPr"))
            if look is None:
                look = etree.Element(w("rPr"))
                one.insert(0, look)
            look.append(xml("<w:b/>"))
            if self.tracked:
                look.append(xml(f"<w:rPrChange {self.by()}><w:rPr/></w:rPrChange>"))

    def comment(
        self, anchor: str, text: str, answers: str = "", number: int = 1, *, done: bool = False
    ) -> None:
        """A comment at a whole paragraph, as an answer to another where that is given."""
        paragraph = self.paragraph(anchor)
        paragraph.insert(1, xml(f'<w:commentRangeStart w:id="{number}"/>'))
        paragraph.append(xml(f'<w:commentRangeEnd w:id="{number}"/>'))
        paragraph.append(xml(f'<w:r><w:commentReference w:id="{number}"/></w:r>'))
        said = f'<w:p w14:paraId="{number:08X}">{run(text)}</w:p>'
        by = f'w:id="{number}" w:author="{self.author}" w:date="{self.moment}"'
        self.comments.append(f"<w:comment {by}>{said}</w:comment>")
        parent = f' w15:paraIdParent="{int(answers):08X}"' if answers else ""
        told = f'w15:paraId="{number:08X}" w15:done="{int(done)}"{parent}'
        self.threads.append(f"<w15:commentEx {told}/>")


def _register(parts: dict[str, bytes]) -> None:
    """The parts of comments are named where every program looks for them."""
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    for number, (name, schema) in enumerate(_COMMENTS.items()):
        part = f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{name}+xml"/>'
        points = f'<Relationship Id="said{number}" Type="{schema}/{name}" Target="{name}.xml"/>'
        parts[types] = parts[types].replace(b"</Types>", f"{part}</Types>".encode())
        end = b"</Relationships>"
        parts[relations] = parts[relations].replace(end, points.encode() + end)


_COMMENTS = {
    "comments": _OFFICE,
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships",
}


def text_of(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(w("t"), w("delText")))
