"""What is handed in of a barrier."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.warning.forms import Asked

Text = Annotated[str, Meta(max_length=200)]
Long = Annotated[Lines, Meta(max_length=4000)]


class BarrierForm(Asked, frozen=True, rename="camel", kw_only=True):
    """A barrier on the list of a region."""

    title: Text
    text: Long = ""


class BarrierChange(Asked, frozen=True, rename="camel", kw_only=True):
    """A barrier as it is to be."""

    title: Text
    text: Long = ""
    version: Seen = None


class BarrierRemoval(Struct, frozen=True, rename="camel", kw_only=True):
    """It is removed as it was seen."""

    version: Seen = None
