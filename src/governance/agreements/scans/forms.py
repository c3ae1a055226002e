"""What is handed in about a scan; the file itself comes beside the form."""

from __future__ import annotations

from msgspec import Struct

from governance.base.signs import Lines


class ScanRemovalForm(Struct, frozen=True, rename="camel"):
    """Why a scan is taken off a signature."""

    reason: Lines
