"""What is handed in with a register, and with the decision to take it over."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from governance.base.version import Seen


class HandInForm(Struct, frozen=True, rename="camel"):
    """How a register is read; its file comes beside the form.

    ``begins``: first day of memberships for which the register gives none, else today. ``riec``:
    take over the RIEC of areas too, although these only follow from the police unit.
    """

    begins: date | None = None
    riec: bool = False


class CarryOutForm(Struct, frozen=True, rename="camel"):
    """That what was seen is taken over. ``seen`` is that of the preview."""

    seen: Annotated[str, Meta(max_length=64)] = ""


class StepForm(Struct, frozen=True, rename="camel"):
    """A decision that asks nothing but the version that was seen."""

    version: Seen = None
