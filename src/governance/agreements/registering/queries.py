"""The registration of an agreement, for who sees the agreement."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.registering.naming.queries import known_by_name
from governance.agreements.registering.naming.rules import NameView, Read, names_of, one_of
from governance.agreements.registering.rules import Passage, last_day
from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound


class RegistrationView(Struct, frozen=True, rename="camel"):
    """What is registered of an agreement, with its file and its text. ``version`` is the
    agreement's; ``lastDay`` is left out where it is indefinite; ``sha256`` proves the file;
    ``names``: the parties that a Word file names, each with what it is."""

    id: UUID
    agreement_id: UUID
    version: int
    state: str
    keeper_id: UUID
    title: str
    short_title: str
    kind: str
    original_at: str
    signed_on: date | None
    entered_on: date | None
    last_day: date | None
    extension_rule: str
    extension_months: int | None
    notice_months: int | None
    enforceable: bool
    withdrawal_rule: str
    end_event: str
    file_id: UUID
    file: str
    media_type: str
    size: int
    sha256: str
    passages: tuple[Passage, ...]
    names: tuple[NameView, ...]

    def named(self, number: int) -> NameView:
        """One name of the file; raises :class:`NotFound` for a number that it has not."""
        return one_of(self.names, number)


_COLUMNS = """
select g.id, a.id as agreement_id, a.version, a.state, a.keeper as keeper_id, a.title,
       a.short_title, a.kind, g.original_at, g.signed_on, a.entry_date as entered_on, g.ends_on,
       a.extension_rule, a.extension_months, a.notice_months, a.enforceable,
       a.withdrawal_rule, a.end_event,
       f.id as file_id, f.name as file, f.media_type, f.size, g.sha256, g.passages, g.understood,
       (select coalesce(jsonb_agg(jsonb_build_object(
            'id', o.id, 'name', o.name, 'short_name', o.short_name, 'kind', o.kind
        ) order by p.position), '[]') from party p join organisation o on o.id = p.organisation
        where p.agreement = a.id) as members
from registration g join agreement a on a.id = g.agreement join stored_file f on f.id = g.file"""
_APART = ("ends_on", "passages", "members", "understood")
_ONE = f"{_COLUMNS} where g.id = $3 and {VISIBLE}"
_OF = f"{_COLUMNS} where a.id = $3 and {VISIBLE}"


async def registration(registration_id: UUID, *, by: Actor) -> RegistrationView:
    """One registration: 1 query. Raises :class:`NotFound`, also for who may not see it."""
    return (await with_reading(registration_id, by=by))[0]


async def with_reading(registration_id: UUID, *, by: Actor) -> tuple[RegistrationView, Read | None]:
    """One registration, and what was understood of its file where it is Word: 1 query."""
    rows = await DATABASE.fetch(_ONE, *visible_to(by), registration_id)
    if not rows:
        raise NotFound
    return _view(dict(rows[0]))


async def of_agreement(agreement_id: UUID, *, by: Actor) -> RegistrationView | None:
    """The registration of an agreement, where it was signed elsewhere: 1 query."""
    rows = await DATABASE.fetch(_OF, *visible_to(by), agreement_id)
    return _view(dict(rows[0]))[0] if rows else None


def _view(values: dict[str, Any]) -> tuple[RegistrationView, Read | None]:
    ends_on, passages, members, understood = (values.pop(name) for name in _APART)
    read = msgspec.json.decode(understood, type=Read) if understood else None
    return RegistrationView(
        **values,
        last_day=last_day(ends_on),
        passages=msgspec.json.decode(passages, type=tuple[Passage, ...]),
        names=names_of(read, known_by_name(msgspec.json.decode(members))),
    ), read
