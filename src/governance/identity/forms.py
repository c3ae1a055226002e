"""What is handed in at sign-in."""

from __future__ import annotations

from msgspec import Struct


class SignIn(Struct, frozen=True, rename="camel"):
    """A name and a password."""

    sign_in_name: str
    password: str
