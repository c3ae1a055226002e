"""What a model agreement is: plain Structs and their words, free of files and databases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from msgspec import Struct

from governance.library import passages, terms
from governance.library.passages import Passage
from governance.parties.rules import OrganisationKind

ModelArticle = passages.ModelArticle
EntryRule = terms.EntryRule
ExtensionRule = terms.ExtensionRule
Term = terms.Term
WithdrawalRule = terms.WithdrawalRule
When = passages.When

MILESTONE_MONTHS = 240
"""A milestone lies at most so many months ahead."""
TERM_MONTHS = 600
"""A term, an extension or a period of notice lasts at most so many months."""


class AgreementKind(StrEnum):
    """Kind of administrative agreement (domain notes, section 5)."""

    CONVENANT = "convenant"
    BESTUURSOVEREENKOMST = "bestuursovereenkomst"
    BESTUURSAKKOORD = "bestuursakkoord"
    SAMENWERKINGSOVEREENKOMST = "samenwerkingsovereenkomst"
    INTENTIEVERKLARING = "intentieverklaring"


class Participation(StrEnum):
    """Deelnamevorm. Only who signs can owe a commitment; others are asked to contribute."""

    SIGNATORY = "signatory"
    ACCEDING = "acceding"
    IN_CONSULTATION = "in_consultation"
    ADVISER = "adviser"
    INFORMAL = "informal"


SIGNING = frozenset({Participation.SIGNATORY, Participation.ACCEDING})
WITHOUT_PERSONALITY = frozenset(
    {OrganisationKind.REGION, OrganisationKind.RIEC, OrganisationKind.CARE_AND_SAFETY_HOUSE}
)
"""Kinds that owe nothing themselves unless said otherwise: a body acts for them."""


class BlankKind(StrEnum):
    """What is asked in a blank."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    CHOICE = "choice"
    YES_NO = "yes_no"
    ORGANISATION = "organisation"
    FUNCTION = "function"


class Nature(StrEnum):
    """Inspanningsverplichting or resultaatsverplichting."""

    EFFORT = "effort"
    RESULT = "result"


class Scope(StrEnum):
    """Who owes a model commitment: every signatory, every signatory of the owner's kind, or
    the one party whose name is the answer to ``owner_blank``."""

    ALL = "all"
    KIND = "kind"
    NAMED = "named"


class MilestoneRule(StrEnum):
    """How the dates of a milestone follow from the agreement."""

    AFTER_ENTRY = "after_entry"
    ON_DATE = "on_date"
    EVERY = "every"
    YEARLY = "yearly"


class Option(Struct, frozen=True):
    """One option of a choice; ``text`` is what a person reads and the document may say."""

    key: str
    text: str


class Blank(Struct, frozen=True):
    """A question that an agreement asks; ``required`` holds only as far as ``when`` does.

    A date lies after the date asked by ``after`` (or ``entry``: into force), and where
    ``before`` is ``end`` at least ``months_before`` months before the end. A number keeps to
    ``least`` and ``most``, and to no decimals when ``whole``; a text to ``longest``. An
    organisation is a party of one of ``kinds``, or of any kind where none is given. ``moment``: the
    date is that of the mid-term report or of the evaluation.
    """

    key: str
    question: str
    kind: BlankKind
    required: bool = True
    help: str = ""
    options: tuple[Option, ...] = ()
    after: str = ""
    before: Literal["", "end"] = ""
    months_before: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    whole: bool = True
    longest: int | None = None
    kinds: tuple[OrganisationKind, ...] = ()
    when: When | None = None
    moment: Literal["", "mid_term", "evaluation"] = ""


class Theme(Struct, frozen=True):
    """A theme under which commitments stand together."""

    key: str
    title: str


class Indicator(Struct, frozen=True):
    """What is measured: its unit and the value aimed at."""

    unit: str
    target: Decimal | None = None


class ModelMilestone(Struct, frozen=True):
    """A milestone, by exactly one of: months after entry, a date, every so many months, or
    every year on ``each_year`` (days ``MM-DD``); or on the date asked by ``on_blank``, and
    until that is answered ``after_months`` after entry. ``checkpoint``: it is an ijkmoment."""

    title: str
    after_months: int | None = None
    on_date: date | None = None
    every_months: int | None = None
    each_year: tuple[str, ...] = ()
    on_blank: str = ""
    checkpoint: bool = False

    @property
    def rule(self) -> MilestoneRule:
        """The rule by which it is planned."""
        after, yearly = (self.after_months, MilestoneRule.AFTER_ENTRY), self.each_year
        named = (after, (yearly, MilestoneRule.YEARLY), (self.on_date, MilestoneRule.ON_DATE))
        return next((rule for said, rule in named if said), MilestoneRule.EVERY)


class ModelCommitment(Struct, frozen=True):
    """A model commitment (modelafspraak); ``number`` is its number in the national list.

    ``contributors`` are the kinds of parties that are asked to contribute (gevraagde inzet).
    ``kind`` is the kind of commitment, ``extra`` what its fields say to begin with.
    """

    key: str
    number: int
    title: str
    theme: str
    nature: Nature
    owner_kind: OrganisationKind
    owner_function: str
    goal: str
    text: str
    indicator: Indicator
    milestones: tuple[ModelMilestone, ...]
    executor: str = ""
    scope: Scope = Scope.KIND
    owner_blank: str = ""
    contributors: tuple[OrganisationKind, ...] = ()
    kind: str = "other"
    extra: dict[str, str | int | float | bool] = {}


class Slot(Struct, frozen=True):
    """A place for parties: which kinds, in which form, at least how many."""

    title: str
    kinds: tuple[OrganisationKind, ...]
    participation: Participation
    least: int = 0


class Model(Struct, frozen=True):
    """A model agreement, whole: a folder read, or the same from elsewhere."""

    key: str
    title: str
    subtitle: str
    short_title: str
    kind: AgreementKind
    version: str
    language: str
    summary: str
    sources: tuple[str, ...]
    term: Term
    blanks: tuple[Blank, ...]
    articles: tuple[ModelArticle, ...]
    slots: tuple[Slot, ...]
    themes: tuple[Theme, ...]
    commitments: tuple[ModelCommitment, ...]
    annexes: tuple[ModelArticle, ...] = ()
    recitals: str = ""
    recital_passages: tuple[Passage, ...] = ()
    folder: str = ""
