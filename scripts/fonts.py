"""Fetch the fonts of the house style: the TrueType files of the npm package ``source-sans``.

Run ``python scripts/fonts.py`` to renew them. The registry's own sum is checked before a
file is kept; what was kept, from where and under which licence stands in ``VENDOR.json``.
The characters that every face has go to ``base/signs.txt``: what our documents can show.
The widths of letters go to ``widths.json`` beside the fonts, for the columns of tables. Needs
``fonttools``, which ``make vendor`` installs.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path

import httpx
from fontTools.ttLib import TTFont

PACKAGE, VERSION = "source-sans", "3.52.0"
REGISTRY = f"https://registry.npmjs.org/{PACKAGE}/{VERSION}"
SOURCE = Path(__file__).parent.parent / "src" / "governance"
FONTS = SOURCE / "documents" / "fonts"
SIGNS = SOURCE / "base" / "signs.txt"
FACES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
LATIN = (*range(0x21, 0x180), *range(0x2010, 0x2040), 0x20AC)
REFUSED = {0xFEFF}
"""What PDF/A-2a forbids although the fonts have it."""


def wanted(member: str) -> str:
    """The name under which a member of the package is kept, or nothing."""
    path = Path(member)
    if path.name == "LICENSE.md" and len(path.parts) == 2:
        return "LICENSE.md"
    faces = {f"SourceSans3-{face}.ttf" for face in FACES}
    return path.name if path.name in faces and path.parent.name == "TTF" else ""


def checked(tarball: bytes, integrity: str) -> bytes:
    """The package itself, when its sum is what the registry says."""
    kind, _, expected = integrity.partition("-")
    found = base64.b64encode(hashlib.new(kind, tarball).digest()).decode()
    if kind != "sha512" or found != expected:
        raise SystemExit(f"{PACKAGE} {VERSION}: the sum {integrity} does not fit; nothing kept")
    return tarball


def keep(tarball: bytes) -> dict[str, str]:
    """Write the chosen files; gives the sha256 of each."""
    FONTS.mkdir(parents=True, exist_ok=True)
    sums: dict[str, str] = {}
    with tarfile.open(fileobj=io.BytesIO(tarball)) as package:
        for member in package.getmembers():
            name, file = wanted(member.name), package.extractfile(member)
            if name and file:
                content = file.read()
                (FONTS / name).write_bytes(content)
                sums[name] = hashlib.sha256(content).hexdigest()
    return dict(sorted(sums.items()))


def signs() -> str:
    """The characters that every face has, as ranges of hexadecimal numbers, one a line."""
    faces = [set(TTFont(FONTS / f"SourceSans3-{face}.ttf").getBestCmap()) for face in FACES]
    ranges: list[list[int]] = []
    for code in sorted(set.intersection(*faces) - REFUSED):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{a:x}\n" if a == b else f"{a:x}-{b:x}\n" for a, b in ranges)


def widths() -> str:
    """Widths in thousandths of the size, in bold, of what Dutch words are written with."""
    font = TTFont(FONTS / "SourceSans3-Bold.ttf")
    scale = 1000 / font["head"].unitsPerEm
    signs = {chr(c): name for c, name in sorted(font.getBestCmap().items()) if c in LATIN}
    found = {sign: round(font["hmtx"][name][0] * scale) for sign, name in signs.items()}
    return json.dumps(found, ensure_ascii=False, indent=0) + "\n"


def main() -> None:
    """Fetch, check, keep and write down."""
    told = httpx.get(REGISTRY).raise_for_status().json()
    source = told["dist"]
    tarball = httpx.get(source["tarball"]).raise_for_status().content
    sums = keep(checked(tarball, source["integrity"]))
    record = {
        "package": PACKAGE,
        "version": VERSION,
        "licence": told["license"],
        "tarball": source["tarball"],
        "integrity": source["integrity"],
        "files": sums,
    }
    (FONTS / "VENDOR.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    SIGNS.write_text(signs(), encoding="ascii")
    (FONTS / "widths.json").write_text(widths(), encoding="utf-8")
    print(f"{PACKAGE} {VERSION}: {len(sums)} files in {FONTS.name}/")


if __name__ == "__main__":
    main()
