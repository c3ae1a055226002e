"""Words of a passage changed as somebody proposed, with its places kept where they still stand.

A proposal is made upon what a document says; the passage says the same with places in it
(``{{ blank.regio }}``). What was not touched stays as it was kept; a place whose value was
changed becomes the words that were proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import SimpleNamespace

from msgspec import Struct

from governance.documents.blocks import Run, Runs
from governance.documents.comparing.wording import Kept, pieces
from governance.library.filling import ASKED, END, filled

_PLACE = re.compile(r"\{\{.*?\}\}")
_MARKS = re.compile("[\ue000-\ue005]")


class _Atom(Struct, frozen=True):
    """A stretch of a passage: what it says, and how that is kept where it is a place."""

    said: str
    place: str = ""


def _atoms(words: str, context: Mapping[str, SimpleNamespace]) -> Iterator[_Atom]:
    """The stretches of the words of a passage without the marks of their look."""
    end = 0
    for found in _PLACE.finditer(words):
        yield _Atom(_bare(words[end : found.start()]))
        said = filled(found.group(), context)
        bare = _MARKS.sub("", said)
        yield _Atom(f"[{bare}]" if said.startswith(ASKED) and END in said else bare, found.group())
        end = found.end()
    yield _Atom(_bare(words[end:]))


def _bare(text: str) -> str:
    return re.sub(r"\\([*\\])|\*\*?", lambda found: found[1] or "", text)


def reworded(words: str, proposed: Runs, context: Mapping[str, SimpleNamespace]) -> str:
    """The words of a passage that says what is proposed.

    A place stays a place where its value stands unchanged in the proposal. Words with a
    condition in them are replaced as they are said.
    """
    new = "".join(run.text for run in proposed)
    atoms = [] if "{%" in words else list(_atoms(words, context))
    kept = dict(_places(atoms, new))
    return "".join(_written(proposed, kept))


def _places(atoms: Sequence[_Atom], new: str) -> Iterator[tuple[int, tuple[int, str]]]:
    """By its start in the new text: the end and the form of each place that still stands."""
    old = "".join(atom.said for atom in atoms)
    moved: dict[int, int] = {}
    before = after = 0
    for piece in pieces(old, new):
        if piece.kept is Kept.BOTH:
            moved |= {before + n: after + n for n in range(len(piece.text))}
        before += len(piece.text) * (piece.kept is not Kept.NEW)
        after += len(piece.text) * (piece.kept is not Kept.OLD)
    start = 0
    for atom in atoms:
        end = start + len(atom.said)
        there = [moved.get(n, -1) for n in range(start, end)]
        whole = bool(there) and there[0] >= 0
        if atom.place and whole and there == list(range(there[0], there[0] + len(there))):
            yield there[0], (there[-1] + 1, atom.place)
        start = end


def _written(runs: Runs, kept: Mapping[int, tuple[int, str]]) -> Iterator[str]:
    place = 0
    until = -1
    for run in runs:
        mark = ("**" if run.bold else "") + ("*" if run.italic else "")
        inner: list[str] = []
        for sign in run.text:
            if place in kept:
                until, form = kept[place]
                inner.append(form)
            if place >= until:
                inner.append(_safe(sign))
            place += 1
        said = "".join(inner)
        yield f"{mark}{said}{mark[::-1]}" if said.strip() and mark else said


def _safe(sign: str) -> str:
    """A sign that would be markup or a template, as it stands in words."""
    if _MARKS.match(sign):
        return ""
    return f"\\{sign}" if sign in "*\\" else '{{ "{" }}' if sign == "{" else sign


def plain(runs: Runs) -> str:
    """What runs say."""
    return "".join(run.text for run in runs)


def as_runs(text: str) -> Runs:
    """Plain words as runs."""
    return (Run(text),) if text else ()
