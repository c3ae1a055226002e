"""What spans text in a Word file: bookmarks, and the quotes that comments are made at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from governance.documents.reading.streams import Stream
from governance.documents.reading.stretches import Stretch, w


@dataclass(slots=True, eq=False)
class Quote:
    """Where a comment stands, and what it was made at."""

    stream: Stream
    place: int
    stretches: list[Stretch] = field(default_factory=list)


class Spans:
    """The bookmarks and comments that are open where the file is being read."""

    def __init__(self) -> None:
        self.quotes: dict[str, Quote] = {}
        self._open: dict[str, tuple[Stream, str, int]] = {}
        self._quoting: dict[str, Quote] = {}
        self._edge: tuple[Stream | None, int] = (None, 0)

    def mark(self, element: Any, stream: Stream) -> None:
        """A bookmark or a comment begins or ends."""
        number, place = element.get(w("id")) or "", len(stream.stretches)
        self._edge = (stream, place)
        if element.tag == _BEGINS:
            self._open[number] = (stream, element.get(w("name")) or "", place)
        elif element.tag == _ENDS:
            self._close(number)
        elif element.tag == _QUOTES:
            self._quoting[number] = self.quotes[number] = Quote(stream, place)
        elif element.tag == _REFERS:
            self.quotes.setdefault(number, Quote(stream, place))
        else:
            self._quoting.pop(number, None)

    def _close(self, number: str) -> None:
        if number in self._open:
            stream, name, start = self._open.pop(number)
            stream.spans.append((name, start, len(stream.stretches)))

    def close(self) -> None:
        """The file ends, and with it every bookmark that nothing ended."""
        for number in list(self._open):
            self._close(number)

    def here(self, stream: Stream) -> bool:
        """Whether one begins or ended just here: a stretch does not cross that."""
        return self._edge == (stream, len(stream.stretches))

    def quote(self, stretch: Stretch) -> None:
        """A stretch stands in every comment that is open."""
        if self._quoting:
            for one in self._quoting.values():
                one.stretches.append(stretch)


_BEGINS, _ENDS = w("bookmarkStart"), w("bookmarkEnd")
_QUOTES, _REFERS = w("commentRangeStart"), w("commentReference")
