"""Drawings in Word: the SVG itself, and a PNG of it for programs that cannot draw SVG."""

from __future__ import annotations

import re

import resvg_py
from msgspec import Struct

from governance.base.places import PACKAGE
from governance.documents.blocks import Figure

FONTS = PACKAGE / "documents" / "fonts"
EMU = 36_000
"""English metric units in a millimetre."""
WIDEST = 160.0
PIXELS = 1600
_BOX = re.compile(r'viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"')


class Drawn(Struct, frozen=True):
    """One drawing in a package; sizes in English metric units."""

    number: int
    name: str
    title: str
    png: str
    svg: str
    width: int
    height: int
    image: bytes
    source: bytes


def drawn(figure: Figure, number: int, title: str) -> Drawn:
    """The drawing with its fallback. Raises ``ValueError`` when the SVG has no view box."""
    box = _BOX.search(figure.svg)
    if box is None:
        raise ValueError(f"drawing {number} has no viewBox")
    width = min(figure.width, WIDEST)
    height = width * float(box.group(2)) / float(box.group(1))
    image = resvg_py.svg_to_bytes(
        svg_string=figure.svg, width=PIXELS, skip_system_fonts=True, font_dirs=[str(FONTS)]
    )
    return Drawn(
        number=number,
        name=f"drawing{number}",
        title=title,
        png=f"rIdPng{number}",
        svg=f"rIdSvg{number}",
        width=round(width * EMU),
        height=round(height * EMU),
        image=bytes(image),
        source=figure.svg.encode(),
    )
