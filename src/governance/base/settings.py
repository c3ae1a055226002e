"""Settings of the service: environment variables ``GOVERNANCE_*``, all documented, all checked.

What each means stands in ``docs/settings.md``; a house test compares the two.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from governance.base.errors import N_, Complaint, complain
from governance.base.words import LANGUAGES

PREFIX = "GOVERNANCE_"


class Settings(Struct, frozen=True):
    """How this process runs. An empty ``database_url`` means the embedded server."""

    database_url: str = ""
    migration_database_url: str = ""
    data: Path = Path(".data")
    host: str = "localhost"
    port: int = 8000
    language: str = "nl"
    checkpoint_key: Path | None = None
    checkpoints: Path | None = None


def default_data() -> Path:
    """Where the embedded server keeps its files: the user's data folder, or that of root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/governance")
    return Path.home() / ".local" / "share" / "governance"


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from an environment; raises ``Refused`` with every mistake at once."""
    given = {k.removeprefix(PREFIX): v for k, v in environment.items() if k.startswith(PREFIX)}
    port = given.get("PORT", "8000")
    language = given.get("LANGUAGE", "nl")
    complain(_complaints(given, port, language))
    return Settings(
        database_url=given.get("DATABASE_URL", ""),
        migration_database_url=given.get("MIGRATION_DATABASE_URL", ""),
        data=Path(given.get("DATA") or default_data()).expanduser(),
        host=given.get("HOST", "localhost"),
        port=int(port),
        language=language,
        checkpoint_key=_place(given.get("CHECKPOINT_KEY", "")),
        checkpoints=_place(given.get("CHECKPOINTS", "")),
    )


def _place(said: str) -> Path | None:
    return Path(said).expanduser() if said else None


def _complaints(given: Mapping[str, str], port: str, language: str) -> list[Complaint]:
    found = []
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL"):
        if not given.get(name, "postgresql://").startswith(("postgresql://", "postgres://")):
            found.append(Complaint(PREFIX + name, N_("This is no address of a PostgreSQL server.")))
    if not port.isdecimal() or not 0 < int(port) < 65536:
        found.append(Complaint(PREFIX + "PORT", N_("A port is a number from 1 to 65535.")))
    if language not in LANGUAGES:
        found.append(Complaint(PREFIX + "LANGUAGE", N_("The language is nl or en.")))
    return found
