"""What is handed in to change a password."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

Secret = Annotated[str, Meta(max_length=1000, extra={"secret": True})]


class PasswordForm(Struct, frozen=True, rename="camel"):
    """The password that somebody has, and the one that comes instead."""

    password: Secret
    new_password: Secret
