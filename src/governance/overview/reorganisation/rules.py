"""What must be right of a reorganisation, and which functions come together in it. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.base.names import search_key
from governance.parties.moving.queries import Body, Hanging
from governance.parties.moving.rules import meet

Typed: TypeAlias = Any
"""A ``ReorganisationForm``; the rules stand below the forms and know only their fields."""

_CBS = re.compile(r"GM[0-9]{4}")
_NO_PREDECESSOR = N_("Choose at least one organisation that ends.")
_NO_SUCCESSOR = N_("Choose at least one organisation that goes on, or name a new one.")
_UNKNOWN = N_("Choose an organisation of the register.")
_TWICE = N_("“{name}” stands here twice.")
_RING = N_("“{name}” cannot both end and go on.")
_ENDED = N_("“{name}” ended on {day} already.")
_FUTURE = N_(
    "This day is still to come. You can see now what would move, and carry it out from that day on."
)
_NOT_YET = N_("“{name}” begins on {day}, and has to be there before it ends.")
_NOT_THERE = N_("“{name}” begins on {day}: it goes on from that day at the earliest.")
_BEGAN = N_("“{thing}” of “{name}” began on {day}, so the reorganisation is of a later day.")
_CODE = N_("A CBS code is GM and four digits, for example GM0917.")
_TAKEN = N_("“{name}” has this code already.")
_NAMED = N_("“{name}” stands in the register already: choose it among those that are there.")
_SAME = N_("Another new organisation here has this too.")
_CHOOSE_MAIN = N_("Choose where “{name}” goes on.")
_CHOOSE_OWNER = N_("Choose at least one who owes this from then on.")
_CHOOSE_FILLING = N_("Choose which one goes on.")
_FIXED = N_("“{holder}” begins there on {day}: choose that one, or change that first.")
CHANGED = N_(
    "What would move is not what you saw, because you or somebody else changed it. Look at it "
    "again, and carry it out then."
)


class Going(Struct, frozen=True, rename="camel"):
    """A successor: ``key`` is its id, or names a new one by its place."""

    key: str
    name: str
    id: UUID | None = None
    cbs_code: str = ""


class Conflict(Struct, frozen=True, rename="camel"):
    """Fillings of the same function and scope that come together at one successor."""

    key: str
    function: str
    successor: str
    fillings: tuple[Hanging, ...]


def new_ones(form: Typed) -> list[tuple[int, Any]]:
    """The new successors with their place in the form; rows without anything are none."""
    said = enumerate(form.new)
    return [(n, one) for n, one in said if one.name.strip() or one.cbs_code.strip()]


def code_of(one: Any) -> str:
    """The CBS code of a new successor as it is stored."""
    return re.sub(r"\s", "", one.cbs_code).upper()


def going(form: Typed, known: Mapping[UUID, Body]) -> list[Going]:
    """The successors, existing ones first."""
    there = [
        Going(str(one), known[one].name, one)
        for one in dict.fromkeys(form.successors)
        if one in known
    ]
    new = [Going(f"new-{n}", one.name.strip(), None, code_of(one)) for n, one in new_ones(form)]
    return [*there, *new]


def main_of(form: Typed, successors: Sequence[Going]) -> dict[UUID, str]:
    """By predecessor the key of the successor at which it goes on; the first where none is
    chosen yet."""
    keys = [one.key for one in successors]
    chosen = ((one, form.main.get(str(one), "")) for one in form.predecessors)
    return {one: key if key in keys else keys[0] for one, key in chosen if keys}


def conflicts(
    hanging: Iterable[Hanging], successors: Sequence[Going], main: Mapping[UUID, str], on: date
) -> list[Conflict]:
    """Functions of which more than one filling would go on at one successor."""
    own = {one.id: one.key for one in successors if one.id}
    names = {one.key: one.name for one in successors}
    found: dict[tuple[str, str], list[Hanging]] = {}
    for one in hanging:
        key = main.get(one.organisation_id) or own.get(one.organisation_id)
        if one.kind == "filling" and one.slot and key:
            found.setdefault((key, one.slot), []).append(one)
    return [
        Conflict(str(min(str(f.id) for f in fillings)), fillings[0].name, names[key],
                 tuple(fillings))
        for (key, _), fillings in found.items()
        if _come_together(fillings, on)
    ]  # fmt: skip


def _come_together(fillings: Sequence[Hanging], on: date) -> bool:
    spells = [(max(one.valid_from, on), one.valid_until) for one in fillings]
    return any(meet(one, other) for n, one in enumerate(spells) for other in spells[n + 1 :])


def fingerprint(*parts: Any) -> str:
    """Tells whether what would move is what somebody saw."""
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()


def who_complaints(
    form: Typed, known: Mapping[UUID, Body], taken: Mapping[str, str], today: date
) -> Iterator[Complaint]:
    """What is wrong with who ends, who goes on, and on which day."""
    if not form.predecessors:
        yield Complaint("predecessors.0", _NO_PREDECESSOR)
    if not form.successors and not new_ones(form):
        yield Complaint("successors.0", _NO_SUCCESSOR)
    for field in ("predecessors", "successors"):
        yield from _listed(field, getattr(form, field), known)
    for place, one in enumerate(form.successors):
        if one in form.predecessors and one in known:
            yield Complaint(f"successors.{place}", _RING, {"name": known[one].name})
    yield from _new(form, taken)
    if form.happens_on is None:
        yield Complaint("happensOn", MISSING)
        return
    if form.happens_on > today:
        yield Complaint("happensOn", _FUTURE)
    for one in {*form.predecessors, *form.successors} & known.keys():
        yield from _day(form, known[one])


def _listed(field: str, ids: Sequence[UUID], known: Mapping[UUID, Body]) -> Iterator[Complaint]:
    for place, one in enumerate(ids):
        at = f"{field}.{place}"
        if one not in known:
            yield Complaint(at, _UNKNOWN)
        elif one in ids[:place]:
            yield Complaint(at, _TWICE, {"name": known[one].name})
        elif known[one].valid_until is not None:
            values = {"name": known[one].name, "day": known[one].valid_until}
            yield Complaint(at, _ENDED, values)


def _day(form: Typed, body: Body) -> Iterator[Complaint]:
    if body.valid_from is None:
        return
    values = {"name": body.name, "day": body.valid_from}
    if body.id in form.predecessors and body.valid_from >= form.happens_on:
        yield Complaint("happensOn", _NOT_YET, values)
    elif body.id in form.successors and body.valid_from > form.happens_on:
        yield Complaint("happensOn", _NOT_THERE, values)


def _new(form: Typed, taken: Mapping[str, str]) -> Iterator[Complaint]:
    seen: set[str] = set()
    for place, one in new_ones(form):
        at, code, key = f"new.{place}", code_of(one), search_key(one.name)
        if not one.name.strip():
            yield Complaint(f"{at}.name", MISSING)
        elif key in taken:
            yield Complaint(f"{at}.name", _NAMED, {"name": taken[key]})
        elif key in seen:
            yield Complaint(f"{at}.name", _SAME)
        if code and not _CBS.fullmatch(code):
            yield Complaint(f"{at}.cbsCode", _CODE)
        elif code in taken:
            yield Complaint(f"{at}.cbsCode", _TAKEN, {"name": taken[code]})
        elif code and code in seen:
            yield Complaint(f"{at}.cbsCode", _SAME)
        seen |= {key, code}


def began_complaints(
    things: Iterable[tuple[str, str, date]], on: date | None, today: date
) -> Iterator[Complaint]:
    """What began on the day of the reorganisation or after, until today: it was not over then.
    What is still to begin goes along. ``things``: what, of whom, from which day."""
    for thing, name, begins in things:
        if on is not None and on <= begins <= today:
            values = {"thing": thing, "name": name, "day": begins}
            yield Complaint("happensOn", _BEGAN, values)


def choice_complaints(
    form: Typed, predecessors: Sequence[Body], successors: Sequence[Going],
    lines: Iterable[UUID], found: Iterable[Conflict],
) -> Iterator[Complaint]:  # fmt: skip
    """What the person has still to choose."""
    keys = {one.key for one in successors}
    split = len(successors) > 1
    for body in predecessors:
        if split and form.main.get(str(body.id), "") not in keys:
            yield Complaint(f"main.{body.id}", _CHOOSE_MAIN, {"name": body.name})
    for line in lines:
        chosen = form.lines.get(str(line), [])
        if split and (not chosen or set(chosen) - keys):
            yield Complaint(f"lines.{line}", _CHOOSE_OWNER)
    for one in found:
        at, chosen_one = f"keeps.{one.key}", form.keeps.get(one.key)
        if chosen_one not in {filling.id for filling in one.fillings}:
            yield Complaint(at, _CHOOSE_FILLING)
            continue
        for other in one.fillings:
            own = other.organisation_id in form.successors
            if own and other.id != chosen_one and other.valid_from >= form.happens_on:
                values = {"holder": other.about, "day": other.valid_from}
                yield Complaint(at, _FIXED, values)
