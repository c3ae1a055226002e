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
    errno.EDQUOT: N_("the disk is full"),
    errno.ENOENT: N_("it is not there and cannot be made"),
    errno.ENOTDIR: N_("a file stands in its place"),
    errno.EEXIST: N_("a file stands in its place"),
    errno.EROFS: N_("it can only be read"),
}


def why_unwritable(error: OSError) -> str:
    """Why a folder cannot be written, as a message; where that is rare, the code of the system.

    Never its words: they are English, whatever language the sentence is in.
    """
    number = error.errno or 0
    return _UNWRITABLE.get(number, errno.errorcode.get(number, str(number)))


VERSION = "0.1.0"
"""The version of this service, as ``pyproject.toml`` has it; a house test compares the two."""
