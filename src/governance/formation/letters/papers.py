"""A letter about an agreement, filled in with what is recorded; what is not known stays open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from governance.base.errors import NotFound
from governance.base.places import shipped
from governance.documents.letters.fields import sampled
from governance.documents.letters.writing import written
from governance.formation.letters.fields.rules import FIELDS
from governance.formation.letters.leaving.papers import accession_told, leaving_told, own_told
from governance.formation.letters.offering.queries import Choice
from governance.formation.letters.owing.papers import owed_in
from governance.formation.letters.rules import SITUATIONS, Letter
from governance.formation.letters.standing.queries import Standing
from governance.formation.letters.telling.papers import (
    Values,
    agreement_told,
    known,
    newcomer_told,
    open_told,
    party_told,
)


def template_of(kind: Letter) -> bytes:
    """The Word template of one of our letters."""
    return (shipped("templates") / "documents" / "letters" / f"{kind}.docx").read_bytes()


def letter(
    template: bytes, told: Standing, choice: Choice, function: str, of: UUID | None = None
) -> bytes:
    """A letter as Word, to or from a party; ``function``: of who writes it, ``of``: for which
    organisation. Raises :class:`NotFound` for who is no party."""
    values = values_of(told, choice, function, of)
    return written(template, FIELDS, values, told.whole.model.language)


def values_of(
    told: Standing, choice: Choice, function: str, of: UUID | None = None
) -> Mapping[str, Any]:
    """What is recorded of an agreement, by the fields of a letter; left out where not known."""
    language = told.whole.model.language
    everybody = {one.organisation_id: party_told(one, told, language) for one in told.signing}
    return known(
        {
            **agreement_told(told, language),
            **_hands(told, function, of),
            "parties": list(everybody.values()),
            "commitments": list(owed_in(told, language)),
            **_about(told, choice, everybody, language),
        }
    )


def _hands(told: Standing, function: str, of: UUID | None) -> Values:
    """Who keeps the agreement, and who writes: the same, or a party."""
    view = told.whole.agreement
    names = {one.organisation_id: one.organisation for one in told.whole.parties}
    names[view.keeper_id] = view.keeper
    keeps = of is None or of == view.keeper_id
    writer = {"function": function, "organisation": view.keeper if of is None else names.get(of)}
    aside = told.party(view.keeper_id) is None
    keeper = {"function": function if keeps else "", "organisation": view.keeper}
    keeper["aside"] = view.keeper if aside else ""
    return {"keeper": known(keeper), "writer": known(writer)}


def _about(told: Standing, choice: Choice, everybody: dict[UUID, Values], language: str) -> Values:
    """The party that the letter is about, what is open for it, and how it comes or leaves."""
    who = choice.organisation_id
    if who is None:
        return {}
    party, asked = told.party(who), told.accession(who)
    if party is None and asked is None:
        raise NotFound
    found: Values = {
        "party": everybody[who] if party else newcomer_told(asked) if asked else {},
        "others": [said for one, said in everybody.items() if one != who],
        "owed": list(own_told(told, who, asked)),
        **accession_told(told, who, language),
    }
    if party is not None:
        found["open"] = list(open_told(told, party, language))
        found |= leaving_told(told, party, choice, language)
    return found


def sample_of(name: str, language: str) -> Mapping[str, Any]:
    """Values for a preview: of our own kinds of letter only what can be so at once."""
    values = sampled(FIELDS, language)
    if name not in set(Letter):
        return values
    other = {group for group, kind in SITUATIONS.items() if kind != name}
    return {field: value for field, value in values.items() if field not in other}
