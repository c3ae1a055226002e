"""The scans of a signature, for who sees its agreement."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.agreements.queries import PartyAuthorityView, party_authority
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import decoded
from governance.documents.signed import Signed


class ScanView(Struct, frozen=True, rename="camel"):
    """A scan that is attached; ``size`` in bytes. ``on_behalf_of``: who attached it.

    ``electronic``: what a PDF says of the electronic signatures in it; none where it is none, or
    where it was attached before anybody looked. Whom a certificate names is not vouched for.
    """

    id: UUID
    file_id: UUID
    name: str
    media_type: str
    size: int
    sha256: str
    attached_at: datetime
    on_behalf_of: str
    electronic: Signed | None


class ScansView(Struct, frozen=True, rename="camel"):
    """A signature with its scans, the oldest first."""

    of: PartyAuthorityView
    scans: tuple[ScanView, ...]


_SCANS = """
select c.id, f.id as file_id, f.name, f.media_type, f.size, f.sha256, c.attached_at,
       c.on_behalf_of, c.electronic
from signature s
join signature_scan c on c.signature = s.id and c.removed_at is null
join stored_file f on f.id = c.file
where s.party_authority = $1 and ($2::uuid is null or c.id = $2)
order by c.attached_at, c.id"""


async def scans(party_authority_id: UUID, *, by: Actor) -> ScansView:
    """The scans of the signature of one authority: 3 queries. Raises :class:`NotFound`."""
    of = await party_authority(party_authority_id, by=by)
    return ScansView(of, tuple(await _scans(party_authority_id, None)))


async def scan(party_authority_id: UUID, scan_id: UUID, *, by: Actor) -> ScanView:
    """One scan that is attached: 3 queries. Raises :class:`NotFound`."""
    await party_authority(party_authority_id, by=by)
    found = await _scans(party_authority_id, scan_id)
    if not found:
        raise NotFound
    return found[0]


async def _scans(party_authority_id: UUID, scan_id: UUID | None) -> list[ScanView]:
    rows = await DATABASE.fetch(_SCANS, party_authority_id, scan_id)
    return [ScanView(**{**row, "electronic": _said(row["electronic"])}) for row in rows]


def _said(kept: str | None) -> Signed | None:
    return decoded(kept, Signed) if kept else None
