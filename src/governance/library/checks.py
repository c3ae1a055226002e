"""Whether answers fit a model: everything that is wrong, at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from governance.base.errors import N_, Complaint
from governance.library.forms import Answers, PartyAnswer, Promise, TermAnswer, Value
from governance.library.keys import like
from governance.library.promises import promised
from governance.library.rules import (
    Blank,
    BlankKind,
    EntryRule,
    Model,
    Scope,
)

MISSING = N_("This is not filled in: {question}")
NOT_ASKED = N_("The model does not ask this.")
NOT_ASKED_LIKE = N_("The model does not ask this; did you mean “{like}”?")
NO_DATE = N_("“{value}” is no date; write year-month-day.")
NO_NUMBER = N_("“{value}” is no number.")
NO_OPTION = N_("“{value}” is none of the options: {options}.")
NO_YES_NO = N_("“{value}” is neither yes nor no (true or false).")
NO_TEXT = N_("“{value}” is no text.")
TOO_EARLY = N_("This date comes before “{other}”.")
END_FIRST = N_("The agreement ends before it enters into force.")
NO_ENTRY_DATE = N_("The rule of entry into force needs a date.")
NO_PARTY = N_("There is no party yet.")
NO_SIGNATORY = N_("No party signs.")
NO_AUTHORITY = N_("A party that signs needs at least one authority that decides.")
AUTHORITY_TWICE = N_("The authority “{name}” stands twice with this party.")
PARTY_TWICE = N_("The party “{name}” stands here twice.")
NO_FUNCTION = N_("Which function represents “{name}”?")
NO_ACTING_BODY = N_("“{name}” has no legal personality: name the body that acts for it.")
TOO_FEW = N_("The model expects at least {least} of: {title}.")
NO_OWNER = N_("No party that signs is of the kind that owes this commitment ({kind}).")
NO_SUCH_SIGNATORY = N_("“{name}” must be a party that signs: it owes a commitment.")
NO_SUCH_PARTY = N_("“{name}” is no party to this agreement.")
MAY_NOT_OWE = N_("“{name}” does not sign, so it cannot owe this; ask it for a contribution.")
INCOMPLETE = N_("A commitment that is added needs this.")
NO_THEME = N_("“{key}” is no theme of this model.")
OUTSIDE_TERM = N_("The milestone “{title}” lies outside the term of the agreement.")

_NEEDED = ("title", "theme", "nature", "owner_function", "goal", "text", "owners")


def checked(
    model: Model, answers: Answers, commitments: Sequence[Promise] | None = None
) -> tuple[Complaint, ...]:
    """Every complaint about a set of answers, the missing blanks included.

    ``commitments`` are those stored, where they are no longer the model's.
    """
    return (*missing(model, answers), *wrong(model, answers, commitments))


def missing(model: Model, answers: Answers) -> Iterator[Complaint]:
    """The required blanks that are not filled in; a draft may have these."""
    for blank in model.blanks:
        if _asked(blank, answers) and empty(answers.blanks.get(blank.key)):
            yield Complaint(f"blanks.{blank.key}", MISSING, {"question": blank.question})


def _asked(blank: Blank, answers: Answers) -> bool:
    if blank.when is None or not blank.required:
        return blank.required
    given = answers.blanks.get(blank.when.choice)
    said = ("yes" if given else "no") if isinstance(given, bool) else given
    return said == blank.when.is_


def empty(value: Value | None) -> bool:
    """Whether nothing was said."""
    return value is None or (isinstance(value, str) and not value.strip())


def wrong(
    model: Model, answers: Answers, commitments: Sequence[Promise] | None = None
) -> Iterator[Complaint]:
    """What is wrong, also in a draft."""
    yield from _blanks(model, answers)
    yield from _term(model, answers.term)
    yield from _parties(model, answers.parties)
    yield from _changes(model, answers)
    promises = promised(model, answers) if commitments is None else commitments
    yield from _owners(model, answers, promises)


def value_of(blank: Blank, value: Value) -> date | Decimal | bool | str:
    """An answer as what was asked: a date, a number, yes or no, a text, an option's key.

    Raises ValueError with the message that says why not.
    """
    match blank.kind:
        case BlankKind.DATE:
            return _date(value)
        case BlankKind.NUMBER | BlankKind.MONEY:
            return _number(value)
        case BlankKind.YES_NO:
            said = {"yes": True, "no": False, "true": True, "false": False}.get(str(value).lower())
            if said is None:
                raise ValueError(NO_YES_NO)
            return said
        case BlankKind.CHOICE:
            if value not in {option.key for option in blank.options}:
                raise ValueError(NO_OPTION)
    if not isinstance(value, str):
        raise ValueError(NO_TEXT)
    return value


def _date(value: Value) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(NO_DATE) from None


def _number(value: Value) -> Decimal:
    if not isinstance(value, (str, int, float)) or isinstance(value, bool):
        raise ValueError(NO_NUMBER)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise ValueError(NO_NUMBER) from None
    if not number.is_finite():
        raise ValueError(NO_NUMBER)
    return number


def _blanks(model: Model, answers: Answers) -> Iterator[Complaint]:
    known = {blank.key: blank for blank in model.blanks}
    dates: dict[str, date] = {}
    for key, value in answers.blanks.items():
        at = f"blanks.{key}"
        if key not in known:
            near = like(key, known)
            yield Complaint(at, NOT_ASKED_LIKE if near else NOT_ASKED, {"like": near})
        elif not empty(value):
            try:
                typed = value_of(known[key], value)
            except ValueError as error:
                options = ", ".join(option.key for option in known[key].options)
                yield Complaint(at, str(error), {"value": value, "options": options})
            else:
                if isinstance(typed, date):
                    dates[key] = typed
    for key, day in dates.items():
        before = known[key].after
        if before in dates and day <= dates[before]:
            yield Complaint(f"blanks.{key}", TOO_EARLY, {"other": known[before].question})


def _term(model: Model, term: TermAnswer) -> Iterator[Complaint]:
    if term.entry_date and term.ends_on and term.ends_on <= term.entry_date:
        yield Complaint("term.ends_on", END_FIRST)
    if (term.entry or model.term.entry) is EntryRule.DATE_AFTER_ALL_SIGNED and not term.entry_date:
        yield Complaint("term.entry_date", NO_ENTRY_DATE)


def _parties(model: Model, parties: tuple[PartyAnswer, ...]) -> Iterator[Complaint]:
    if not parties:
        yield Complaint("parties", NO_PARTY)
    elif not any(party.signs for party in parties):
        yield Complaint("parties", NO_SIGNATORY)
    names: set[str] = set()
    for place, party in enumerate(parties):
        if party.name in names:
            yield Complaint(f"parties.{place}.name", PARTY_TWICE, {"name": party.name})
        names.add(party.name)
        yield from _party(party, f"parties.{place}")
    for slot in model.slots:
        there = sum(p.kind in slot.kinds and p.participation is slot.participation for p in parties)
        if parties and there < slot.least:
            yield Complaint("parties", TOO_FEW, {"least": slot.least, "title": slot.title})


def _party(party: PartyAnswer, at: str) -> Iterator[Complaint]:
    if party.signs and not party.authorities:
        yield Complaint(f"{at}.authorities", NO_AUTHORITY)
    if not party.has_personality and party.signs and not party.acting_body.strip():
        yield Complaint(f"{at}.acting_body", NO_ACTING_BODY, {"name": party.name})
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


def _changes(model: Model, answers: Answers) -> Iterator[Complaint]:
    known = {commitment.key for commitment in model.commitments}
    themes = {theme.key for theme in model.themes}
    parties = {party.name: party for party in answers.parties}
    for place, change in enumerate(answers.commitments):
        at = f"commitments.{place}"
        if change.key not in known:
            for name in _NEEDED:
                if not getattr(change, name):
                    yield Complaint(f"{at}.{name}", INCOMPLETE)
        if change.theme and change.theme not in themes:
            yield Complaint(f"{at}.theme", NO_THEME, {"key": change.theme})
        for name in (*change.owners, *change.contributors):
            if name not in parties:
                yield Complaint(f"{at}.owners", NO_SUCH_PARTY, {"name": name})
            elif name in change.owners and not parties[name].signs:
                yield Complaint(f"{at}.owners", MAY_NOT_OWE, {"name": name})


def _owners(model: Model, answers: Answers, promises: Sequence[Promise]) -> Iterator[Complaint]:
    kinds = {commitment.key: commitment for commitment in model.commitments}
    told: set[str] = set()
    for promise in promises:
        own = kinds.get(promise.key)
        if answers.parties and not promise.owners and own:
            if own.scope is Scope.KIND:
                values = {"kind": own.owner_kind.value}
                yield Complaint(f"commitments.{promise.key}", NO_OWNER, values)
            elif own.owner_blank not in told and answers.blanks.get(own.owner_blank):
                told.add(own.owner_blank)
                values = {"name": str(answers.blanks[own.owner_blank])}
                yield Complaint(f"blanks.{own.owner_blank}", NO_SUCH_SIGNATORY, values)
        yield from _milestones(answers.term, promise)


def _milestones(term: TermAnswer, promise: Promise) -> Iterator[Complaint]:
    for milestone in promise.milestones:
        day = milestone.on_date
        if day and (
            (term.entry_date and day < term.entry_date) or (term.ends_on and day > term.ends_on)
        ):
            at = f"commitments.{promise.key}.milestones"
            yield Complaint(at, OUTSIDE_TERM, {"title": milestone.title})
