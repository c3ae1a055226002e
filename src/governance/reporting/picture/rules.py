"""What changed between two rounds, how far behind something is, and what is worst."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from msgspec import Struct

from governance.base.errors import N_
from governance.commitments.rules import Standing
from governance.commitments.standing.rules import facts_of, stands, with_next
from governance.reporting.listing.rules import run_on

Line: TypeAlias = Any
"""A line of the picture; the rules stand below the queries and know only its fields."""

_GOOD_TO_BAD = tuple(Standing)


class Turn(StrEnum):
    """Which way a line went since the round before, in the order in which it is told."""

    WORSE = "worse"
    BETTER = "better"
    FORECAST = "forecast"


TURN_WORDS = {
    Turn.WORSE: N_("Worse than last time"),
    Turn.BETTER: N_("Better than last time"),
    Turn.FORECAST: N_("Another date is expected"),
}


class PartyMoved(Struct, frozen=True, rename="camel"):
    """A party of which a commitment moved, and the date that it now expects."""

    organisation: str
    forecast_on: date | None


class Changed(Struct, frozen=True, rename="camel"):
    """One commitment that moved the same way with some parties: from ``before`` to ``now``."""

    turn: Turn
    number: int
    commitment: str
    before: Standing
    now: Standing
    parties: tuple[PartyMoved, ...]


def line_standing(row: Mapping[str, Any], on: date) -> Standing:
    """How a line stands on a day: as on the dashboard no better than its first open milestone.

    ``row`` holds the columns of the line, and ``next_*`` of that milestone where there is one;
    ``adopted_standing`` where the committee adopted how it stood.
    """
    if row["adopted_standing"]:
        return Standing(row["adopted_standing"])
    own = facts_of(
        row["state"], row["planned_on"], row["forecast_on"], row["done_on"], on,
        behind_from=row["behind_from"], accepted_until=row["accepted_until"],
    )  # fmt: skip
    if row["next_state"] is None:
        return stands(own)
    days = (row["next_planned_on"], row["next_forecast_on"])
    return stands(with_next(own, facts_of(row["next_state"], *days, None, on)))


def turn(line: Line) -> Turn | None:
    """Which way a line went; None where nothing moved or nothing can be compared."""
    before, now = line.before, line.standing
    if before is None or now is None:
        return None
    if Standing.LAPSED in (now, before.standing):
        return _lapsing(before.standing, now)
    apart = _GOOD_TO_BAD.index(now) - _GOOD_TO_BAD.index(before.standing)
    if apart:
        return Turn.WORSE if apart > 0 else Turn.BETTER
    moved = line.forecast_on is not None and line.forecast_on != before.forecast_on
    return Turn.FORECAST if moved and now != Standing.DONE else None


def _lapsing(before: Standing, now: Standing) -> Turn | None:
    """What lapses is lost, so it is no gain; that it is asked again is one."""
    if before == now:
        return None
    return Turn.WORSE if now == Standing.LAPSED else Turn.BETTER


def changes(lines: Iterable[Line]) -> tuple[Changed, ...]:
    """What moved, per commitment with its parties: worse first, then better, then new dates."""
    groups: dict[tuple[Any, ...], list[Line]] = {}
    for line in lines:
        went = turn(line)
        if went is not None:
            way = () if went == Turn.FORECAST else (line.before.standing, line.standing)
            groups.setdefault((went, line.number, *way), []).append(line)
    found = [_changed(key[0], own) for key, own in groups.items()]
    return tuple(sorted(found, key=_told))


def _changed(went: Turn, own: list[Line]) -> Changed:
    first = own[0]
    parties = tuple(PartyMoved(line.organisation, line.forecast_on) for line in own)
    stood = (first.before.standing, first.standing)
    return Changed(went, first.number, first.commitment, *stood, parties)


def _told(change: Changed) -> tuple[int, int, int]:
    """Worse, better, other dates; within the first two the worst first."""
    bad = 0 if change.turn == Turn.FORECAST else -_GOOD_TO_BAD.index(change.now)
    return tuple(Turn).index(change.turn), bad, change.number


def days_behind(
    planned: Iterable[tuple[date | None, date | None]], standing: Standing | None, on: date
) -> int:
    """Days late on a day, or days by which the forecast is later than planned.

    ``planned`` are planned day and forecast of a line and of its first open milestone.
    """
    days = [(plan, forecast) for plan, forecast in planned if plan is not None]
    if standing == Standing.LATE:
        return max(((on - plan).days for plan, _ in days), default=0)
    if standing == Standing.AT_RISK:
        slips = ((forecast - plan).days for plan, forecast in days if forecast is not None)
        return max(0, max(slips, default=0))
    return 0


def worst_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that are late or at risk: late before at risk, the most days first."""
    behind = [line for line in lines if line.standing in (Standing.LATE, Standing.AT_RISK)]
    return tuple(
        sorted(
            behind,
            key=lambda x: (x.standing != Standing.LATE, -x.behind, x.number, x.organisation),
        )
    )


def most_pressing(milestones: Iterable[Line], most: int) -> tuple[Line, ...]:
    """As many milestones as a drawing holds: late ones, then open ones, then reached ones.

    Of what is late the oldest comes first, of what is open the soonest; of what all parties
    reached the latest. They stand with the late ones first, each part by its planned day.
    """
    chosen = sorted(milestones, key=_pressing)[:most]
    return tuple(sorted(chosen, key=lambda m: (not m.late, m.planned_on, m.number, m.title)))


def _pressing(of: Line) -> tuple[int, int]:
    day = of.planned_on.toordinal()
    if of.late:
        return 0, day
    return (1, day) if of.done < of.total else (2, -day)


def once(told: Iterable[tuple[str, str]]) -> list[tuple[str, tuple[str, ...]]]:
    """What several say in the same words, once with their names; ``told`` is who and what."""
    found: dict[str, tuple[str, list[str]]] = {}
    for who, text in told:
        plain = run_on(text)
        if plain:
            found.setdefault(plain.casefold().rstrip("."), (plain, []))[1].append(who)
    return [(text, tuple(names)) for text, names in found.values()]
