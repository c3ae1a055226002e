"""The checklist as it is shown: of a draft as it stands now, of a text put up as it was then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements import queries as agreements
from governance.agreements.forms import ArticleText
from governance.agreements.rules import AgreementState, signs
from governance.agreements.taking_part.queries import PartyView
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import fetch
from governance.formation.queries import Forming, forming
from governance.formation.texts.papers import agreement_text, article_texts, promises_of
from governance.library.checklists.folders import shipped_sets
from governance.library.checklists.hinting.rules import Passage
from governance.library.checklists.judging.rules import judged, points
from governance.library.checklists.rules import (
    Answered,
    Facts,
    Judged,
    Point,
    PointAnswer,
    Stated,
)
from governance.parties.rules import OrganisationKind


class Checklist(Struct, frozen=True, rename="camel"):
    """The checklist of an agreement. ``judgedOn``: the day on which its text was put up, none
    while it is a draft. ``sets`` is empty for a text that was put up before there was one."""

    agreement_id: UUID
    text_version: int
    judged_on: date | None
    sets: tuple[Judged, ...]


class _Answer(Struct, frozen=True):
    rule: str
    outcome: str
    reason: str
    rests_on: str
    decided_on: date | None
    text_version: int
    answered_at: datetime
    answered_by_function: str
    version: int


_ANSWERS = """
select c.rule, c.outcome, c.reason, c.rests_on, c.decided_on, v.number as text_version,
       c.answered_at, c.answered_by_function, c.version
from checklist_answer c join agreement_version v on v.id = c.agreement_version
where c.agreement = $1"""
_KEPT = """
select v.number from checklist_result r join agreement_version v on v.id = r.agreement_version
where v.agreement = $1 order by v.number"""
_NUMBER = re.compile(r"[1-9]\d{0,5}")
_OPEN = re.compile(r"\[[^\]\n]*\]")
_RESULT = """
select r.judged_on, r.judged from checklist_result r
join agreement_version v on v.id = r.agreement_version
where v.agreement = $1 and v.number = $2"""


async def answers(agreement_id: UUID) -> dict[str, Answered]:
    """What was answered, by the id of the rule: 1 query. Who may see it is for the caller."""
    found = await fetch(_Answer, _ANSWERS, agreement_id)
    return {one.rule: _answered(one) for one in found}


def _answered(one: _Answer) -> Answered:
    return Answered(
        PointAnswer(one.outcome),
        one.reason,
        one.rests_on,
        one.decided_on,
        one.text_version,
        day(one.answered_at),
        one.answered_by_function,
        one.version,
    )


def facts_of(whole: Forming) -> Facts:
    """What the rules want to know of an agreement, as its text stands now."""
    signing = [party for party in whole.parties if signs(party.participation)]
    texts = article_texts(agreement_text(whole, draft=True))
    return Facts(
        frozenset(OrganisationKind(party.kind) for party in signing),
        tuple(_passage(one) for one in texts),
        promises_of(whole),
        frozenset(_stated(whole)),
        frozenset(key for key, said in whole.version.answers.items() if said not in (None, "")),
    )


def _passage(one: ArticleText) -> Passage:
    """An article without the questions that stand in it where a blank is still open."""
    text = _OPEN.sub("…", one.text)
    return Passage(f"art-{one.key}", one.number, one.title, text)


def _stated(whole: Forming) -> Iterator[Stated]:
    view = whole.agreement
    signing = [party for party in whole.parties if signs(party.participation)]
    if signing and all(_represented(party) for party in signing):
        yield Stated.REPRESENTED
    if view.term_months is not None:
        yield Stated.FIXED_TERM
    if view.notice_months is not None:
        yield Stated.NOTICE
    if view.committee_id is not None:
        yield Stated.COMMITTEE


def _represented(party: PartyView) -> bool:
    organs = party.authorities
    return bool(organs) and all(organ.represented_by_function for organ in organs)


async def judged_now(whole: Forming) -> tuple[Judged, ...]:
    """How an agreement stands by the rule sets now: 1 query."""
    return judged(shipped_sets(), facts_of(whole), await answers(whole.agreement.id))


async def of_draft(whole: Forming) -> Checklist:
    """The checklist of a draft as it stands now: 1 query."""
    view = whole.agreement
    return Checklist(view.id, view.text_version, None, await judged_now(whole))


async def checklist(agreement_id: UUID, *, by: Actor, version: str = "") -> Checklist:
    """The checklist of an agreement that the actor sees: 12 queries of a draft, else 2.

    ``version``: as it was kept with that version of the text, 2 queries; NotFound where none is.
    """
    view = await agreements.agreement(agreement_id, by=by)
    return await seen(view, by=by, version=version)


async def seen(view: agreements.AgreementView, *, by: Actor, version: str = "") -> Checklist:
    """The same of an agreement that was found already: a query less. One that was signed
    elsewhere has none: :class:`NotFound`."""
    if view.registration_id:
        raise NotFound
    if version:
        found = await _as_put_up(view.id, int(version)) if _NUMBER.fullmatch(version) else None
        if found is None:
            raise NotFound
        return found
    if view.state == AgreementState.DRAFT:
        return await of_draft(await forming(view.id, by=by))
    found = await _as_put_up(view.id, view.text_version)
    return found or Checklist(view.id, view.text_version, None, ())


async def _as_put_up(agreement_id: UUID, number: int) -> Checklist | None:
    """The checklist as it was kept with a version of the text, where it was: 1 query."""
    rows = await DATABASE.fetch(_RESULT, agreement_id, number)
    if not rows:
        return None
    kept = msgspec.json.decode(rows[0]["judged"], type=tuple[Judged, ...])
    return Checklist(agreement_id, number, rows[0]["judged_on"], kept)


async def kept_with(agreement_id: UUID) -> list[int]:
    """The versions of a text with which a checklist is kept: 1 query."""
    return [row["number"] for row in await DATABASE.fetch(_KEPT, agreement_id)]


def point_of(found: Checklist, rule: str) -> tuple[Judged, Point]:
    """A point with its set. Raises :class:`NotFound`, also for a set that does not count here."""
    for one in found.sets:
        for point in points([one]):
            if point.id == rule:
                return one, point
    raise NotFound
