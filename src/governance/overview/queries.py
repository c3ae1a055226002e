"""What somebody finds on the start page and the dashboard, narrowed as everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.advising.waiting.queries import StepWaiting, steps_waiting
from governance.agreements.consenting.queries import ToAnswer, to_answer
from governance.agreements.queries import Listed, listed, waiting
from governance.agreements.rules import AgreementState
from governance.agreements.signing.queries import Waiting
from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, Reach, held_on, somewhere
from governance.base.views import fetch
from governance.commitments.queries import LineShown
from governance.commitments.queries import lines as lines_of
from governance.commitments.rules import Standing
from governance.identity.reviewing.standing.queries import Standing as ReviewStanding
from governance.identity.reviewing.standing.queries import to_review
from governance.overview.rules import (
    COLUMNS,
    ROWS,
    Wanted,
    counted_by,
    matched,
    worst_first,
)
from governance.overview.threats.queries import Threat, threats_to
from governance.overview.vacancies.queries import Vacancies, without_linking_pin
from governance.parties.asking.queries import RequestView, requests
from governance.reporting.compared.queries import Since, since_in, since_last
from governance.reporting.picture.rules import Changed
from governance.reporting.waiting.queries import Due, due

T = TypeVar("T")


class Asked(Struct, frozen=True, rename="camel"):
    """A regional report that waits for its committee, with the decisions asked of it."""

    round_id: UUID
    round_title: str
    agreement_title: str
    committee: str
    state: str
    decisions_asked: str
    accepted: int
    reports: int


class Start(Struct, frozen=True, rename="camel"):
    """The start page: each part is empty for who has no part in it.

    ``threats`` are the worst of ``threats_found``; ``threats_of`` narrows the dashboard to
    all of them. ``changed`` is what changed since the adopted report ``previous_title``: as the
    report of the round ``changed_in`` says, else as the commitments of the agreement
    ``changed_of`` stand today. ``to_fill``: functions that the own organisation is asked to fill;
    ``vacant``: municipalities in sight without a linking pin; ``to_answer``: what parties are asked
    to consent to; ``advice``: steps that are next before the own organisation decides.
    """

    waiting: tuple[Waiting, ...]
    advice: tuple[StepWaiting, ...]
    to_answer: tuple[ToAnswer, ...]
    drafts: tuple[Listed, ...]
    due: tuple[Due, ...]
    reviews: tuple[ReviewStanding, ...]
    asked: tuple[Asked, ...]
    threats: tuple[Threat, ...]
    threats_found: int
    threats_of: dict[str, str]
    changed: tuple[Changed, ...]
    changed_in: UUID | None
    changed_of: UUID | None
    previous_title: str
    to_fill: tuple[RequestView, ...]
    vacant: Vacancies

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do and nothing to see."""
        others = [name for name in self.__struct_fields__ if name != "vacant"]
        return not (self.vacant.total or any(getattr(self, name) for name in others))


class Choice(Struct, frozen=True, rename="camel"):
    """An agreement in force that the dashboard can show."""

    id: UUID
    title: str


class Dashboard(Struct, frozen=True, rename="camel"):
    """How every commitment stands with every party, of one agreement in force.

    ``counts`` are those of the theme and party asked for, whatever standing is shown.
    ``cells`` are the standings by commitment number and organisation; ``organisations`` are
    the columns of this page of the matrix, ``lines`` the rows of this page of the list.
    ``unshared``:
    of how many lines of other parties the committee has adopted nothing yet. ``vacant``: parties
    without a linking pin.
    """

    agreements: tuple[Choice, ...]
    agreement_id: UUID | None
    today: date
    counts: dict[Standing, int]
    unshared: int
    themes: tuple[str, ...]
    organisations: tuple[str, ...]
    every_organisation: tuple[str, ...]
    commitments: tuple[tuple[int, str], ...]
    cells: dict[int, dict[str, LineShown]]
    lines: tuple[LineShown, ...]
    found: int
    page: int
    pages: int
    column_page: int
    column_pages: int
    vacant: Vacancies


LIMIT = 10
"""Lines of each part of the start page; the rest stands on its own page."""

_ASKED = f"""
select rd.id as round_id, rd.title as round_title, a.short_title as agreement_title,
       k.name as committee, rr.state, rr.decisions_asked, n.accepted, n.reports
from round rd
join agreement a on a.id = rd.agreement
join committee k on k.id = rd.committee
join regional_report rr on rr.round = rd.id
cross join lateral (
    select (count(*) filter (where r.state = 'accepted'))::int as accepted,
           count(*)::int as reports from report r where r.round = rd.id) n
where {TAKING_PART} and rd.committee = any($2::uuid[]) and rd.opens_on <= $3 and rr.state = 'draft'
order by rd.due_on desc limit $4"""  # noqa: S608 - constant text
_CHOICES = f"""
select a.id, a.short_title as title from agreement a
where a.state = 'in_force' and {TAKING_PART} order by a.sort_key, a.id limit 200"""  # noqa: S608 - constant text


async def start(by: Actor, today: date) -> Start:
    """Everything on the start page: at most 16 queries, however much there is."""
    keeps = somewhere(by, "agreement.begin")
    asked = await fetch(Asked, _ASKED, *visible_to(by), today, LIMIT) if by.committees else []
    drafts = (await listed(by, state=AgreementState.DRAFT)).agreements if keeps else ()
    since = await _since(by, today, asked) if by.committees else None
    threats, found, of = await threats_to(by, today, LIMIT)
    own = held_on(by, TABLE["filling.fill"].who, Reach.OWN)
    return Start(
        waiting=tuple(await waiting(by, today, limit=LIMIT)) if keeps else (),
        advice=tuple(await steps_waiting(by, today, limit=LIMIT)),
        to_answer=tuple(await to_answer(by, today, limit=LIMIT)),
        drafts=drafts[:LIMIT],
        due=tuple(await due(by, today))[:LIMIT],
        reviews=tuple(await to_review(by, today))[:LIMIT],
        asked=tuple(asked),
        threats=threats,
        threats_found=found,
        threats_of=of,
        changed=since.changed if since else (),
        changed_in=since.round_id if since else None,
        changed_of=since.agreement_id if since else None,
        previous_title=since.title if since else "",
        to_fill=tuple(await requests(by, today, of=own, limit=LIMIT)) if own else (),
        vacant=await without_linking_pin(by, today)
        if somewhere(by, "network.read")
        else Vacancies(),
    )


async def _since(by: Actor, today: date, asked: Iterable[Asked]) -> Since | None:
    """What the first report says of which something is accepted, else how it stands today."""
    first = next((one for one in asked if one.accepted), None)
    if first is None:
        return await since_last(by, today=today)
    return await since_in(first.round_id, today=today)


async def dashboard(by: Actor, today: date, wanted: Wanted) -> Dashboard:
    """The dashboard of one agreement in force, else of the first: 4 queries; or NotFound."""
    choices = await fetch(Choice, _CHOICES, *visible_to(by))
    chosen = _chosen(choices, wanted.agreement)
    known = await lines_of(chosen, by=by, today=today) if chosen else []
    every = [line for line in known if not line.went_on]
    chosen_of = [line for line in every if matched(line, replace(wanted, standing=""))]
    shown = [line for line in chosen_of if matched(line, wanted)]
    names = _once(line.organisation for line in sorted(shown, key=lambda x: x.organisation))
    column, columns = _paged(wanted.columns, len(names), COLUMNS)
    row, rows = _paged(wanted.page, len(shown), ROWS)
    visible = names[(column - 1) * COLUMNS : column * COLUMNS]
    cells: dict[int, dict[str, LineShown]] = {}
    for line in shown:
        if line.organisation in visible:
            cells.setdefault(line.number, {})[line.organisation] = line
    return Dashboard(
        agreements=tuple(choices),
        agreement_id=chosen,
        today=today,
        counts=counted_by(chosen_of),
        unshared=sum(line.standing is None for line in chosen_of),
        themes=_once(line.theme for line in every),
        organisations=visible,
        every_organisation=_once(sorted(line.organisation for line in every)),
        commitments=_once((line.number, line.title) for line in shown),
        cells=cells,
        lines=tuple(sorted(shown, key=worst_first)[(row - 1) * ROWS : row * ROWS]),
        found=len(shown),
        page=row,
        pages=rows,
        column_page=column,
        column_pages=columns,
        vacant=await without_linking_pin(by, today, agreement=chosen) if chosen else Vacancies(),
    )


def _chosen(choices: Iterable[Choice], asked: UUID | None) -> UUID | None:
    ids = [choice.id for choice in choices]
    if asked is not None and asked not in ids:
        raise NotFound
    return asked or (ids[0] if ids else None)


def _once(things: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(things))


def _paged(asked: int, number: int, size: int) -> tuple[int, int]:
    """The page that is shown and the last page; a page too far is the last."""
    last = max(1, -(-number // size))
    return min(max(1, asked), last), last
