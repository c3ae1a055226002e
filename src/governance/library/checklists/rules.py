"""What a rule set is, what is answered to its points, and how those stand. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct

from governance.library.checklists.hinting.rules import Found, Hint, Passage
from governance.library.forms import Promise
from governance.parties.rules import OrganisationKind


class Severity(StrEnum):
    """How heavy a point weighs. Only what stops keeps an agreement from being put up."""

    STOPS = "stops"
    SHOULD = "should"
    HINT = "hint"


class Stated(StrEnum):
    """What the terms and parties of an agreement say by themselves, without words in an article."""

    FIXED_TERM = "fixed_term"
    NOTICE = "notice"
    REPRESENTED = "represented"
    COMMITTEE = "committee"


class Asks(StrEnum):
    """The two questions that a person must answer before an agreement is put up."""

    DELEGATION = "delegation"
    DATA_SHARING = "data_sharing"


class PointState(StrEnum):
    """How a point stands."""

    PRESENT = "present"
    NOT_NEEDED = "not_needed"
    MISSING = "missing"


class PointAnswer(StrEnum):
    """What a person answers to a point; the last six only to the two questions that stop."""

    PRESENT = "present"
    NOT_NEEDED = "not_needed"
    MISSING = "missing"
    NO_POWERS = "no_powers"
    CONSENTED = "consented"
    NOT_CONSENTED = "not_consented"
    NO_SHARING = "no_sharing"
    WGS = "wgs"
    OWN_BASIS = "own_basis"
    NO_BASIS = "no_basis"


_A = PointAnswer
ORDINARY = (_A.PRESENT, _A.NOT_NEEDED, _A.MISSING)
OF_HINT = (_A.NOT_NEEDED, _A.MISSING)
ASKED: Mapping[Asks, tuple[PointAnswer, ...]] = {
    Asks.DELEGATION: (_A.NO_POWERS, _A.CONSENTED, _A.NOT_CONSENTED),
    Asks.DATA_SHARING: (_A.NO_SHARING, _A.WGS, _A.OWN_BASIS, _A.NO_BASIS),
}
NEEDS_REFERENCE = frozenset({_A.CONSENTED, _A.WGS, _A.OWN_BASIS})
"""Answers that say on what they rest: a decision of the council, a provision or protocol."""
NEEDS_REASON = frozenset({_A.PRESENT, _A.NOT_NEEDED, _A.NO_POWERS, _A.NO_SHARING})
"""Answers that say why, or where it stands."""


class Met(Struct, frozen=True):
    """How a rule is met: by one of these words in an article, by what the terms state, by an
    answered blank, by a text in which a hint finds nothing; where none is given, by a person.

    ``besides`` are phrases in which a word does not count. ``phrases`` are what a hint looks for,
    or leaves alone; ``most`` its limit.
    """

    words: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    stated: tuple[Stated, ...] = ()
    blanks: tuple[str, ...] = ()
    asks: Asks | None = None
    hint: Hint | None = None
    phrases: tuple[str, ...] = ()
    most: int | None = None


class RuleWords(Struct, frozen=True):
    """What a rule asks and why, in another language than that of its set. ``source`` where it is
    more than the name of a law or paper, which keeps its own language."""

    question: str
    explanation: str
    source: str = ""


class SetWords(Struct, frozen=True):
    """What a set is called and what is to be known of it, in another language than its own."""

    title: str
    note: str = ""


class Rule(Struct, frozen=True):
    """One rule: what is asked, why, by which source, how heavy it weighs, how it is met. ``en``:
    the first two for who reads in English; what is judged and kept are those of the set."""

    id: str
    question: str
    explanation: str
    source: str
    severity: Severity
    met: Met = Met()
    en: RuleWords | None = None


class RuleSet(Struct, frozen=True):
    """A file of rules. ``parties``: it counts only where an organisation of one of these kinds
    signs; none: always. ``note`` says what is to be known of the whole set, such as what replaced
    its source; ``en``: title and note for who reads in English."""

    key: str
    title: str
    version: str
    language: str
    rules: tuple[Rule, ...]
    note: str = ""
    parties: tuple[OrganisationKind, ...] = ()
    en: SetWords | None = None


class Facts(Struct, frozen=True):
    """What is to be known of an agreement: the kinds of those that sign, its articles, its
    commitments, what its terms state, the keys of the blanks that are answered."""

    kinds: frozenset[OrganisationKind]
    passages: tuple[Passage, ...]
    promises: tuple[Promise, ...]
    stated: frozenset[Stated] = frozenset()
    blanks: frozenset[str] = frozenset()


class Answered(Struct, frozen=True, rename="camel"):
    """What a person answered to a point. ``reason``: why, or where it stands; ``rests_on`` and
    ``on``: the decision or provision that it rests on, and the day of it. ``text_version``: the
    text that it was answered about, ``by`` the function that answered; ``version`` is its own."""

    outcome: PointAnswer
    reason: str = ""
    rests_on: str = ""
    on: date | None = None
    text_version: int = 0
    answered_on: date | None = None
    by: str = ""
    version: int = 0


class Point(Struct, frozen=True, rename="camel"):
    """One rule as an agreement was judged by it; it says all there is to know on its own.

    ``version``: of its answer, 0 where nobody answered."""

    id: str
    question: str
    explanation: str
    source: str
    severity: Severity
    state: PointState
    found: tuple[Found, ...] = ()
    answer: Answered | None = None
    asks: Asks | None = None
    hint: bool = False
    version: int = 0


class Judged(Struct, frozen=True, rename="camel"):
    """One rule set as an agreement was judged by it."""

    key: str
    title: str
    version: str
    language: str
    note: str
    points: tuple[Point, ...]


def allowed(point: Point) -> tuple[PointAnswer, ...]:
    """What may be answered to a point."""
    if point.asks is not None:
        return (*ASKED[point.asks], _A.MISSING)
    return OF_HINT if point.hint else ORDINARY
