"""How an agreement is judged by rule sets. It advises; only two questions stop. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from governance.base.errors import N_, Complaint
from governance.library.checklists.hinting.rules import HINTS, Found, FoundIn, Passage
from governance.library.checklists.rules import (
    Answered,
    Facts,
    Judged,
    Met,
    Point,
    PointAnswer,
    PointState,
    Rule,
    RuleSet,
    Severity,
)

UNANSWERED = N_("Answer this question of the checklist first: {question}")
NO_CONSENT = N_(
    "Powers are transferred or mandated without the consent of the council. Arrange the consent,"
    " or leave the transfer out of the text."
)
NO_BASIS = N_(
    "Personal data is shared without a legal basis. Name the basis, or leave the sharing out of"
    " the text."
)


NAMED = 3
"""So many articles are named where no title speaks of a point."""


_A = PointAnswer
_MAKES: Mapping[PointAnswer, PointState] = {
    _A.PRESENT: PointState.PRESENT,
    _A.CONSENTED: PointState.PRESENT,
    _A.WGS: PointState.PRESENT,
    _A.OWN_BASIS: PointState.PRESENT,
    _A.NOT_NEEDED: PointState.NOT_NEEDED,
    _A.NO_POWERS: PointState.NOT_NEEDED,
    _A.NO_SHARING: PointState.NOT_NEEDED,
}
_STOPPED = {_A.NOT_CONSENTED: NO_CONSENT, _A.NO_BASIS: NO_BASIS}


def judged(
    sets: Iterable[RuleSet], facts: Facts, answers: Mapping[str, Answered]
) -> tuple[Judged, ...]:
    """An agreement by every set that counts for its parties; ``answers`` go by the id of a rule."""
    return tuple(
        Judged(
            one.key,
            one.title,
            one.version,
            one.language,
            one.note,
            tuple(_point(rule, facts, answers.get(rule.id)) for rule in one.rules),
        )
        for one in sets
        if not one.parties or facts.kinds & set(one.parties)
    )


def _point(rule: Rule, facts: Facts, answer: Answered | None) -> Point:
    found = tuple(_found(rule.met, facts))
    return Point(
        rule.id,
        rule.question,
        rule.explanation,
        rule.source,
        rule.severity,
        _state(rule.met, found, answer),
        found,
        answer,
        rule.met.asks,
        rule.met.hint is not None,
        answer.version if answer else 0,
    )


def _state(met: Met, found: Sequence[Found], answer: Answered | None) -> PointState:
    """What a person says goes before what is found; of what is asked only that counts."""
    if answer is not None:
        return _MAKES.get(answer.outcome, PointState.MISSING)
    if met.asks is not None:
        return PointState.MISSING
    there = not found if met.hint else bool(found)
    return PointState.PRESENT if there else PointState.MISSING


def _found(met: Met, facts: Facts) -> Iterator[Found]:
    if met.hint is not None:
        yield from HINTS[met.hint](facts.passages, facts.promises, met.phrases, met.most)
        return
    for passage in _speaking(facts.passages, met):
        yield Found(FoundIn.ARTICLE, passage.anchor, passage.number, passage.title)
    for stated in met.stated:
        if stated in facts.stated:
            yield Found(FoundIn.TERMS, said=stated)
    if set(met.blanks) & facts.blanks:
        yield Found(FoundIn.TEXT)


def _speaking(passages: Iterable[Passage], met: Met) -> list[Passage]:
    """The articles that speak of it: those with a title that does, else at most three others."""
    passages = list(passages)
    named = [one for one in passages if _has(one.title, met)]
    return named or [one for one in passages if _has(one.text, met)][:NAMED]


def _has(text: str, met: Met) -> bool:
    """Whether a text has one of the words, or a word that begins so."""
    for phrase in met.besides:
        text = re.sub(rf"\b{re.escape(phrase)}\b", " ", text, flags=re.IGNORECASE)
    return any(re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in met.words)


def points(found: Iterable[Judged]) -> Iterator[Point]:
    """Every point of what was judged."""
    return (point for one in found for point in one.points)


def stopping(found: Iterable[Judged]) -> Iterator[Complaint]:
    """What keeps an agreement from being put up: only the two questions, by their answers."""
    for point in points(found):
        if point.severity is Severity.STOPS and point.state is PointState.MISSING:
            outcome = point.answer.outcome if point.answer else None
            values = {"question": point.question}
            problem = _STOPPED.get(outcome, UNANSWERED) if outcome else UNANSWERED
            yield Complaint(f"checklist.{point.id}", problem, values)
