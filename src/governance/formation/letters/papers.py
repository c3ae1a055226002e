"""A letter about an agreement, filled in with what is recorded; what is not known stays open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from governance.agreements.rules import SIGNING
from governance.agreements.taking_part.queries import PartyView
from governance.agreements.words import KIND_WORDS, VERB_WORDS
from governance.base.clock import day
from governance.base.errors import N_, NotFound
from governance.base.places import shipped
from governance.base.words import counted, translate
from governance.documents.letters.writing import written
from governance.formation.letters.rules import FIELDS, Letter
from governance.formation.queries import Forming


def template_of(kind: Letter) -> bytes:
    """The Word template of one of our letters."""
    return (shipped("templates") / "documents" / "letters" / f"{kind}.docx").read_bytes()


def letter(
    template: bytes, whole: Forming, party: UUID | None, today: date, function: str
) -> bytes:
    """A letter as Word, to or from a party; ``function``: of who writes it.

    Raises :class:`NotFound` for who is no party.
    """
    values = values_of(whole, party, today, function)
    return written(template, FIELDS, values, whole.model.language)


def values_of(whole: Forming, party: UUID | None, today: date, function: str) -> dict[str, Any]:
    """What is recorded of an agreement, by the fields of a letter; left out where not known."""
    view, language = whole.agreement, whole.model.language
    found: dict[str, Any] = {
        "title": view.title,
        "short_title": view.short_title,
        "kind": translate(language, KIND_WORDS[view.kind]),
        "entry_date": view.entered_into_force_on or view.entry_date,
        "ends_on": view.ends_on - timedelta(days=1) if view.ends_on else None,
        "term": _months(view.term_months, language),
        "notice_period": _months(view.notice_months, language),
        "today": today,
        "committee": view.committee,
        "keeper": {"function": function, "organisation": view.keeper},
        "parties": [_party(one, whole, today) for one in signing(whole)],
        "commitments": list(_commitments(whole)),
    }
    if party is not None:
        one = next((one for one in whole.parties if one.organisation_id == party), None)
        if one is None:
            raise NotFound
        found["party"] = _party(one, whole, today)
    return {name: value for name, value in found.items() if value not in (None, "")}


def signing(whole: Forming) -> list[PartyView]:
    """The parties that decide and sign, in their order."""
    return [one for one in whole.parties if one.participation in SIGNING]


def _months(months: int | None, language: str) -> str:
    if months is None:
        return ""
    return counted(language, N_("{number} month"), N_("{number} months"), months)


def _party(of: PartyView, whole: Forming, today: date) -> dict[str, Any]:
    language = whole.model.language
    organs = of.authorities
    waits = next((one for one in organs if one.next_step), None)
    decided = [one.decision.decided_on for one in organs if one.decision]
    found: dict[str, Any] = {
        "name": of.organisation,
        "authority": _listed(language, [one.authority for one in organs]),
        "function": _listed(language, [one.represented_by_function for one in organs]),
    }
    if waits:
        found["next_step"] = translate(language, VERB_WORDS[waits.next_step]).lower()
        frozen = whole.version.frozen_at
        since = waits.decision.decided_on if waits.decision else day(frozen) if frozen else today
        found["waiting_days"] = max(0, (today - since).days)
    if len(decided) == len(organs) and decided:
        found["decided_on"] = max(decided)
    return {name: value for name, value in found.items() if value not in (None, "")}


def _listed(language: str, names: list[str]) -> str:
    """Names as one reads them: a, b and c."""
    once = list(dict.fromkeys(names))
    if len(once) < 2:
        return "".join(once)
    return ", ".join(once[:-1]) + translate(language, N_(" and ")) + once[-1]


def _commitments(whole: Forming) -> Iterator[Mapping[str, Any]]:
    language = whole.model.language
    for one in whole.commitments:
        days = [plan.on_date for plan in one.milestones if plan.on_date]
        owners = _listed(language, [owner.organisation for owner in one.owners])
        found = {"text": one.title, "owner": owners, "due_on": min(days, default=None)}
        yield {name: value for name, value in found.items() if value}
