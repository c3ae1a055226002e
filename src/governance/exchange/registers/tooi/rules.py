"""The TOOI register as JSON-LD: municipalities or provinces, with those that ended. Pure.

``einddatum`` is the last day, so here it ends on the day after. What became of one that ended
stands in it too: a merger, an extension of another, a split.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from governance.base.errors import MISSING, N_, Complaint, complain
from governance.exchange.registers.kinds.rules import kind_of, names_of
from governance.exchange.sheets.rules import refuse
from governance.parties.registering.rules import (
    Entries,
    OrganisationEntry,
    Place,
    SuccessionEntry,
)
from governance.parties.rules import OrganisationKind

_NOT_JSON = N_("This is no JSON: column {column} cannot be read.")
_NOT_TOOI = N_("This is JSON, and no register of TOOI: it must be a list of organisations.")
_NOT_UTF8 = N_("This line cannot be read: save the file as UTF-8.")
_NO_KIND = N_("“{code}” is no address of the TOOI register.")
_NO_DAY = N_("“{said}” is no day (yyyy-mm-dd).")
_ONT = "https://identifier.overheid.nl/tooi/def/ont/"
_PROV = "http://www.w3.org/ns/prov#"
_ORGANISATIONS = ("Gemeente", "Provincie", "Waterschap", "Ministerie")
_CHANGES = ("Samenvoeging", "Uitbreiding", "Herschikking", "Splitsing")
_HOLDS = frozenset(
    {"name", "short_name", "cbs_code", "tooi_uri", "valid_from", "valid_until", "source"}
)
Thing = Mapping[str, Any]


def tooi(file: str, content: bytes) -> Entries:
    """What the register says; raises :class:`Refused` with every complaint."""
    things = _things(file, content)
    complaints: list[Complaint] = []
    made: list[OrganisationEntry | None] = []
    followed: list[SuccessionEntry] = []
    for number, thing in enumerate(things, 1):
        place = Place(file, number, {"name": str(thing.get("@id", ""))[-60:]})
        if _is(thing, _ORGANISATIONS):
            made.append(_organisation(thing, place, complaints))
        elif _is(thing, _CHANGES):
            followed += _followed(thing, place, complaints)
    organisations = tuple(one for one in made if one)
    if not organisations and not complaints:
        raise refuse(file, _NOT_TOOI)
    complain(complaints)
    ends = {one.tooi_uri: one.valid_until for one in organisations}
    return Entries(organisations=organisations, successions=_once(followed, ends))


def _things(file: str, content: bytes) -> list[Thing]:
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise refuse(file, _NOT_UTF8, content.count(b"\n", 0, error.start) + 1) from None
    except json.JSONDecodeError as error:
        raise refuse(file, _NOT_JSON, error.lineno, column=error.colno) from None
    except RecursionError:
        raise refuse(file, _NOT_TOOI) from None
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise refuse(file, _NOT_TOOI)
    return said


def _is(thing: Thing, kinds: Iterable[str]) -> bool:
    types = thing.get("@type", [])
    return isinstance(types, list) and any(f"{_ONT}{kind}" in types for kind in kinds)


def _values(thing: Thing, name: str) -> list[str]:
    found = thing.get(name, [])
    rows = found if isinstance(found, list) else []
    return [str(one.get("@value", one.get("@id", ""))) for one in rows if isinstance(one, dict)]


def _first(thing: Thing, name: str) -> str:
    return next(iter(_values(thing, name)), "")


def _organisation(
    thing: Thing, place: Place, complaints: list[Complaint]
) -> OrganisationEntry | None:
    uri = str(thing.get("@id", ""))
    names = (
        _first(thing, f"{_ONT}{which}InclSoort") for which in ("voorkeursnaam", "officieleNaam")
    )
    name = next(filter(None, names), "")
    found = kind_of(uri, name)
    begins = _day(thing, f"{_ONT}begindatum", place, complaints)
    last = _day(thing, f"{_ONT}einddatum", place, complaints)
    if not name:
        complaints.append(place.complaint("name", MISSING))
    if found is None:
        complaints.append(place.complaint("name", _NO_KIND, code=uri))
    if found is None or not name:
        return None
    kind, level = found
    full, short = names_of(kind, name)
    code = _first(thing, f"{_ONT}gemeentecode")
    municipal = kind is OrganisationKind.MUNICIPALITY
    return OrganisationEntry(
        place=place, kind=kind, level=level, name=full, short_name=short, tooi_uri=uri,
        cbs_code=f"GM{code}" if municipal else "", valid_from=begins,
        valid_until=last + timedelta(days=1) if last else None, source="tooi", holds=_HOLDS,
    )  # fmt: skip


def _day(thing: Thing, name: str, place: Place, complaints: list[Complaint]) -> date | None:
    said = _first(thing, name)
    try:
        return date.fromisoformat(said[:10]) if said else None
    except ValueError:
        complaints.append(place.complaint("name", _NO_DAY, said=said))
        return None


def _followed(thing: Thing, place: Place, complaints: list[Complaint]) -> Iterator[SuccessionEntry]:
    """Who goes on for whom: those that came of it, or that were extended by it."""
    on = _day(thing, f"{_ONT}tijdstipWijziging", place, complaints)
    ended = _values(thing, f"{_PROV}invalidated")
    going = _values(thing, f"{_PROV}generated") or _values(thing, f"{_PROV}used")
    for predecessor in ended:
        for successor in going:
            if on is not None and predecessor != successor:
                yield SuccessionEntry(place, predecessor, successor, on)


def _once(
    followed: Iterable[SuccessionEntry], ends: Mapping[str, date | None]
) -> tuple[SuccessionEntry, ...]:
    """Each succession once, from the day on which the predecessor is no more: the register has
    the moment of some changes a day later than that."""
    found = {
        (one.predecessor, one.successor): replace(
            one, happens_on=ends.get(one.predecessor) or one.happens_on
        )
        for one in followed
    }
    return tuple(found.values())
