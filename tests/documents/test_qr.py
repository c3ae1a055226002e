"""A QR code is a picture that says what it is, with every dark square in its place."""

from __future__ import annotations

import re

import segno

from governance.documents.qr import qr_svg


def test_every_dark_square_is_drawn_inside_a_light_edge_of_four() -> None:
    text = "otpauth://totp/Afspraken:pin?secret=ABCDEFGH&issuer=Afspraken"
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", qr_svg(text, "Code"))}
    square = segno.make_qr(text, error="m").matrix
    assert drawn == {
        (x + 4, y + 4) for y, line in enumerate(square) for x, dark in enumerate(line) if dark
    }
    assert f'viewBox="0 0 {len(square) + 8} {len(square) + 8}"' in qr_svg(text, "Code")


def test_it_says_what_it_is() -> None:
    assert "<title>A &lt;code&gt;</title>" in qr_svg("x", "A <code>")
    assert 'role="img"' in qr_svg("x", "A code")
