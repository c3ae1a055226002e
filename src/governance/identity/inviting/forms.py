"""What is handed in to accept an invitation."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class AcceptForm(Struct, frozen=True, rename="camel"):
    """A password of one's own; empty for who accepts a role while signed in."""

    password: Annotated[str, Meta(extra={"secret": True})] = ""
