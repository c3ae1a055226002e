"""Who owes a commitment by the text, who is recorded, and what follows when the text changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.commitments.forms import OwnerMove
from governance.library.forms import Answers, Promise
from governance.library.promises import promised
from governance.library.rules import Model, Scope

Whole: TypeAlias = Any
"""A ``Forming``: the rules stand below the queries and know only its fields."""

OTHER_OWNER = N_(
    "By the text (“{question}”) {named} owes commitment {number} ({title}); recorded is {recorded}."
)


class Differing(Struct, frozen=True):
    """A commitment of the model that other parties owe, or help with, than the text says.

    Names of organisations: ``owners`` and ``contributors`` as recorded, ``meant`` and ``asked``
    as the model lays them on the parties of now.
    """

    key: str
    number: int
    title: str
    owners: tuple[str, ...]
    meant: tuple[str, ...]
    contributors: tuple[str, ...]
    asked: tuple[str, ...]


def differing(whole: Whole, answers: Answers) -> Iterator[Differing]:
    """The commitments whose parties are not those of the text, where the text names any."""
    meant = {promise.key: promise for promise in promised(whole.model, answers)}
    for view in whole.commitments:
        promise = meant.get(view.key)
        owners, helpers = (_names(parties) for parties in (view.owners, view.contributors))
        if promise and promise.owners and not _same(promise, owners, helpers):
            yield Differing(
                key=view.key,
                number=view.position,
                title=view.title,
                owners=owners,
                meant=promise.owners,
                contributors=helpers,
                asked=promise.contributors,
            )


def followed(whole: Whole, before: Answers, after: Answers) -> Iterator[OwnerMove]:
    """The commitments that the text lets another party owe, when its answers change.

    Only those that stand as the text before laid them: what somebody chose by hand stays.
    """
    ids = {party.organisation: party.id for party in whole.parties}
    was, now = (
        {promise.key: promise for promise in promised(whole.model, answers)}
        for answers in (before, after)
    )
    for view in whole.commitments:
        old, new = was.get(view.key), now.get(view.key)
        if old is None or new is None or not new.owners or old.owners == new.owners:
            continue
        if _same(old, _names(view.owners), _names(view.contributors)):
            yield OwnerMove(
                key=view.key,
                title=view.title,
                owners=new.owners,
                owner_party_ids=party_ids(ids, new.owners),
                contributor_party_ids=party_ids(ids, new.contributors),
            )


def party_ids(ids: dict[str, UUID], names: tuple[str, ...]) -> list[UUID]:
    """The parties of the agreement with these names."""
    return [ids[name] for name in names if name in ids]


def named_complaints(whole: Whole, answers: Answers) -> Iterator[Complaint]:
    """Commitments that the articles lay on one party by name, while it does not owe them."""
    blanks = {
        one.key: one.owner_blank for one in whole.model.commitments if one.scope is Scope.NAMED
    }
    for one in differing(whole, answers):
        blank = blanks.get(one.key)
        if blank and not set(one.meant) <= set(one.owners):
            values = {
                "question": _question(whole.model, blank),
                "named": ", ".join(one.meant),
                "number": one.number,
                "title": one.title,
                "recorded": ", ".join(one.owners) or "–",
            }
            yield Complaint(f"commitments.{one.key}", OTHER_OWNER, values)


def _question(model: Model, key: str) -> str:
    return next(blank.question for blank in model.blanks if blank.key == key)


def _names(parties: Any) -> tuple[str, ...]:
    return tuple(party.organisation for party in parties)


def _same(promise: Promise, owners: tuple[str, ...], helpers: tuple[str, ...]) -> bool:
    return set(promise.owners) == set(owners) and set(promise.contributors) == set(helpers)
