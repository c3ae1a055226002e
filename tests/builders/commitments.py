"""Builders of commitments: an agreement with parties, filled forms, lines that are open."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from tests.builders.parties import Cast

from governance.agreements.tables import Agreement, Party
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.names import search_key, sort_key
from governance.base.views import add
from governance.commitments.actions import open_lines, set_commitments
from governance.commitments.forms import CommitmentForm, MilestoneForm

ENTERED = date(2026, 1, 1)
AT = datetime(2026, 1, 2, 12, tzinfo=UTC)


async def draft_agreement(cast: Cast, **columns: Any) -> UUID:
    """A draft of the cast's keeper and committee, without parties."""
    title = "Samen tegen mensenhandel"
    values = {
        "keeper": cast.keeper,
        "committee": cast.committee,
        "kind": "convenant",
        "model_key": "test",
        "model_version": "1.0",
        "title": title,
        "short_title": title,
        "sort_key": sort_key(title),
        "search_key": search_key(title),
        "state": "draft",
        "audience": "committee",
        "term_months": 24,
        "extension_rule": "none",
        "entry_rule": "all_signed",
    }
    return await add(Agreement(**{**values, **columns}))


async def party(agreement: UUID, of: UUID, participation: str = "signatory") -> UUID:
    return await add(
        Party(agreement=agreement, organisation=of, participation=participation, position=1)
    )


def commitment(owners: list[UUID], **fields: Any) -> CommitmentForm:
    """A commitment that is right, owed by some parties."""
    values: dict[str, Any] = {
        "key": "local-approach",
        "title": "Vastgestelde lokale aanpak",
        "text": "De partij stelt een lokale aanpak vast.",
        "theme": "beleid",
        "nature": "result",
        "owner_function": "portefeuillehouder",
        "measurable_goal": "Vastgesteld plan met datum.",
        "owner_party_ids": owners,
        "milestones": [
            MilestoneForm("Concept gereed", "after_entry", months=3),
            MilestoneForm("Jaarlijkse herijking", "every", months=12),
        ],
    }
    return CommitmentForm(**{**values, **fields})


async def in_force(cast: Cast, *, owners: int = 2, commitments: int = 1, **fields: Any) -> UUID:
    """An agreement in force since 1 January 2026, its lines open for each owner.

    The first two owners are north and south; more owners are other municipalities. ``fields``
    are those of every commitment.
    """
    agreement = await draft_agreement(cast)
    parties = [await party(agreement, of) for of in (cast.north, cast.south)[:owners]]
    extra = max(0, owners - 2)
    parties += [await _another(agreement, number) for number in range(extra)]
    forms = [
        commitment(parties, key=f"c{n}", title=f"Toezegging {n}", **fields)
        for n in range(1, commitments + 1)
    ]
    await set_commitments(agreement, forms, None, by=cast.administrator, at=AT)
    ends_on = date(2028, 1, 1)
    await DATABASE.fetch(
        "update agreement set state = 'in_force', entered_into_force_on = $2, ends_on = $3"
        " where id = $1",
        agreement,
        ENTERED,
        ends_on,
    )
    await bound(agreement, ENTERED)
    cause = ("agreement", agreement)
    await open_lines(agreement, ENTERED, ends_on, by=cast.administrator, at=AT, cause=cause)
    return agreement


async def bound(agreement: UUID, since: date) -> None:
    """Every party is bound by the agreement since a day."""
    await DATABASE.fetch("update party set joined_on = $2 where agreement = $1", agreement, since)


async def _another(agreement: UUID, number: int) -> UUID:
    name = f"Dorp {number}"
    made = new_id()
    await DATABASE.fetch(
        "insert into organisation (id, version, kind, name, short_name, sort_key, search_key,"
        " cbs_code, tooi_uri, oin, kvk, legal_personality)"
        " values ($1, 1, 'municipality', $2, $2, $3, $3, '', '', '', '', true)",
        made,
        name,
        sort_key(name),
    )
    return await party(agreement, made)
