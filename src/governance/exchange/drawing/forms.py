"""What is handed in with boundaries, and with the decision to draw them."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from governance.base.version import Seen

WHOSE = "CBS, Kadaster"


class HandInBoundariesForm(Struct, frozen=True, rename="camel"):
    """Whose boundaries these are; the file comes beside the form. It stands with the map."""

    attribution: Annotated[str, Meta(max_length=200)] = WHOSE


class BoundariesForm(Struct, frozen=True, rename="camel"):
    """A decision about boundaries that asks nothing but the version that was seen."""

    version: Seen = None
