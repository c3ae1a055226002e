"""Where the shipped folders are: in the wheel, or in the checkout that this runs from."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def shipped(name: str) -> Path:
    """The folder ``agreements`` or ``templates``: inside the wheel, else of the checkout."""
    packed = PACKAGE / "shipped" / name
    return packed if packed.is_dir() else PACKAGE.parent.parent / name


VERSION = "0.1.0"
"""The version of this service, as ``pyproject.toml`` has it; a house test compares the two."""
