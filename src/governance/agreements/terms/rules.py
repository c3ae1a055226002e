"""What must be right of the terms of an agreement, and what they still lack. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from governance.agreements.rules import (
    CHOOSE,
    TITLES,
    TOO_LONG,
    EntryRule,
    ExtensionRule,
    Typed,
    WithdrawalRule,
    camel,
    text_complaints,
)
from governance.base.errors import N_, Complaint

COUNTED = frozenset({ExtensionRule.CONSULTATION, ExtensionRule.TACIT, ExtensionRule.ONCE})
"""Extensions that last a number of months."""


def terms_complaints(form: Typed) -> Iterator[Complaint]:
    """What is wrong with the terms of a draft; what is still open may be filled in later."""
    yield from text_complaints(form, TITLES)
    yield from _chosen(form)
    yield from _term(form)
    yield from _entry(form)


_CHOSEN = {
    "extension_rule": ExtensionRule,
    "entry_rule": EntryRule,
    "withdrawal_rule": WithdrawalRule,
}


def _chosen(form: Typed) -> Iterator[Complaint]:
    for name, kinds in _CHOSEN.items():
        if getattr(form, name) not in set(kinds):
            yield Complaint(camel(name), CHOOSE)
    for name in ("term_months", "extension_months", "notice_months"):
        months = getattr(form, name)
        if months is not None and not 1 <= months <= 600:
            yield Complaint(camel(name), N_("Give a number of months from 1 to 600."))


def _entry(form: Typed) -> Iterator[Complaint]:
    if form.entry_rule != EntryRule.DATE_AFTER_ALL_SIGNED and form.entry_date is not None:
        yield Complaint("entryDate", N_("This rule of entry into force needs no date."))
    if form.entry_rule != EntryRule.NUMBER_SIGNED and form.entry_number is not None:
        yield Complaint("entryNumber", N_("This rule of entry into force needs no number."))
    elif form.entry_number is not None and not 2 <= form.entry_number <= 1000:
        yield Complaint("entryNumber", N_("Give a number of parties from 2 to 1000."))


def _term(form: Typed) -> Iterator[Complaint]:
    if form.term_months is None and form.extension_rule != ExtensionRule.NONE:
        yield Complaint("termMonths", N_("Without a term there is nothing to extend."))
    if form.extension_rule not in COUNTED and form.extension_months is not None:
        yield Complaint("extensionMonths", N_("This kind of extension has no months."))
    if len(form.end_event.strip()) > 300:
        yield Complaint("endEvent", TOO_LONG, {"limit": 300})
    elif form.end_event.strip() and form.term_months is not None:
        both = N_("Give a term in months, or an event that ends it: not both.")
        yield Complaint("endEvent", both)


def terms_missing(row: Mapping[str, Any]) -> Iterator[Complaint]:
    """What the stored terms still lack before the agreement can be put up for decision."""
    rule, notice = row["extension_rule"], row["notice_months"]
    rule_of_entry = row["entry_rule"]
    if rule_of_entry == EntryRule.DATE_AFTER_ALL_SIGNED and row["entry_date"] is None:
        yield Complaint("entryDate", N_("Give the date on which it enters into force."))
    if rule_of_entry == EntryRule.NUMBER_SIGNED and row["entry_number"] is None:
        yield Complaint("entryNumber", N_("Give how many parties must have signed."))
    if row["term_months"] is None and notice is None and not row["end_event"]:
        yield Complaint("noticeMonths", N_("Without a term, a period of notice is needed."))
    if rule in COUNTED and row["extension_months"] is None:
        yield Complaint("extensionMonths", N_("Give the months of one extension."))
    if rule == ExtensionRule.TACIT and notice is None:
        yield Complaint("noticeMonths", N_("A tacit extension needs a period of notice."))
