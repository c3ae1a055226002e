"""What is handed in to confirm who one is."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from governance.identity.factors.forms import Code


class ConfirmForm(Struct, frozen=True):
    """The password or a code: one is enough."""

    password: Annotated[str, Meta(max_length=1000, extra={"secret": True})] = ""
    code: Code = ""
