"""Settings of the service: environment variables ``GOVERNANCE_*``, all documented, all checked.

What each means stands in ``docs/settings.md``; a house test compares the two.
"""

from __future__ import annotations

import os
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from msgspec import Struct

from governance.base.errors import N_, Complaint, complain
from governance.base.mail import Unmailable, mail_server, sender
from governance.base.words import LANGUAGES

PREFIX = "GOVERNANCE_"
NO_BASE = N_("Write the address of the service as https://machine, without a path.")
NOT_SAFE = N_("Providers send people back over TLS only: give an address with https://.")
NO_LINKS = N_("Give the address of the service: mails link to it.")


class Settings(Struct, frozen=True):
    """How this process runs. An empty ``database_url`` means the embedded server."""

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

    @property
    def address(self) -> str:
        """The address of the service as its users know it, without a slash at the end."""
        return self.base_url or f"http://{self.host}:{self.port}"


MINUTES = {"session_idle": 60, "session_longest": 720, "confirm_within": 15}
"""Settings that are minutes, with their defaults; a week at most."""
SECOND_FACTOR = ("required", "optional")
SHORTEST_KEY = 32


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
    kept, days = given.get("MAIL_KEPT", "14"), given.get("INVITATION_DAYS", "14")
    complain(
        [
            *_complaints(given, port, language),
            *_of_mail(given, kept),
            *_of_days(days),
            *_of_signing_in(given),
        ]
    )
    return Settings(
        database_url=given.get("DATABASE_URL", ""),
        migration_database_url=given.get("MIGRATION_DATABASE_URL", ""),
        data=Path(given.get("DATA") or default_data()).expanduser(),
        host=given.get("HOST", "localhost"),
        port=int(port),
        language=language,
        rate_account=int(given.get("RATE_ACCOUNT", "600")),
        rate_network=int(given.get("RATE_NETWORK", "3000")),
        checkpoint_key=_place(given.get("CHECKPOINT_KEY", "")),
        checkpoints=_place(given.get("CHECKPOINTS", "")),
        base_url=given.get("BASE_URL", "").rstrip("/"),
        smtp_url=given.get("SMTP_URL", ""),
        smtp_ca=given.get("SMTP_CA", ""),
        mail_from=given.get("MAIL_FROM", ""),
        mail_kept=int(kept),
        secret_key=given.get("SECRET_KEY", ""),
        second_factor=given.get("SECOND_FACTOR", "required"),
        **{name: int(given.get(name.upper(), usual)) for name, usual in MINUTES.items()},
        providers=_place(given.get("PROVIDERS", "")),
        invitation_days=int(days),
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
    for name in ("RATE_ACCOUNT", "RATE_NETWORK"):
        said = given.get(name, "0")
        if not said.isdecimal() or len(said) > 6:
            found.append(Complaint(PREFIX + name, N_("Give a number of requests a minute, or 0.")))
    if given.get("BASE_URL") and not _is_base(given["BASE_URL"]):
        found.append(Complaint(PREFIX + "BASE_URL", NO_BASE))
    elif given.get("PROVIDERS") and not _is_safe(given.get("BASE_URL", "")):
        found.append(Complaint(PREFIX + "BASE_URL", NOT_SAFE))
    return found


def _of_mail(given: Mapping[str, str], kept: str) -> Iterator[Complaint]:
    """What is wrong with the settings of mail; the address of the server is never repeated."""
    server, mail_from = given.get("SMTP_URL", ""), given.get("MAIL_FROM", "")
    for name, said, reads in (
        ("SMTP_URL", server, mail_server),
        ("MAIL_FROM", mail_from, sender),
    ):
        try:
            if said:
                reads(said)
        except Unmailable as error:
            yield Complaint(PREFIX + name, error.why)
    if server and not mail_from:
        yield Complaint(PREFIX + "MAIL_FROM", N_("Give the address from which mail is sent."))
    if server and not given.get("BASE_URL"):
        yield Complaint(PREFIX + "BASE_URL", NO_LINKS)
    if given.get("SMTP_CA") and not _certificates(given["SMTP_CA"]):
        yield Complaint(
            PREFIX + "SMTP_CA", N_("No certificates can be read from this file: it must be PEM.")
        )
    if not kept.isdecimal() or not 0 < int(kept) <= 365:
        yield Complaint(PREFIX + "MAIL_KEPT", N_("Give a number of days from 1 to 365."))


def _of_signing_in(given: Mapping[str, str]) -> Iterator[Complaint]:
    if 0 < len(given.get("SECRET_KEY", "")) < SHORTEST_KEY:
        said = N_("The secret key has at least {limit} characters, made at random.")
        yield Complaint(PREFIX + "SECRET_KEY", said, {"limit": SHORTEST_KEY})
    if given.get("SECOND_FACTOR", "required") not in SECOND_FACTOR:
        said = N_("A second factor is required or optional.")
        yield Complaint(PREFIX + "SECOND_FACTOR", said)
    for name in map(str.upper, MINUTES):
        minutes = given.get(name, "1")
        if not minutes.isdecimal() or not 0 < int(minutes) <= 10_080:
            said = N_("This is a whole number of minutes, from 1 to 10080.")
            yield Complaint(PREFIX + name, said)


def _of_days(days: str) -> Iterator[Complaint]:
    if not days.isdecimal() or not 0 < int(days) <= 90:
        yield Complaint(PREFIX + "INVITATION_DAYS", N_("An invitation works from 1 to 90 days."))


def _is_base(said: str) -> bool:
    try:
        parts = urlsplit(said)
        rest = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not rest
    except ValueError:
        return False


def _is_safe(base: str) -> bool:
    """Whether people can come back there: over TLS, or on this machine."""
    here = urlsplit(base).hostname in ("localhost", "127.0.0.1", "::1")
    return here or base.startswith("https://")


def _certificates(path: str) -> bool:
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError):
        return False
    return True
