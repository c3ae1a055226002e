"""Reading what was handed in into a form Struct, with every complaint at once.

``await read_form(request, AgreementForm)`` gives the Struct or raises ``Refused``.
A page then shows itself again with ``again(request, refused)``: what was typed stands in
its fields, each complaint at its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import UNSET, Struct

from governance.base.errors import N_, Complaint, Refused, complain
from governance.web.acting import AnyRequest
from governance.web.body import Posted, Tree, posted
from governance.web.values import (
    GROUP,
    MISSING,
    ROWS,
    Wrong,
    accepts_none,
    bare,
    value,
)

S = TypeVar("S", bound=Struct)

UNKNOWN = N_("This field does not exist here.")
OF_THE_PAGE = frozenset({"csrf_token"})
NOT_TYPED = OF_THE_PAGE | {"version", "password", "next"}
_KEPT = (date, datetime, Decimal)
SEQUENCES: Mapping[Any, Any] = MappingProxyType(
    {list: list, tuple: tuple, set: set, frozenset: frozenset}
)


async def read_form(request: AnyRequest, form: type[S]) -> S:
    """The form that was handed in, as web form or JSON.

    Raises ``Refused`` with every complaint: missing, unknown and wrong fields, by the name
    they have in the form (``commitments.0.title``). An empty string counts as missing.
    """
    return converted(await posted(request), form)


def converted(body: Posted, form: type[S]) -> S:
    """A body as a form Struct; raises ``Refused`` with every complaint."""
    reading = _Reading(body.form)
    values = {n: v for n, v in body.values.items() if not (body.form and n in OF_THE_PAGE)}
    found = reading.struct(values, form, "")
    complain(reading.complaints)
    made: S = found
    return made


class _Reading:
    """One pass over a body; gathers complaints instead of stopping at the first."""

    def __init__(self, form: bool) -> None:
        self.form = form
        self.complaints: list[Complaint] = []

    def wrong(self, name: str, problem: str, values: Mapping[str, Any] = {}) -> Any:
        self.complaints.append(Complaint(name, problem, values))
        return UNSET

    def struct(self, said: Any, form: type[Struct], name: str) -> Any:
        if not isinstance(said, dict):
            return self.wrong(name, GROUP)
        before, values = len(self.complaints), {}
        fields = {f.encode_name: f for f in msgspec.structs.fields(form)}
        for field in fields.values():
            inner = _joined(name, field.encode_name)
            given = said.get(field.encode_name)
            if _empty(given):
                found = self.missing(field, inner, said)
            else:
                found = self.any(given, field.type, inner)
            if found is not UNSET:
                values[field.name] = found
        for unknown in said.keys() - fields.keys():
            self.wrong(_joined(name, unknown), UNKNOWN)
        return form(**values) if len(self.complaints) == before else UNSET

    def missing(self, field: msgspec.structs.FieldInfo, name: str, said: Tree) -> Any:
        """The value of a field that was left open; UNSET leaves it to the Struct's default."""
        kind, _ = bare(field.type)
        if kind is bool and self.form:
            return False
        if get_origin(kind) in SEQUENCES and self.form and field.required:
            return SEQUENCES[get_origin(kind)]()
        if accepts_none(field.type) and (field.required or field.encode_name in said):
            return None
        return self.wrong(name, MISSING) if field.required else UNSET

    def any(self, said: Any, annotation: Any, name: str) -> Any:
        kind, _ = bare(annotation)
        origin = get_origin(kind)
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self.struct(said, kind, name)
        if origin in SEQUENCES:
            return self.rows(said, annotation, name)
        if origin in (dict, Mapping):
            return self.group(said, get_args(kind)[1], name)
        found = value(said, annotation, form=self.form)
        return self.wrong(name, found.problem, found.values) if isinstance(found, Wrong) else found

    def rows(self, said: Any, annotation: Any, name: str) -> Any:
        kind, _ = bare(annotation)
        inner = get_args(kind)[0]
        given = [said] if self.form and isinstance(said, str) else said
        if not isinstance(given, list):
            return self.wrong(name, ROWS)
        if self.form:
            given = [row for row in given if not _empty(row)]
        found = [self.any(row, inner, f"{name}.{place}") for place, row in enumerate(given)]
        if any(row is UNSET for row in found):
            return UNSET
        return SEQUENCES[get_origin(kind)](found)

    def group(self, said: Any, inner: Any, name: str) -> Any:
        if not isinstance(said, dict):
            return self.wrong(name, GROUP)
        given = {key: one for key, one in said.items() if not _empty(one)}
        found = {key: self.any(one, inner, _joined(name, key)) for key, one in given.items()}
        return UNSET if UNSET in found.values() else found


def _joined(name: str, inner: str) -> str:
    return f"{name}.{inner}" if name else inner


def _empty(said: Any) -> bool:
    return said is None or (isinstance(said, str) and not said.strip())


def _kept(request: AnyRequest) -> Tree:
    kept = request.scope["state"].get("posted")
    return kept.values if isinstance(kept, Posted) else {}


async def typed(request: AnyRequest) -> Tree:
    """What was typed into the form of this request, as a tree of texts; empty when broken."""
    try:
        return (await posted(request)).values
    except Refused:
        return {}


class Filled(Struct, frozen=True):
    """What the fields of a form hold, and what is wrong with them. Templates read it by name."""

    values: Mapping[str, Any] = {}
    complaints: tuple[Complaint, ...] = ()
    labels: dict[str, str] = {}
    """What each field is called; the fields write it as they are shown, for the summary."""

    def value(self, name: str) -> Any:
        """What stands in a field: ``commitments.0.title``; empty text when nothing does."""
        found: Any = self.values
        for part in name.split("."):
            if isinstance(found, Mapping):
                found = found.get(part)
            elif isinstance(found, (list, tuple)) and part.isdigit() and int(part) < len(found):
                found = found[int(part)]
            else:
                return ""
        return "" if found is None else found

    def rows(self, name: str) -> int:
        """How many rows a repeated group holds."""
        found = self.value(name)
        return len(found) if isinstance(found, (list, tuple)) else 0

    def ordered(self) -> list[Complaint]:
        """The complaints in the order of the fields on the page; the rest comes last."""
        places = {name: place for place, name in enumerate(self.labels)}
        return sorted(self.complaints, key=lambda c: places.get(c.field, len(places)))

    def wrong(self, name: str) -> tuple[Complaint, ...]:
        """The complaints about one field."""
        return tuple(c for c in self.complaints if c.field == name)


def filled(of: Struct | Mapping[str, Any] | None = None, **more: Any) -> Filled:
    """A form as it is first shown, with the values of a Struct or mapping."""
    values = dict(msgspec.to_builtins(of, builtin_types=_KEPT)) if of is not None else {}
    return Filled(values | more)


def again(request: AnyRequest, refused: Refused, extra: Iterable[Complaint] = ()) -> Filled:
    """The form that was refused, after ``read_form``: what was typed, with every complaint."""
    return Filled(_kept(request), (*refused.complaints, *extra))


def left_over(request: AnyRequest) -> list[tuple[str, str]]:
    """What a person typed into a form that could not be saved, to be copied: name and text.

    Tokens, versions and passwords are no texts of theirs.
    """
    return [
        (name, said)
        for name, said in _texts(_kept(request), "")
        if said.strip() and name not in NOT_TYPED
    ]


def _texts(said: Any, name: str) -> Iterable[tuple[str, str]]:
    if isinstance(said, str):
        yield name, said
    elif isinstance(said, Mapping):
        for part, inner in said.items():
            yield from _texts(inner, _joined(name, str(part)))
    elif isinstance(said, list):
        for place, inner in enumerate(said):
            yield from _texts(inner, f"{name}.{place}")
