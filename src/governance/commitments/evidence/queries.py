"""Evidence of a line, for who sees all of that line: nobody else, also after an adoption."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.visible.queries import TAKING_PART
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.commitments.evidence.rules import MOST, neutral_name, open_for
from governance.commitments.sharing.queries import OFFICIALLY, WHOLE, sees
from governance.files.queries import Thing

THING = "commitment_line"
"""The kind of thing that the file of evidence is of."""


class EvidenceLine(Struct, frozen=True):
    """A line of which somebody sees all, with what says whether evidence can be added."""

    line_id: UUID
    organisation_id: UUID
    organisation: str
    number: int
    title: str
    agreement_id: UUID
    agreement: str
    agreement_state: str
    keeper: UUID
    state: str
    named: bool
    """Whether the reader is told what files are called: the own organisation and officials are."""

    @property
    def open(self) -> bool:
        """Whether evidence can be added now."""
        return open_for(self.agreement_state, self.state)


class EvidenceView(Struct, frozen=True, rename="camel"):
    """Evidence as shown: of a file its name, kind, size in bytes and hash; else a link.

    ``number``: its place among all that was added to the line, from 1. A file name can hold the
    name of a person, so it is told to the own organisation and to officials: others are told one
    that is made of the number.
    ``milestone``: of which one, with its planned day; none where it is of the whole commitment.
    ``on_behalf_of``: who added it.
    """

    id: UUID
    number: int
    title: str
    dated_on: date
    milestone_line_id: UUID | None
    milestone: str | None
    milestone_planned_on: date | None
    file_id: UUID | None
    name: str | None
    media_type: str | None
    size: int | None
    sha256: str | None
    link: str
    added_at: datetime
    on_behalf_of: str


class ToSend(Struct, frozen=True):
    """A file that goes out, and as whose it is kept: of evidence that went along to a
    successor that is the line before. ``own``: the reader's own organisation owns it; others get
    a copy without metadata. ``name``: what it is called for this reader."""

    file_id: UUID
    thing: Thing
    own: bool
    name: str


_LINE = f"""
select l.id as line_id, o.id as organisation_id, o.name as organisation, c.position as number,
       c.title, a.id as agreement_id, a.short_title as agreement, a.state as agreement_state,
       a.keeper, l.state, {OFFICIALLY} as named
from commitment_line l
join agreement a on a.id = l.agreement
join commitment c on c.id = l.commitment
join organisation o on o.id = l.organisation
where {TAKING_PART} and {WHOLE} and l.id = $5"""  # noqa: S608 - constant text
_EVIDENCE = """
select e.id, e.number, e.title, e.dated_on, ml.id as milestone_line_id, m.title as milestone,
       ml.planned_on as milestone_planned_on, f.id as file_id, f.name, f.media_type, f.size,
       f.sha256, e.link, e.added_at, e.on_behalf_of
from (select *, row_number() over (order by added_at, id)::int as number
      from evidence where commitment_line = $1) e
left join stored_file f on f.id = e.file
left join milestone_line ml on ml.id = e.milestone_line
left join milestone m on m.id = ml.milestone
where e.removed_at is null and ($2::uuid is null or e.id = $2)
order by e.dated_on desc, e.added_at desc, e.id desc"""


_FILE = """
select f.id, f.thing_kind, f.thing_id from evidence e join stored_file f on f.id = e.file
where e.commitment_line = $1 and e.id = $2 and e.removed_at is null"""


async def line_seen(line_id: UUID, *, by: Actor) -> EvidenceLine:
    """A line of which the actor sees all: 1 query. Raises :class:`NotFound`."""
    found = await fetch(EvidenceLine, _LINE, *sees(by), line_id)
    if not found:
        raise NotFound
    return found[0]


async def evidence_of(line_id: UUID, *, by: Actor, language: str = "nl") -> list[EvidenceView]:
    """The evidence of a line, newest day first: 2 queries. Raises :class:`NotFound`.

    ``language``: of the file names that are made for who is not told them.
    """
    return await _evidence(line_id, None, by, language)


def by_milestone(pieces: Iterable[EvidenceView]) -> dict[UUID, list[EvidenceView]]:
    """The pieces that are of a milestone, by that milestone as the line keeps it."""
    found: dict[UUID, list[EvidenceView]] = {}
    for one in pieces:
        if one.milestone_line_id is not None:
            found.setdefault(one.milestone_line_id, []).append(one)
    return found


async def one_piece(
    line_id: UUID, evidence_id: UUID, *, by: Actor, language: str = "nl"
) -> EvidenceView:
    """One piece of evidence: 2 queries. Raises :class:`NotFound`."""
    found = await _evidence(line_id, evidence_id, by, language)
    if not found:
        raise NotFound
    return found[0]


async def _evidence(
    line_id: UUID, only: UUID | None, by: Actor, language: str
) -> list[EvidenceView]:
    line = await line_seen(line_id, by=by)
    found = await fetch(EvidenceView, _EVIDENCE, line_id, only)
    return found if line.named else [_unnamed(one, language) for one in found]


def _unnamed(one: EvidenceView, language: str) -> EvidenceView:
    if one.media_type is None:
        return one
    return replace(one, name=neutral_name(one.number, one.media_type, language))


def is_own(line: EvidenceLine, by: Actor) -> bool:
    """Whether the line is of the reader's own organisation, which gets its files as they are."""
    return line.organisation_id in sees(by)[0]


async def file_to_send(
    line_id: UUID, evidence_id: UUID, *, by: Actor, language: str = "nl"
) -> ToSend:
    """The file of a piece of evidence: 3 queries. Raises :class:`NotFound`."""
    line = await line_seen(line_id, by=by)
    found = await fetch(EvidenceView, _EVIDENCE, line_id, evidence_id)
    for row in await DATABASE.fetch(_FILE, line_id, evidence_id) if found else ():
        one = found[0] if line.named else _unnamed(found[0], language)
        thing = (row["thing_kind"], row["thing_id"])
        return ToSend(row["id"], thing, is_own(line, by), one.name or "")
    raise NotFound


def may_keep(line: EvidenceLine, action: str, by: Actor) -> bool:
    """Whether this actor may add evidence (``evidence.add``) or take it off: of the own
    organisation, or for who keeps the agreement."""
    return line.open and may(by, action, own=line.organisation_id, keeper=line.keeper)


def is_full(there: list[EvidenceView]) -> bool:
    """Whether a line has as much evidence as it may."""
    return len(there) >= MOST
