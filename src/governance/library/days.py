"""Whether the days of an agreement lie in an order that can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from governance.base.clock import YEARS
from governance.base.errors import N_, Complaint
from governance.library.forms import Answers, PartyAnswer, Promise, TermAnswer
from governance.library.promises import add_months, day_of
from governance.library.rules import (
    MILESTONE_MONTHS,
    TERM_MONTHS,
    Blank,
    EntryRule,
    ExtensionRule,
    Model,
    ModelMilestone,
)
from governance.library.values import FAR_DATE, far

TOO_EARLY = N_("This date comes before “{other}”.")
BEFORE_ENTRY = N_("This date does not come after the entry into force.")
BEFORE_TEXT = N_("This date does not come after the day of this text, or has passed by now.")
AFTER_END = N_("This date comes after the end of the agreement.")
CLOSE_TO_END = N_("This date must lie at least {months} months before the end of the agreement.")
END_FIRST = N_("The agreement ends before it enters into force.")
END_PAST = N_("The agreement ends before the day of this text.")
ENTRY_PAST = N_("The entry into force lies more than a year before the day of this text.")
DECIDED_LATE = N_("This decision is of a day after the day of this text.")
BAD_MONTHS = N_("Give a number of months from 1 to {most}.")
NO_TERM = N_("Without a term there is nothing to extend, and no last day.")
LONG_NOTICE = N_(
    "A tacit extension of a term of {months} months needs a shorter notice than {notice} months."
)
OUTSIDE_TERM = N_(
    "The milestone “{title}” lies outside the term of the agreement, or has passed by now."
)
OTHER_DAY = N_(
    "The milestone “{title}” of commitment “{commitment}” is planned on {planned}, but the text "
    "says {day} (“{question}”). Make the two dates the same."
)
NO_DAY = N_(
    "The milestone “{title}” of commitment “{commitment}” is planned on no date, but the text "
    "says {day} (“{question}”). Plan the milestone on that date."
)

ALL_SIGNED = EntryRule.ALL_SIGNED
ENTRY, END = "entry", "end"
"""What ``after`` and ``before`` of a blank may name beside other dates."""
SIGNING_MONTHS = 12
"""So long after the day of its text an agreement may still be signed, and no longer."""


def term_complaints(model: Model, answers: Answers) -> Iterator[Complaint]:
    """What is wrong with the days and months of the term."""
    term, dated = answers.term, answers.dated
    absurd = [
        complaint
        for name in ("entry_date", "ends_on")
        for complaint in far_complaints(getattr(term, name), f"term.{name}")
    ]
    yield from absurd or _out_of_order(term, dated)
    for name in ("months", "extension_months", "notice_months"):
        months = getattr(term, name)
        if months is not None and not 1 <= months <= TERM_MONTHS:
            yield Complaint(f"term.{name}", BAD_MONTHS, {"most": TERM_MONTHS})
    yield from _at_odds(model, term)


def _at_odds(model: Model, term: TermAnswer) -> Iterator[Complaint]:
    """What cannot be said of one term together."""
    whole = term.over(model.term)
    ends = bool(term.months or term.ends_on)
    if term.indefinite and (ends or whole.extension is not ExtensionRule.NONE):
        yield Complaint("term.indefinite", NO_TERM)
    months, notice = whole.months, whole.notice_months
    tacit = whole.extension is ExtensionRule.TACIT and not term.ends_on
    if tacit and months and notice and 0 < months <= notice:
        values = {"months": months, "notice": notice}
        yield Complaint("term.notice_months", LONG_NOTICE, values)


def _out_of_order(term: TermAnswer, dated: date | None) -> Iterator[Complaint]:
    if term.entry_date and term.ends_on and term.ends_on <= term.entry_date:
        yield Complaint("term.ends_on", END_FIRST)
    elif dated and term.ends_on and term.ends_on < dated:
        yield Complaint("term.ends_on", END_PAST)
    if dated and term.entry_date and term.entry_date < add_months(dated, -SIGNING_MONTHS):
        yield Complaint("term.entry_date", ENTRY_PAST)


def far_complaints(day: date | None, at: str) -> Iterator[Complaint]:
    """A day that no agreement of today has."""
    if day and day.year not in YEARS:
        yield Complaint(at, FAR_DATE, {"value": day, **far()})


def decision_complaints(answers: Answers) -> Iterator[Complaint]:
    """Decisions that were taken only after the text that names them."""
    for place, party in enumerate(answers.parties):
        yield from _decisions(party, f"parties.{place}.authorities", answers.dated)


def _decisions(party: PartyAnswer, at: str, dated: date | None) -> Iterator[Complaint]:
    for place, authority in enumerate(party.authorities):
        where = f"{at}.{place}.decided_on"
        yield from far_complaints(authority.decided_on, where)
        if dated and authority.decided_on and authority.decided_on > dated:
            yield Complaint(where, DECIDED_LATE)


def first_day(answers: Answers) -> date | None:
    """The day of entry into force, else the day of the text: it cannot be earlier."""
    return answers.term.entry_date or answers.dated


def last_day(term: TermAnswer, model: Model, dated: date | None, signing: int = 0) -> date | None:
    """The day on which it ends, or None when it has no end, or one that is not known or right.

    That is the last day given, or else the first day after the months of the term.

    Without a day of entry it is reckoned from a signing ``signing`` months after the text.
    """
    if term.ends_on:
        right = term.entry_date is None or term.entry_date < term.ends_on
        return term.ends_on if right and term.ends_on.year in YEARS else None
    whole = term.over(model.term)
    months = whole.months
    start = term.entry_date
    if dated and not start and (signing or whole.entry is ALL_SIGNED):
        start = add_months(dated, signing)
    if start is None or start.year not in YEARS:
        return None
    if months is None or not 1 <= months <= TERM_MONTHS:
        return None
    return add_months(start, months)


def order_complaints(
    model: Model, answers: Answers, dates: Mapping[str, date]
) -> Iterator[Complaint]:
    """Dates that answer a blank and come too early or too late."""
    known = {blank.key: blank for blank in model.blanks}
    for key, day in dates.items():
        early = _early(day, known[key], known, answers, dates)
        if early or (early := _late(day, known[key], model, answers)):
            yield early


def _early(
    day: date,
    blank: Blank,
    known: Mapping[str, Blank],
    answers: Answers,
    dates: Mapping[str, date],
) -> Complaint | None:
    at, name = f"blanks.{blank.key}", blank.after
    for _ in known:
        if name not in known or name in dates:
            break
        name = known[name].after
    if name in dates and day <= dates[name]:
        return Complaint(at, TOO_EARLY, {"other": known[name].question})
    first = first_day(answers)
    if name == ENTRY and first and day <= first:
        return Complaint(at, BEFORE_ENTRY if answers.term.entry_date else BEFORE_TEXT)
    return None


def _late(day: date, blank: Blank, model: Model, answers: Answers) -> Complaint | None:
    if blank.before != END:
        return None
    ahead = blank.months_before
    last = last_day(answers.term, model, answers.dated, 0 if ahead else SIGNING_MONTHS)
    if last is None or day <= add_months(last, -ahead):
        return None
    problem = CLOSE_TO_END if ahead else AFTER_END
    return Complaint(f"blanks.{blank.key}", problem, {"months": ahead} if ahead else {})


def milestone_complaints(
    model: Model, answers: Answers, promises: Iterable[Promise]
) -> Iterator[Complaint]:
    """Milestones outside the term, and those on another day than the text says."""
    own = {commitment.key: commitment.milestones for commitment in model.commitments}
    for promise in promises:
        at = f"commitments.{promise.key}.milestones"
        asked = {one.title: one.on_blank for one in own.get(promise.key, ()) if one.on_blank}
        for milestone in promise.milestones:
            if milestone.title not in asked and _outside(milestone, model, answers):
                yield Complaint(at, OUTSIDE_TERM, {"title": milestone.title})
            day = day_of(answers.blanks.get(asked.get(milestone.title, "")))
            if day and milestone.on_date != day and not milestone.on_blank:
                question = next(b.question for b in model.blanks if b.key == asked[milestone.title])
                values = {"title": milestone.title, "commitment": promise.title, "day": day}
                values |= {"question": question, "planned": milestone.on_date}
                yield Complaint(at, OTHER_DAY if milestone.on_date else NO_DAY, values)


def _outside(milestone: ModelMilestone, model: Model, answers: Answers) -> bool:
    entry, first = answers.term.entry_date, first_day(answers)
    last = last_day(answers.term, model, answers.dated, SIGNING_MONTHS)
    day = milestone.on_date
    if day:
        return bool((first and day < first) or (last and day > last))
    months = milestone.after_months or milestone.every_months or 0
    if not 1 <= months <= MILESTONE_MONTHS:
        return False
    if entry and last:
        return add_months(entry, months) > last + timedelta(days=1)
    whole = answers.term.over(model.term).months
    if whole is None or whole < 1 or answers.term.ends_on:
        return False
    return months > whole
