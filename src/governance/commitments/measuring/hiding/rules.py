"""Small numbers of people are hidden, everywhere outside the organisation that owns them. Pure.

What is shown of a number is an interval; that is all that leaves this organisation. Totals, means
and shares are made of intervals (``rolling``), never of the numbers behind them. So whatever is
published, of whatever period, place or day, follows from the single cells that are published, and
nobody can calculate back what a cell hides: it stays one to four.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

SMALL = 5
"""From this number on a count of people is told."""


class Counts(StrEnum):
    """What an indicator counts."""

    PEOPLE = "people"
    ACTIVITIES = "activities"
    CAPACITY = "capacity"
    MONEY = "money"
    YES_NO = "yes_no"


class Shown(Struct, frozen=True, rename="camel"):
    """What is shown of a number: from ``low`` to ``high``, both included.

    ``value`` is the number itself, where it is told: then all three are equal.
    """

    low: Decimal
    high: Decimal
    value: Decimal | None = None

    @property
    def hidden(self) -> bool:
        """Whether the number itself is not told."""
        return self.value is None


HIDDEN = Shown(Decimal(1), Decimal(SMALL - 1))
"""What is shown of every small count of people, whatever it is: "< 5"."""


def hides(counts: str, *, leads_to_people: bool, signals: bool) -> bool:
    """Whether small numbers of such an indicator are hidden: it counts people, signals about
    people, or something of which the number leads to people."""
    return counts == Counts.PEOPLE or leads_to_people or signals


def between(low: Decimal, high: Decimal) -> Shown:
    """What is shown of a number of which only its bounds are known."""
    return Shown(low, high, low if low == high else None)


def shown(number: Decimal, *, hiding: bool) -> Shown:
    """What others see of a value. Zero is told: it hides nobody."""
    return HIDDEN if hiding and 0 < number < SMALL else between(number, number)


_PLAIN_WORDS = (
    "procent", "percent", "euro", "dag", "day", "week", "weken", "maand", "month", "uur", "uren",
    "hour", "fte", "controle", "inspecti", "check", "bijeenkomst", "overleg", "meeting", "training",
    "campagne", "campaign", "aanpak", "approach", "route", "meldroute", "besluit", "decision",
    "overzicht", "overview", "informatiebeeld", "rapportage", "voortgangsrapportage", "report",
    "evaluati", "protocol", "plan", "beleid", "policy", "ontwerp", "draft", "document",
)  # fmt: skip
"""How a word begins that says that a unit counts no people: money, time, or what is held or made.
A unit that begins with a share is one, whatever it is a share of."""
_SHARES = ("%", "procent", "percent", "€")
_PEOPLE_WORDS = (
    "slachtoffer", "victim", "persoon", "personen", "person", "people", "mens", "client", "cliënt",
    "verdacht", "suspect", "dader", "melding", "signa", "casus", "case", "zaak", "zaken", "vrouw",
    "woman", "women", "man", "men", "kind", "child", "jonger", "minder", "minor", "deelnem",
    "participant", "medewerk", "functionaris", "official", "aangewezen", "inwoner", "bezoek",
)  # fmt: skip
_INSIDE = tuple(word for word in _PEOPLE_WORDS if len(word) > 5)
"""Those of which it is no chance that they stand inside another word."""
_WORD = re.compile(r"[^\W\d_]+|[%€]")


def counts_people(unit: str) -> bool:
    """Whether a number in this unit must be taken for a number of people: also where the unit,
    which is free text, does not tell."""
    words = _WORD.findall(unit.casefold())
    if words and words[0].startswith(_SHARES):
        return False
    told = any(word.startswith(_PLAIN_WORDS) for word in words)
    return not told or any(map(_of_people, words))


def _of_people(word: str) -> bool:
    """Whether a word names people: also one that is put together, such as trainingsdeelnemers."""
    return word.startswith(_PEOPLE_WORDS) or any(part in word for part in _INSIDE)


def figure(
    number: Decimal | None, unit: str, *, people: bool = False, own: bool = False
) -> Shown | None:
    """What is shown of a number in a unit; all of it to the organisation whose ``own`` it is.

    ``people``: it must be taken for a number of people whatever its unit is now, as it may have
    been given in an earlier one.
    """
    if number is None:
        return None
    return shown(number, hiding=not own and (people or counts_people(unit)))
