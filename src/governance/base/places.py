"""Where the shipped folders are: in the wheel, or in the checkout that this runs from."""

from __future__ import annotations

import errno
from functools import cache
from pathlib import Path

from governance.base.errors import N_

PACKAGE = Path(__file__).resolve().parent.parent


@cache
def shipped(name: str) -> Path:
    """The folder ``agreements`` or ``templates``: inside the wheel, else of the checkout."""
    packed = PACKAGE / "shipped" / name
    return packed if packed.is_dir() else PACKAGE.parent.parent / name


_UNWRITABLE = {
    errno.EACCES: N_("it may not be written"),
    errno.EPERM: N_("it may not be written"),
    errno.ENOSPC: N_("the disk is full"),
    errno.ENOTDIR: N_("a file stands in its place"),
    errno.EEXIST: N_("a file stands in its place"),
    errno.EROFS: N_("it can only be read"),
}


def why_unwritable(error: OSError) -> str:
    """Why a folder cannot be written, as a message; in the system's own words where it is rare."""
    return _UNWRITABLE.get(error.errno or 0, error.strerror or str(error))


VERSION = "0.1.0"
"""The version of this service, as ``pyproject.toml`` has it; a house test compares the two."""
