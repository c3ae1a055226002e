"""The texts of a model under every combination of its choices and terms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import product
from math import ceil, prod

from msgspec.structs import replace

from governance.base.errors import Complaint
from governance.library.filling import is_choice
from governance.library.forms import Answers, TermAnswer, Value
from governance.library.papers import text_complaints
from governance.library.rules import (
    Blank,
    BlankKind,
    EntryRule,
    ExtensionRule,
    Model,
    WithdrawalRule,
)

MOST = 64
"""A model with more combinations than this is tried with each option of each choice once."""
_DAY = date(2030, 1, 1)
_TYPED: dict[BlankKind, Value] = {BlankKind.DATE: _DAY.isoformat(), BlankKind.YES_NO: "yes"}
_WHOLE = TermAnswer(
    entry_date=_DAY, months=48, extension_months=12, notice_months=6, entry=EntryRule.ALL_SIGNED
)


def in_all_combinations(model: Model) -> list[Complaint]:
    """What is wrong in the texts under some combination, told once and at its simplest.

    Every question that a combination asks has an answer, so that a place which is still open
    is one that the text names and nobody is asked.
    """
    told: dict[tuple[str, int, str, str], Complaint] = {}
    for name, answers in _tried(model):
        for complaint in text_complaints(model, answers, ()):
            key = (complaint.file, complaint.line, complaint.problem, str(complaint.values))
            told.setdefault(key, replace(complaint, about=name))
    return list(told.values())


def _tried(model: Model) -> Iterator[tuple[str, Answers]]:
    """Combinations by what they are called: the first options, one change, then all together."""
    options = {blank.key: _options(blank) for blank in model.blanks if is_choice(blank)}
    first = {key: keys[0] for key, keys in options.items() if keys}
    yield "", _answers(model, first)
    asked = {blank.key for blank in model.blanks if blank.required}
    fewest = {key: value for key, value in _blanks(model, first).items() if key in asked}
    yield "", Answers(fewest, term=_WHOLE)
    for term in _terms():
        yield "", Answers(_blanks(model, first), term=term)
    for key, keys in options.items():
        for option in keys[1:]:
            yield f"{key} = {option}", _answers(model, first | {key: option})
    if prod(map(len, options.values())) <= MOST:
        for taken in product(*options.values()):
            chosen = dict(zip(options, taken, strict=True))
            yield ", ".join(f"{k} = {v}" for k, v in chosen.items()), _answers(model, chosen)


def _options(blank: Blank) -> list[str]:
    return [option.key for option in blank.options] or ["yes", "no"]


def _terms() -> Iterator[TermAnswer]:
    yield replace(_WHOLE, enforceable=True)
    for entry in EntryRule:
        yield replace(_WHOLE, entry=entry, entry_number=3)
    for effect in WithdrawalRule:
        yield replace(_WHOLE, withdrawal=effect)
    endless = replace(_WHOLE, months=None, indefinite=True, extension=ExtensionRule.NONE)
    yield from (endless, replace(endless, end_event="opheffing"))
    for rule in ExtensionRule:
        yield replace(_WHOLE, extension=rule)


def _answers(model: Model, taken: dict[str, str]) -> Answers:
    return Answers(_blanks(model, taken), term=_WHOLE)


def _blanks(model: Model, taken: dict[str, str]) -> dict[str, Value]:
    """An answer to every question that these choices ask, and to no other."""
    return {
        blank.key: taken.get(blank.key) or _typed(blank)
        for blank in model.blanks
        if blank.when is None or taken.get(blank.when.choice) == blank.when.is_
    }


def _typed(blank: Blank) -> Value:
    if blank.kind in (BlankKind.NUMBER, BlankKind.MONEY):
        least = min(Decimal(1), blank.most or Decimal(1)) if blank.least is None else blank.least
        return str(ceil(least) if blank.kind is BlankKind.NUMBER and blank.whole else least)
    return _TYPED.get(blank.kind, "…")
