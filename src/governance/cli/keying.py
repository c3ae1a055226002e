"""The secret key of a command: the one of the settings, else the one of the data folder."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

import msgspec

from governance.base.errors import N_, Unusable
from governance.base.places import why_unwritable
from governance.base.settings import Settings

KEY_FILE = "secret-key.txt"
NO_KEY = N_("No secret key is set: set GOVERNANCE_SECRET_KEY, at least 32 random characters.")
UNWRITABLE = N_("The data folder {folder} cannot be written: {reason}. Set GOVERNANCE_DATA.")


def keyed(settings: Settings) -> Settings:
    """The settings with a secret key: the one given, else the one of this data folder.

    With a database of one's own there is none here: another process would make another.
    """
    if settings.secret_key:
        return settings
    if settings.database_url:
        raise Unusable(NO_KEY)
    path = settings.data / KEY_FILE
    try:
        if not path.exists():
            _make_key(path)
        made = path.read_text("utf-8").strip()
    except OSError as error:
        raise Unusable(UNWRITABLE, folder=settings.data, reason=why_unwritable(error)) from error
    return msgspec.structs.replace(settings, secret_key=made)


def _make_key(path: Path) -> None:
    """Write a key that only its owner may read, whole at once; one that is there stays."""
    own = path.with_name(f"{path.name}.{os.getpid()}")
    own.touch(mode=0o600)
    try:
        own.write_text(secrets.token_urlsafe(32) + "\n", "utf-8")
        with suppress(FileExistsError):
            path.hardlink_to(own)
    finally:
        own.unlink()
