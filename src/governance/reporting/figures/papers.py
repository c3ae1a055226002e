"""Figures with their meaning, and capacity and money, as blocks of the progress report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from governance.base.errors import N_
from governance.commitments.measuring.reported.queries import PeriodTogether
from governance.commitments.measuring.words import number_in, period_said, rolled_said
from governance.documents.blocks import Alignment, Block, Column, Heading, Paragraph, Table, runs
from governance.reporting.figures.rules import TREND_WORDS, Measured, measurements
from governance.reporting.picture.queries import RegionalParty
from governance.reporting.regional.queries import RegionalView
from governance.reporting.rules import ReportState
from governance.reporting.saying.papers import Saying
from governance.reporting.words import NOT_ACCEPTED

_REACHED = (
    N_("{number} of the {total} parties that measured reaches the target."),
    N_("{number} of the {total} parties that measured reach the target."),
)


def figures(view: RegionalView, say: Saying) -> Iterator[Block]:
    """One row per commitment with an indicator: outcome, target, trend, and what it means."""
    yield Heading(say.words(N_("Figures and what they mean")), 1, "cijfers")
    by_indicator = {one.number for one in view.measured}
    found = measurements(line for line in view.lines if line.number not in by_indicator)
    if view.measured:
        yield _indicators(view.measured, say)
    if not found and view.measured:
        return
    if not found:
        yield Paragraph(runs(say.words(N_("No commitment has an indicator."))))
        return
    columns = say.heads(
        (N_("Commitment and indicator"), 3), (N_("Measured"), 1.2), (N_("Outcome"), 1.7),
        (N_("Target per party"), 1.3), (N_("Previous round, same parties"), 1.5),
        (N_("What it means"), 3.6),
    )  # fmt: skip
    rows = tuple(
        say.cells(
            f"{m.number}. {m.commitment} ({m.unit})",
            say.words(N_("{number} of {total}"), number=m.measured, total=m.due),
            _outcome(m, say),
            say.number(m.target),
            _previous(m, say),
            meaning(m, say),
        )
        for m in found
    )
    yield Table(say.words(N_("Measurements against their target")), columns, rows)


def _indicators(measured: Iterable[PeriodTogether], say: Saying) -> Block:
    """What indicators come to, made of what is told of each organisation."""
    columns = say.heads(
        (N_("Commitment and indicator"), 3.4), (N_("Period"), 1.6), (N_("Outcome"), 2.2),
        (N_("Asked of each"), 1.6), (N_("Without a value"), 2.4),
    )  # fmt: skip
    rows = []
    for one in measured:
        of = one.indicator
        rows.append(
            say.cells(
                f"{one.number}. {one.commitment}: {of.name}",
                period_said(of.period, one.since, say.language),
                rolled_said(of, one.rolled, say.language),
                "–" if one.asked is None else number_in(of, one.asked, say.language),
                say.names(one.rolled.missing) or "–",
            )
        )
    return Table(say.words(N_("Values of indicators")), columns, tuple(rows))


def _outcome(m: Measured, say: Saying) -> str:
    if m.outcome is None:
        return "–"
    value = say.figure(m.outcome)
    if m.due == 1:
        return value
    told = N_("average {value}") if m.averaged else N_("together {value}")
    said = say.words(told, value=value)
    if m.lowest == m.highest:
        return said
    low, high = say.figure(m.lowest), say.figure(m.highest)
    between = say.words(N_("from {low} to {high}"), low=low, high=high)
    return f"{said} ({between})"


def _previous(m: Measured, say: Saying) -> str:
    if m.trend is None:
        return "–"
    return f"{say.figure(m.before)}, {say.words(TREND_WORDS[m.trend])}"


def meaning(m: Measured, say: Saying) -> str:
    """What the figures of one commitment say, in plain sentences made of these figures."""
    if not m.measured:
        return say.words(N_("Nobody has measured this yet."))
    said = [_against_target(m, say)]
    if m.trend is not None:
        told = {
            "up": N_("Where it was measured before, it is higher than last time."),
            "down": N_("Where it was measured before, it is lower than last time."),
            "same": N_("Where it was measured before, it is the same as last time."),
        }
        said.append(say.words(told[m.trend.value]))
    if m.measured < m.due:
        one = N_("Of {number} party there is no measurement.")
        many = N_("Of {number} parties there is no measurement.")
        said.append(say.counted(one, many, m.due - m.measured))
    return " ".join(said)


def _against_target(m: Measured, say: Saying) -> str:
    if m.target is None:
        return say.words(N_("No target was agreed."))
    if m.untold:
        one = N_("Of {number} party it is not told: its number is small.")
        many = N_("Of {number} parties it is not told: their numbers are small.")
        sure = (say.counted(*_REACHED, m.reached, total=m.measured),) if m.reached else ()
        return " ".join([*sure, say.counted(one, many, m.untold)])
    if m.measured == 1:
        told = N_("The target is reached.") if m.reached else N_("The target is not reached yet.")
        return say.words(told)
    if m.reached == m.measured:
        return say.words(
            N_("All {number} parties that measured reach the target."), number=m.reached
        )
    if not m.reached:
        told = N_("None of the {number} parties that measured reaches the target yet.")
        return say.words(told, number=m.measured)
    return say.counted(*_REACHED, m.reached, total=m.measured)


def money(view: RegionalView, say: Saying) -> Iterator[Block]:
    """Full-time equivalents and euros per party and together, beside the round before."""
    yield Heading(say.words(N_("Capacity and money")), 1, "middelen")
    if not any(p.capacity_fte is not None or p.money_euros is not None for p in view.parties):
        told = N_("No accepted report names capacity or money.")
        yield Paragraph(runs(say.words(told)))
        return
    heads = [(N_("Capacity filled, in fte"), 1.8), (N_("Spent in this period, in euros"), 2)]
    if view.previous_id is not None:
        heads.insert(1, (N_("Fte, previous round"), 1.6))
        heads.append((N_("Euros, previous round"), 1.8))
    columns = (
        *say.heads((N_("Party"), 2.6)),
        *(Column(say.words(head), share, Alignment.END) for head, share in heads),
    )
    rows = [(_who(p, say), _amounts(p, view, say)) for p in view.parties]
    rows.append((say.words(N_("Together")), _sums(view, say)))
    yield Table(
        say.words(N_("Capacity and money per party")),
        columns,
        tuple(say.cells(who, *amounts) for who, amounts in rows),
    )
    if view.previous_id is not None and view.not_accepted:
        told = N_("The previous round also counts the parties that are not accepted yet now.")
        yield Paragraph(runs(say.words(told)), "note")


def _who(party: RegionalParty, say: Saying) -> str:
    if party.state == ReportState.ACCEPTED:
        return party.organisation
    return f"{party.organisation} ({say.words(NOT_ACCEPTED)})"


def _amounts(p: RegionalParty, view: RegionalView, say: Saying) -> list[str]:
    return _beside(view, say, (p.capacity_fte, p.fte_before, p.money_euros, p.euros_before))


def _sums(view: RegionalView, say: Saying) -> list[str]:
    names = ("capacity_fte", "fte_before", "money_euros", "euros_before")
    told = [[getattr(p, name) for p in view.parties] for name in names]
    return _beside(view, say, [_sum(amounts) for amounts in told])


def _beside(view: RegionalView, say: Saying, told: Iterable[Decimal | None]) -> list[str]:
    fte, fte_before, euros, euros_before = (say.number(amount) for amount in told)
    return [fte, euros] if view.previous_id is None else [fte, fte_before, euros, euros_before]


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None
