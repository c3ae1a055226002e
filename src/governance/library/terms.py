"""The term of an agreement: how it begins, is extended, and ends. Pure."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class ExtensionRule(StrEnum):
    """What happens at the end of the term (five variants)."""

    NONE = "none"
    CONSULTATION = "after_consultation"
    TACIT = "tacit"
    ONCE = "once_on_request"
    INDEFINITE = "becomes_indefinite"


class EntryRule(StrEnum):
    """When the agreement enters into force; after publication on the day that follows it."""

    ALL_SIGNED = "all_signed"
    DATE_AFTER_ALL_SIGNED = "date_after_all_signed"
    NUMBER_SIGNED = "number_signed"
    PUBLICATION = "publication"


class WithdrawalRule(StrEnum):
    """What the withdrawal (uittreding) of one party does to the agreement (three effects)."""

    OTHERS_GO_ON = "others_go_on"
    ENDS_ALL = "ends_all"
    CONSULTATION = "consultation"


class Term(Struct, frozen=True):
    """Term (looptijd) in months, none: indefinite; extension, notice, entry, enforceable at law.

    ``end_event`` ends it instead of months; ``entry_number``: how many must have signed.
    """

    months: int | None = None
    extension: ExtensionRule = ExtensionRule.NONE
    extension_months: int | None = None
    notice_months: int | None = None
    entry: EntryRule = EntryRule.ALL_SIGNED
    entry_number: int | None = None
    withdrawal: WithdrawalRule = WithdrawalRule.OTHERS_GO_ON
    end_event: str = ""
    enforceable: bool = False
