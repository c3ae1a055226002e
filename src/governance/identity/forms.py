"""What is handed in at sign-in."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class SignIn(Struct, frozen=True, rename="camel"):
    """A name and a password."""

    sign_in_name: str
    password: Annotated[str, Meta(extra={"secret": True})]
