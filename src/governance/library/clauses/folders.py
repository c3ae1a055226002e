"""Clauses in folders: ``clauses/<clause>/clause.toml``, texts in ``<version>/<variant>.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from governance.base.errors import N_, Complaint, Refused, complain
from governance.base.places import shipped
from governance.library.clauses.checks import text_complaints, together
from governance.library.clauses.rules import Clause
from governance.library.composing import CLAUSE_FILE, FOLDER
from governance.library.folders import BAD_KEY, KEY, TWICE
from governance.library.folders import found as found_models
from governance.library.keys import read_into
from governance.library.rules import Model
from governance.library.sources import Path_, Source, read_text
from governance.library.texts import EMPTY

WRONG_FOLDER = N_("The key of a clause is the name of its folder, here “{folder}”.")
NONE = N_("A clause needs at least one of these.")
BAD_VERSION = N_("“{version}” is no number of a version: write 1.0.")
NOT_NEWEST_FIRST = N_("The newest version stands first.")
NO_TEXT = N_("The text of this variant is missing in the newest version: “{file}”.")
NOT_NAMED = N_("No version and variant of this clause has this text.")

_VERSION = re.compile(r"\d{1,4}(\.\d{1,4}){0,2}")


@cache
def shipped_clauses() -> tuple[Clause, ...]:
    """Every clause that is shipped, by title, read once. Refused if one is not right."""
    found, wrong = looked_at(shipped("agreements") / FOLDER)
    complain(wrong)
    return tuple(sorted(found, key=lambda clause: clause.title))


@cache
def shipped_whole() -> Model | None:
    """All that the shipped models ask and hold, read once."""
    return together(found_models())


def looked_at(folder: Path, whole: Model | None = None) -> tuple[list[Clause], list[Complaint]]:
    """The clauses in a folder that can be read, and all that is wrong with them.

    ``whole``: what the models of the library ask and hold; left out, that is not looked at.
    """
    found: list[Clause] = []
    wrong: list[Complaint] = []
    for path in sorted(folder.glob(f"*/{CLAUSE_FILE}")):
        try:
            clause = read(path.parent)
        except Refused as refused:
            wrong += refused.complaints
            continue
        found.append(clause)
        wrong += _complaints(clause, Source(path), path.parent, whole)
    return found, wrong


def read(path: Path) -> Clause:
    """The clause in a folder with its texts; refused where its keys or a text cannot be read."""
    source = Source(path / CLAUSE_FILE)
    bare = read_into(Clause, source, source.data)
    texts: dict[str, dict[str, str]] = {}
    wrong: list[Complaint] = []
    for file in sorted(path.glob("*/*.md")):
        try:
            texts.setdefault(file.parent.name, {})[file.stem] = read_text(file, bare.key)
        except Refused as refused:
            wrong += refused.complaints
    complain(wrong)
    return replace(bare, texts=texts)


def _complaints(
    clause: Clause, source: Source, path: Path, whole: Model | None
) -> Iterator[Complaint]:
    if clause.key != path.resolve().name:
        yield source.complaint(("key",), WRONG_FOLDER, folder=path.resolve().name)
    yield from wordless(source.data, (), source)
    for name in ("sources", "variants", "versions"):
        if not getattr(clause, name):
            yield source.complaint((name,), NONE)
    yield from _variants(clause, source)
    yield from _versions(clause, source)
    yield from _texts(clause, source, path)
    for version, texts in clause.texts.items():
        for variant, text in texts.items():
            file = str(path / version / f"{variant}.md")
            yield from text_complaints(clause.key, file, text, whole)


def wordless(data: object, at: Path_, source: Source) -> Iterator[Complaint]:
    """What is written down and says nothing: a title, an explanation, a source."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from wordless(value, (*at, key), source)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from wordless(value, (*at, place), source)
    elif isinstance(data, str) and not data.strip():
        yield source.complaint(at, EMPTY)


def _variants(clause: Clause, source: Source) -> Iterator[Complaint]:
    seen: set[str] = set()
    for place, one in enumerate(clause.variants):
        at: Path_ = ("variants", place, "key")
        if one.key in seen:
            yield source.complaint(at, TWICE, key=one.key)
        if not KEY.fullmatch(one.key):
            yield source.complaint(at, BAD_KEY, key=one.key)
        seen.add(one.key)


def _versions(clause: Clause, source: Source) -> Iterator[Complaint]:
    before: tuple[int, ...] = ()
    for place, one in enumerate(clause.versions):
        at: Path_ = ("versions", place, "version")
        if not _VERSION.fullmatch(one.version):
            yield source.complaint(at, BAD_VERSION, version=one.version)
            continue
        number = tuple(map(int, one.version.split(".")))
        if before and number == before:
            yield source.complaint(at, TWICE, key=one.version)
        elif before and number > before:
            yield source.complaint(at, NOT_NEWEST_FIRST)
        before = number


def _texts(clause: Clause, source: Source, path: Path) -> Iterator[Complaint]:
    """A variant without a text in the newest version, and texts that nothing names."""
    named = {(one.version, other.key) for one in clause.versions for other in clause.variants}
    for place, one in enumerate(clause.variants):
        if clause.versions and one.key not in clause.texts.get(clause.newest.version, {}):
            file = f"{clause.newest.version}/{one.key}.md"
            yield source.complaint(("variants", place, "key"), NO_TEXT, file=file)
    for version, texts in clause.texts.items():
        for variant in texts:
            if (version, variant) not in named:
                yield Complaint(clause.key, NOT_NAMED, {}, str(path / version / f"{variant}.md"), 1)
