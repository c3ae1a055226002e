"""States and steps of an agreement, its days, and what must be right of terms and signatures."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from governance.base.actor import RoleKind
from governance.base.errors import N_, Complaint
from governance.base.workflow import Step, Workflow
from governance.library.rules import SIGNING as SIGNING
from governance.library.rules import AgreementKind as AgreementKind
from governance.library.rules import EntryRule as EntryRule
from governance.library.rules import ExtensionRule as ExtensionRule
from governance.library.rules import Participation as Participation


class AgreementState(StrEnum):
    """Where an agreement stands, from first draft to its end."""

    DRAFT = "draft"
    UP_FOR_DECISION = "up_for_decision"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    ENDED = "ended"


class Capacity(StrEnum):
    """By what right a function signs (Awb title 10.1)."""

    OWN_RIGHT = "own_right"
    MANDATE = "mandate"
    POWER_OF_ATTORNEY = "power_of_attorney"
    AUTHORISATION = "authorisation"


_ADMINISTRATOR = (RoleKind.ADMINISTRATOR,)
_OPEN = AgreementState.UP_FOR_DECISION

WORKFLOW = Workflow(
    "agreement",
    (
        Step(AgreementState.DRAFT, "change_terms", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "save_answers", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "set_parties", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "put_up_for_decision", _OPEN, _ADMINISTRATOR),
        Step(_OPEN, "take_back", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(_OPEN, "record_decision", _OPEN, _ADMINISTRATOR),
        Step(_OPEN, "record_signature", _OPEN, _ADMINISTRATOR),
        # By its own rule, never by hand: nobody holds these steps.
        Step(_OPEN, "complete", AgreementState.SIGNED, ()),
        Step(AgreementState.SIGNED, "enter_into_force", AgreementState.IN_FORCE, ()),
        Step(AgreementState.IN_FORCE, "end", AgreementState.ENDED, ()),
    ),
)

STATE_WORDS: Mapping[str, str] = {
    AgreementState.DRAFT: N_("draft"),
    AgreementState.UP_FOR_DECISION: N_("up for decision"),
    AgreementState.SIGNED: N_("signed by all"),
    AgreementState.IN_FORCE: N_("in force"),
    AgreementState.ENDED: N_("ended"),
}
STATE_TONES: Mapping[str, str] = {
    AgreementState.DRAFT: "plain",
    AgreementState.UP_FOR_DECISION: "warning",
    AgreementState.SIGNED: "good",
    AgreementState.IN_FORCE: "good",
    AgreementState.ENDED: "done",
}
VERB_WORDS: Mapping[str, str] = {
    "draft": N_("Drafted"),
    "change_terms": N_("Change the terms"),
    "save_answers": N_("Fill in the text"),
    "set_parties": N_("Choose the parties"),
    "set_commitments": N_("Choose the commitments"),
    "put_up_for_decision": N_("Put up for decision"),
    "take_back": N_("Take back to draft"),
    "record_decision": N_("Record the decision"),
    "record_signature": N_("Record the signature"),
    "complete": N_("Signed by all"),
    "enter_into_force": N_("Enters into force"),
}
PARTICIPATION_WORDS: Mapping[str, str] = {
    Participation.SIGNATORY: N_("signatory"),
    Participation.ACCEDING: N_("acceding party"),
    Participation.IN_CONSULTATION: N_("in consultation with"),
    Participation.ADVISER: N_("adviser"),
    Participation.INFORMAL: N_("informal partner"),
}
CAPACITY_WORDS: Mapping[str, str] = {
    Capacity.OWN_RIGHT: N_("in its own right"),
    Capacity.MANDATE: N_("by mandate"),
    Capacity.POWER_OF_ATTORNEY: N_("by power of attorney"),
    Capacity.AUTHORISATION: N_("by authorisation"),
}
EXTENSION_WORDS: Mapping[str, str] = {
    ExtensionRule.NONE: N_("no extension"),
    ExtensionRule.CONSULTATION: N_("extension after consultation"),
    ExtensionRule.TACIT: N_("tacit extension unless notice is given"),
    ExtensionRule.ONCE: N_("one extension on request"),
    ExtensionRule.INDEFINITE: N_("becomes indefinite"),
}
ENTRY_WORDS: Mapping[str, str] = {
    EntryRule.ALL_SIGNED: N_("on the day of the last signature"),
    EntryRule.DATE_AFTER_ALL_SIGNED: N_("on a date, once all have signed"),
}
KIND_WORDS: Mapping[str, str] = {
    AgreementKind.CONVENANT: N_("covenant"),
    AgreementKind.BESTUURSOVEREENKOMST: N_("administrative contract"),
    AgreementKind.BESTUURSAKKOORD: N_("administrative accord"),
    AgreementKind.SAMENWERKINGSOVEREENKOMST: N_("cooperation agreement"),
    AgreementKind.INTENTIEVERKLARING: N_("letter of intent"),
}


COUNTED = frozenset({ExtensionRule.CONSULTATION, ExtensionRule.TACIT, ExtensionRule.ONCE})
"""Extensions that last a number of months."""


def signs(participation: str) -> bool:
    """Whether a party in this form decides, signs and may owe a commitment."""
    return participation in SIGNING


def add_months(start: date, months: int) -> date:
    """The same day so many months later; the last day of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def entry_day(rule: str, entry_date: date | None, last_signed_on: date) -> date:
    """The day of entry into force once all have signed; the rule gives it, nobody types it."""
    if rule == EntryRule.DATE_AFTER_ALL_SIGNED and entry_date is not None:
        return max(entry_date, last_signed_on)
    return last_signed_on


def ends_on(entered_on: date, term_months: int | None) -> date | None:
    """The first day that it no longer holds, or None when it is indefinite."""
    return None if term_months is None else add_months(entered_on, term_months)


def next_step(state: str, participation: str, *, decided: bool, signed: bool) -> str:
    """What one authority has still to do: a verb of the workflow, or empty text."""
    if state != AgreementState.UP_FOR_DECISION or not signs(participation) or signed:
        return ""
    return "record_signature" if decided else "record_decision"


Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only their fields."""

MISSING = N_("Fill in this field.")
TOO_LONG = N_("At most {limit} characters.")
CHOOSE = N_("Choose one of the options.")
FUTURE = N_("This day has not come yet.")


def text_complaints(form: Typed, limits: Mapping[str, int], at: str = "") -> Iterator[Complaint]:
    """Texts that must be filled in, each with its limit; names become ``camelCase``."""
    for name, limit in limits.items():
        said = getattr(form, name).strip()
        if not said:
            yield Complaint(at + camel(name), MISSING)
        elif len(said) > limit:
            yield Complaint(at + camel(name), TOO_LONG, {"limit": limit})


def camel(name: str) -> str:
    """The name of a field as forms and JSON carry it."""
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)


def terms_complaints(form: Typed) -> Iterator[Complaint]:
    """What is wrong with the terms of a draft; what is still open may be filled in later."""
    yield from text_complaints(form, {"title": 300, "short_title": 120})
    for name, kinds in (("extension_rule", ExtensionRule), ("entry_rule", EntryRule)):
        if getattr(form, name) not in set(kinds):
            yield Complaint(camel(name), CHOOSE)
    for name in ("term_months", "extension_months", "notice_months"):
        months = getattr(form, name)
        if months is not None and not 1 <= months <= 600:
            yield Complaint(camel(name), N_("Give a number of months from 1 to 600."))
    if form.term_months is None and form.extension_rule != ExtensionRule.NONE:
        yield Complaint("extensionRule", N_("Without a term there is nothing to extend."))
    if form.extension_rule not in COUNTED and form.extension_months is not None:
        yield Complaint("extensionMonths", N_("This kind of extension has no months."))
    if form.entry_rule == EntryRule.ALL_SIGNED and form.entry_date is not None:
        yield Complaint("entryDate", N_("This rule needs no date: the last signature gives it."))


def terms_missing(form: Typed) -> Iterator[Complaint]:
    """What the terms still lack before the agreement can be put up for decision."""
    if form.entry_rule == EntryRule.DATE_AFTER_ALL_SIGNED and form.entry_date is None:
        yield Complaint("entryDate", N_("Give the date on which it enters into force."))
    if form.term_months is None and form.notice_months is None:
        yield Complaint("noticeMonths", N_("Without a term, a period of notice is needed."))
    if form.extension_rule in COUNTED and form.extension_months is None:
        yield Complaint("extensionMonths", N_("Give the months of one extension."))
    if form.extension_rule == ExtensionRule.TACIT and form.notice_months is None:
        yield Complaint("noticeMonths", N_("A tacit extension needs a period of notice."))


def decision_complaints(form: Typed, today: date) -> Iterator[Complaint]:
    """What is wrong with a decision of an authority."""
    yield from text_complaints(form, {"decided_by": 200, "number": 80})
    if form.decided_on > today:
        yield Complaint("decidedOn", FUTURE)


def signature_complaints(form: Typed, decided_on: date | None, today: date) -> Iterator[Complaint]:
    """What is wrong with a signature; ``decided_on`` is None when there is no decision yet."""
    yield from text_complaints(form, {"signed_by_function": 200})
    if form.signed_on > today:
        yield Complaint("signedOn", FUTURE)
    if decided_on is None:
        yield Complaint("signedOn", N_("Record the decision of this authority first."))
    elif form.signed_on < decided_on:
        yield Complaint("signedOn", N_("Nobody signs before the decision was taken."))
    reference = form.capacity_reference.strip()
    if form.capacity not in set(Capacity):
        yield Complaint("capacity", CHOOSE)
    elif form.capacity != Capacity.OWN_RIGHT and not reference:
        yield Complaint("capacityReference", N_("Give the reference of the mandate."))
    if len(reference) > 120:
        yield Complaint("capacityReference", TOO_LONG, {"limit": 120})
