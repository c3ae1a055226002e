"""A text as QR code (ISO/IEC 18004), drawn as SVG: bytes, level M, versions 1 to 10.

Enough for an address of 213 bytes, and no dependency for one drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from itertools import pairwise

_BLOCKS: tuple[tuple[int, tuple[int, ...]], ...] = (
    (10, (16,)), (16, (28,)), (26, (44,)), (18, (32,) * 2), (24, (43,) * 2), (16, (27,) * 4),
    (18, (31,) * 4), (22, (38, 38, 39, 39)), (22, (36, 36, 36, 37, 37)), (26, (43,) * 4 + (44,)),
)  # fmt: skip
"""By version: how many words mend a block, and how many words of data each block holds."""
_ALIGNED: tuple[tuple[int, ...], ...] = (
    (), (6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46),
    (6, 28, 50),
)  # fmt: skip
_MASKS: tuple[Callable[[int, int], bool], ...] = (
    lambda y, x: (y + x) % 2 == 0,
    lambda y, _: y % 2 == 0,
    lambda _, x: x % 3 == 0,
    lambda y, x: (y + x) % 3 == 0,
    lambda y, x: (y // 2 + x // 3) % 2 == 0,
    lambda y, x: y * x % 2 + y * x % 3 == 0,
    lambda y, x: (y * x % 2 + y * x % 3) % 2 == 0,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2 == 0,
)
_QUIET = 4
Square = list[list[bool]]


def _times(a: int, b: int) -> int:
    """Product in GF(256) with the polynomial of QR codes."""
    found = 0
    while b:
        found ^= a if b & 1 else 0
        a, b = (a << 1) ^ (0x11D if a & 0x80 else 0), b >> 1
    return found


@cache
def _divisor(degree: int) -> tuple[int, ...]:
    found, root = [0] * (degree - 1) + [1], 1
    for _ in range(degree):
        found = [_times(c, root) ^ n for c, n in zip(found, [*found[1:], 0], strict=True)]
        root = _times(root, 2)
    return tuple(found)


def _mending(data: list[int], degree: int) -> list[int]:
    """The Reed-Solomon words of a block."""
    found = [0] * degree
    for word in data:
        factor = word ^ found.pop(0)
        found.append(0)
        found = [c ^ _times(d, factor) for c, d in zip(found, _divisor(degree), strict=True)]
    return found


def _version(length: int) -> int:
    for version, (_, blocks) in enumerate(_BLOCKS, 1):
        if length + (2 if version < 10 else 3) <= sum(blocks):
            return version
    msg = f"{length} bytes do not fit in a QR code of version 10"
    raise ValueError(msg)


def _words(text: bytes, version: int) -> list[int]:
    """Data and mending words, in the order in which they are drawn."""
    mending, sizes = _BLOCKS[version - 1]
    bits = f"0100{len(text):0{8 if version < 10 else 16}b}" + "".join(f"{b:08b}" for b in text)
    bits += "0" * min(4, 8 * sum(sizes) - len(bits))
    bits += "0" * (-len(bits) % 8)
    data = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    data += [(0xEC, 0x11)[n % 2] for n in range(sum(sizes) - len(data))]
    blocks = []
    for size in sizes:
        blocks.append(data[:size])
        data = data[size:]
    mended = [_mending(block, mending) for block in blocks]
    drawn = [b[at] for at in range(max(sizes)) for b in blocks if at < len(b)]
    return drawn + [block[at] for at in range(mending) for block in mended]


class _Drawing:
    """The square while it is drawn: what is dark, and what is no place for data."""

    def __init__(self, version: int) -> None:
        self.version, self.size = version, 17 + 4 * version
        self.dark: Square = [[False] * self.size for _ in range(self.size)]
        self.fixed: Square = [[False] * self.size for _ in range(self.size)]
        self._patterns()

    def put(self, y: int, x: int, dark: bool) -> None:
        if 0 <= y < self.size and 0 <= x < self.size:
            self.dark[y][x], self.fixed[y][x] = dark, True

    def _patterns(self) -> None:
        last = self.size - 7
        for at in range(self.size):
            self.put(6, at, at % 2 == 0)
            self.put(at, 6, at % 2 == 0)
        for y, x in ((3, 3), (3, last + 3), (last + 3, 3)):
            for dy in range(-4, 5):
                for dx in range(-4, 5):
                    self.put(y + dy, x + dx, max(abs(dy), abs(dx)) not in (2, 4))
        places = _ALIGNED[self.version - 1]
        corners = {(6, 6), (6, last), (last, 6)}
        for y in places:
            for x in places:
                if (y, x) not in corners:
                    for dy in range(-2, 3):
                        for dx in range(-2, 3):
                            self.put(y + dy, x + dx, max(abs(dy), abs(dx)) != 1)
        self.formatted(0)
        self._numbered()

    def formatted(self, mask: int) -> None:
        """What tells level M and the mask, twice."""
        rest = mask
        for _ in range(10):
            rest = (rest << 1) ^ (0x537 if rest >> 9 else 0)
        bits = (mask << 10 | rest) ^ 0x5412
        ends = self.size - 1
        for at in range(15):
            dark = bool(bits >> at & 1)
            self.put(at if at < 6 else at + 1 if at < 8 else ends - 14 + at, 8, dark)
            self.put(8, ends - at if at < 8 else 7 if at == 8 else 14 - at, dark)
        self.put(self.size - 8, 8, True)

    def _numbered(self) -> None:
        """What tells the version, from 7 on, twice."""
        if self.version < 7:
            return
        rest = self.version
        for _ in range(12):
            rest = (rest << 1) ^ (0x1F25 if rest >> 11 else 0)
        bits = self.version << 12 | rest
        for at in range(18):
            y, x, dark = at // 3, self.size - 11 + at % 3, bool(bits >> at & 1)
            self.put(y, x, dark)
            self.put(x, y, dark)

    def _path(self) -> Iterator[tuple[int, int]]:
        """The places for data: up and down in columns of two, from the right."""
        for column, right in enumerate([*range(self.size - 1, 6, -2), 5, 3, 1]):
            lines = range(self.size) if column % 2 else range(self.size - 1, -1, -1)
            for y in lines:
                yield from ((y, x) for x in (right, right - 1) if not self.fixed[y][x])

    def fill(self, words: list[int]) -> None:
        bits = "".join(f"{word:08b}" for word in words)
        for at, (y, x) in enumerate(self._path()):
            self.dark[y][x] = at < len(bits) and bits[at] == "1"

    def masked(self, mask: int) -> Square:
        self.formatted(mask)
        turns = _MASKS[mask]
        return [
            [d != (turns(y, x) and not self.fixed[y][x]) for x, d in enumerate(line)]
            for y, line in enumerate(self.dark)
        ]


def _penalty(square: Square) -> int:
    """How hard a square is to read, by the rules of the standard."""
    lines = ["".join("1" if d else "0" for d in line) for line in square]
    lines += ["".join(column) for column in zip(*lines, strict=True)]
    found = 0
    for line in lines:
        runs = line.replace("01", "0 1").replace("10", "1 0").split()
        found += sum(len(run) - 2 for run in runs if len(run) >= 5)
        for at in range(len(line) - 10):
            found += 40 * (line[at : at + 11] in ("10111010000", "00001011101"))
    for above, below in pairwise(square):
        fours = zip(above, above[1:], below, below[1:], strict=False)
        found += 3 * sum(len(set(four)) == 1 for four in fours)
    whole = len(square) ** 2
    dark = sum(map(sum, square))
    return found + 10 * (abs(dark * 20 - whole * 10) // whole)


def qr(text: str) -> Square:
    """The square of a text, True where it is dark; ``ValueError`` when it does not fit."""
    said = text.encode()
    drawing = _Drawing(_version(len(said)))
    drawing.fill(_words(said, drawing.version))
    return min((drawing.masked(mask) for mask in range(len(_MASKS))), key=_penalty)


def qr_svg(text: str, title: str) -> str:
    """The QR code of a text as SVG that says by ``title`` what it is."""
    square = qr(text)
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
