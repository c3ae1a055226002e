"""One line in full, and to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.commitments.accepting.queries import DelayView, delays_of
from governance.commitments.agreed.queries import CommitmentView, commitments_of
from governance.commitments.features.queries import features_for
from governance.commitments.hidden_days.rules import keeps_back
from governance.commitments.milestones.queries import MilestoneShown, Said, history_of, kept
from governance.commitments.milestones.rules import Weighed, weighed
from governance.commitments.queries import LINES, LineShown, seen_agreement, shown_line
from governance.commitments.replanning.queries import ReplanningView, replannings_of
from governance.commitments.sharing.queries import sees
from governance.commitments.sharing.rules import Sight
from governance.library.kinds.folders import hides_dates


class LineView(Struct, frozen=True, rename="camel"):
    """One line in full, with its commitment, milestones and history (newest first).

    ``weighed``: how much of its milestones is reached, where the region uses weights and it is
    told how they stand. ``delays`` that were accepted and ``replannings`` of milestones are for
    who sees all of it, as is the ``version`` that the next change of the line must name: it says
    that something changed.
    ``audience`` is who may see how it stands. ``priority`` is the one that it has now, which may be
    another than was agreed; it is for who sees all of it too. ``milestones_hidden``: so many are
    still to come of which the days and places are for who sees all of it.
    """

    line: LineShown
    version: int | None
    audience: str
    agreement_id: UUID
    agreement_title: str
    commitment: CommitmentView
    milestones: tuple[MilestoneShown, ...]
    history: tuple[Said, ...]
    delays: tuple[DelayView, ...] = ()
    replannings: tuple[ReplanningView, ...] = ()
    weighed: Weighed | None = None
    priority: str | None = None
    milestones_hidden: int = 0


_OF_LINE = """
select l.agreement, l.version, l.audience, l.priority, c.counted_people
from commitment_line l join commitment c on c.id = l.commitment where l.id = $1"""


async def line(line_id: UUID, *, by: Actor, today: date) -> LineView:
    """One line in full: 11 queries at most. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(LINES, *sees(by), None, line_id, None)
    if not rows:
        raise NotFound
    whole = rows[0]["sight"] == Sight.WHOLE
    shown = shown_line(rows[0], today, on_its_page=whole)
    [of] = await DATABASE.fetch(_OF_LINE, line_id)
    agreement = await seen_agreement(of["agreement"], by=by)
    [commitment] = await commitments_of(agreement.id, shown.commitment_id)
    milestones = tuple(await kept(line_id, shown.sight, shown.changed_at, by=by, today=today))
    hides = hides_dates(commitment.kind) and not whole
    told = tuple(one for one in milestones if not keeps_back(hides, one.state))
    own, unit = shown.organisation_id in sees(by)[0], commitment.indicator_unit
    people = of["counted_people"]
    as_of = shown.changed_at
    said = await history_of(line_id, shown.sight, as_of, unit, people=people, own=own)
    history = _without_days(said, hides=hides)
    return LineView(
        shown, of["version"] if whole else None, of["audience"], agreement.id, agreement.title,
        commitment, told, history,
        tuple(await delays_of(line_id)) if whole else (),
        tuple(await replannings_of(line_id)) if whole else (),
        await _weighed(agreement.id, shown.sight, milestones, by),
        of["priority"] if whole else None,
        len(milestones) - len(told),
    )  # fmt: skip


def _without_days(history: Sequence[Said], *, hides: bool) -> tuple[Said, ...]:
    """What was said, without the days that were expected then of inspections that were to come."""
    return tuple(
        replace(one, forecast_on=None) if keeps_back(hides, one.state) else one for one in history
    )


async def _weighed(
    agreement_id: UUID, sight: str, milestones: tuple[MilestoneShown, ...], by: Actor
) -> Weighed | None:
    """What is reached by weight; none where that is not used, or not told."""
    if sight == Sight.PROMISE or not milestones:
        return None
    uses = await features_for(agreement_id, by=by)
    return weighed(milestones) if uses.weights else None
