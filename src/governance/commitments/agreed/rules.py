"""What must be right of a commitment as it is agreed, and how those of a draft are told apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain, count
from uuid import UUID

from msgspec.structs import replace

from governance.base.errors import MISSING, N_, Complaint
from governance.base.names import search_key
from governance.commitments.kinds.rules import Priority, extra_complaints
from governance.commitments.rules import CHOOSE, MOST, TOO_LONG, Nature, Typed

_KEY = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_TEXTS = {
    "title": ("title", 200, True),
    "text": ("text", 10_000, True),
    "theme": ("theme", 60, True),
    "owner_function": ("ownerFunction", 200, True),
    "measurable_goal": ("measurableGoal", 4_000, True),
    "executor": ("executor", 200, False),
    "indicator_unit": ("indicatorUnit", 60, False),
    "informal_partners": ("informalPartners", 2_000, False),
}


def key_of(title: str, taken: Collection[str]) -> str:
    """A key made from a title, other than those that are taken."""
    plain = search_key(title).replace(" ", "-")[:50].strip("-") or "commitment"
    numbered = (f"{plain}-{n}" for n in count(2))
    return next(key for key in chain([plain], numbered) if key not in taken)


def with_keys(commitments: Iterable[Typed]) -> list[Typed]:
    """The commitments of a draft, each with a key: its own, else one made from its title."""
    forms = list(commitments)
    taken = {form.key for form in forms if form.key}
    made = []
    for form in forms:
        key = form.key or key_of(form.title, taken)
        taken.add(key)
        made.append(replace(form, key=key))
    return made


def by_theme(commitments: list[Typed]) -> None:
    """One theme together, as it first comes up: the place is the number, in every document."""
    themes = list(dict.fromkeys(form.theme.strip() for form in commitments))
    commitments.sort(key=lambda form: themes.index(form.theme.strip()))


def _texts(form: Typed, at: str) -> Iterator[Complaint]:
    for name, (shown, limit, needed) in _TEXTS.items():
        text = getattr(form, name).strip()
        if needed and not text:
            yield Complaint(f"{at}.{shown}", MISSING)
        if len(text) > limit:
            yield Complaint(f"{at}.{shown}", TOO_LONG, {"limit": limit})


def commitment_complaints(
    form: Typed, at: str, parties: Collection[UUID], may_owe: Collection[UUID]
) -> Iterator[Complaint]:
    """What is wrong with a commitment. ``at`` is its place (``commitments.0``).

    ``parties`` are those of the agreement, ``may_owe`` those of them that sign.
    """
    yield from _texts(form, at)
    if not _KEY.match(form.key) or len(form.key) > 60:
        yield Complaint(
            f"{at}.key", N_("A key is made of small letters, digits and hyphens, at most 60.")
        )
    if form.nature not in set(Nature):
        yield Complaint(f"{at}.nature", CHOOSE)
    if form.priority not in set(Priority):
        yield Complaint(f"{at}.priority", CHOOSE)
    yield from extra_complaints(form.kind, form.extra, at)
    if form.target is not None and not form.indicator_unit.strip():
        yield Complaint(f"{at}.indicatorUnit", N_("A target value needs its unit."))
    if not 0 <= (form.target or 0) <= MOST:
        problem = N_("A target value is zero or more, and at most {most}.")
        yield Complaint(f"{at}.target", problem, {"most": MOST})
    elif form.target and form.target != round(form.target, 4):
        yield Complaint(f"{at}.target", N_("Write at most {number} decimals."), {"number": 4})
    yield from _parts(form, at, parties, may_owe)


def _parts(
    form: Typed, at: str, parties: Collection[UUID], may_owe: Collection[UUID]
) -> Iterator[Complaint]:
    owners, helpers = set(form.owner_party_ids), set(form.contributor_party_ids)
    if not owners:
        yield Complaint(f"{at}.ownerPartyIds", N_("Choose at least one party that owes it."))
    if (owners | helpers) - set(parties):
        yield Complaint(f"{at}.ownerPartyIds", N_("This is no party of the agreement."))
    if (owners & set(parties)) - set(may_owe):
        yield Complaint(
            f"{at}.ownerPartyIds",
            N_("Only a party that signs can owe a commitment; ask others for a contribution."),
        )
    if owners & helpers:
        yield Complaint(
            f"{at}.contributorPartyIds", N_("A party that owes it is not also a contributor.")
        )
