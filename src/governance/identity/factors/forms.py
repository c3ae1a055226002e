"""What is handed in for a code."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

Code: TypeAlias = Annotated[str, Meta(max_length=64, extra={"secret": True})]
"""Six digits of an authenticator app, or a recovery code."""


class CodeForm(Struct, frozen=True):
    """A code."""

    code: Code
