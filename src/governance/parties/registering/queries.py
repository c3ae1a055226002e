"""The register as it is here, to hold a file against."""

from __future__ import annotations

from governance.base.database import DATABASE
from governance.base.views import fetch
from governance.parties.registering.rules import (
    Known,
    KnownMember,
    KnownOrganisation,
    KnownRegion,
)

_ORGANISATIONS = """
select id, version, kind, level, name, short_name, cbs_code, tooi_uri, oin, kvk, mailbox, source,
       keeper, valid_from, valid_until
from organisation order by valid_until nulls last, id"""
_REGIONS = 'select id, kind, code, name from "grouping" order by id'
_MEMBERS = """
select id, "grouping" as region, organisation, part, valid_from, valid_until from membership"""
_SUCCESSIONS = "select predecessor, successor from succession"


async def known() -> Known:
    """The whole register: 4 queries. For who takes over a register."""
    pairs = await DATABASE.fetch(_SUCCESSIONS)
    return Known(
        tuple(await fetch(KnownOrganisation, _ORGANISATIONS)),
        tuple(await fetch(KnownRegion, _REGIONS)),
        tuple(await fetch(KnownMember, _MEMBERS)),
        frozenset((row["predecessor"], row["successor"]) for row in pairs),
    )
