"""Settings of the service: environment variables ``GOVERNANCE_*``, all documented, all checked.

What each means stands in ``docs/settings.md``; a house test compares the two.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from governance.base.checks import MINUTES, PREFIX, mistakes
from governance.base.errors import complain

MEGABYTE = 1_000_000


class Secret(str):
    """A setting that is used and never shown, also not where all settings are."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret()"


class Settings(Struct, frozen=True):
    """How this process runs. An empty ``database_url`` means the embedded server.

    ``files`` is a folder, ``s3://bucket/prefix``, or empty: then the database keeps them.
    ``upload_limit`` is in megabytes. ``registers``: addresses, in the order of taking them over.
    """

    database_url: str = ""
    migration_database_url: str = ""
    data: Path = Path(".data")
    host: str = "localhost"
    port: int = 8000
    language: str = "nl"
    rate_account: int = 600
    rate_network: int = 3000
    checkpoint_key: Path | None = None
    checkpoints: Path | None = None
    base_url: str = ""
    smtp_url: str = ""
    smtp_ca: str = ""
    mail_from: str = ""
    mail_kept: int = 14
    secret_key: str = ""
    second_factor: str = "required"
    session_idle: int = 60
    session_longest: int = 720
    confirm_within: int = 15
    providers: Path | None = None
    invitation_days: int = 14
    files: str = ""
    s3_endpoint: str = ""
    s3_region: str = ""
    s3_access_key: Secret = Secret()
    s3_secret_key: Secret = Secret()
    upload_limit: int = 25
    clamd: str = ""
    registers: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address of the service as its users know it, without a slash at the end."""
        return self.base_url or f"http://{self.host}:{self.port}"


def default_data() -> Path:
    """Where the embedded server keeps its files: the user's data folder, or that of root."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/governance")
    return Path.home() / ".local" / "share" / "governance"


def read(environment: Mapping[str, str]) -> Settings:
    """Settings from an environment; raises ``Refused`` with every mistake at once."""
    given = {k.removeprefix(PREFIX): v for k, v in environment.items() if k.startswith(PREFIX)}
    complain(mistakes(given))
    data = Path(given.get("DATA") or default_data()).expanduser()
    return Settings(
        database_url=given.get("DATABASE_URL", ""),
        migration_database_url=given.get("MIGRATION_DATABASE_URL", ""),
        data=data,
        host=given.get("HOST", "localhost"),
        port=int(given.get("PORT", "8000")),
        language=given.get("LANGUAGE", "nl"),
        rate_account=int(given.get("RATE_ACCOUNT", "600")),
        rate_network=int(given.get("RATE_NETWORK", "3000")),
        checkpoint_key=_place(given.get("CHECKPOINT_KEY", "")),
        checkpoints=_place(given.get("CHECKPOINTS", "")),
        base_url=given.get("BASE_URL", "").rstrip("/"),
        smtp_url=given.get("SMTP_URL", ""),
        smtp_ca=given.get("SMTP_CA", ""),
        mail_from=given.get("MAIL_FROM", ""),
        mail_kept=int(given.get("MAIL_KEPT", "14")),
        secret_key=given.get("SECRET_KEY", ""),
        second_factor=given.get("SECOND_FACTOR", "required"),
        **{name: int(given.get(name.upper(), usual)) for name, usual in MINUTES.items()},
        providers=_place(given.get("PROVIDERS", "")),
        invitation_days=int(given.get("INVITATION_DAYS", "14")),
        files=_files(given, data),
        s3_endpoint=given.get("S3_ENDPOINT", ""),
        s3_region=given.get("S3_REGION", ""),
        s3_access_key=Secret(given.get("S3_ACCESS_KEY", "")),
        s3_secret_key=Secret(given.get("S3_SECRET_KEY", "")),
        upload_limit=int(given.get("UPLOAD_LIMIT") or "25"),
        clamd=given.get("CLAMD", ""),
        registers=tuple(given.get("REGISTERS", "").split()),
    )


def _place(said: str) -> Path | None:
    return Path(said).expanduser() if said else None


def _files(given: Mapping[str, str], data: Path) -> str:
    """Where files are kept. A folder suits one machine only: with a server elsewhere, where
    more than one process may run, the database keeps them until a place is named."""
    said = given.get("FILES", "")
    if said == "database" or (not said and given.get("DATABASE_URL")):
        return ""
    return said or str(data / "files")
