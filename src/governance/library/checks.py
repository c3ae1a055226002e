"""Whether answers fit a model: everything that is wrong, at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from governance.base.errors import N_, Complaint
from governance.library import days
from governance.library.forms import Answers, PartyAnswer, Promise
from governance.library.keys import like
from governance.library.owing import NO_SUCH_PARTY, change_complaints, owner_complaints
from governance.library.promises import promised
from governance.library.rules import Blank, BlankKind, EntryRule, ExtensionRule, Model
from governance.library.values import WrongAnswerError, empty, value_of
from governance.parties.rules import OrganisationKind

MISSING = N_("This is not filled in: {question}")
NO_ENTRY_DATE = N_("The rule of entry into force needs a date.")
NO_ENTRY_NUMBER = N_("The rule of entry into force needs a number of parties.")
NO_NOTICE = N_("The text names a period of notice: give its months.")
NO_EXTENSION = N_("This kind of extension needs its months.")
NOT_ASKED = N_("The model does not ask this.")
NOT_ASKED_LIKE = N_("The model does not ask this; did you mean “{like}”?")
NO_PARTY = N_("There is no party yet.")
NO_SIGNATORY = N_("No party signs.")
NO_NAME = N_("A party needs a name.")
NO_AUTHORITY = N_("“{name}” signs, so it needs at least one authority that decides.")
AUTHORITY_TWICE = N_("The authority “{name}” stands twice with this party.")
PARTY_TWICE = N_("The party “{name}” stands here twice.")
CALLED_TWICE = N_("Two parties are called “{name}” in the text.")
NO_FUNCTION = N_("Which function represents “{name}”?")
NO_ACTING_BODY = N_("“{name}” has no legal personality: name the body that acts for it.")
ACTS_ITSELF = N_("“{name}” has legal personality, so no other body acts for it.")
OTHER_KIND = N_("“{name}” is not of the kind of party that is asked: {question}")
TOO_FEW = N_("The model expects at least {least} of: {title}.")

TERM_WORDS = {
    "entry_date": N_("Date of entry into force"),
    "entry_number": N_("How many parties must have signed"),
    "ends_on": N_("Last day of the agreement"),
    "months": N_("Term in months"),
    "extension_months": N_("Months of one extension"),
    "notice_months": N_("Notice in months"),
    "indefinite": N_("Indefinite"),
}
"""What is said of the term, as it is called to who must put it right."""
_TOLD = frozenset({days.END_FIRST, days.END_PAST, days.ENTRY_PAST})
"""These say what they are about."""
_COUNTED = frozenset({ExtensionRule.CONSULTATION, ExtensionRule.TACIT, ExtensionRule.ONCE})


def checked(
    model: Model, answers: Answers, commitments: Sequence[Promise] | None = None
) -> tuple[Complaint, ...]:
    """Every complaint about a set of answers, the missing blanks included.

    ``commitments`` are those stored, where they are no longer the model's.
    """
    return (*missing(model, answers), *wrong(model, answers, commitments))


def missing(model: Model, answers: Answers) -> Iterator[Complaint]:
    """The required blanks, and what the text says of the term, that are not filled in.

    A draft may have these: they stand in it as open places.
    """
    for blank in model.blanks:
        if _asked(blank, answers) and empty(answers.blanks.get(blank.key)):
            yield Complaint(f"blanks.{blank.key}", MISSING, {"question": blank.question})
    term = answers.term.over(model.term)
    if term.entry is EntryRule.DATE_AFTER_ALL_SIGNED and not answers.term.entry_date:
        yield Complaint("term.entry_date", NO_ENTRY_DATE)
    if term.entry is EntryRule.NUMBER_SIGNED and not term.entry_number:
        yield Complaint("term.entry_number", NO_ENTRY_NUMBER)
    if term.extension in _COUNTED and not term.extension_months:
        yield Complaint("term.extension_months", NO_EXTENSION)
    told = (passage.words for article in model.articles for passage in article.passages)
    named = any("term.notice_months" in words for words in told)
    if named and not term.notice_months:
        yield Complaint("term.notice_months", NO_NOTICE)


def _asked(blank: Blank, answers: Answers) -> bool:
    if blank.when is None or not blank.required:
        return blank.required
    given = answers.blanks.get(blank.when.choice)
    said = ("yes" if given else "no") if isinstance(given, bool) else given
    return said == blank.when.is_


def wrong(
    model: Model, answers: Answers, commitments: Sequence[Promise] | None = None
) -> Iterator[Complaint]:
    """What is wrong, also in a draft, each with what it is about."""
    promises = promised(model, answers) if commitments is None else commitments
    for complaint in _wrong(model, answers, promises):
        about = subject(complaint.field, model, answers, promises)
        told = complaint.problem in _TOLD or about in complaint.values.values()
        yield complaint if told else replace(complaint, about=about)


def _wrong(model: Model, answers: Answers, promises: Sequence[Promise]) -> Iterator[Complaint]:
    yield from _blanks(model, answers)
    yield from days.term_complaints(model, answers)
    yield from _parties(model, answers.parties)
    yield from days.decision_complaints(answers)
    yield from change_complaints(model, answers)
    yield from owner_complaints(model, answers, promises)
    yield from days.milestone_complaints(model, answers, promises)


def subject(field: str, model: Model, answers: Answers, promises: Sequence[Promise]) -> str:
    """What a field is called: its question, what it says of the term, its party or commitment."""
    first, key, *_ = [*field.split("."), ""]
    place = int(key) if key.isdecimal() else -1
    if first == "blanks":
        return next((blank.question for blank in model.blanks if blank.key == key), key)
    if first == "parties" and 0 <= place < len(answers.parties):
        return answers.parties[place].name
    if first == "commitments":
        titles = {promise.key: promise.title for promise in promises}
        changes = dict(enumerate(answers.commitments))
        if key not in titles and place in changes:
            change = changes[place]
            return change.title or titles.get(change.key, change.key)
        return titles.get(key, key)
    return TERM_WORDS.get(key, "") if first == "term" else ""


def _blanks(model: Model, answers: Answers) -> Iterator[Complaint]:
    known = {blank.key: blank for blank in model.blanks}
    names = {party.name: party.kind for party in answers.parties}
    dates: dict[str, date] = {}
    for key, value in answers.blanks.items():
        at = f"blanks.{key}"
        if key not in known:
            near = like(key, known)
            yield Complaint(at, NOT_ASKED_LIKE if near else NOT_ASKED, {"like": near})
        elif not empty(value):
            try:
                typed = value_of(known[key], value)
            except WrongAnswerError as error:
                yield Complaint(at, error.problem, error.values)
                continue
            if isinstance(typed, date):
                dates[key] = typed
            if names and known[key].kind is BlankKind.ORGANISATION:
                yield from _party_named(typed, known[key], names, at)
    yield from days.order_complaints(model, answers, dates)


def _party_named(
    typed: object, blank: Blank, names: Mapping[str, OrganisationKind], at: str
) -> Iterator[Complaint]:
    kind = names.get(str(typed))
    if kind is None:
        yield Complaint(at, NO_SUCH_PARTY, {"name": typed})
    elif blank.kinds and kind not in blank.kinds:
        yield Complaint(at, OTHER_KIND, {"name": typed, "question": blank.question})


def _parties(model: Model, parties: tuple[PartyAnswer, ...]) -> Iterator[Complaint]:
    if not parties:
        yield Complaint("parties", NO_PARTY)
    elif not any(party.signs for party in parties):
        yield Complaint("parties", NO_SIGNATORY)
    yield from _names(parties)
    for place, party in enumerate(parties):
        yield from _party(party, f"parties.{place}")
    for slot in model.slots:
        there = sum(p.kind in slot.kinds and p.participation is slot.participation for p in parties)
        if parties and there < slot.least:
            yield Complaint("parties", TOO_FEW, {"least": slot.least, "title": slot.title})


def _names(parties: tuple[PartyAnswer, ...]) -> Iterator[Complaint]:
    names: Counter[str] = Counter()
    called: Counter[str] = Counter()
    for place, party in enumerate(parties):
        name, short = party.name.strip().casefold(), party.called.strip().casefold()
        if not name:
            yield Complaint(f"parties.{place}.name", NO_NAME)
        elif names[name]:
            yield Complaint(f"parties.{place}.name", PARTY_TWICE, {"name": party.name})
        elif called[short]:
            yield Complaint(f"parties.{place}.short_name", CALLED_TWICE, {"name": party.called})
        names[name] += 1
        called[short] += 1


def _party(party: PartyAnswer, at: str) -> Iterator[Complaint]:
    if party.signs and not party.authorities:
        yield Complaint(f"{at}.authorities", NO_AUTHORITY, {"name": party.name})
    if not party.has_personality and party.signs and not party.acting_body.strip():
        yield Complaint(f"{at}.acting_body", NO_ACTING_BODY, {"name": party.name})
    if party.has_personality and party.acting_body.strip():
        yield Complaint(f"{at}.acting_body", ACTS_ITSELF, {"name": party.name})
    seen: set[str] = set()
    for place, authority in enumerate(party.authorities):
        name = authority.name.strip().casefold()
        values = {"name": authority.name}
        if name in seen:
            yield Complaint(f"{at}.authorities.{place}", AUTHORITY_TWICE, values)
        if not authority.represented_by_function.strip():
            where = f"{at}.authorities.{place}.represented_by_function"
            yield Complaint(where, NO_FUNCTION, values)
        seen.add(name)
