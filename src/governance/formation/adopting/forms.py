"""What is handed in about a clause in a draft."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct


class TakeClauseForm(Struct, frozen=True, rename="camel"):
    """A clause that a draft takes as a new article, behind the section of that name.

    ``clause``: its key, of an own clause its id; ``number`` the version, empty: the newest.
    """

    clause: str
    variant: str
    number: Annotated[str, Meta(max_length=20)] = ""
    behind: str = ""


class AdoptForm(Struct, frozen=True, rename="camel"):
    """What happens with a newer version: ``adopt`` it, or ``keep`` the section as it is.

    ``seen``: the mark of the section that was seen, ``number`` the newer version. ``dropOwn``:
    words of the section itself that the clause did not have may go.
    """

    choice: Literal["adopt", "keep"]
    seen: str
    number: Annotated[str, Meta(max_length=20)]
    drop_own: bool = False
