"""What is handed in about a scan; the file itself comes beside the form."""

from __future__ import annotations

from msgspec import Struct


class ScanRemovalForm(Struct, frozen=True, rename="camel"):
    """Why a scan is taken off a signature."""

    reason: str
