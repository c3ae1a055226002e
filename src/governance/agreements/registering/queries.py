"""The registration of an agreement, for who sees the agreement."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.registering.rules import Passage, last_day
from governance.agreements.rules import camel
from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.documents.reading.ordinary.pieces import Understood


class RegistrationView(Struct, frozen=True, rename="camel"):
    """What is registered of an agreement, with its file and its text. ``version`` is the
    agreement's; ``lastDay`` is left out where it is indefinite; ``sha256`` proves the file."""

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


_COLUMNS = """
select g.id, a.id as agreement_id, a.version, a.state, a.keeper as keeper_id, a.title,
       a.short_title, a.kind, g.original_at, g.signed_on, a.entry_date as entered_on, g.ends_on,
       a.extension_rule, a.extension_months, a.notice_months, a.enforceable,
       a.withdrawal_rule, a.end_event,
       f.id as file_id, f.name as file, f.media_type, f.size, g.sha256, g.passages, g.understood
from registration g join agreement a on a.id = g.agreement join stored_file f on f.id = g.file"""
_ONE = f"{_COLUMNS} where g.id = $3 and {VISIBLE}"
_OF = f"{_COLUMNS} where a.id = $3 and {VISIBLE}"


async def registration(registration_id: UUID, *, by: Actor) -> RegistrationView:
    """One registration: 1 query. Raises :class:`NotFound`, also for who may not see it."""
    return (await with_reading(registration_id, by=by))[0]


async def with_reading(
    registration_id: UUID, *, by: Actor
) -> tuple[RegistrationView, Understood | None]:
    """One registration, and what was understood of its file where it is Word: 1 query."""
    rows = await DATABASE.fetch(_ONE, *visible_to(by), registration_id)
    if not rows:
        raise NotFound
    values = dict(rows[0])
    read = values["understood"]
    return _view(values), msgspec.json.decode(read, type=Understood) if read else None


async def of_agreement(agreement_id: UUID, *, by: Actor) -> RegistrationView | None:
    """The registration of an agreement, where it was signed elsewhere: 1 query."""
    rows = await DATABASE.fetch(_OF, *visible_to(by), agreement_id)
    return _view(dict(rows[0])) if rows else None


def _view(values: dict[str, object]) -> RegistrationView:
    ends_on, passages = values.pop("ends_on"), values.pop("passages")
    values.pop("understood")
    return msgspec.convert(
        {
            **{camel(name): value for name, value in values.items()},
            "lastDay": last_day(ends_on if isinstance(ends_on, date) else None),
            "passages": msgspec.json.decode(str(passages)),
        },
        RegistrationView,
    )
