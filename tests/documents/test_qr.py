"""A QR code holds its text: the squares are those that another maker draws."""

from __future__ import annotations

import hashlib

import pytest

from governance.documents import qr as drawing
from governance.documents.qr import qr, qr_svg

MADE_ELSEWHERE = {
    14: "1da08b747c8774480e17e31f11ae81a06e7b275d72c3e02d47346a501c1e2cb3",
    26: "c8a00a2bc00fd1d7d967fb19b5ed2fb31f2136e5095eaa55c829e455299ebb13",
    42: "034dfa3ed4c6de4e169c1238b0bda0023ce89091dac186400b1e88104cdb997f",
    62: "4d75b8201828d9220213299cf77688c5417689592e51214566ce24323fcaff81",
    84: "c7aa14e40a9dcd3529314103c24573d09fc4cb4c7be70886b80f1d0f99f42987",
    106: "06bda5bfd2a0d866c96ef92db3ecaa51c627ff60de7c66c7a2b0e5d909a088c1",
    122: "e440afb9b2441c2b6031fd81490228275b41f4292c7e39e01ab35c7b80dd355b",
    152: "9b0c109e6528c51892a5e6766ccbb5370e615c429a47361e5985e07df9556738",
    180: "a912d34d258d7cdb053e317dfc16d4af40a392ffcdecbf19a172f1c9bf7dfa15",
    213: "0fe7f7037003704d620bf8f82ed7923d67838147d426d7ec498b2069cd6d2afe",
}
"""SHA-256 of the square that the package qrcode 8.2 makes of so many bytes, versions 1 to 10
(level M, mask 3)."""


def text(length: int) -> str:
    return ("otpauth://totp/" + "x" * length)[:length]


@pytest.mark.parametrize("length", MADE_ELSEWHERE)
def test_a_square_is_the_same_as_that_of_another_maker(length: int) -> None:
    made = drawing._Drawing(drawing._version(length))
    made.fill(drawing._words(text(length).encode(), made.version))
    lines = ("".join("#" if dark else "." for dark in line) for line in made.masked(3))
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == MADE_ELSEWHERE[length]


def test_a_text_that_does_not_fit_is_refused() -> None:
    assert len(qr("x" * 213)) == 57
    with pytest.raises(ValueError, match="214 bytes"):
        qr("x" * 214)


def test_the_drawing_says_what_it_is() -> None:
    assert "<title>A &lt;code&gt;</title>" in qr_svg("x", "A <code>")
    assert 'role="img"' in qr_svg("x", "A code")
