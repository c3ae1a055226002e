"""What changed in one line, from its tracked changes and from the text it was made from."""

from __future__ import annotations

from collections.abc import Iterable

from governance.documents.blocks import Run, Runs
from governance.documents.blocks import joined as joined_runs
from governance.documents.comparing.wording import Kept
from governance.documents.reading.differing import differing
from governance.documents.reading.findings import Mark
from governance.documents.reading.stretches import NOBODY, By, Line, Stretch


def marks(base: str, new: Line | None, old: Line | None) -> tuple[Mark, ...]:
    """From the text of the base to that of a line, by what is tracked and what is not."""
    return joined(_since(base, _tracked(new, old)))


def marks_moved(base: str, new: Line) -> tuple[Mark, ...]:
    """The same for a line that was moved: what was moved along with it stays."""
    told = [
        _mark(Kept.BOTH if one.way.move else Kept.NEW, one, one.way.by)
        for one in new.stretches
        if one.text
    ]
    return joined(_since(base, told))


def _tracked(new: Line | None, old: Line | None) -> list[Mark]:
    """The tracked changes between a line as it was and as it becomes.

    Text that stays in the file, but in another line, was cut off from this one or joined to it.
    """
    found = {one.place: one for line in (old, new) if line for one in line.stretches if one.text}
    told = []
    for _, one in sorted(found.items()):
        was, stays = old is not None and one.old is old, new is not None and one.new is new
        if was and stays:
            told.append(_mark(Kept.BOTH, one, NOBODY))
        else:
            kept = Kept.OLD if was else Kept.NEW
            told.append(_mark(kept, one, one.way.by if one.way.kept is kept else near(one)))
    return told


def near(one: Stretch) -> By:
    """Who changed the end of a paragraph by which kept text came to stand in another line."""
    line = one.new or one.old
    stream = line.stream if line else []
    for way in (reversed(stream[: one.place]), iter(stream[one.place :])):
        for other in way:
            if other.ends and other.way.kept is Kept.BOTH:
                break
            if other.ends:
                return other.way.by
    return NOBODY


def _mark(kept: Kept, one: Stretch, by: By) -> Mark:
    if kept is Kept.BOTH:
        return Mark(kept, one.text)
    return Mark(kept, one.text, by.author, by.moment, tracked=True)


def _since(base: str, told: list[Mark]) -> list[Mark]:
    """The tracked changes, and what differs from the base without being tracked."""
    was = "".join([one.text for one in told if one.kept is not Kept.NEW])
    if was == base:
        return told
    left, found = list(reversed(told)), []
    for piece in differing(base, was):
        if piece.kept is Kept.OLD:
            found.append(Mark(Kept.OLD, piece.text))
            continue
        for one in _taken(left, len(piece.text)):
            untracked = piece.kept is Kept.NEW and one.kept is not Kept.NEW
            if not untracked:
                found.append(one)
            elif one.kept is Kept.BOTH:
                found.append(Mark(Kept.NEW, one.text))
    return found + left[::-1]


def _taken(left: list[Mark], length: int) -> Iterable[Mark]:
    """The next marks of the old text, of so many characters; the last one is cut."""
    while length > 0:
        one = left.pop()
        if one.kept is Kept.NEW:
            yield one
            continue
        if len(one.text) > length:
            left.append(_part(one, one.text[length:]))
            one = _part(one, one.text[:length])
        length -= len(one.text)
        yield one


def _part(one: Mark, text: str) -> Mark:
    return Mark(one.kept, text, one.author, one.moment, one.tracked)


def joined(told: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks with neighbours of one kind made into one."""
    found: list[Mark] = []
    for one in told:
        last = found[-1] if found else None
        if last and _part(last, "") == _part(one, ""):
            found[-1] = _part(last, last.text + one.text)
        elif one.text:
            found.append(one)
    return tuple(found)


def without(told: tuple[Mark, ...], length: int) -> tuple[Mark, ...]:
    """Marks of which the new text lacks its first characters."""
    found = []
    for one in told:
        cut = 0 if one.kept is Kept.OLD else min(length, len(one.text))
        length -= cut
        found.append(_part(one, one.text[cut:]))
    return joined(found)


def text_of(told: Iterable[Mark]) -> str:
    """The new text that marks make up."""
    return "".join([one.text for one in told if one.kept is not Kept.OLD])


def runs(line: Line, skip: int = 0) -> Runs:
    """The text of a line in its looks, without its first characters."""
    found: list[Run] = []
    for one in line.stretches:
        text, skip = one.text[skip:], max(0, skip - len(one.text))
        found.append(Run(text, one.look.bold, one.look.italic, one.look.blank))
    return joined_runs(_still_blank(one) for one in joined_runs(found))


def _still_blank(one: Run) -> Run:
    """A blank that somebody filled in is none any more, though Word keeps its colour."""
    open_ = one.text.startswith("[") and one.text.endswith("]")
    return one if open_ or not one.blank else Run(one.text, one.bold, one.italic)


def calm(of: Runs) -> Runs:
    """The first cell of a row without the bold that names the row."""
    if of and all(one.bold for one in of):
        return tuple(Run(one.text, False, one.italic, one.blank) for one in of)
    return of
