"""Whether the commitments of an agreement are whole, and somebody owes each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from governance.base.errors import N_, Complaint
from governance.library.forms import Answers, CommitmentAnswer, Promise
from governance.library.keys import like
from governance.library.kinds.folders import extra_complaints
from governance.library.rules import Indicator, Model, Scope
from governance.parties.rules import OrganisationKind

NO_COMMITMENT = N_("There is no commitment yet.")
NO_OWNER = N_("No party that signs is of the kind that owes this commitment ({kind}).")
NO_SUCH_SIGNATORY = N_("“{name}” must be a party that signs: it owes a commitment.")
NO_SUCH_PARTY = N_("“{name}” is no party to this agreement.")
MAY_NOT_OWE = N_("“{name}” does not sign, so it cannot owe this; ask it for a contribution.")
NAMED_TWICE = N_("“{name}” stands here twice.")
INCOMPLETE = N_("A commitment that is added needs this.")
NOT_OF_MODEL = N_("The model has no commitment “{key}”.")
NOT_OF_MODEL_LIKE = N_("The model has no commitment “{key}”; did you mean “{like}”?")
CHANGED_TWICE = N_("The commitment “{key}” stands here twice.")
NO_THEME = N_("“{key}” is no theme of this model.")
NO_UNIT = N_("A target value needs its unit.")
BELOW_ZERO = N_("A target value is zero or more.")
TOO_MUCH = N_("A target value is at most {most}.")

MOST_TARGET = 1_000_000_000

_NEEDED = ("title", "theme", "nature", "owner_function", "goal", "text", "owners")


def change_complaints(model: Model, answers: Answers) -> Iterator[Complaint]:
    """What is wrong with the commitments that are changed, left out or added."""
    known = {commitment.key for commitment in model.commitments}
    themes = {theme.key for theme in model.themes}
    seen: set[str] = set()
    for place, change in enumerate(answers.commitments):
        at = f"commitments.{place}"
        if change.key in seen:
            yield Complaint(f"{at}.key", CHANGED_TWICE, {"key": change.key})
        elif change.key not in known:
            yield from _unknown(change, at, known)
        seen.add(change.key)
        if change.theme and change.theme not in themes:
            yield Complaint(f"{at}.theme", NO_THEME, {"key": change.theme})
        if change.kind:
            yield from extra_complaints(change.kind, change.extra or {}, f"{at}.")
        if change.indicator:
            yield from (Complaint(f"{at}.indicator", p, v) for p, v in amiss(change.indicator))
        if answers.parties:
            yield from _named(change, at, answers)


def _unknown(change: CommitmentAnswer, at: str, known: set[str]) -> Iterator[Complaint]:
    """A commitment that is added, unless it looks like a slip of the pen for one of the model."""
    lacking = [name for name in _NEEDED if not getattr(change, name)]
    near = like(change.key, known)
    if near and (change.drop or lacking):
        yield Complaint(f"{at}.key", NOT_OF_MODEL_LIKE, {"key": change.key, "like": near})
    elif change.drop:
        yield Complaint(f"{at}.key", NOT_OF_MODEL, {"key": change.key})
    else:
        yield from (Complaint(f"{at}.{name}", INCOMPLETE) for name in lacking)


def amiss(indicator: Indicator) -> Iterator[tuple[str, dict[str, object]]]:
    """What is wrong with what is measured: messages with their values."""
    if indicator.target is None:
        return
    if not indicator.unit.strip():
        yield NO_UNIT, {}
    if not indicator.target.is_finite() or indicator.target < 0:
        yield BELOW_ZERO, {}
    elif indicator.target > MOST_TARGET:
        yield TOO_MUCH, {"most": MOST_TARGET}


def _named(change: CommitmentAnswer, at: str, answers: Answers) -> Iterator[Complaint]:
    signing = {party.name: party.signs for party in answers.parties}
    for field in ("owners", "contributors"):
        names = getattr(change, field)
        for place, name in enumerate(names):
            values = {"name": name}
            if name in names[:place]:
                yield Complaint(f"{at}.{field}", NAMED_TWICE, values)
            elif name not in signing:
                yield Complaint(f"{at}.{field}", NO_SUCH_PARTY, values)
            elif field == "owners" and not signing[name]:
                yield Complaint(f"{at}.{field}", MAY_NOT_OWE, values)


def owner_complaints(
    model: Model, answers: Answers, promises: Sequence[Promise]
) -> Iterator[Complaint]:
    """Commitments that nobody owes, and an agreement without any."""
    if not promises:
        yield Complaint("commitments", NO_COMMITMENT)
    kinds = {commitment.key: commitment for commitment in model.commitments}
    names = {party.name for party in answers.parties}
    told: set[str] = set()
    for promise in promises:
        own = kinds.get(promise.key)
        if not names or promise.owners or not own:
            continue
        asked = answers.blanks.get(own.owner_blank)
        if own.scope is Scope.KIND:
            values = {"kind": _called(own.owner_kind, model)}
            yield Complaint(f"commitments.{promise.key}", NO_OWNER, values)
        elif asked in names and own.owner_blank not in told:
            told.add(own.owner_blank)
            yield Complaint(f"blanks.{own.owner_blank}", NO_SUCH_SIGNATORY, {"name": asked})


def _called(kind: OrganisationKind, model: Model) -> str:
    """What the model calls parties of a kind."""
    return next((slot.title for slot in model.slots if kind in slot.kinds), kind.value)
