"""A copy that is merged back: what changed in the agreement, what in the copy, where both. Pure.

An agreement is seen as parts, by name: ``section.art-doel``, ``term.notice_months``,
``answer.regio``, ``commitment.signals``, each with its value as plain JSON.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct

from governance.agreements.rules import TOO_LONG
from governance.base.errors import MISSING, N_, Complaint

Parts: TypeAlias = Mapping[str, Any]
"""The parts of an agreement: a part that is not there has no name here."""
SECTION = "section."
ORDER = "order"
"""The part that says in which order the sections stand."""
TERMS = (
    "term_months", "extension_rule", "extension_months", "notice_months", "enforceable",
    "withdrawal_rule", "end_event",
)  # fmt: skip
"""What an amendment changes of the terms; its title and day of entry are its own."""
SUBJECT_MOST = 80
IS_NONE = N_("This is not an amendment of another agreement.")
NOT_UP_YET = N_("Nobody was asked to decide upon this amendment yet. Remove the draft instead.")


class Difference(Struct, frozen=True, rename="camel"):
    """A part of the agreement that changed since the copy: as copied (``base``), as it is now
    (``theirs``), as the copy has it (``ours``). ``conflict``: the copy changes it otherwise."""

    name: str
    conflict: bool
    base: Any = None
    theirs: Any = None
    ours: Any = None


def differences(base: Parts, theirs: Parts, ours: Parts) -> Iterator[Difference]:
    """What changed in the agreement since the copy, by name of the part."""
    base, theirs, ours = _comparable(base, theirs, ours)
    for name in dict.fromkeys((*base, *theirs, *ours)):
        was, now, mine = base.get(name), theirs.get(name), ours.get(name)
        if now != was:
            yield Difference(name, mine not in (was, now), was, now, mine)


def _comparable(*all_parts: Parts) -> Iterator[Parts]:
    """The parts with the order of those sections only that stand in all of them."""
    both = set.intersection(*(set(parts.get(ORDER, ())) for parts in all_parts))
    for parts in all_parts:
        yield {**parts, ORDER: [name for name in parts.get(ORDER, ()) if name in both]}


def merged(base: Parts, theirs: Parts, ours: Parts, keep: Collection[str] = ()) -> dict[str, Any]:
    """The parts with what either changed. Of a conflict the copy's where its name is in
    ``keep``, else the agreement's."""
    found, order = dict(ours), (ours.get(ORDER, ()), theirs.get(ORDER, ()))
    for one in differences(base, theirs, ours):
        if one.conflict and one.name in keep:
            continue
        if one.name == ORDER:
            order = order[::-1]
        elif one.theirs is None:
            found.pop(one.name, None)
        else:
            found[one.name] = one.theirs
    there = [name.removeprefix(SECTION) for name in found if name.startswith(SECTION)]
    return {**found, ORDER: _in_order(order, there)}


def _in_order(orders: Sequence[Sequence[str]], there: Collection[str]) -> list[str]:
    """The names that are there: in the first order, others behind what they stand behind."""
    found: list[str] = []
    for names in orders:
        for place, name in enumerate(names):
            if name in there and name not in found:
                before = next((n for n in reversed(names[:place]) if n in found), None)
                found.insert(found.index(before) + 1 if before else 0, name)
    return found


def subject_complaints(subject: str) -> Iterator[Complaint]:
    """What is wrong with what an amendment is said to be about."""
    said = subject.strip()
    if not said:
        yield Complaint("subject", MISSING)
    elif len(said) > SUBJECT_MOST:
        yield Complaint("subject", TOO_LONG, {"limit": SUBJECT_MOST})
