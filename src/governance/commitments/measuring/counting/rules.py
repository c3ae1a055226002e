"""What must be right for an indicator to count towards one of another agreement. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from governance.base.errors import N_, Complaint
from governance.commitments.measuring.rolling.rules import Rule

Typed: TypeAlias = Any
"""An indicator as shown, or as it is handed in: known by its fields."""
AT = "towardsId"
SAME: Mapping[str, str] = {
    "unit": N_("The unit is another one."),
    "counts": N_("It counts something else."),
    "leads_to_people": N_("Of only one of the two a small number leads to people."),
    "signals": N_("Only one of the two is a number of signals."),
    "rule": N_("Organisations come together in another way."),
    "period": N_("It is measured over another period."),
}
"""What is the same of two indicators of which the values come together, with why not."""
_DIRECTION = N_("The good direction is another one, so what meets it differs.")
_GATHERS = N_("Others count towards this indicator, or may. So it counts towards none itself.")
_TAKEN = N_(
    "Another indicator of this agreement counts towards it already: of each organisation one value "
    "counts."
)
NOT_OPEN = N_(
    "There is no such indicator that is open, in an agreement in force in which you take part."
)
NOT_COUNTING = N_("It does not count towards this indicator any more.")
COUNTED = N_("Indicators of other agreements count towards it, so this stays as it is.")
COUNTS = N_("It counts towards an indicator of another agreement, so this stays as it is.")
_TYPED = {"leads_to_people": "leadsToPeople"}


def _differs(one: Typed, other: Typed) -> Iterator[str]:
    """The fields in which two indicators differ that must be the same."""
    for name in SAME:
        mine, theirs = getattr(one, name), getattr(other, name)
        if name == "unit":
            mine, theirs = mine.strip().casefold(), theirs.strip().casefold()
        if mine != theirs:
            yield name
    if one.rule == other.rule == Rule.SHARE and one.direction != other.direction:
        yield "direction"


def fitting_complaints(of: Typed, towards: Typed) -> Iterator[Complaint]:
    """Why an indicator cannot count towards another one that is open; nothing where it can."""
    for name in _differs(of, towards):
        yield Complaint(AT, SAME.get(name, _DIRECTION))
    if of.gathers:
        yield Complaint(AT, _GATHERS)
    if towards.taken:
        yield Complaint(AT, _TAKEN)


def tied_complaints(form: Typed, before: Typed, *, counted: bool, counts: bool) -> list[Complaint]:
    """What cannot be changed of an indicator that counts towards another (``counts``), or towards
    which others count (``counted``)."""
    if not (counted or counts):
        return []
    why = COUNTED if counted else COUNTS
    found = [Complaint(_TYPED.get(name, name), why) for name in _differs(form, before)]
    if form.gathers != before.gathers:
        found.append(Complaint("gathers", why))
    return found
