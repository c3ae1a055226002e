"""What can be found in the network, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from governance.base.names import search_key


class Kind(StrEnum):
    """What was found, in the order in which it is shown."""

    ORGANISATION = "organisation"
    REGION = "region"
    FILLING = "filling"
    TABLE = "table"
    ROUTE = "route"


def matching(search: str, words: Mapping[str, str]) -> list[str]:
    """The choices of which a word begins as what is searched for, in the language of the reader."""
    wanted = search_key(search)
    if not wanted:
        return []
    return [kind for kind, word in words.items() if f" {wanted}" in f" {search_key(word)}"]
