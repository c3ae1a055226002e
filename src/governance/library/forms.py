"""What a person hands in to make an agreement of a model: answers, parties, changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from governance.library.rules import (
    SIGNING,
    WITHOUT_PERSONALITY,
    EntryRule,
    ExtensionRule,
    Indicator,
    ModelMilestone,
    Nature,
    Participation,
    Term,
    WithdrawalRule,
)
from governance.parties.rules import OrganisationKind

Value: TypeAlias = str | int | float | bool
"""One answer: text, option key or date (``2027-01-01``), number, yes or no."""


class AuthorityAnswer(Struct, frozen=True):
    """An authority through which a party acts, with its decision once that is taken."""

    name: str
    represented_by_function: str
    decided_on: date | None = None
    decision_number: str = ""


class PartyAnswer(Struct, frozen=True):
    """A party. ``legal_personality`` none: as its kind usually has it."""

    name: str
    kind: OrganisationKind
    participation: Participation = Participation.SIGNATORY
    authorities: tuple[AuthorityAnswer, ...] = ()
    acting_body: str = ""
    short_name: str = ""
    legal_personality: bool | None = None

    @property
    def called(self) -> str:
        """Its name in tables."""
        return self.short_name or self.name

    @property
    def signs(self) -> bool:
        """Whether it signs, and so may owe something."""
        return self.participation in SIGNING

    @property
    def has_personality(self) -> bool:
        """Whether it can owe something itself."""
        if self.legal_personality is None:
            return self.kind not in WITHOUT_PERSONALITY
        return self.legal_personality


class TermAnswer(Struct, frozen=True):
    """What the agreement makes of the model's term; nothing said keeps the model's own.

    ``ends_on`` is the last day on which the agreement holds; ``indefinite`` takes the model's
    term away, and the extension that goes with it.
    """

    entry_date: date | None = None
    ends_on: date | None = None
    months: int | None = None
    extension: ExtensionRule | None = None
    extension_months: int | None = None
    notice_months: int | None = None
    entry: EntryRule | None = None
    entry_number: int | None = None
    withdrawal: WithdrawalRule | None = None
    end_event: str | None = None
    enforceable: bool | None = None
    indefinite: bool = False

    def over(self, own: Term) -> Term:
        """The term of the model with what is said here in the place of its own."""
        if self.indefinite:
            own = replace(own, months=None, extension=ExtensionRule.NONE, extension_months=None)
        names = {name: getattr(self, name) for name in own.__struct_fields__}
        return replace(own, **{name: said for name, said in names.items() if said is not None})


class CommitmentAnswer(Struct, frozen=True):
    """A change to the model commitment with this key, or a commitment added under a new key.

    What is none or empty keeps the model's own. ``owners`` and ``contributors`` are names of
    parties; ``drop`` leaves the commitment out.
    """

    key: str
    drop: bool = False
    title: str = ""
    theme: str = ""
    nature: Nature | None = None
    owner_function: str = ""
    executor: str = ""
    goal: str = ""
    text: str = ""
    indicator: Indicator | None = None
    owners: tuple[str, ...] = ()
    contributors: tuple[str, ...] = ()
    milestones: tuple[ModelMilestone, ...] | None = None
    kind: str = ""
    extra: dict[str, Value] | None = None


class Answers(Struct, frozen=True):
    """Everything that is filled in for one agreement.

    ``short_title`` is what it is cited by (empty: as the model says), ``dated`` the day of
    its text, against which other days are held.
    """

    blanks: dict[str, Value] = {}
    parties: tuple[PartyAnswer, ...] = ()
    commitments: tuple[CommitmentAnswer, ...] = ()
    term: TermAnswer = TermAnswer()
    short_title: str = ""
    dated: date | None = None


class Promise(Struct, frozen=True):
    """A commitment with the parties that owe it, as a document says it.

    ``owners`` and ``contributors`` are names of parties, ``executor_organisation`` is the name of
    who carries it out for them. Made of model and answers by ``promises.promised``, or of stored
    rows by whoever keeps them.
    """

    key: str
    title: str
    theme: str
    nature: Nature
    owner_function: str
    goal: str
    text: str
    owners: tuple[str, ...]
    contributors: tuple[str, ...] = ()
    executor: str = ""
    indicator_unit: str = ""
    target: Decimal | None = None
    number: int | None = None
    milestones: tuple[ModelMilestone, ...] = ()
    kind: str = "other"
    extra: dict[str, Value] = {}
    enforceable: bool | None = None
    priority: str = "normal"
    executor_organisation: str = ""
    informal_partners: str = ""
