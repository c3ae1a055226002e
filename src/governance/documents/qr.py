"""A text as QR code, drawn as SVG."""

from __future__ import annotations

from html import escape

import segno

_QUIET = 4
"""Light squares round the code, as its standard asks."""


def qr_svg(text: str, title: str) -> str:
    """The QR code of a text as SVG that says by ``title`` what it is."""
    square = segno.make_qr(text, error="m").matrix
    whole = len(square) + 2 * _QUIET
    dark = "".join(
        f"M{x + _QUIET} {y + _QUIET}h1v1h-1z"
        for y, line in enumerate(square)
        for x, is_dark in enumerate(line)
        if is_dark
    )
    return (
        f'<svg class="qr" role="img" viewBox="0 0 {whole} {whole}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{escape(title)}</title>'
        f'<rect width="{whole}" height="{whole}" fill="#fff"/><path d="{dark}" fill="#000"/></svg>'
    )
