"""What is handed in when a new executive begins."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from msgspec import Struct


class ExecutiveForm(Struct, frozen=True, rename="camel"):
    """The first day of the new executive, and the portfolios that stay as they are."""

    begins: date
    stays: list[UUID] = []
