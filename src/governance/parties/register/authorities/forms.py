"""What is handed in of an authority."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from governance.base.version import Seen
from governance.parties.rules import AuthorityKind

Text = Annotated[str, Meta(max_length=200)]


class AuthorityForm(Struct, frozen=True, rename="camel"):
    """An authority: as an agreement names it, and the function that represents it."""

    kind: AuthorityKind
    name: Text
    represented_by_function: Text


class AuthorityChangeForm(Struct, frozen=True, rename="camel"):
    """An authority as it is to be."""

    kind: AuthorityKind
    name: Text
    represented_by_function: Text
    version: Seen = None
