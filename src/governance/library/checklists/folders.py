"""Rule sets in files: ``agreements/checklists/<key>.toml``, found by their place alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from governance.base.errors import N_, Complaint, Refused, complain
from governance.base.places import shipped
from governance.library.checklists.hinting.rules import NEEDS_PHRASES
from governance.library.checklists.rules import Met, Rule, RuleSet, Severity
from governance.library.folders import BAD_KEY, KEY, TWICE
from governance.library.keys import read_into
from governance.library.sources import Source

FOLDER = "checklists"
WRONG_FILE = N_("The key of a rule set is the name of its file, here “{file}”.")
NO_RULES = N_("A rule set needs at least one rule.")
EMPTY = N_("This text has no words.")
ONE_WAY = N_("A rule is met by one way: asks, hint, or words, stated and blanks together.")
ASKED_STOPS = N_("Only a rule with “asks” stops, and such a rule always does.")
NO_PHRASES = N_("This hint needs phrases to look for.")
ID_ELSEWHERE = N_("The key “{key}” stands in “{file}” already.")


@cache
def shipped_sets() -> tuple[RuleSet, ...]:
    """Every rule set that is shipped, by key, read once. Refused if one is not right."""
    return found_in(shipped("agreements") / FOLDER)


def found_in(folder: Path) -> tuple[RuleSet, ...]:
    """Every rule set in a folder: first those with a question that stops, then the others, by key.

    Refused with every complaint about all its files.
    """
    sets: list[RuleSet] = []
    wrong: list[Complaint] = []
    places: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            sets.append(read(path))
        except Refused as refused:
            wrong += refused.complaints
        else:
            wrong += _twice(sets[-1], path, places)
    complain(wrong)
    return tuple(sorted(sets, key=lambda one: (not any(r.met.asks for r in one.rules), one.key)))


def read(path: Path) -> RuleSet:
    """The rule set in a file. Refused with every complaint about it, with file and line."""
    source = Source(path)
    whole = read_into(RuleSet, source, source.data)
    complain(_complaints(whole, source, path))
    return whole


def _twice(whole: RuleSet, path: Path, places: dict[str, str]) -> Iterator[Complaint]:
    """The id of a rule is its address, so that two files never share one."""
    for place, rule in enumerate(whole.rules):
        if rule.id in places:
            values = {"key": rule.id, "file": places[rule.id]}
            yield Source(path).complaint(("rules", place, "id"), ID_ELSEWHERE, **values)
        places.setdefault(rule.id, path.name)


def _complaints(whole: RuleSet, source: Source, path: Path) -> Iterator[Complaint]:
    if whole.key != path.stem:
        yield source.complaint(("key",), WRONG_FILE, file=path.stem)
    if not whole.rules:
        yield source.complaint(("rules",), NO_RULES)
    seen: set[str] = set()
    for place, rule in enumerate(whole.rules):
        if rule.id in seen:
            yield source.complaint(("rules", place, "id"), TWICE, key=rule.id)
        if not KEY.fullmatch(rule.id):
            yield source.complaint(("rules", place, "id"), BAD_KEY, key=rule.id)
        seen.add(rule.id)
        yield from _rule(rule, place, source)


def _rule(rule: Rule, place: int, source: Source) -> Iterator[Complaint]:
    for name in ("question", "explanation", "source"):
        if not getattr(rule, name).strip():
            yield source.complaint(("rules", place, name), EMPTY)
    if (rule.severity is Severity.STOPS) != (rule.met.asks is not None):
        yield source.complaint(("rules", place, "severity"), ASKED_STOPS)
    yield from _met(rule.met, place, source)


def _met(met: Met, place: int, source: Source) -> Iterator[Complaint]:
    # Words beside a question show where the text speaks of it; they do not answer it.
    decides = bool(met.stated or met.blanks) or bool(met.words and met.asks is None)
    if sum((met.asks is not None, met.hint is not None, decides)) > 1:
        yield source.complaint(("rules", place, "met"), ONE_WAY)
    if met.hint in NEEDS_PHRASES and not met.phrases:
        yield source.complaint(("rules", place, "met", "hint"), NO_PHRASES)
