"""Somebody edits a version in Word: changes that are tracked, and changes that are not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from copy import deepcopy
from html import escape
from typing import Any

from lxml import etree

from governance.documents.blocks import (
    Article,
    Cell,
    Clause,
    Column,
    Document,
    Heading,
    ListItem,
    Paragraph,
    Row,
    Signature,
    Table,
    runs,
)
from governance.documents.bookmarks import bookmark_name
from governance.documents.comparing.wording import Kept
from governance.documents.docx import write_docx
from governance.documents.reading.findings import Found, Proposal

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_SPACES = f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}"'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
AUTHOR, MOMENT = "Jan Jansen", "2026-04-01T09:00:00Z"
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


class Edited:
    """A file on somebody's desk; ``tracked`` says whether Word keeps the changes apart."""

    def __init__(self, base: Document) -> None:
        with zipfile.ZipFile(io.BytesIO(write_docx(base))) as package:
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
                package.writestr(name, content)
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
        place = next(n for n, c in enumerate(paragraph) if _text(c).startswith(before))
        rest.extend(list(paragraph)[place:])
        paragraph.addnext(rest)
        if self.tracked:
            self._mark(paragraph, "ins")

    @staticmethod
    def _split_run(paragraph: Any, before: str) -> None:
        one = next(r for r in paragraph.findall(w("r")) if before in _text(r))
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
        self, anchor: str, text: str, answers: str = "", *, number: int = 1, done: bool = False
    ) -> int:
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
        return number


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


def _text(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(w("t"), w("delText")))


def accepted(content: bytes) -> list[str]:
    """Every paragraph with text, and every row, of a file in which all changes are accepted."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read(DOCUMENT))[0]
    for change in [e for e in body.iter(w("del"), w("moveFrom")) if len(e) or _holds(e)]:
        change.getparent().remove(change)
    for row in [r for r in body.iter(w("tr")) if r.find(f"{w('trPr')}/{w('del')}") is not None]:
        row.getparent().remove(row)
    found: list[str] = []
    said = ""
    for element in body:
        if element.tag == w("p"):
            said += _text(element)
            marks = element.find(f"{w('pPr')}/{w('rPr')}")
            joins = marks is not None and any(
                marks.find(w(tag)) is not None for tag in ("del", "moveFrom")
            )
            if joins and element.getnext().tag == w("p"):
                continue
            found.append(said)
        elif element.tag == w("tbl"):
            rows = element.iter(w("tr"))
            found += ["\t".join(_cell(c) for c in row.findall(w("tc"))) for row in rows]
        said = ""
    return [text for text in found if text.strip()]


def _holds(change: Any) -> bool:
    return change.getparent().tag not in (w("rPr"), w("trPr"))


def _cell(cell: Any) -> str:
    return "\n".join(_text(p) for p in cell.findall(w("p")))


def applied(base: Document, proposals: Iterable[Proposal]) -> list[str]:
    """The text of a version with proposals in it, by what each of them says."""
    lines = _laid_out(write_docx(base))
    going = {p.anchor for p in proposals if p.found in (Found.REMOVED, Found.ROW_REMOVED)}
    moving = {p.anchor: p for p in proposals if p.found is Found.MOVED}
    for one in proposals:
        if one.found is Found.CHANGED:
            place = next(n for n, (anchor, _) in enumerate(lines) if anchor == one.anchor)
            cells = lines[place][1].split("\t")
            cells[one.cell] = new_text(one)
            lines[place] = (one.anchor, "\t".join(cells))
    texts = dict(lines)
    lines = [line for line in lines if line[0] not in going and line[0] not in moving]
    for one in proposals:
        if one.found in (Found.ADDED, Found.ROW_ADDED, Found.MOVED):
            anchors = [anchor for anchor, _ in lines]
            place = (anchors.index(one.after) + 1 if one.after else 0) + one.order
            moved = one.found is Found.MOVED
            lines.insert(place, (one.anchor, texts[one.anchor] if moved else new_text(one)))
    return [text for _, text in lines if text.strip()]


def old_text(one: Proposal) -> str:
    return "".join(m.text for m in one.marks if m.kept is not Kept.NEW)


def new_text(one: Proposal) -> str:
    return "".join(m.text for m in one.marks if m.kept is not Kept.OLD)


def _laid_out(content: bytes) -> list[tuple[str, str]]:
    """Every paragraph and row with the anchor that its bookmark gives."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = etree.fromstring(package.read(DOCUMENT))[0]
    found = []
    for line in body.xpath("w:p | w:tbl/w:tr", namespaces={"w": W}):
        name = next((b.get(w("name")) for b in line.iter(w("bookmarkStart"))), "_")
        row = line.tag == w("tr")
        text = "\t".join(_cell(c) for c in line.findall(w("tc"))) if row else _text(line)
        found.append((name[1:].replace("_", "-"), text))
    return found


def agreement(articles: int = 6) -> Document:
    """Articles of three paragraphs with two items each, a table and one who signs."""
    blocks = []
    for n in range(1, articles + 1):
        items = tuple(ListItem(runs(f"onderdeel {x} van {n};"), f"a{n}-3-{x}") for x in "ab")
        clauses = (
            Clause(runs(f"Partijen {n} komen ieder kwartaal bijeen."), f"a{n}-1"),
            Clause(runs(f"Het college van {n} meldt nieuwe signalen aan de regio."), f"a{n}-2"),
            Clause(runs(f"De regio zorgt in {n} voor:"), f"a{n}-3", items),
        )
        blocks.append(Article(f"Samenwerking {n}", clauses, f"a{n}"))
    rows = tuple(
        Row((Cell(runs(f"gemeente {n}")), Cell(runs(f"{n} duizend euro"))), f"r{n}")
        for n in range(1, articles * 2 + 1)
    )
    return Document(
        "Samenwerking tegen uitbuiting",
        "Samenwerking",
        "3",
        "2026-03-02T10:00:00Z",
        (
            Heading("De overeenkomst", 1, "begin"),
            Paragraph(runs("Partijen spreken af:"), anchor="aanhef"),
            *blocks,
            Table("Bijdragen", (Column("Gemeente"), Column("Bijdrage")), rows),
            Heading("Ondertekening", 1, "slot"),
            Signature("Gemeente Noordstad", (("Naam", ""), ("Datum", "")), "teken-1"),
        ),
    )
