"""Whether a party that a file names is an organisation of the register. Pure.

Only what cannot be anything else is taken. Every other name stays on the list until a person says
which organisation it is, or that it is no party.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint, NotFound
from governance.base.names import search_key
from governance.documents.reading.ordinary.pieces import Party, Understood

Typed: TypeAlias = Any
"""A ``NameForm``; the rules stand below the forms and know only their fields."""

SHORT = 3
"""Letters of a word that tells no organisation from another, such as an article."""


class Known(Struct, frozen=True):
    """An organisation of the register; ``called``: the word for its kind."""

    id: UUID
    name: str
    called: str = ""


NOTHING = N_("Choose an organisation, or leave this name out.")
BOTH = N_("Choose an organisation or leave this name out, not both.")


class Settled(Struct, frozen=True, omit_defaults=True):
    """What a person said of a name of the file, by its number there from 1."""

    number: int
    organisation_id: UUID | None = None
    left_out: bool = False


class Read(Understood, frozen=True, omit_defaults=True):
    """What was understood of a file, as it was, with what a person said of its names."""

    settled: tuple[Settled, ...] = ()


class NameState(StrEnum):
    """How a name of the file stands; one that is open was not linked to an organisation yet."""

    OPEN = "open"
    LINKED = "linked"
    LEFT_OUT = "left_out"


class NameView(Struct, frozen=True, rename="camel"):
    """A party that the file names, by its ``number`` there; ``text``: where it is named.
    ``organisation``: the party of the agreement that it is."""

    number: int
    name: str
    text: str
    state: NameState
    organisation_id: UUID | None = None
    organisation: str = ""


def names_of(read: Read | None, members: Sequence[Known]) -> tuple[NameView, ...]:
    """How each name of a file stands. ``members``: the organisations that are a party.

    A name is linked only while its organisation is a party: who leaves that out loses no name.
    """
    if read is None:
        return ()
    said = {one.number: one for one in read.settled}
    found = enumerate(read.parties, 1)
    return tuple(_name(n, party, said.get(n, Settled(n)), members) for n, party in found)


def _name(number: int, party: Party, said: Settled, members: Sequence[Known]) -> NameView:
    called = {one.id: one.name for one in reversed(members)}
    text = party.text or party.name
    if said.left_out:
        return NameView(number, party.name, text, NameState.LEFT_OUT)
    chosen = said.organisation_id
    linked = chosen if chosen in called else named(party.name, members)
    if linked is None:
        return NameView(number, party.name, text, NameState.OPEN)
    return NameView(number, party.name, text, NameState.LINKED, linked, called[linked])


def one_of(names: Iterable[NameView], number: int) -> NameView:
    """A name by its number; raises :class:`NotFound` where there is none."""
    for one in names:
        if one.number == number:
            return one
    raise NotFound


def open_names(names: Iterable[NameView]) -> list[int]:
    """Which names of the file were not linked, by their number."""
    return [one.number for one in names if one.state is NameState.OPEN]


def name_complaints(form: Typed, before: NameView) -> Iterator[Complaint]:
    """What is wrong with what is said of a name; what was said may be taken back."""
    if form.organisation_id and form.left_out:
        yield Complaint("leftOut", BOTH)
    if not form.organisation_id and not form.left_out and before.state is NameState.OPEN:
        yield Complaint("organisationId", NOTHING)


def named(said: str, known: Iterable[Known]) -> UUID | None:
    """The one organisation that a file means by a name; none where it may be another.

    Its own words must all be there, and besides them nothing but the word for its kind.
    """
    words = set(search_key(said).split())
    found = {one.id for one in known if _means(words, one)}
    return found.pop() if len(found) == 1 else None


def _means(words: set[str], one: Known) -> bool:
    own = set(search_key(one.name).split())
    left = words - own - set(search_key(one.called).split())
    return bool(own) and own <= words and all(len(word) <= SHORT for word in left)
