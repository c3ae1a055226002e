"""What an entry of the trail is, and how entries hang together."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.ids import new_id

START = "0" * 64
"""What the first entry of a chain points back to."""
SERVICE = UUID("00000000-0000-7000-8000-000000000001")
"""The chain of the service itself: what belongs to no organisation. Always this id."""
NOBODY = Actor(UUID(int=0), "")
"""Who acted where nobody was recognised, such as at a sign-in that failed."""
THE_SERVICE = Actor(UUID(int=0), "governance")
"""Who acts where nobody does: the service by itself."""
NEWEST = 3
"""How entries are hashed now; 1 and 2 are how earlier versions of this service did."""


class Result(StrEnum):
    """How an act ended."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"


class Entry(Struct, frozen=True, kw_only=True):
    """One act: who (typed, and on whose behalf), what, on which thing, with which changes.

    ``function`` is what the actor was then, and ``stands_in_for`` the function of whom it stood
    in for (waarnemen); both are empty in what earlier versions wrote. ``personal`` names the
    personal values of this act, each as a salted hash, as JSON.
    """

    id: UUID
    organisation_id: UUID
    number: int
    at: datetime
    actor_id: UUID
    on_behalf_of: str
    verb: str
    kind: str
    thing_id: UUID
    changes: str
    audience: str
    cause_kind: str
    cause_id: UUID | None
    result: str = Result.DONE
    origin: str = ""
    request_id: str = ""
    personal: str = ""
    function: str = ""
    stands_in_for: str = ""
    hashing: int = 1


_FIRST = Entry.__struct_fields__[: Entry.__struct_fields__.index("result")]
"""What the first way of hashing covers; what came later must be empty there."""
_THIRD = {"function": "", "stands_in_for": ""}
"""What came with the third way; the second covers these only where they are filled in."""
_LATER = {"result": str(Result.DONE), "origin": "", "request_id": "", "personal": "", **_THIRD}
_ENCODER = msgspec.json.Encoder(order="deterministic")
_SEALED = tuple(name for name in Entry.__struct_fields__ if name != "number")


def changes_as_text(changes: Mapping[str, Any]) -> str:
    """Changed fields as JSON with sorted names: the same changes give the same text."""
    return msgspec.json.encode(dict(changes), order="sorted").decode()


def changed(before: Mapping[str, Any], after: Mapping[str, Any], **facts: Any) -> dict[str, Any]:
    """What the trail notes of fields that changed: the one shape of all packages.

    ``before`` is the row as it was, ``after`` the values that are written. Only what differs is
    noted. ``facts`` are what else is to be known of the act, such as which party it is about.
    """
    names = [name for name, value in after.items() if before.get(name) != value]
    was = {name: before.get(name) for name in names}
    return {**facts, "before": was, "after": {name: after[name] for name in names}}


class Change(Struct, frozen=True):
    """One field of an entry. ``compared``: it also tells what stood there before."""

    field: str
    after: Any
    before: Any = None
    compared: bool = False


def read_changes(noted: Mapping[str, Any]) -> Iterator[Change]:
    """What an entry tells of its fields, also in the shapes of earlier versions.

    These wrote new values by their names, some with ``before`` beside them.
    """
    before, after = noted.get("before"), noted.get("after")
    was = before if isinstance(before, dict) else {}
    now = after if isinstance(after, dict) else {}
    for name, value in noted.items():
        inside = (name == "before" and was is before) or (name == "after" and now is after)
        if not inside:
            yield Change(name, value, was.get(name), compared=name in was and name not in now)
    for name in {**was, **now}:
        if name in now or name not in noted:
            yield Change(name, now.get(name), was.get(name), compared=name in was)


class Unkept(str):
    """A personal value of which only the hash and its salt are kept, not the value itself.

    It can be compared with a value that somebody names. What was typed as an unknown name may
    be a password in the wrong field.
    """

    __slots__ = ()


class Personal(Struct, frozen=True):
    """A personal value that stands apart from its entry, with the salt of its hash there."""

    id: UUID
    person: UUID | None
    field: str
    salt: str
    value: str


def personal_of(
    given: Mapping[str, str], network: str, by: Actor, person_id: UUID | None
) -> list[Personal]:
    """The personal values of an act. What is given is of ``person_id``, else of the actor; the
    network is of the actor, and where nobody was recognised of whom it was about."""
    actor = None if by.person_id == NOBODY.person_id else by.person_id
    made = [_personal(person_id or actor, *one) for one in given.items()]
    return [*made, _personal(actor or person_id, "network", network)] if network else made


def _personal(person: UUID | None, field: str, value: str) -> Personal:
    return Personal(new_id(), person, field, secrets.token_hex(16), value)


class Doer(Struct, frozen=True, rename="camel"):
    """Who did something, as a line of the trail says it, for ever.

    ``function`` is what somebody was then. ``stands_in_for``: the function of whom they stood
    in for. ``on_behalf_of``: who else it was done for, such as the authority whose decision was
    entered, or who made the token of a machine. Both are empty where it was nobody.
    """

    function: str
    stands_in_for: str = ""
    on_behalf_of: str = ""


def doer(then: str, stands_in_for: str, on_behalf_of: str, now: str) -> Doer:
    """Who did something. Of an entry that does not hold what they were ``then``, it is what they
    are ``now``; for whom it was done cannot be told of such an entry."""
    if not then:
        return Doer(now or on_behalf_of)
    other = "" if on_behalf_of in (then, stands_in_for) else on_behalf_of
    return Doer(then, stands_in_for, other)


def salted(value: str, salt: str) -> str:
    """A personal value as it may stand in an entry: tells nothing to who has not its salt."""
    return hmac.new(salt.encode(), value.encode(), hashlib.sha256).hexdigest()


def hashes_as_text(apart: Iterable[Personal]) -> str:
    """The salted hashes of personal values by their names, as an entry holds them."""
    hashes = {one.field: salted(one.value, one.salt) for one in apart}
    return _ENCODER.encode(hashes).decode() if hashes else ""


def entry_text(entry: Entry) -> str:
    """All that is hashed of an entry but its place in the chain; unambiguous. Of one of the
    second way what came later is left out, unless somebody filled it in: then it breaks."""
    fields = {name: getattr(entry, name) for name in _SEALED}
    if entry.hashing < NEWEST:
        empty = {name for name, value in _THIRD.items() if fields[name] == value}
        fields = {name: value for name, value in fields.items() if name not in empty}
    return _ENCODER.encode({**fields, "at": entry.at.astimezone(UTC)}).decode()


def entry_hash(entry: Entry, previous: str) -> str:
    """SHA-256 over the previous hash, the place in the chain and every field of the entry."""
    if entry.hashing == 1:
        return _first_hash(entry, previous)
    said = f"{previous}\n{entry.number}\n{entry_text(entry)}"
    return hashlib.sha256(said.encode()).hexdigest()


def _first_hash(entry: Entry, previous: str) -> str:
    """As entries of the first version have it; a later field that is filled in breaks it."""
    lines = [f"{name}={_plain(getattr(entry, name))}" for name in _FIRST]
    lines += [f"{n}={getattr(entry, n)}" for n, v in _LATER.items() if getattr(entry, n) != v]
    return hashlib.sha256("\n".join([previous, *lines]).encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else str(value)
