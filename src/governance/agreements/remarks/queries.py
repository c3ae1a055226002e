"""The remarks upon a draft, for who works on it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import WORKFLOW
from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.permissions import Reach, held_on
from governance.base.views import fetch


class Said(Struct, frozen=True, rename="camel"):
    """Words of a remark or an answer, and who said them for whom."""

    words: str
    made_at: datetime
    function: str
    organisation: str


class RemarkView(Said, frozen=True, rename="camel", kw_only=True):
    """A remark with its answers. ``passage`` is empty where it is upon a whole section;
    ``settled_at``: it needs nothing any more."""

    id: UUID
    section: str
    passage: str
    settled_at: datetime | None
    settled_for: str
    answers: tuple[Said, ...] = ()


class _Row(Struct, frozen=True):
    id: UUID
    section: str
    passage: str
    answers: UUID | None
    words: str
    made_at: datetime
    function: str
    organisation: str
    settled_at: datetime | None
    settled_for: str


_REMARKS = f"""
select r.id, r.section, r.passage, r.answers, r.words, r.made_at, r.on_behalf_of as function,
       coalesce(o.name, '') as organisation, r.settled_at, r.settled_for
from text_remark r join agreement a on a.id = r.agreement
left join organisation o on o.id = r.organisation
where a.id = $3 and {TAKING_PART}
  and (a.keeper = any($4::uuid[]) or exists (
      select 1 from party p where p.agreement = a.id and p.organisation = any($5::uuid[])))
order by r.made_at, r.id"""  # noqa: S608 - constant text


async def remarks(agreement_id: UUID, *, by: Actor) -> list[RemarkView]:
    """Every remark upon a text with its answers, oldest first: 1 query."""
    who = WORKFLOW.who("remark")
    keeps, parties = (sorted(held_on(by, who, reach)) for reach in (Reach.KEEPER, Reach.PARTY))
    rows = await fetch(_Row, _REMARKS, *visible_to(by), agreement_id, keeps, parties)
    answers: dict[UUID, list[Said]] = {}
    for row in rows:
        if row.answers:
            said = Said(row.words, row.made_at, row.function, row.organisation)
            answers.setdefault(row.answers, []).append(said)
    return [_view(row, tuple(answers.get(row.id, ()))) for row in rows if not row.answers]


def _view(row: _Row, answers: tuple[Said, ...]) -> RemarkView:
    return RemarkView(
        id=row.id,
        section=row.section,
        passage=row.passage,
        words=row.words,
        made_at=row.made_at,
        function=row.function,
        organisation=row.organisation,
        settled_at=row.settled_at,
        settled_for=row.settled_for,
        answers=answers,
    )
