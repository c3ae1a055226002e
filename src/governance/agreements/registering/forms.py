"""What is handed in to register an agreement; its file comes beside the first form."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.registering.rules import Passage, months, until
from governance.agreements.rules import EntryRule, WithdrawalRule
from governance.base.names import search_key, sort_key
from governance.base.signs import Lines
from governance.base.version import Seen


class RegistrationForm(Struct, frozen=True, rename="camel"):
    """A registration as it begins: who keeps it, and which committee watches over it."""

    keeper_id: UUID
    committee_id: UUID | None = None


class ReopenForm(Struct, frozen=True, rename="camel"):
    """Taking a registration that counts back to draft, and why; ``version`` is the agreement's."""

    reason: Lines
    version: Seen = None


class DescriptionForm(Struct, frozen=True, rename="camel", kw_only=True):
    """What is asked of an agreement that was signed elsewhere.

    ``last_day``: the last day on which it holds, left out where it is indefinite.
    """

    title: str
    short_title: str
    kind: str
    extension_rule: str
    original_at: str = ""
    signed_on: date | None = None
    entered_on: date | None = None
    last_day: date | None = None
    extension_months: int | None = None
    notice_months: int | None = None
    enforceable: bool = False
    withdrawal_rule: str = WithdrawalRule.OTHERS_GO_ON
    end_event: str = ""
    version: Seen = None

    @property
    def entry_number(self) -> None:
        """It waits for no number of parties any more."""
        return

    @property
    def entry_rule(self) -> str:
        """It entered into force on a day that is known."""
        return EntryRule.DATE_AFTER_ALL_SIGNED

    @property
    def entry_date(self) -> date | None:
        """The day on which it entered into force."""
        return self.entered_on

    @property
    def term_months(self) -> int | None:
        """Its term, from its days."""
        return months(self.entered_on, until(self.last_day))

    def columns(self) -> dict[str, Any]:
        """What is stored of it in the agreement, by the names of its columns."""
        names = (
            "kind", "extension_rule", "extension_months", "notice_months", "enforceable",
            "withdrawal_rule",
        )  # fmt: skip
        kept = {name: getattr(self, name) for name in (*names, "entry_date", "term_months")}
        named = ("title", "short_title", "end_event")
        texts = {name: " ".join(getattr(self, name).split()) for name in named}
        keys = {"sort_key": sort_key(self.title), "search_key": search_key(self.title)}
        return kept | texts | keys

    def evidence(self) -> dict[str, Any]:
        """What is stored of it in the registration, by the names of its columns."""
        place = " ".join(self.original_at.split())
        return {"original_at": place, "signed_on": self.signed_on, "ends_on": until(self.last_day)}


class PassagesForm(Struct, frozen=True, rename="camel"):
    """The whole text, passage by passage; one without a word is left out."""

    passages: list[Passage]
    version: Seen = None
