"""What must be right of a notice of termination, and of what follows from it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from governance.agreements.lasting.rules import (
    BY_SILENCE,
    earliest_leaving,
    extended,
    last_day_to_object,
)
from governance.agreements.rules import (
    CHOOSE,
    FUTURE,
    TOO_LONG,
    ExtensionRule,
    Typed,
    text_complaints,
)
from governance.base.errors import MISSING, N_, Complaint

LETTER = 120
"""How long the number of a letter or decision may be."""

SETTLED = N_("This settles the end of the agreement, and it is not undone. Check it, and confirm.")


class NoticeKind(StrEnum):
    """What a party gives notice of: that it leaves, or that it wants no extension."""

    WITHDRAWAL = "withdrawal"
    NO_EXTENSION = "no_extension"


class Consulted(StrEnum):
    """What the other parties decided after a withdrawal upon which they had to consult."""

    GOES_ON = "goes_on"
    ENDS = "ends"


class NoticeTerms(Struct, frozen=True):
    """What the terms say to a notice: ``joined_on`` is when the party came into the agreement,
    ``final``: its end is settled already."""

    ends_on: date | None
    extension_rule: str
    notice_months: int | None
    joined_on: date
    final: bool = False
    entered_on: date = date.min
    extension_months: int | None = None


def effective(form: Typed, of: NoticeTerms) -> date:
    """The first day on which the agreement no longer holds by a notice, where none is given.

    Who says too late that it wants no extension says so of the next one.
    """
    if form.kind == NoticeKind.NO_EXTENSION and of.ends_on:
        return _objected_end(form.given_on, of, of.ends_on)
    day: date = form.effective_on or earliest_leaving(form.given_on, of.notice_months)
    return day


def _settled_end(of: NoticeTerms) -> date | None:
    """The day on which it ends whatever anybody says; none where it goes on by silence."""
    return of.ends_on if of.final or of.extension_rule not in BY_SILENCE else None


def leaving_on(of: NoticeTerms, given_on: date) -> date | None:
    """The first day on which it no longer holds for who gives notice on a day; none where it has
    ended by then, so that there is nothing to give notice of."""
    leaves, ends = earliest_leaving(given_on, of.notice_months), _settled_end(of)
    return None if ends and leaves >= ends else leaves


def notice_complaints(form: Typed, of: NoticeTerms, today: date) -> Iterator[Complaint]:
    """What is wrong with a notice of termination."""
    if form.kind not in set(NoticeKind):
        yield Complaint("kind", CHOOSE)
    yield from text_complaints(form, {"letter": LETTER})
    if len(form.reason.strip()) > 1000:
        yield Complaint("reason", TOO_LONG, {"limit": 1000})
    given = form.given_on
    if given is None:
        return
    if given > today:
        yield Complaint("givenOn", FUTURE)
    elif given < of.joined_on:
        before = N_("On this day the agreement did not hold for this party yet.")
        yield Complaint("givenOn", before)
    elif form.kind == NoticeKind.WITHDRAWAL:
        yield from _leaving(form, of)
    elif form.kind == NoticeKind.NO_EXTENSION:
        yield from _objecting(given, of)


def _leaving(form: Typed, of: NoticeTerms) -> Iterator[Complaint]:
    earliest = earliest_leaving(form.given_on, of.notice_months)
    if form.effective_on and form.effective_on < earliest:
        early = N_(
            "Given on {given}, with a notice of {months} months, it takes effect on {day} at the "
            "earliest."
        )
        values = {"given": form.given_on, "months": of.notice_months or 0, "day": earliest}
        yield Complaint("effectiveOn", early, values)
    ends = _settled_end(of)
    if ends and (form.effective_on or earliest) >= ends:
        over = N_("The agreement ends on {day} already, before this takes effect.")
        yield Complaint("effectiveOn", over, {"day": ends})


def _objected_end(given: date, of: NoticeTerms, ends: date) -> date:
    """The first end of a term for which an objection of this day is in time."""
    while of.extension_months and given > last_day_to_object(ends, of.notice_months):
        ends = extended(of.entered_on, ends, of.extension_months)
    return ends


def _objecting(given: date, of: NoticeTerms) -> Iterator[Complaint]:
    if of.final or of.extension_rule not in BY_SILENCE or of.ends_on is None:
        never = N_("This agreement is not extended by silence, so there is nothing to object to.")
        yield Complaint("kind", never)
        return
    last = last_day_to_object(of.ends_on, of.notice_months)
    if given > last and of.extension_rule != ExtensionRule.TACIT:
        late = N_(
            "This had to be given on {day} at the latest. From the end of its term it holds "
            "for an indefinite time: then a party withdraws."
        )
        yield Complaint("givenOn", late, {"day": last})


def revoking_complaints(form: Typed, given_on: date, today: date) -> Iterator[Complaint]:
    """What is wrong with taking a notice back."""
    yield from text_complaints(form, {"reason": 500})
    if form.withdrawn_on and form.withdrawn_on > today:
        yield Complaint("withdrawnOn", FUTURE)
    elif form.withdrawn_on and form.withdrawn_on < given_on:
        yield Complaint("withdrawnOn", N_("On this day the notice was not given yet."))


def consultation_complaints(
    form: Typed, left_on: date, over: date | None, today: date
) -> Iterator[Complaint]:
    """What is wrong with what came of the consultation after a withdrawal. ``over``: the day on
    which it ends anyway, if it does."""
    if form.consulted not in set(Consulted):
        yield Complaint("consulted", CHOOSE)
    if form.consulted_on and form.consulted_on > today:
        yield Complaint("consultedOn", FUTURE)
    if form.consulted == Consulted.ENDS and not form.confirmed:
        yield Complaint("confirmed", SETTLED)
    if form.consulted == Consulted.ENDS and form.ends_on is None:
        yield Complaint("endsOn", MISSING)
    elif form.consulted == Consulted.ENDS and form.ends_on < left_on:
        yield Complaint("endsOn", N_("It does not end before the party left that gave notice."))
    elif form.consulted == Consulted.ENDS and over and form.ends_on > over:
        yield Complaint("endsOn", N_("It ends on {day} anyway."), {"day": over})
    elif form.consulted == Consulted.GOES_ON and form.ends_on is not None:
        yield Complaint("endsOn", N_("It goes on, so it has no other end."))


def event_complaints(form: Typed, entered_on: date, today: date) -> Iterator[Complaint]:
    """What is wrong with the event that ends an agreement."""
    yield from text_complaints(form, {"letter": LETTER})
    if form.happened_on and form.happened_on > today:
        yield Complaint("happenedOn", FUTURE)
    elif form.happened_on and form.happened_on < entered_on:
        yield Complaint("happenedOn", N_("This lies before the entry into force."))
    if not form.confirmed:
        yield Complaint("confirmed", SETTLED)


def publication_complaints(form: Typed, signed_on: date | None, today: date) -> Iterator[Complaint]:
    """What is wrong with the publication upon which an agreement enters into force."""
    yield from text_complaints(form, {"publication_reference": LETTER})
    if form.published_on and form.published_on > today:
        yield Complaint("publishedOn", FUTURE)
    elif form.published_on and signed_on and form.published_on < signed_on:
        yield Complaint("publishedOn", N_("It is published after the last signature."))
