"""An agreement as parts that are compared and merged one by one, and parts as an agreement. Pure.

The parts are plain JSON, so that those that were copied can be kept and compared later.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

import msgspec

from governance.agreements.amending.rules import ORDER, SECTION, TERMS, Difference, Parts
from governance.agreements.rules import ends_on
from governance.agreements.telling.rules import TERM_NAMES
from governance.base.errors import N_
from governance.base.words import translate
from governance.commitments.amending.forms import Part, part_of
from governance.library.drafts import RECITALS, Section, Text, text_of
from governance.library.kinds import folders as kinds
from governance.library.kinds.saying import sentences

Whole: TypeAlias = Any
"""A ``Forming``: the rules stand below the queries and know only its fields."""
TERM, ANSWER, COMMITMENT = "term.", "answer.", "commitment."
ENDS_ON = "term.ends_on"
RECITALS_TITLE = N_("Recitals")
THE_ORDER = N_("Order of the articles")
THE_END = N_("First day that it no longer holds")


def parts_of(whole: Whole, there: Collection[UUID], base: Parts | None = None) -> dict[str, Any]:
    """The parts of an agreement; commitments as owed by the organisations that are ``there``.

    Of an amendment ``base`` is what it was copied from: the end of the agreement moves only
    where it changes the term.
    """
    view, text = whole.agreement, whole.version.source or text_of(whole.model)
    found: dict[str, Any] = {SECTION + one.name: one for one in text.sections}
    found |= {ANSWER + key: said for key, said in whole.version.answers.items()}
    found |= {TERM + name: getattr(view, name) for name in TERMS}
    found[ENDS_ON] = view.ends_on if base is None else _end(view, base)
    owed = (part_of(one, there) for one in whole.commitments)
    found |= {COMMITMENT + one.key: one for one in owed if one.owners}
    found[ORDER] = [one.name for one in text.sections]
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found))
    return {name: part for name, part in plain.items() if part is not None}


def _end(view: Any, base: Parts) -> Any:
    """When the amended agreement ends: as it was to end, or by the term that is changed."""
    if view.term_months == base.get("term.term_months"):
        return base.get(ENDS_ON)
    entered = base.get(ENTERED)
    return ends_on(date.fromisoformat(entered), view.term_months) if entered else None


ENTERED = "entered_on"
"""Kept with the parts that were copied: since when the agreement is in force."""


def comparable(base: Parts) -> dict[str, Any]:
    """The parts that were copied, without what is only kept with them."""
    return {name: part for name, part in base.items() if name != ENTERED}


def text_from(parts: Parts) -> Text:
    """The text that parts make."""
    sections = (msgspec.convert(parts[SECTION + name], Section) for name in parts[ORDER])
    return Text(tuple(sections))


def answers_from(parts: Parts) -> dict[str, Any]:
    """The answers in the text."""
    return dict(_under(parts, ANSWER))


def terms_from(parts: Parts, *, ends: bool) -> dict[str, Any]:
    """The terms, as columns; with the end where the agreement itself gets them."""
    found: dict[str, Any] = {name: parts.get(TERM + name) for name in TERMS}
    found["end_event"] = found["end_event"] or ""
    if ends:
        day = parts.get(ENDS_ON)
        found["ends_on"] = date.fromisoformat(day) if day else None
    return found


def commitments_from(parts: Parts, like: Parts) -> list[Part]:
    """The commitments, in the order of those that they are like, others last."""
    found = {key: msgspec.convert(one, Part) for key, one in _under(parts, COMMITMENT)}
    first = [key for key, _ in _under(like, COMMITMENT) if key in found]
    return [found[key] for key in dict.fromkeys((*first, *found))]


def _under(parts: Parts, start: str) -> Iterator[tuple[str, Any]]:
    return ((n.removeprefix(start), part) for n, part in parts.items() if n.startswith(start))


def unowed(parts: Parts, there: Collection[UUID]) -> list[str]:
    """Titles of commitments that an organisation owes or helps with that is no party now."""
    found = (msgspec.convert(one, Part) for _, one in _under(parts, COMMITMENT))
    return [one.title for one in found if {*one.owners, *one.contributors} - set(there)]


def kind_of(name: str) -> str:
    """What a part is: section, answer, term, commitment or order."""
    return name.partition(".")[0]


def label(one: Difference, questions: Mapping[str, str]) -> str:
    """What a part is called: a message of the catalogue, or a title of the agreement itself."""
    kind, _, key = one.name.partition(".")
    if kind == "section" and key == RECITALS:
        return RECITALS_TITLE
    if kind == "term":
        return THE_END if one.name == ENDS_ON else TERM_NAMES[key]
    if kind == "order":
        return THE_ORDER
    if kind == "answer":
        return questions.get(key, key)
    some = next((p for p in (one.theirs, one.base, one.ours) if isinstance(p, dict)), {})
    return str(some["title"]) if "title" in some else key


def said(part: Any, names: Mapping[str, str]) -> Any:
    """A part as a person reads it: a text in lines; of a term or an answer its value."""
    if isinstance(part, list):
        return "\n".join(part)
    if not isinstance(part, dict):
        return part
    if "passages" in part:
        return "\n".join([part["title"], *(one["words"] for one in part["passages"])]).strip()
    owners = ", ".join(names.get(one, one) for one in part["owners"])
    plans = map(_milestone_said, part["milestones"])
    kind = kinds.kind_of(part["kind"])
    own = (kind.name.nl, *sentences(kind, part["extra"]), part["informalPartners"])
    told = [part["title"], part["text"], part["measurableGoal"], *own, owners, *plans]
    return "\n".join(line for line in told if line)


def _milestone_said(one: Mapping[str, Any]) -> str:
    """A milestone with its time; that it is a calibration moment, or counts for more than one."""
    told = [str(one["onDate"] or one["months"])]
    if one.get("checkpoint"):
        told.append(translate("nl", N_("calibration moment")))
    if one.get("weight", 1) != 1:
        told.append(translate("nl", N_("weight {weight}"), weight=one["weight"]))
    return f"{one['title']} ({', '.join(told)})"
