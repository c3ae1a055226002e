"""Kinds of commitment in folders: ``agreements/kinds/<kind>/kind.toml`` and ``wording.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec
from jinja2 import TemplateSyntaxError, meta

from governance.base.errors import N_, Complaint, Refused, complain
from governance.base.places import shipped
from governance.library.forms import Value
from governance.library.keys import read_into
from governance.library.kinds.rules import CHOOSE, OTHER, FieldType, Kind, Said, kind_complaints
from governance.library.kinds.saying import ENVIRONMENT
from governance.library.sources import Path_, Source, read_text

FOLDER, FILE, WORDING = "kinds", "kind.toml", "wording.md"
WRONG_FOLDER = N_("The key of a kind is the name of its folder, here “{folder}”.")
TWICE = N_("The key “{key}” stands here twice.")
BAD_KEY = N_("A key of a kind is made of small letters, digits and underscores, at most 40.")
NO_OPTIONS = N_("A choice needs at least two options.")
NO_CHOICE = N_("Only a choice has options.")
EMPTY = N_("This text has no words.")
NO_WORDING = N_("The text of a kind cannot be read: its braces are not right.")
NOT_SAID = N_("The text of this kind does not say the field “{key}”.")
NOT_ASKED = N_("The text of this kind says “{key}”, which it does not ask.")


@cache
def kinds() -> Mapping[str, Kind]:
    """Every shipped kind by key, in the order of ``place``, read once. Refused if one is wrong."""
    return found_in(shipped("agreements") / FOLDER)


def kind_of(key: str) -> Kind:
    """The kind with this key; of one that is not shipped any more: other."""
    return kinds().get(key) or kinds()[OTHER]


def hide_dates() -> list[str]:
    """The kinds of which days that are planned stand in no calendar: inspections."""
    return [key for key, kind in kinds().items() if kind.hides_dates]


def hides_dates(key: str) -> bool:
    """Whether days that are planned for a kind stand on the page of its commitment alone."""
    return kind_of(key).hides_dates


def extra_complaints(key: str, extra: Mapping[str, Value], at: str = "") -> Iterator[Complaint]:
    """What is wrong with a kind and the values of its fields: at ``kind`` and ``extra.<key>``."""
    kind = kinds().get(key)
    if kind is None:
        yield Complaint(f"{at}kind", CHOOSE)
    else:
        yield from kind_complaints(kind, extra, f"{at}extra")


def found_in(folder: Path) -> Mapping[str, Kind]:
    """Every kind in a folder. Refused with every complaint about all of them."""
    found: list[Kind] = []
    wrong: list[Complaint] = []
    for path in sorted(folder.glob(f"*/{FILE}")):
        try:
            found.append(read(path.parent))
        except Refused as refused:
            wrong += refused.complaints
    complain(wrong)
    found.sort(key=lambda kind: (kind.place, kind.key))
    return MappingProxyType({kind.key: kind for kind in found})


def read(path: Path) -> Kind:
    """The kind in a folder. Refused with every complaint about it, with file and line."""
    source = Source(path / FILE)
    bare = read_into(Kind, source, source.data)
    # A text for a reader ends its last sentence with a new line; the template does not.
    whole = msgspec.structs.replace(bare, wording=read_text(path / WORDING, WORDING).strip())
    complain([*_complaints(whole, source, path), *_wording(whole, path)])
    return whole


def _complaints(kind: Kind, source: Source, path: Path) -> Iterator[Complaint]:
    if kind.key != path.resolve().name:
        yield source.complaint(("key",), WRONG_FOLDER, folder=path.resolve().name)
    yield from _said(kind.name, ("name",), source)
    yield from _said(kind.explanation, ("explanation",), source)
    for table in ("fields", "indicators"):
        seen: set[str] = set()
        for place, one in enumerate(getattr(kind, table)):
            at: Path_ = (table, place)
            if one.key in seen:
                yield source.complaint((*at, "key"), TWICE, key=one.key)
            if not one.key.isidentifier() or one.key.lower() != one.key or len(one.key) > 40:
                yield source.complaint((*at, "key"), BAD_KEY)
            seen.add(one.key)
            yield from _said(getattr(one, "label", None) or one.name, at, source)
    for place, field in enumerate(kind.fields):
        choice = field.type is FieldType.CHOICE
        if choice and len(field.options) < 2:
            yield source.complaint(("fields", place), NO_OPTIONS)
        if field.options and not choice:
            yield source.complaint(("fields", place), NO_CHOICE)
        for option in field.options:
            yield from _said(option.label, ("fields", place), source)


def _said(said: Said, at: Path_, source: Source) -> Iterator[Complaint]:
    if not (said.nl.strip() and said.en.strip()):
        yield source.complaint(at, EMPTY)


def _wording(kind: Kind, path: Path) -> Iterator[Complaint]:
    """The wording says every field, and nothing that is not asked."""
    file = str(path / WORDING)
    try:
        named = meta.find_undeclared_variables(ENVIRONMENT.parse(kind.wording))
    except TemplateSyntaxError as error:
        yield Complaint(WORDING, NO_WORDING, {}, file, error.lineno)
        return
    asked = {field.key for field in kind.fields}
    for key in sorted(asked - named):
        yield Complaint(WORDING, NOT_SAID, {"key": key}, file)
    for key in sorted(named - asked):
        yield Complaint(WORDING, NOT_ASKED, {"key": key}, file)
