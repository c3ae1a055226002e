"""What is handed in to begin an addendum."""

from __future__ import annotations

from msgspec import Struct


class AddendumForm(Struct, frozen=True, rename="camel"):
    """An addendum as it begins: how it is called."""

    title: str
    short_title: str
