"""The house style as a package: what every document takes over, compressed once."""

from __future__ import annotations

import hashlib
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import IO

from governance.base.places import shipped
from governance.documents.zipping import Kept, kept, package

"""Every entry of the package has this date, so that the same parts give the same bytes."""
LEVEL = 1
"""Of compression: four per cent larger than the best, and twice as fast."""
FIRST_LIST = 100
"""Numbers of lists that start anew begin here, beyond those of the house style."""


def sealed(content: bytes) -> str:
    """The first 16 digits of the SHA-256 of a file: what a document says it was made with."""
    return hashlib.sha256(content).hexdigest()[:16]


def house_file() -> Path:
    """The house style that anyone can edit in Word."""
    return shipped("templates") / "documents" / "house.docx"


class House:
    """A house style, read once: its untouched parts packed, the others as text.

    ``seal``: that of the file as an organisation handed it in; empty for ours.
    """

    def __init__(self, file: Path | IO[bytes], seal: str = "") -> None:
        self.seal = seal
        with zipfile.ZipFile(file) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.headers = tuple(n for n in self.parts if re.fullmatch(r"word/header\d+\.xml", n))
        self.footers = tuple(n for n in self.parts if re.fullmatch(r"word/footer\d+\.xml", n))
        self._packed: dict[frozenset[str], Kept] = {}
        found = re.search(r"<w:sectPr\b.*?</w:sectPr>", self.text("word/document.xml"), re.DOTALL)
        self.section = found.group() if found else "<w:sectPr/>"
        self.lettered = self._lettered()
        numbers = re.findall(r'<w:num [^>]*w:numId="(\d+)"', self.text("word/numbering.xml"))
        self.first_list = max(FIRST_LIST, *(int(one) + 1 for one in numbers), 0)

    def text(self, name: str) -> str:
        """A part as text; empty when the package has none."""
        return self.parts.get(name, b"").decode("utf-8")

    def _lettered(self) -> str:
        """Id of the list that the style ``Letter`` is bound to, in the numbering of this house."""
        for one in re.findall(
            r"<w:abstractNum .*?</w:abstractNum>", self.text("word/numbering.xml"), re.DOTALL
        ):
            if '<w:pStyle w:val="Letter"/>' in one:
                return str(re.findall(r'w:abstractNumId="(\d+)"', one)[0])
        return "0"

    def packed(self, changed: dict[str, bytes]) -> bytes:
        """The package with these parts in place of its own, the others compressed once."""
        names = frozenset(changed).intersection(self.parts)
        if names not in self._packed:
            parts = {name: said for name, said in self.parts.items() if name not in names}
            self._packed[names] = kept(parts)
        return package(self._packed[names], changed, LEVEL)


@cache
def house() -> House:
    """The shipped house style."""
    return House(house_file())
