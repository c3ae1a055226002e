"""Builders of amendments: begun, with an article changed, put up, signed by all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace
from tests.builders.agreements import decision, organs
from tests.builders.formation import all_signed, answer_both, signature
from tests.builders.parties import Cast

from governance.agreements.actions import record_decision
from governance.agreements.texts.actions import change_text
from governance.base.database import DATABASE
from governance.commitments.actions import set_commitments
from governance.commitments.forms import CommitmentForm, form_of
from governance.commitments.queries import of_agreement
from governance.formation.actions import put_up_for_decision, sign
from governance.formation.amending.actions import begin_amendment
from governance.formation.amending.forms import AmendmentForm
from governance.library.drafts import Section, Text

AT = datetime(2027, 1, 12, 12, tzinfo=UTC)
ON = AT.date()


async def in_force(cast: Cast) -> UUID:
    """An agreement of a model that is in force since 20 November 2026."""
    await all_signed(cast)
    [row] = await DATABASE.fetch("select id from agreement where state = 'in_force'")
    found: UUID = row["id"]
    return found


async def begun(of: UUID, cast: Cast, subject: str = "meer uren", at: datetime = AT) -> UUID:
    """An amendment of an agreement, as it was copied."""
    return await begin_amendment(of, AmendmentForm(subject), by=cast.administrator, at=at)


async def say(amendment: UUID, section: str, words: str, cast: Cast, at: datetime = AT) -> None:
    """Add words to the first passage of a section."""

    def changed(one: Section) -> Section:
        first, *others = one.passages
        return replace(one, passages=(replace(first, words=f"{first.words} {words}"), *others))

    def to(text: Text) -> Text:
        sections = (changed(s) if s.name == section else s for s in text.sections)
        return replace(text, sections=tuple(sections))

    await change_text(amendment, Text(), to, by=cast.administrator, at=at)


async def promise(
    amendment: UUID,
    cast: Cast,
    *,
    drop: str = "",
    new: Any = None,
    at: datetime = AT,
    **fields: Any,
) -> None:
    """Change the commitments of an amendment: ``fields`` of the one with this ``key``."""
    by, key = cast.administrator, fields.pop("key", "")
    there = [form_of(one) for one in await of_agreement(amendment, by=by)]
    forms = [replace(f, **fields) if f.key == key else f for f in there if f.key != drop]
    more: list[CommitmentForm] = [new] if new else []
    await set_commitments(amendment, [*forms, *more], None, by=by, at=at)


async def put_up(amendment: UUID, cast: Cast, at: datetime = AT) -> list[UUID]:
    """Put an amendment up; gives the authorities that are asked."""
    await answer_both(amendment, cast)
    await put_up_for_decision(amendment, None, by=cast.administrator, at=at)
    return await organs(amendment)


async def signed(amendment: UUID, cast: Cast, at: datetime = AT) -> None:
    """All decide and sign, so that it becomes part of the agreement."""
    await sign_all(await put_up(amendment, cast, at), cast, at)


async def sign_all(asked: list[UUID], cast: Cast, at: datetime = AT) -> None:
    """Some authorities decide and sign an amendment that is up."""
    by = cast.administrator
    for organ in asked:
        await record_decision(organ, decision(decided_on=at.date()), by=by, at=at)
        await sign(organ, signature(signed_on=at.date()), by=by, at=at)
