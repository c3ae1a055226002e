"""What is handed in about an agreement, its parties, decisions and signatures."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from governance.agreements.rules import Outcome, WithdrawalRule
from governance.base.names import search_key, sort_key
from governance.base.signs import Lines
from governance.base.version import Seen

_TERMS = (
    "term_months", "extension_rule", "extension_months", "notice_months", "enforceable",
    "entry_rule", "entry_date", "entry_number", "withdrawal_rule", "end_event",
)  # fmt: skip


class TermsForm(Struct, frozen=True, rename="camel", kw_only=True):
    """Title and terms. ``term_months`` none is indefinite, or until ``end_event``; ``version`` is
    the one seen. ``entry_number``: after how many signatures of parties it enters into force."""

    title: str
    short_title: str
    extension_rule: str
    entry_rule: str
    term_months: int | None = None
    extension_months: int | None = None
    notice_months: int | None = None
    enforceable: bool = False
    entry_date: date | None = None
    entry_number: int | None = None
    withdrawal_rule: str = WithdrawalRule.OTHERS_GO_ON
    end_event: str = ""
    version: Seen = None

    def columns(self) -> dict[str, Any]:
        """What is stored of it, by the names of the columns of an agreement."""
        kept = {name: getattr(self, name) for name in _TERMS}
        kept["end_event"] = " ".join(self.end_event.split())
        texts = {name: " ".join(getattr(self, name).split()) for name in ("title", "short_title")}
        keys = {"sort_key": sort_key(self.title), "search_key": search_key(self.title)}
        return kept | texts | keys


class NewAgreement(TermsForm, frozen=True, rename="camel", kw_only=True):
    """A draft as it begins, from a model; ``answers`` are its blanks and choices."""

    keeper_id: UUID
    kind: str
    model_key: str
    model_version: str
    committee_id: UUID | None = None
    answers: dict[str, Any] = {}

    def columns(self) -> dict[str, Any]:
        """What is stored of it, by the names of the columns of an agreement."""
        model = {"model_key": self.model_key, "model_version": self.model_version}
        owned = {"keeper": self.keeper_id, "committee": self.committee_id, "kind": self.kind}
        return TermsForm.columns(self) | model | owned


class AuthorityForm(Struct, frozen=True, rename="camel"):
    """An authority through which a party acts, and the function that represents it here."""

    authority_id: UUID
    represented_by_function: str


class PartyForm(Struct, frozen=True, rename="camel"):
    """A party. ``acting_body_id``: penvoerder; left out it is the one that the organisation
    has, empty it is nobody. ``case_number``: its own zaaknummer; left out it stays as it is."""

    organisation_id: UUID
    participation: str
    acting_body_id: UUID | UnsetType | None = UNSET
    authorities: list[AuthorityForm] = []
    case_number: str | UnsetType = UNSET


class PartiesForm(Struct, frozen=True, rename="camel"):
    """All parties of a draft, in their order."""

    parties: list[PartyForm]
    version: Seen = None


class PartyRow(Struct, frozen=True, rename="camel"):
    """A party as the page asks for it: authorities are ticked, ``functions`` go by their id.

    A row without an organisation is no party, whatever else still stands in it. A body that
    acts is asked only of a party that needs one: a row that does not ask it leaves it out.
    ``offered``: the authorities that could be ticked.
    """

    organisation_id: UUID | None = None
    participation: str = ""
    acting_body_id: UUID | UnsetType | None = UNSET
    authorities: list[UUID] = []
    offered: list[UUID] = []
    functions: dict[str, str] = {}
    case_number: str = ""
    remove: bool = False


class PartiesPage(Struct, frozen=True, rename="camel"):
    """The page on which the parties are chosen. ``find``: nothing is saved, and the page lets
    choose among the organisations whose names have the words of ``search``."""

    parties: list[PartyRow] = []
    search: Annotated[str, Meta(max_length=200)] = ""
    find: bool = False
    version: Seen = None


class ArticleText(Struct, frozen=True):
    """One article of the text that is frozen; ``text`` is plain."""

    number: int
    key: str
    title: str
    text: str


class TakeBackForm(Struct, frozen=True, rename="camel"):
    """Taking an agreement back to draft; ``version`` is the agreement's as it was seen."""

    version: int | None = None


class TakeBackPage(TakeBackForm, frozen=True, rename="camel"):
    """The same from a page; ``lapsing`` is how many decisions and signatures it named."""

    lapsing: int = 0


class DecisionForm(Struct, frozen=True, rename="camel"):
    """The decision of an authority: by whom (a function or body), on which day, its number,
    and whether it agrees. ``reason``: why it does not, or under which reservation of whom, and
    ``reserved_until`` when. ``text_version``: the number of the text that it is about."""

    decided_by: str
    decided_on: date
    number: str
    outcome: str = Outcome.AGREED
    reason: Lines = ""
    reserved_until: date | None = None
    text_version: Seen = None


class DecisionPage(DecisionForm, frozen=True, rename="camel"):
    """The same from a page, on which the outcome is chosen and never preset."""

    outcome: str = ""


class DecisionCorrection(DecisionForm, frozen=True, rename="camel"):
    """A decision that is put right; ``version`` is the decision's as it was seen.

    An outcome that is left out stays as it was, with its reason and its day.
    """

    outcome: str = ""
    version: Seen = None


class RemovalForm(Struct, frozen=True, rename="camel"):
    """Why a decision or signature is taken out; ``version`` is its own, as it was seen."""

    reason: Lines
    version: Seen = None


class SignatureForm(Struct, frozen=True, rename="camel"):
    """The signature of an authority; a mandate needs its reference.

    ``text_version``: the number of the text that was signed.
    """

    signed_by_function: str
    signed_on: date
    capacity: str
    capacity_reference: str = ""
    text_version: Seen = None


class SignaturePage(SignatureForm, frozen=True, rename="camel"):
    """The same from a page; ``sealing``: it said that this signature is the last one."""

    sealing: bool = False


class SignatureCorrection(SignatureForm, frozen=True, rename="camel"):
    """A signature that is put right; ``version`` is the signature's as it was seen."""

    version: Seen = None
