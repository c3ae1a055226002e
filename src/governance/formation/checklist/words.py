"""The words of the checklist: states, answers and what was found, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.library.checklists.rules import (
    Asks,
    Point,
    PointAnswer,
    PointState,
    Severity,
    Stated,
    allowed,
)

STATE_WORDS: Mapping[str, str] = {
    PointState.PRESENT: N_("present"),
    PointState.NOT_NEEDED: N_("considered, not needed"),
    PointState.MISSING: N_("missing"),
}
_ASKED = {PointState.PRESENT: N_("arranged"), PointState.NOT_NEEDED: N_("does not apply")}
_HINT = {
    PointState.PRESENT: N_("nothing found"),
    PointState.NOT_NEEDED: N_("considered, may stay"),
    PointState.MISSING: N_("look at this"),
}
_MISSING_TONES = {Severity.STOPS: "bad", Severity.SHOULD: "warning", Severity.HINT: "plain"}
STOPS = N_("stops the decision")
TO_ANSWER = N_("to be answered")
ANSWER_WORDS: Mapping[str, str] = {
    PointAnswer.PRESENT: N_("It is there"),
    PointAnswer.NOT_NEEDED: N_("Considered, not needed"),
    PointAnswer.MISSING: N_("It is still missing"),
    PointAnswer.NO_POWERS: N_("No, no powers are transferred or mandated"),
    PointAnswer.CONSENTED: N_("Yes, and the council has consented"),
    PointAnswer.NOT_CONSENTED: N_("Yes, and the council has not consented"),
    PointAnswer.NO_SHARING: N_("No personal data is shared"),
    PointAnswer.WGS: N_("Yes, on the basis of the WGS"),
    PointAnswer.OWN_BASIS: N_("Yes, on a basis of its own"),
    PointAnswer.NO_BASIS: N_("Yes, without a basis"),
}
_OF_HINT = {
    PointAnswer.NOT_NEEDED: N_("Considered, it may stay"),
    PointAnswer.MISSING: N_("Still to be looked at"),
}
_NOT_KNOWN = {PointAnswer.MISSING: N_("Not known yet")}
STATED_WORDS: Mapping[str, str] = {
    Stated.FIXED_TERM: N_("The agreement has a fixed term."),
    Stated.NOTICE: N_("The agreement has a period of notice."),
    Stated.REPRESENTED: N_("Of every party that signs it is recorded who represents it."),
    Stated.COMMITTEE: N_("A steering committee watches over the agreement."),
}
FIELD_WORDS: Mapping[str, str] = {
    "open_points": N_("points of the checklist that were missing"),
    "rests_on": N_("rests on"),
    "rule": N_("rule of the checklist"),
}
"""What the fields of an entry of the trail are called."""


def state_word(point: Point) -> str:
    """What the state of a point is called."""
    if point.asks is not None and point.state is PointState.MISSING:
        asked = point.answer is None or point.answer.outcome is PointAnswer.MISSING
        return TO_ANSWER if asked else STOPS
    own = _ASKED if point.asks else _HINT if point.hint else {}
    return own.get(point.state, STATE_WORDS[point.state])


def state_tone(point: Point) -> str:
    """The tone of a state: how it looks, beside its word."""
    if point.state is PointState.MISSING:
        return _MISSING_TONES[point.severity]
    return "good" if point.state is PointState.PRESENT else "done"


def answer_word(point: Point, outcome: PointAnswer) -> str:
    """What an answer to a point is called."""
    own = _NOT_KNOWN if point.asks else _OF_HINT if point.hint else {}
    return own.get(outcome, ANSWER_WORDS[outcome])


def options(point: Point) -> list[tuple[str, str]]:
    """What may be answered to a point, each in words."""
    return [(one, answer_word(point, one)) for one in allowed(point)]


def rests_on_word(point: Point) -> str:
    """What is asked of what an answer rests on; empty where nothing is."""
    if point.asks is Asks.DELEGATION:
        return N_("Decision of the council (number)")
    return N_("Basis: provision, protocol or agreement") if point.asks else ""
