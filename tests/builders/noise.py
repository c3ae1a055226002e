"""What Word, and years of editing, leave behind in a file without changing what it says."""

from __future__ import annotations

import copy
import io
from random import Random
from typing import Any
from zipfile import ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree
from tests.builders.writing import repacked

WHO = f'{nsdecls("w")} w:id="9" w:author="Regiobureau" w:date="2026-03-01T09:00:00Z"'
EMPTY = f"<w:p {nsdecls('w')}/>"
MARKS = (
    f'<w:proofErr {nsdecls("w")} w:type="spellStart"/>',
    f'<w:bookmarkStart {nsdecls("w")} w:id="5" w:name="_Hlk5"/>',
    f"<w:del {WHO}><w:r><w:delText>weg </w:delText></w:r></w:del>",
    f"<w:moveFrom {WHO}><w:r><w:t>verplaatst </w:t></w:r></w:moveFrom>",
    f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/></w:r>",
    f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/></w:r>',
)


def noisy(content: bytes, seed: int) -> bytes:
    """The same words in more pieces, wraps and empty lines."""
    random = Random(seed)
    with ZipFile(io.BytesIO(content)) as opened:
        root = parse_xml(opened.read("word/document.xml"))
    for paragraph in list(root.iter(qn("w:p"))):
        for run in list(paragraph.findall(qn("w:r"))):
            _split(run, random)
        if paragraph.getparent().tag == qn("w:body"):
            _around(paragraph, random)
    return repacked(content, {}, {"word/document.xml": etree.tostring(root)})


def _split(run: Any, random: Random) -> None:
    """A run in two, with something between that is not seen."""
    [*texts] = run.findall(qn("w:t"))
    text = texts[0].text or "" if len(texts) == 1 else ""
    if len(text) < 2 or any(child.tag not in (qn("w:t"), qn("w:rPr")) for child in run):
        return
    at = random.randrange(1, len(text))
    other = copy.deepcopy(run)
    texts[0].text, other.find(qn("w:t")).text = text[:at], text[at:]
    for one in (run, other):
        one.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(other)
    run.addnext(parse_xml(random.choice(MARKS)))
    if random.random() < 0.3:
        inserted = parse_xml(f"<w:ins {WHO}/>")
        other.addprevious(inserted)
        inserted.append(other)


def _around(paragraph: Any, random: Random) -> None:
    """An empty paragraph before it, or a box for content round it."""
    if random.random() < 0.3:
        paragraph.addprevious(parse_xml(EMPTY))
    if random.random() < 0.2:
        box = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        paragraph.addprevious(box)
        box[1].append(paragraph)
