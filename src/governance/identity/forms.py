"""What is handed in at sign-in."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class SignIn(Struct, frozen=True, rename="camel"):
    """A name and a password; ``code`` only for a machine, a browser asks it in a second step."""

    sign_in_name: str
    password: Annotated[str, Meta(extra={"secret": True})]
    code: Annotated[str, Meta(max_length=64, extra={"secret": True})] = ""
