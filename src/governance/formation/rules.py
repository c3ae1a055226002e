"""What still has to be right before an agreement is put up, and where it is put right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from governance.base.errors import N_, Complaint
from governance.library.checks import wrong
from governance.library.forms import Answers, Value
from governance.library.rules import Model
from governance.library.values import value_of

Shown: TypeAlias = Any
"""A view of a lower floor; the rules stand below the queries and know only their fields."""

PLACES = {
    "blanks": "answers",
    "parties": "parties",
    "commitments": "commitments",
    "articles": "articles",
    "checklist": "checklist",
    "amendment": "amendment",
}
"""The page on which a complaint is put right, by the first part of its field; else the terms."""

_TEMPLATE = re.compile(r"\s*\{\{.*?\}\}")


def once(*complaints: Iterable[Complaint]) -> list[Complaint]:
    """Complaints without those that say the same of the same field."""
    found = [complaint for some in complaints for complaint in some]
    return list({(c.field, c.problem, str(c.values)): c for c in found}.values())


def place_of(field: str) -> str:
    """The word of the address of the page on which something is put right."""
    return PLACES.get(field.partition(".")[0], "terms")


def suggested(title: str) -> str:
    """A model's title without its blanks, to begin with."""
    return _TEMPLATE.sub("", title).strip()


def blank_complaints(model: Model, blanks: dict[str, Value]) -> Iterator[Complaint]:
    """What is wrong with blanks that are filled in; what is open may stay open in a draft."""
    for complaint in wrong(model, Answers(blanks=blanks), ()):
        if complaint.field.startswith("blanks."):
            yield complaint


def stored(model: Model, blanks: dict[str, Value]) -> dict[str, Value]:
    """Blanks that are right, as they are kept: dates and numbers as text, yes and no as such."""
    kept: dict[str, Value] = {}
    for blank in model.blanks:
        given = blanks.get(blank.key)
        if given is not None and str(given).strip():
            value = value_of(blank, given)
            kept[blank.key] = value if isinstance(value, bool) else _text(value)
    return kept


def _text(value: Any) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value).strip()


def owner_complaints(commitments: Iterable[Shown], parties: Iterable[Shown]) -> Iterator[Complaint]:
    """Commitments that nobody owes, or that a party owes that does not sign."""
    signing = {party.id for party in parties if party.participation in ("signatory", "acceding")}
    found = list(commitments)
    if not found:
        yield Complaint("commitments", N_("There is no commitment yet."))
    for commitment in found:
        values = {"number": commitment.position, "title": commitment.title}
        if not commitment.owners:
            told = N_("Nobody owes commitment {number} ({title}).")
            yield Complaint(f"commitments.{commitment.key}", told, values)
        for owner in commitment.owners:
            if owner.party_id not in signing:
                told = N_("{name} owes commitment {number} ({title}) but does not sign.")
                named = values | {"name": owner.organisation}
                yield Complaint(f"commitments.{commitment.key}", told, named)
