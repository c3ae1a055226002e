"""The organisations that a file names as its parties, as far as the register knows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from governance.agreements.forms import PartyForm
from governance.agreements.registering.naming.rules import Known, named
from governance.agreements.registering.writing.rules import LANGUAGE
from governance.agreements.rules import Participation
from governance.base.database import DATABASE
from governance.base.words import translate
from governance.documents.reading.ordinary.pieces import Party
from governance.parties.words import KIND_WORDS

_THERE = """
select id, name, short_name, kind from organisation
where legal_personality and (valid_until is null or valid_until > $1)"""


async def signatories(parties: Iterable[Party], today: date) -> list[PartyForm]:
    """The parties of a file that are an organisation for certain, as those who sign: 1 query.

    Not those that another body acts for: who that is stands in no file.
    """
    known = known_by_name(await DATABASE.fetch(_THERE, today))
    found = dict.fromkeys(named(party.name, known) for party in parties)
    return [PartyForm(one, Participation.SIGNATORY) for one in found if one is not None]


def known_by_name(rows: Iterable[Mapping[str, Any]]) -> list[Known]:
    """Organisations (their id, name, short name and kind) by each name that they have."""
    return [
        Known(UUID(str(row["id"])), name, translate(LANGUAGE, KIND_WORDS[row["kind"]]))
        for row in rows
        for name in dict.fromkeys((row["name"], row["short_name"]))
    ]
