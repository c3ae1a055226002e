"""What was last fetched from the addresses of registers, for who takes registers over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint
from governance.base.permissions import may
from governance.base.views import fetch
from governance.exchange.syncing.rules import Known, shown


class SourceView(Struct, frozen=True, rename="camel"):
    """An address that the service fetches a register from. ``outcome``: applied, unchanged,
    refused or unreachable; ``problems``: why it was refused or not reached."""

    address: str
    fetched_at: datetime
    applied_at: datetime | None
    outcome: str
    problems: tuple[Complaint, ...]

    @property
    def shown(self) -> str:
        """The machine and the last word of the address."""
        return shown(self.address)


class _Row(Struct, frozen=True):
    address: str
    etag: str
    last_modified: str
    sha256: str


_KNOWN = """
select address, etag, last_modified, sha256 from register_source where address = any($1::text[])
    and riec = $2"""
_SOURCES = """
select address, fetched_at, applied_at, outcome, problems from register_source
where $1 order by address"""


def visible_to(by: Actor) -> bool:
    """Who takes registers over."""
    return may(by, "register.import")


async def known_sources(addresses: Sequence[str], *, riec: bool) -> dict[str, Known]:
    """What was taken over of each address, with the RIEC or without them: 1 query. For the
    service itself."""
    rows = await fetch(_Row, _KNOWN, list(addresses), riec)
    return {one.address: Known(one.etag, one.last_modified, one.sha256) for one in rows}


async def sources(by: Actor) -> list[SourceView]:
    """The addresses that were asked, for who may see them: 1 query."""
    rows = await DATABASE.fetch(_SOURCES, visible_to(by))
    return [SourceView(**{**row, "problems": _complaints(row["problems"])}) for row in rows]


def _complaints(said: str) -> tuple[Complaint, ...]:
    return msgspec.json.decode(said, type=tuple[Complaint, ...])
