"""The fonts of the house style as parts of a Word document: its table of fonts, and the fonts.

Embedded whole but for small capitals and the like, so that every character that may be printed
comes from our font on any machine. Source Sans is under the OFL, which lets documents carry it.
"""

from __future__ import annotations

import io
import uuid
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OOXML = "http://schemas.openxmlformats.org"
W = f"{OOXML}/wordprocessingml/2006/main"
R = f"{OOXML}/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONT = "Source Sans 3"
FONTS = Path(__file__).resolve().parent.parent / "src" / "governance" / "documents" / "fonts"
FACES = {"Regular": "Regular", "Bold": "Bold", "Italic": "It", "BoldItalic": "BoldIt"}
"""How Word calls the faces of a family that it embeds, and how the files are called."""
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
"""What Word uses of a font: kerning and accents, no small capitals or old figures."""


def embedded(face: str) -> tuple[str, bytes]:
    """One face with all its characters, as Word embeds it: its key, and the hidden font.

    ECMA-376 part 4, 2.8.1: the first 32 bytes are combined with the key, read backwards.
    The key is made of the name, so that the same font gives the same bytes.
    """
    font = TTFont(FONTS / f"SourceSans3-{FACES[face]}.ttf", recalcTimestamp=False)
    options = Options(hinting=False, layout_features=FEATURES, name_IDs=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=font.getBestCmap())
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.save(buffer)
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"governance/{FONT}/{face}")
    plain, mask = buffer.getvalue(), key.bytes[::-1] * 2
    hidden = bytes(a ^ b for a, b in zip(plain[:32], mask, strict=True)) + plain[32:]
    return f"{{{str(key).upper()}}}", hidden


def font_parts() -> dict[str, str | bytes]:
    """The table of fonts, its relations, and the fonts."""
    made = {face: embedded(face) for face in FACES}
    uses = "".join(
        f'<w:embed{face} r:id="rId{n}" w:fontKey="{key}"/>'
        for n, (face, (key, _)) in enumerate(made.items(), 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/font" Target="fonts/font{n}.odttf"/>'
        for n in range(1, len(made) + 1)
    )
    return {
        "word/fontTable.xml": (
            f'{HEAD}<w:fonts xmlns:w="{W}" xmlns:r="{R}"><w:font w:name="{FONT}">'
            '<w:panose1 w:val="020B0503030403020204"/><w:charset w:val="00"/>'
            f'<w:family w:val="swiss"/><w:pitch w:val="variable"/>'
            '<w:sig w:usb0="E00002FF" w:usb1="00002003" w:usb2="00000000" w:usb3="00000000" '
            f'w:csb0="2000019F" w:csb1="00000000"/>{uses}</w:font></w:fonts>'
        ),
        "word/_rels/fontTable.xml.rels": (
            f'{HEAD}<Relationships xmlns="{OOXML}/package/2006/relationships">{relations}'
            "</Relationships>"
        ),
    } | {f"word/fonts/font{n}.odttf": font for n, (_, font) in enumerate(made.values(), 1)}
