"""Documents in a house style that an organisation handed in, as Word saves such a file."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import pytest
import rdocx
from lxml import etree
from tests.builders.documents import whole
from tests.builders.hostile import related
from tests.builders.looks import house_style
from tests.builders.templates import everything, opened
from tests.builders.writing import repacked

from governance.base.errors import Refused
from governance.documents.docx import write_docx
from governance.documents.house import house, house_file
from governance.documents.letters.dressing import dressed, own_house
from governance.documents.letters.house import house_complaints
from governance.documents.letters.writing import preview
from governance.documents.making import made_with
from governance.documents.redline import write_redline
from governance.formation.letters.fields.rules import FIELDS
from governance.formation.letters.papers import template_of
from governance.formation.letters.rules import Letter

NOTE = (
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:comment w:id="0" w:author="Iemand"><w:p/></w:comment></w:comments>'
)


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def header(content: bytes) -> Any:
    return opened(content).sections[0].header


def sound(content: bytes) -> None:
    """Every part is well formed and of a known kind, and each relation leads to a part."""
    there = parts(content)
    types = etree.fromstring(there["[Content_Types].xml"])
    endings = {one.get("Extension") for one in types}
    named = {str(one.get("PartName"))[1:] for one in types if one.get("PartName")}
    assert {name.rpartition(".")[2] for name in there if name not in named} <= endings
    assert named <= set(there)
    for name in there:
        if name.endswith((".xml", ".rels")):
            etree.fromstring(there[name])
    docx.Document(io.BytesIO(content))
    rdocx.Document.from_bytes(content)


def test_a_document_has_the_logo_and_header_of_its_owner_and_none_of_its_words() -> None:
    own = own_house(house_style())
    made = write_docx(whole(), own)
    sound(made)
    told = "\n".join(one.text for one in header(made).paragraphs)
    assert "Alles erin" in told and "Gemeente Noordstad" in told
    assert any(name.startswith("word/media/image") for name in parts(made))
    assert "proefzin" not in everything(made)
    assert write_docx(whole(), own_house(house_style())) == made
    assert everything(made) == everything(write_docx(whole()))


def test_what_it_was_made_with_says_which_house_style() -> None:
    one, other = own_house(house_style()), own_house(house_style("Gemeente Zuiddorp"))
    told = [made_with(own)["house.docx"] for own in (None, one, other)]
    assert len(set(told)) == 3 and told[1] == one.seal
    assert {n: v for n, v in made_with(one).items() if n != "house.docx"} == {
        n: v for n, v in made_with().items() if n != "house.docx"
    }


def test_remarks_and_a_template_of_whoever_made_it_go_into_no_document() -> None:
    content = house_style()
    said = parts(content)
    rels = said["word/_rels/document.xml.rels"].decode()
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    told = f'<Relationship Id="rIdN" Type="{office}/comments" Target="comments.xml"/>'
    settings = said["word/settings.xml"].decode()
    protect = '<w:documentProtection w:edit="readOnly"/><w:trackRevisions/></w:settings>'
    changed = repacked(
        content,
        {},
        {
            "word/comments.xml": NOTE,
            "word/_rels/document.xml.rels": rels.replace("</Relat", f"{told}</Relat"),
            "word/settings.xml": settings.replace("</w:settings>", protect),
        },
    )
    assert "word/comments.xml" in parts(changed)
    made = write_docx(whole(), own_house(changed))
    sound(made)
    assert "word/comments.xml" not in parts(made)
    after = parts(made)["word/settings.xml"]
    assert b"documentProtection" not in after and b"trackRevisions" not in after


def test_a_list_that_only_its_style_names_is_numbered_all_the_same() -> None:
    """As LibreOffice saves it."""
    ours = house_file().read_bytes()
    said = parts(ours)["word/numbering.xml"].decode()
    bare = repacked(ours, {}, {"word/numbering.xml": re.sub(r"<w:pStyle [^>]*/>", "", said)})
    assert house_complaints(bare) == ()
    own = own_house(bare)
    assert own.text("word/numbering.xml") == own_house(ours).text("word/numbering.xml")
    assert own.lettered == house().lettered == "2"


def test_a_picture_with_a_name_beyond_ascii_is_refused_and_breaks_nothing() -> None:
    content = house_style()
    said = parts(content)["word/_rels/header1.xml.rels"].decode()
    [name] = [one for one in parts(content) if one.startswith("word/media/")]
    moved = repacked(
        content, {},
        {
            "word/media/één.png": "x",
            "word/_rels/header1.xml.rels": said.replace(name[len("word/") :], "media/één.png"),
        },
    )  # fmt: skip
    with pytest.raises(Refused, match="cannot be read"):
        own_house(moved)


def test_its_own_lists_keep_their_numbers() -> None:
    said = parts(house_file().read_bytes())["word/numbering.xml"].decode()
    more = '<w:num w:numId="140"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    content = repacked(
        house_file().read_bytes(), {},
        {"word/numbering.xml": said.replace("</w:numbering>", more)},
    )  # fmt: skip
    made = parts(write_docx(whole(), own_house(content)))["word/numbering.xml"].decode()
    numbers = [one.partition('"')[0] for one in made.split('w:numId="')[1:]]
    assert len(numbers) == len(set(numbers)) > 3
    assert house().first_list == 100


def test_a_redline_has_it_too_and_leaves_no_place_open() -> None:
    made = write_redline(
        whole(draft=True), whole(), author="Noordstad", moment="2027-01-15T12:00:00Z",
        own=own_house(house_style()),
    )  # fmt: skip
    sound(made)
    assert "Gemeente Noordstad" in header(made).paragraphs[-1].text
    assert b"[[" not in parts(made)["word/header1.xml"]


@pytest.mark.parametrize("kind", list(Letter))
def test_a_letter_of_ours_has_the_same_words_in_it(kind: Letter) -> None:
    ours = preview(template_of(kind), FIELDS)
    made = dressed(ours, own_house(house_style()), "Afspraak & co")
    sound(made)
    assert everything(made) == everything(ours)
    assert "Gemeente Noordstad" in header(made).paragraphs[-1].text
    assert "[[" not in "".join(one.text for one in header(made).paragraphs)


def test_a_house_style_that_draws_in_something_from_elsewhere_is_refused() -> None:
    with pytest.raises(Refused):
        own_house(related("image", "https://elsewhere.example/logo.png"))
