"""The text of a draft as it is written on: its outline, and one section as a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.texts.queries import Typing
from governance.agreements.texts.rules import mark
from governance.formation.editing import rules
from governance.formation.editing.actions import own_text
from governance.formation.queries import Forming
from governance.formation.sentences.rules import shown
from governance.formation.texts.papers import answers_of
from governance.library.drafts import ANNEX, ARTICLE, FORMS, RECITALS, Section, kind_of
from governance.library.passages import Form
from governance.library.rules import Model
from governance.library.saying import standing

SPARE = 2
"""Empty rows of a section that has none."""


class Outlined(Struct, frozen=True, rename="camel"):
    """A section in the outline. ``number``: of its article or annex as the answers stand, none
    for recitals and for what is left out by them. ``above`` and ``below``: names of its neighbours
    of its kind, empty where it has none. ``at_work``: functions of who types there."""

    name: str
    kind: str
    title: str
    number: int | None
    passages: int
    seen: str
    condition: str = ""
    above: str = ""
    below: str = ""
    at_work: tuple[str, ...] = ()


def outline(
    whole: Forming, typing: Sequence[Typing] = (), me: UUID | None = None
) -> list[Outlined]:
    """Every section of the text in its order, with who else is at work in it."""
    text = own_text(whole)
    found = []
    for start in ("", ARTICLE, ANNEX):
        sections = [one for one in text.sections if _start(one) == start]
        numbers = _numbers(whole, start)
        for place, one in enumerate(sections):
            at_work = [t.function for t in typing if t.section == one.name and t.person != me]
            found.append(
                Outlined(
                    name=one.name,
                    kind=_KINDS[start],
                    title=one.title,
                    number=numbers.get(one.key),
                    passages=sum(p.form not in _UNCOUNTED for p in one.passages),
                    seen=mark(one),
                    condition=condition_of(one, whole),
                    above=sections[place - 1].name if place else "",
                    below=sections[place + 1].name if place + 1 < len(sections) else "",
                    at_work=tuple(dict.fromkeys(at_work)),
                )
            )
    return found


_KINDS = {"": "recitals", ARTICLE: "article", ANNEX: "annex"}
_UNCOUNTED = (Form.DIRECTIVE, Form.HEADING)


def _start(section: Section) -> str:
    return "" if section.name == RECITALS else kind_of(section.name)


def _numbers(whole: Forming, start: str) -> Mapping[str, int]:
    given = {ARTICLE: whole.model.articles, ANNEX: whole.model.annexes}.get(start, ())
    answers = answers_of(whole)
    return {one.key: n for n, one in enumerate(standing(given, whole.model, answers), 1)}


def condition_of(section: Section, whole: Forming) -> str:
    """In words, the choice under which a section stands."""
    if section.when is None:
        return ""
    value = f"{section.when.choice}={section.when.is_}"
    return dict(rules.whens(whole.model)).get(value, value)


def fields(section: Section, model: Model) -> dict[str, Any]:
    """A section as the fields of its form hold it."""
    rows = [
        {"key": p.key, "form": p.form.value, "words": shown(p.words, model), "when": p.when}
        for p in section.passages
    ]
    when = f"{section.when.choice}={section.when.is_}" if section.when else ""
    found: dict[str, Any] = {"title": section.title, "when": when, "seen": mark(section)}
    first = FORMS[kind_of(section.name)][0].value
    spare = [{"form": first} for _ in range(SPARE)]
    return {**found, "passages": rows or spare}


def was_typing(
    typing: Sequence[Typing], name: str, me: UUID
) -> tuple[dict[str, Any], datetime] | None:
    """What somebody was typing in a section and did not save, as the fields hold it, and when."""
    for one in typing:
        if one.section == name and one.person == me:
            return msgspec.json.decode(one.typed, type=dict[str, Any]), one.saved_at
    return None


def acted(values: Mapping[str, Any], act: str, first: str) -> dict[str, Any]:
    """The rows as they were typed, with one added, moved or dropped: ``add-3``, ``up-3``."""
    rows = [dict(row) for row in values.get("passages") or ()]
    verb, _, said = act.partition("-")
    place = int(said) if said.isdigit() and int(said) < max(len(rows), 1) else len(rows) - 1
    if verb == "add":
        here = rows[place].get("form", first) if rows else first
        rows.insert(place + 1, {"form": here})
    elif verb == "drop" and rows:
        del rows[place]
    elif verb in ("up", "down") and rows:
        to = min(max(place + (-1 if verb == "up" else 1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(place))
    return {**values, "passages": rows or [{"form": first}]}
