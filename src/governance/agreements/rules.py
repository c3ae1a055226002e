"""States and steps of an agreement, its days, and what must be right of terms and signatures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, TypeAlias

from governance.base.errors import MISSING, N_, Complaint
from governance.base.permissions import granted
from governance.base.workflow import Step, Workflow
from governance.library import promises
from governance.library import rules as library

AgreementKind = library.AgreementKind
EntryRule = library.EntryRule
ExtensionRule = library.ExtensionRule
Participation = library.Participation
SIGNING = library.SIGNING
WithdrawalRule = library.WithdrawalRule
add_months = promises.add_months


class AgreementState(StrEnum):
    """Where an agreement stands, from first draft to its end."""

    DRAFT = "draft"
    UP_FOR_DECISION = "up_for_decision"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    ENDED = "ended"


class Outcome(StrEnum):
    """What an authority decided upon the text that was put up."""

    AGREED = "agreed"
    RESERVED = "reserved"
    DECLINED = "declined"


class Capacity(StrEnum):
    """By what right a function signs (Awb title 10.1)."""

    OWN_RIGHT = "own_right"
    MANDATE = "mandate"
    POWER_OF_ATTORNEY = "power_of_attorney"
    AUTHORISATION = "authorisation"


ENDED = N_("“{name}” has not existed since {day}.")
_ADMINISTRATOR = granted("administrator of keeper")
_OF_PARTY_TOO = granted("administrator of keeper", "administrator of party")
"""What one authority decided may be typed by its own organisation as well."""
_WRITERS = granted("administrator, linking_pin of keeper", "administrator, linking_pin of party")
"""Who works on a draft for its keeper, or for a party once it is shared."""
_SIGNED = granted("administrator of keeper", "administrator of party", people=True)
"""So may what it signed and the scans of it, but never by a machine."""
_OPEN = AgreementState.UP_FOR_DECISION
_HOLDS = AgreementState.IN_FORCE
_BY_PARTIES = ("give_notice", "revoke_notice", "ask_consent", "record_consent", "close_request")
"""What any party may do while the agreement is in force, or who keeps it for that party."""

WORKFLOW = Workflow(
    "agreement",
    (
        Step(AgreementState.DRAFT, "change_terms", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "save_answers", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "edit_text", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "fix_version", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "remark", AgreementState.DRAFT, _WRITERS),
        Step(AgreementState.DRAFT, "hand_in_file", AgreementState.DRAFT, _WRITERS),
        Step(AgreementState.DRAFT, "decide_proposals", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "settle_remark", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "set_parties", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "answer_checklist", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "put_up_for_decision", _OPEN, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "describe", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "register_agreement", AgreementState.IN_FORCE, _ADMINISTRATOR),
        Step(_HOLDS, "reopen_registration", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.ENDED, "reopen_registration", AgreementState.DRAFT, _ADMINISTRATOR),
        # A party that the file names and the register did not know is linked later too.
        *(
            Step(state, "settle_name", state, _ADMINISTRATOR)
            for state in (AgreementState.DRAFT, _HOLDS, AgreementState.ENDED)
        ),
        Step(AgreementState.DRAFT, "share_draft", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "stop_sharing", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "remove_draft", AgreementState.DRAFT, _ADMINISTRATOR),
        *(Step(s, "set_chain", s, _OF_PARTY_TOO) for s in (AgreementState.DRAFT, _OPEN, _HOLDS)),
        *(Step(s, "record_advice", s, _OF_PARTY_TOO) for s in list(AgreementState)[1:4]),
        Step(_OPEN, "take_back", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(_OPEN, "record_decision", _OPEN, _OF_PARTY_TOO),
        Step(_OPEN, "record_signature", _OPEN, _SIGNED),
        Step(_OPEN, "correct_decision", _OPEN, _OF_PARTY_TOO),
        Step(_OPEN, "correct_signature", _OPEN, _SIGNED),
        Step(_OPEN, "remove_decision", _OPEN, _OF_PARTY_TOO),
        Step(_OPEN, "remove_signature", _OPEN, _SIGNED),
        *(
            Step(state, verb, state, _SIGNED)
            for state in list(AgreementState)[1:]
            for verb in ("attach_scan", "remove_scan")
        ),
        Step(AgreementState.SIGNED, "record_publication", AgreementState.SIGNED, _ADMINISTRATOR),
        # A party that accedes, or signs later, decides and signs while it is in force.
        *(
            Step(_HOLDS, f"{act}_{what}", _HOLDS, who)
            for what, who in (("decision", _OF_PARTY_TOO), ("signature", _SIGNED))
            for act in ("record", "correct", "remove")
        ),
        *(Step(_HOLDS, verb, _HOLDS, _OF_PARTY_TOO) for verb in _BY_PARTIES),
        Step(_HOLDS, "record_event", _HOLDS, _ADMINISTRATOR),
        Step(_HOLDS, "conclude_consultation", _HOLDS, _ADMINISTRATOR),
        Step(_HOLDS, "begin_amendment", _HOLDS, _ADMINISTRATOR),
        Step(_HOLDS, "begin_addendum", _HOLDS, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "choose_predecessor", AgreementState.DRAFT, _ADMINISTRATOR),
        Step(AgreementState.DRAFT, "take_over_changes", AgreementState.DRAFT, _ADMINISTRATOR),
        *(
            Step(state, "withdraw_amendment", AgreementState.ENDED, _ADMINISTRATOR)
            for state in (AgreementState.DRAFT, _OPEN)
        ),
        # By its own rule, never by hand: nobody holds these steps.
        Step(AgreementState.SIGNED, "merge_amendment", AgreementState.ENDED, ()),
        Step(AgreementState.SIGNED, "return_amendment", AgreementState.DRAFT, ()),
        Step(_OPEN, "complete", AgreementState.SIGNED, ()),
        Step(AgreementState.DRAFT, "register_ended", AgreementState.ENDED, ()),
        Step(AgreementState.SIGNED, "enter_into_force", AgreementState.IN_FORCE, ()),
        Step(AgreementState.IN_FORCE, "end", AgreementState.ENDED, ()),
    ),
    ends=(AgreementState.ENDED,),
)


def signs(participation: str) -> bool:
    """Whether a party in this form decides, signs and may owe a commitment."""
    return participation in SIGNING


def entry_day(
    rule: str, entry_date: date | None, last_signed_on: date, published_on: date | None = None
) -> date | None:
    """The day of entry into force once enough have signed; the rule gives it, nobody types it.

    None while its publication, on which it waits, is not recorded.
    """
    if rule == EntryRule.PUBLICATION:
        return max(published_on + timedelta(days=1), last_signed_on) if published_on else None
    if rule == EntryRule.DATE_AFTER_ALL_SIGNED and entry_date is not None:
        return max(entry_date, last_signed_on)
    return last_signed_on


def ends_on(entered_on: date, term_months: int | None) -> date | None:
    """The first day that it no longer holds, or None when it is indefinite."""
    return None if term_months is None else add_months(entered_on, term_months)


def is_open(state: str, participation: str, joined_on: date | None) -> bool:
    """Whether an authority of a party can still decide and sign: while the text is up for
    decision, or where the party comes into an agreement that is in force already."""
    coming = state == AgreementState.IN_FORCE and joined_on is None
    return signs(participation) and (state == AgreementState.UP_FOR_DECISION or coming)


def next_step(
    state: str, participation: str, outcome: str | None, *, signed: bool,
    joined_on: date | None = None,
) -> str:  # fmt: skip
    """What is to be done of one authority: a verb of the workflow, or empty text.

    ``outcome`` is none until it decided. One that does not agree leads back to the draft; of an
    agreement that is in force it stays out, and nothing is to be done. One under a reservation is
    corrected once that is lifted.
    """
    if signed or not is_open(state, participation, joined_on):
        return ""
    if outcome is None:
        return "record_decision"
    if outcome == Outcome.RESERVED:
        return "correct_decision"
    if outcome == Outcome.DECLINED:
        return "take_back" if state == AgreementState.UP_FOR_DECISION else ""
    return "record_signature"


Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only their fields."""

TOO_LONG = N_("At most {limit} characters.")
CHOOSE = N_("Choose one of the options.")
FUTURE = N_("This day has not come yet.")
DECLINED = N_("This authority does not agree, so it does not sign.")
RESERVED = N_("This authority agrees under a reservation. Lift that first, then it can sign.")


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


TITLES = {"title": 300, "short_title": 120}
"""How long title and short title may be."""


def ended_complaints(field: str, name: str, until: date | None, on: date) -> Iterator[Complaint]:
    """What does not exist any more on a day takes up nothing new."""
    if until is not None and until <= on:
        yield Complaint(field, ENDED, {"name": name, "day": until})


def kind_complaints(form: Typed) -> Iterator[Complaint]:
    """What is wrong with the kind and the model of a draft that begins."""
    if form.kind not in set(AgreementKind):
        yield Complaint("kind", CHOOSE)
    yield from text_complaints(form, {"model_key": 80, "model_version": 20})


def entry_complaints(
    row: Mapping[str, Any], on: date, last_signed_on: date | None, today: date
) -> Iterator[Complaint]:
    """What is wrong with a day of entry into force: only the rule's own day, once it has come."""
    rule = (row["entry_rule"], row["entry_date"])
    if last_signed_on is None or on != entry_day(*rule, last_signed_on, row["published_on"]):
        yield Complaint("on", N_("The agreement enters into force on the day that its rule gives."))
    elif on > today:
        yield Complaint("on", FUTURE)


def lapse_complaints(told: int | None, lapsing: int) -> Iterator[Complaint]:
    """What is wrong when more or less lapses than a person was told of; ``told`` none: any."""
    if told not in (None, lapsing):
        values = {"number": lapsing}
        problem = N_(
            "Decisions and signatures that lapse now: {number}. Read which, and confirm once more."
        )
        yield Complaint("lapsing", problem, values)
