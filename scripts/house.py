"""Make the house style anew: ``templates/documents/house.docx``, slim and editable in Word.

Run ``python scripts/house.py`` after a change here. An organisation may edit the result in
Word instead: the writer finds styles and numbering by the names of the styles. The fonts of
the house style travel inside it, so that a page is as long on every machine. Needs
``fonttools``, which ``make vendor`` installs.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from embedding import FONT, HEAD, OOXML, R, W, font_parts

OUT = Path(__file__).resolve().parent.parent / "templates" / "documents" / "house.docx"
LINES = 256
"""Height of lines as in the PDF, so that both have about as many pages; single is 240."""
BLUE, QUIET, LINE = "154273", "4A5560", "B8C2CC"


def style(name: str, title: str, paragraph: str = "", run: str = "", **more: str) -> str:
    """One paragraph style; ``based`` and ``next`` name other styles."""
    based = f'<w:basedOn w:val="{more["based"]}"/>' if "based" in more else ""
    after = f'<w:next w:val="{more["next"]}"/>' if "next" in more else ""
    return (
        f'<w:style w:type="paragraph" {more.get("flag", "")}w:styleId="{name}">'
        f'<w:name w:val="{title}"/>{based}{after}<w:uiPriority w:val="9"/><w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def size(points: float) -> str:
    """A font size in points, as half points for Latin and complex script."""
    return f'<w:sz w:val="{int(points * 2)}"/><w:szCs w:val="{int(points * 2)}"/>'


def numbered(number: int, level: int) -> str:
    """The numbering that a style carries."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def space(before: int, after: int, line: int = LINES) -> str:
    """Space before and after, in twentieths of a point; a single line is 240."""
    spaced = f' w:line="{line}" w:lineRule="auto"' if line != LINES else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{spaced}/>'


def styles() -> str:
    """The styles, each in the order of elements that the schema asks."""
    bold, blue = "<w:b/><w:bCs/>", f'<w:color w:val="{BLUE}"/>'
    quiet = f'<w:color w:val="{QUIET}"/>'
    keep = "<w:keepNext/><w:keepLines/>"
    tight = space(0, 60)
    pages = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
    made = [
        style("Normal", "Normal", flag='w:default="1" '),
        style("Title", "Title", space(480, 80), bold + blue + size(22), based="Normal"),
        style("Subtitle", "Subtitle", space(0, 120), quiet + size(13), based="Normal"),
        *(
            style(
                f"Heading{n}",
                f"heading {n}",
                keep + space(360 - 60 * n, 120) + f'<w:outlineLvl w:val="{n - 1}"/>',
                bold + blue + size((15, 11.5, 10.5)[n - 1]),
                based="Normal",
                next="Normal",
            )
            for n in (1, 2, 3)
        ),
        style(
            "Artikel",
            "Artikel",
            keep + numbered(1, 0) + space(300, 100) + '<w:outlineLvl w:val="1"/>',
            bold + blue + size(11.5),
            based="Normal",
            next="Lid",
        ),
        style("Lid", "Lid", numbered(1, 1) + space(0, 100), based="Normal"),
        style("LidEnkel", "Lid enkel", space(0, 100), based="Normal"),
        style("Onderdeel", "Onderdeel", numbered(1, 2) + tight, based="Normal"),
        style("Subonderdeel", "Subonderdeel", numbered(1, 3) + tight, based="Normal"),
        style("Letter", "Opsomming letter", numbered(2, 0) + tight, based="Normal"),
        style("Letter2", "Opsomming letter 2", numbered(2, 1) + tight, based="Normal"),
        style("Streep", "Opsomming streep", numbered(3, 0) + tight, based="Normal"),
        style("Streep2", "Opsomming streep 2", numbered(3, 1) + tight, based="Normal"),
        style("Lead", "Aanhef", space(0, 160), quiet + size(12), based="Normal"),
        style(
            "Note",
            "Noot",
            f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="6" w:color="{LINE}"/></w:pBdr>'
            + space(60, 120)
            + '<w:ind w:left="170"/>',
            size(9.5),
            based="Normal",
        ),
        style("Quiet", "Stil", space(0, 100), quiet + size(9), based="Normal"),
        style(
            "Caption", "caption", "<w:keepNext/>" + space(160, 60), quiet + size(9), based="Normal"
        ),
        style(
            "FigureCaption", "Bijschrift figuur", space(40, 160), quiet + size(9), based="Normal"
        ),
        style("Cell", "Tabeltekst", space(30, 30, 240), size(9), based="Normal"),
        style(
            "CellHead", "Tabelkop", keep + space(30, 30, 240), bold + blue + size(9), based="Normal"
        ),
        style("Signer", "Ondertekenaar", keep + space(60, 60), bold, based="Normal"),
        style("SignLine", "Ondertekening", keep + space(60, 60), based="Normal"),
        style("SignLast", "Ondertekening slot", space(60, 60), based="Normal"),
        style(
            "TOCHeading",
            "TOC Heading",
            keep + space(240, 120),
            bold + blue + size(15),
            based="Normal",
        ),
        style("TOC1", "toc 1", pages + space(80, 20), bold, based="Normal"),
        style("TOC2", "toc 2", pages + space(0, 20) + '<w:ind w:left="284"/>', based="Normal"),
        style("Header", "header", "", quiet + size(8.5), based="Normal"),
        style("Footer", "footer", '<w:jc w:val="right"/>', quiet + size(8.5), based="Normal"),
    ]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>'
        for edge in ("bottom", "insideH")
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/>'
        '<w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="House"><w:name w:val="Huistabel"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" '
        f'w:space="0" w:color="{BLUE}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>'
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" '
        f'w:eastAsia="{FONT}" w:cs="{FONT}"/>{size(10.5)}<w:lang w:val="nl-NL" '
        'w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        f'<w:spacing w:after="120" w:line="{LINES}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    link = (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        f"<w:rPr>{blue}</w:rPr></w:style>"
    )
    return f'{HEAD}<w:styles xmlns:w="{W}">{defaults}{"".join(made)}{link}{table}</w:styles>'


def level(number: int, kind: str, text: str, name: str, at: int, hanging: int) -> str:
    """One level of a list, bound to its style."""
    tail = '<w:suff w:val="space"/>' if name == "Artikel" else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:pStyle w:val="{name}"/>{tail}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{at}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def numbering() -> str:
    """Articles with their paragraphs and items, lettered lists, and lists with dashes."""
    lists = (
        level(0, "decimal", "Artikel %1", "Artikel", 0, 0)
        + level(1, "decimal", "%2.", "Lid", 425, 425)
        + level(2, "lowerLetter", "%3.", "Onderdeel", 850, 425)
        + level(3, "decimal", "%4°", "Subonderdeel", 1275, 425),
        level(0, "lowerLetter", "%1.", "Letter", 425, 425)
        + level(1, "decimal", "%2°", "Letter2", 850, 425),
        level(0, "bullet", "–", "Streep", 425, 425) + level(1, "bullet", "–", "Streep2", 850, 425),
    )
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>{levels}'
        "</w:abstractNum>"
        for n, levels in enumerate(lists, 1)
    )
    uses = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3)
    )
    return f'{HEAD}<w:numbering xmlns:w="{W}">{made}{uses}</w:numbering>'


def field(what: str) -> str:
    """A field that Word fills in."""
    return f'<w:fldSimple w:instr=" {what} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def text(said: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{said}</w:t></w:r>'


def header() -> str:
    """Short title on the left, version on the right."""
    return (
        f'{HEAD}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/><w:pBdr>'
        f'<w:bottom w:val="single" w:sz="4" w:space="4" w:color="{LINE}"/></w:pBdr><w:tabs>'
        '<w:tab w:val="right" w:pos="9070"/></w:tabs></w:pPr>'
        f"{text('[[short_title]]')}<w:r><w:tab/></w:r>{text('[[edition]]')}</w:p></w:hdr>"
    )


def footer() -> str:
    """Page x of y."""
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{text('Pagina ')}{field('PAGE')}{text(' van ')}{field('NUMPAGES')}</w:p></w:ftr>"
    )


def document() -> str:
    """One line that shows the house style, and the page that every document takes over."""
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body><w:p><w:pPr><w:pStyle '
        f'w:val="Title"/></w:pPr>{text("Huisstijl")}</w:p><w:sectPr>'
        '<w:headerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1587" w:right="1418" w:bottom="1474" '
        'w:left="1418" w:header="850" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def parts() -> dict[str, str | bytes]:
    """Every part of the package by its name."""
    kinds = {
        "word/document.xml": f"{KIND}.document.main+xml",
        "word/styles.xml": f"{KIND}.styles+xml",
        "word/numbering.xml": f"{KIND}.numbering+xml",
        "word/settings.xml": f"{KIND}.settings+xml",
        "word/fontTable.xml": f"{KIND}.fontTable+xml",
        "word/header1.xml": f"{KIND}.header+xml",
        "word/footer1.xml": f"{KIND}.footer+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items()
    )
    defaults = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>'
        for end, kind in (
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("png", "image/png"),
            ("svg", "image/svg+xml"),
            ("odttf", "application/vnd.openxmlformats-officedocument.obfuscatedFont"),
        )
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("settings", "settings.xml"),
                ("header", "header1.xml"),
                ("footer", "footer1.xml"),
                ("fontTable", "fontTable.xml"),
            ),
            1,
        )
    )
    package = f"{OOXML}/package/2006"
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types">{defaults}{overrides}</Types>',
        "_rels/.rels": (
            f'{HEAD}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" '
            f'Target="docProps/core.xml"/><Relationship Id="rId3" Type="{R}/extended-properties" '
            'Target="docProps/app.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": document(),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": (
            f'{HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:embedTrueTypeFonts/>'
            '<w:defaultTabStop w:val="425"/><w:autoHyphenation/>'
            '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting '
            'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
            'w:val="15"/></w:compat><w:themeFontLang w:val="nl-NL"/></w:settings>'
        ),
        "word/header1.xml": header(),
        "word/footer1.xml": footer(),
        "docProps/app.xml": (
            f'{HEAD}<Properties xmlns="{OOXML}/officeDocument/2006/extended-properties">'
            "<Application>governance</Application></Properties>"
        ),
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties"/>',
    } | font_parts()


def main() -> None:
    """Write the package, the same bytes every time."""
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_DEFLATED) as package:
        for name, said in parts().items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, said)


if __name__ == "__main__":
    main()
