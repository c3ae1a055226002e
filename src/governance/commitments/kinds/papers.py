"""The kind of a commitment as a page shows it: its name, its sentences, for whom it holds."""

from __future__ import annotations

from typing import Any, TypeAlias

from msgspec import Struct

from governance.commitments.kinds.rules import PRIORITY_WORDS, SCOPE_WORDS, Priority, Scope
from governance.library.kinds.folders import kind_of
from governance.library.kinds.saying import sentences

View: TypeAlias = Any
"""A commitment as shown, with its owners."""
TONES = {Priority.HIGH: "warning", Priority.NORMAL: "plain", Priority.LOW: "plain"}


class Own(Struct, frozen=True):
    """What a page shows of a kind. ``sentences`` are those of the agreement, in Dutch; ``scope``
    and ``priority`` are messages. ``others``: for how many beside itself who executes it does so.
    """

    name: str
    sentences: tuple[str, ...]
    scope: str
    priority: str
    tone: str
    others: int
    hides_dates: bool


def own(view: View, language: str) -> Own:
    """The kind of a commitment, in the language of the page."""
    kind, priority = kind_of(view.kind), Priority(view.priority)
    executor = view.executor_organisation_id
    return Own(
        kind.name.told(language),
        sentences(kind, view.extra),
        SCOPE_WORDS[Scope(view.scope)],
        PRIORITY_WORDS[priority],
        TONES[priority],
        sum(1 for one in view.owners if one.organisation_id != executor),
        kind.hides_dates,
    )
