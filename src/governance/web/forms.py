"""What the fields of a form hold when a page shows it.

A page that was refused shows itself again with ``again(request, refused)``: what was typed
stands in its fields, each complaint at its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from governance.base.errors import Complaint, Refused
from governance.web.acting import AnyRequest
from governance.web.body import Posted, Tree, posted
from governance.web.reading import OF_THE_PAGE, joined

NOT_TYPED = OF_THE_PAGE | {"version", "password", "next"}
CHOSEN = re.compile(r"[a-z]+(_[a-z]+)+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|on")
_KEPT = (date, datetime, Decimal)


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


def left_over(request: AnyRequest) -> list[str]:
    """What a person typed into a form that could not be saved, to be copied.

    Tokens, versions and passwords are no texts of theirs, nor are choices: their ids and keys
    say nothing to who made them.
    """
    return [
        said
        for name, said in _texts(_kept(request), "")
        if said.strip() and name not in NOT_TYPED and not CHOSEN.fullmatch(said)
    ]


def _texts(said: Any, name: str) -> Iterable[tuple[str, str]]:
    if isinstance(said, str):
        yield name, said
    elif isinstance(said, Mapping):
        for part, inner in said.items():
            yield from _texts(inner, joined(name, str(part)))
    elif isinstance(said, list):
        for place, inner in enumerate(said):
            yield from _texts(inner, f"{name}.{place}")
