"""What must be right of the day on which a draft is to enter into force. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from governance.agreements.rules import EntryRule, signs
from governance.base.errors import N_, Complaint

TOO_MANY = N_("Only {number} parties sign, so fewer have to be asked for the entry into force.")


def too_many(whole: Any) -> Iterator[Complaint]:
    """An agreement cannot wait for more signatures than it has parties that sign."""
    view = whole.agreement
    number = sum(signs(party.participation) for party in whole.parties)
    if view.entry_rule == EntryRule.NUMBER_SIGNED and (view.entry_number or 0) > number:
        yield Complaint("entryNumber", TOO_MANY, {"number": number})
