"""What an act of the trail changed, from what to what, in words of the catalogue. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from governance.audit.rules import changed, read_changes
from governance.base.errors import N_

TERM_NAMES: Mapping[str, str] = {
    "title": N_("Title"),
    "short_title": N_("Short title"),
    "entry_rule": N_("Enters into force"),
    "entry_date": N_("Date of entry into force"),
    "entry_number": N_("How many parties must have signed"),
    "withdrawal_rule": N_("When a party withdraws"),
    "end_event": N_("Event that ends it"),
    "term_months": N_("Term in months"),
    "extension_rule": N_("At the end of the term"),
    "extension_months": N_("Months of one extension"),
    "notice_months": N_("Notice in months"),
    "enforceable": N_("Enforceable at law"),
}
LISTS: Mapping[str, str] = {
    "added": N_("added"),
    "left_out": N_("left out"),
    "changed": N_("changed"),
    "moved": N_("moved"),
    "clauses": N_("text of a clause, by its version"),
    "clauses_kept": N_("newer version of a clause not adopted"),
}


class Told(Struct, frozen=True):
    """One thing that an act changed. ``name`` is a message where ``named``, else a text of the
    agreement itself; ``before`` and ``after`` are values as they were kept, days as dates.
    ``compared``: it has a value before."""

    name: str
    after: Any
    before: Any = None
    named: bool = True
    compared: bool = False


def told(verb: str, changes: Mapping[str, Any]) -> Iterator[Told]:
    """What an act of this verb changed, as far as the trail holds it."""
    yield from _TELLING.get(verb, _lists)(changes)


def _terms(changes: Mapping[str, Any]) -> Iterator[Told]:
    found = {change.field: change for change in read_changes(changes)}
    for name in (name for name in TERM_NAMES if name in found):
        one = found[name]
        yield Told(TERM_NAMES[name], day_or(one.after), day_or(one.before), compared=one.compared)


def _answers(changes: Mapping[str, Any]) -> Iterator[Told]:
    for key, after in changes.get("after", {}).items():
        name, was = key.replace("_", " "), day_or(changes["before"].get(key))
        yield Told(name, day_or(after), was, named=False, compared=True)


def _owners(changes: Mapping[str, Any]) -> Iterator[Told]:
    for one in changes.get("commitments", ()):
        yield Told(one["title"], "; ".join(one["owners"]), named=False)


def _milestones(changes: Mapping[str, Any]) -> Iterator[Told]:
    for one in changes.get("milestones", ()):
        yield Told(one["title"], day_or(one["on_date"]) or one["months"], named=False)


def _lists(changes: Mapping[str, Any]) -> Iterator[Told]:
    for key, name in LISTS.items():
        if changes.get(key):
            yield Told(name, "; ".join(changes[key]))
    if "reason" in changes:
        yield Told(N_("reason"), changes["reason"])


_TELLING = {
    "change_terms": _terms,
    "describe": _terms,
    "save_answers": _answers,
    "reassign_commitments": _owners,
    "move_milestones": _milestones,
}


def day_or(said: Any) -> Any:
    """A day that the trail holds as text, as a date; anything else as it is."""
    if not isinstance(said, str):
        return said
    try:
        return date.fromisoformat(said)
    except ValueError:
        return said


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What the trail notes of answers that changed: what they are now, and what they were."""
    return changed(before, {**dict.fromkeys(before), **after})


def listed(
    before: Mapping[Any, Any], after: Mapping[Any, Any], names: Mapping[Any, str]
) -> dict[str, list[str]]:
    """What the trail notes of a list that was replaced: names that came, went and changed."""
    both = [key for key in after if key in before]
    found = {
        "added": [names[key] for key in after if key not in before],
        "left_out": [names[key] for key in before if key not in after],
        "changed": [names[key] for key in both if before[key] != after[key]],
    }
    return {name: said for name, said in found.items() if said}
