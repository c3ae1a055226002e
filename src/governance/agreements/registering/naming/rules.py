"""Whether a party that a file names is an organisation of the register. Pure.

Only what cannot be anything else is taken: a person looks over the parties, and adds the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct

from governance.base.names import search_key

SHORT = 3
"""Letters of a word that tells no organisation from another, such as an article."""


class Known(Struct, frozen=True):
    """An organisation of the register; ``called``: the word for its kind."""

    id: UUID
    name: str
    called: str = ""


def named(said: str, known: Iterable[Known]) -> UUID | None:
    """The one organisation that a file means by a name; none where it may be another.

    Its own words must all be there, and besides them nothing but the word for its kind.
    """
    words = set(search_key(said).split())
    found = {one.id for one in known if _means(words, one)}
    return found.pop() if len(found) == 1 else None


def _means(words: set[str], one: Known) -> bool:
    own = set(search_key(one.name).split())
    left = words - own - set(search_key(one.called).split())
    return bool(own) and own <= words and all(len(word) <= SHORT for word in left)
